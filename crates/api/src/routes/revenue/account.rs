//! `GET /api/accounts/{id}/revenue`: every change of one account's revenue, with its contract lines.

use axum::{Json, extract::Path};

use super::{RevenueQuery, answer};
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{AccountMovements, Date, RevenueMovement},
    extract::Params,
    revenue::Behind,
    routes::accounts::subscriptions,
    rows::entry_of,
};

/// Every change of an account's recurring revenue in a period, with the contract lines behind it.
#[utoipa::path(
    get, path = "/accounts/{id}/revenue", tag = "revenue",
    params(("id" = String, Path), RevenueQuery, AsOfQuery),
    responses((status = 200, body = AccountMovements)),
)]
pub async fn get_account_revenue(
    _caller: Reader,
    state: View,
    Path(id): Path<String>,
    Params(query): Params<RevenueQuery>,
) -> Result<Json<AccountMovements>, Problem> {
    let entry = entry_of(&state.board, &id)?;
    let question = query.read(state.board.today())?;
    answer(&state, question, move |state, book, question| {
        let (zone, today) = (state.board.zone(), state.board.today());
        let told = |behind: Behind| RevenueMovement {
            day: Date(behind.movement.day),
            kind: behind.movement.kind.into(),
            amount: behind.movement.amount,
            lines: behind
                .lines
                .into_iter()
                .map(|line| subscriptions::row(line, zone, today))
                .collect(),
        };
        let movements = book.account(entry.id(), &question).unwrap_or_default();
        Ok(Json(AccountMovements {
            currency: book.currency(question.selection),
            movements: movements.into_iter().map(told).collect(),
        }))
    })
    .await
}

//! `GET /api/revenue/accounts`: the accounts behind a figure.

use axum::Json;

use super::{RevenueQuery, answer};
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::RevenueAccounts,
    extract::Params,
};

/// The accounts behind the figures of a period, those that moved most first.
#[utoipa::path(
    get, path = "/revenue/accounts", tag = "revenue", params(RevenueQuery, AsOfQuery),
    responses((status = 200, body = RevenueAccounts)),
)]
pub async fn list_revenue_accounts(
    _caller: Reader,
    state: View,
    Params(query): Params<RevenueQuery>,
) -> Result<Json<RevenueAccounts>, Problem> {
    let question = query.read(state.board.today())?;
    answer(&state, question, |_, book, question| {
        let accounts = book.accounts(&question).iter().map(Into::into).collect();
        Ok(Json(RevenueAccounts { currency: book.currency(question.selection), accounts }))
    })
    .await
}

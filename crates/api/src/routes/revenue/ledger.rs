//! `GET /api/revenue/ledger`: rows of subscriptions with something wrong.

use axum::Json;

use super::{RevenueQuery, answer};
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{LedgerFlaw, LedgerHealth},
    revenue::FlaggedRow,
    routes::accounts::subscriptions,
};

/// Every row of a subscription that has something wrong, and what that does to figures.
#[utoipa::path(
    get, path = "/revenue/ledger", tag = "revenue", params(AsOfQuery),
    responses((status = 200, body = LedgerHealth)),
)]
pub async fn get_ledger_health(
    _caller: Reader,
    state: View,
) -> Result<Json<LedgerHealth>, Problem> {
    let question = RevenueQuery::default().read(state.board.today())?;
    answer(&state, question, |state, book, _| {
        let (zone, today) = (state.board.zone(), state.board.today());
        let told = |one: FlaggedRow| LedgerFlaw {
            account_id: one.account_id.to_string(),
            account_name: one.account_name,
            flaw: one.flaw.key().to_owned(),
            says: one.flaw.says().to_owned(),
            row: subscriptions::row(one.row, zone, today),
        };
        Ok(Json(LedgerHealth {
            rows: book.flagged().into_iter().map(told).collect(),
            subscriptions: book.rows(),
        }))
    })
    .await
}

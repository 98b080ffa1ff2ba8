//! `GET /api/revenue/renewals`: contract terms, and what becomes of them.

use axum::Json;

use super::{RevenueQuery, answer};
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{Date, RevenueRenewal, RevenueRenewals, Time},
    extract::Params,
    revenue::RenewalRow,
};

/// Contract terms that end in a period, with what became of them, today's health of the account, and
/// what the team expects.
#[utoipa::path(
    get, path = "/revenue/renewals", tag = "revenue", params(RevenueQuery, AsOfQuery),
    responses((status = 200, body = RevenueRenewals)),
)]
pub async fn list_renewals(
    _caller: Reader,
    state: View,
    Params(query): Params<RevenueQuery>,
) -> Result<Json<RevenueRenewals>, Problem> {
    let question = query.read(state.board.today())?;
    answer(&state, question, |state, book, question| {
        let renewals = book.renewals(&question).into_iter().map(|one| row(state, one)).collect();
        Ok(Json(RevenueRenewals { currency: book.currency(question.selection), renewals }))
    })
    .await
}

fn row(state: &View, one: RenewalRow) -> RevenueRenewal {
    let entry = state.board.get(&one.account_id);
    let zone = state.board.zone();
    let yearly = |monthly: i64| monthly.saturating_mul(12);
    RevenueRenewal {
        account_id: one.account_id.to_string(),
        account_name: one.account_name,
        day: Date(one.day),
        term_end: Time(one.row.term_end.unwrap_or(one.row.started_at)),
        notice: one.notice.map(Date),
        notice_by: one.row.notice_by(zone).map(|at| Date(zone.day_of(at))),
        outcome: one.outcome.into(),
        currency: one.currency,
        acv: one.mrr.map(yearly),
        acv_after: one.mrr_after.map(yearly),
        lost_on: one.lost_on.map(Date),
        score: entry.as_ref().and_then(|entry| entry.score),
        band: entry.as_ref().and_then(|entry| entry.band.clone()),
        hidden_risk: entry.as_ref().and_then(|entry| entry.hidden.risk),
        owner_email: entry.as_ref().and_then(|entry| entry.account.owner_email.clone()),
        call: one.call.as_ref().map(Into::into),
        subscription_id: one.row.subscription_id,
        plan: one.row.plan,
        seats: one.row.seats,
    }
}

//! `GET /api/accounts/{id}/subscriptions`: what it pays.

use axum::{Json, extract::Path};
use perennial_model::{Day, Subscription, Zone};

use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{Money, SubscriptionList, SubscriptionRow, Time, attributes},
    rows::entry_of,
};

/// The subscription periods of an account.
#[utoipa::path(
    get, path = "/accounts/{id}/subscriptions", tag = "accounts", params(("id" = String, Path), AsOfQuery),
    responses((status = 200, body = SubscriptionList)),
)]
pub async fn list_subscriptions(
    _caller: Reader,
    state: View,
    Path(id): Path<String>,
) -> Result<Json<SubscriptionList>, Problem> {
    let entry = entry_of(&state.board, &id)?;
    let (zone, today) = (state.board.zone(), state.board.today());
    let mut periods = state.board.subscriptions(entry.id());
    periods.sort_by(|a, b| {
        b.started_at.cmp(&a.started_at).then(a.subscription_id.cmp(&b.subscription_id))
    });
    Ok(Json(periods.into_iter().map(|period| row(period, zone, today)).collect()))
}

/// A period as it goes over the wire.
pub fn row(period: Subscription, zone: &Zone, today: Day) -> SubscriptionRow {
    let has_begun = zone.day_of(period.started_at) <= today;
    let has_ended = period.ended_at.is_some_and(|end| zone.day_of(end) <= today);
    SubscriptionRow {
        running: has_begun && !has_ended,
        subscription_id: period.subscription_id,
        account_id: period.account_id.into_string(),
        started_at: Time(period.started_at),
        ended_at: period.ended_at.map(Time),
        plan: period.plan,
        mrr: period.mrr.map(Money::from),
        seats: period.seats,
        term_end: period.term_end.map(Time),
        cancelled_at: period.cancelled_at.map(Time),
        status: period.status,
        attributes: attributes(&period.attributes),
    }
}

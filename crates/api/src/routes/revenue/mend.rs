//! `/api/revenue/rows/{subscription_id}/{started_at}`: a row of a subscription is corrected or taken out.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use perennial_model::{Currency, Micros, Money, Subscription};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    AppState, Problem, auth::DataManager, dto::SubscriptionRow, extract::Body,
    routes::accounts::subscriptions,
};

/// A row as it should be. What is left out is empty; attributes stay as they are.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MendedRow {
    /// RFC 3339, or a day.
    pub started_at: String,
    /// The first moment without it; nothing while it runs.
    pub ended_at: Option<String>,
    pub plan: Option<String>,
    /// A month, in minor units of `currency`.
    pub mrr: Option<i64>,
    /// Three letters of ISO 4217; the company's where it is left out.
    pub currency: Option<String>,
    pub seats: Option<i64>,
    pub term_end: Option<String>,
    pub cancelled_at: Option<String>,
    pub status: Option<String>,
}

/// Corrects a row of a subscription. The source stays as it is: the next import of it may bring the row
/// back.
#[utoipa::path(
    put, path = "/revenue/rows/{subscription_id}/{started_at}", tag = "revenue",
    params(("subscription_id" = String, Path), ("started_at" = String, Path)),
    request_body = MendedRow, responses((status = 200, body = SubscriptionRow)),
)]
pub async fn mend_row(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Path((subscription_id, started_at)): Path<(String, String)>,
    Body(form): Body<MendedRow>,
) -> Result<Json<SubscriptionRow>, Problem> {
    let before = row(&state, &subscription_id, &started_at).await?;
    let after = mended(&state, &before, form)?;
    replace(&state, &caller.signature(), "mend_subscription", &before, Some(&after)).await?;
    let zone = state.board.zone();
    Ok(Json(subscriptions::row(after, zone, state.board.today())))
}

/// Takes a row of a subscription out.
#[utoipa::path(
    delete, path = "/revenue/rows/{subscription_id}/{started_at}", tag = "revenue",
    params(("subscription_id" = String, Path), ("started_at" = String, Path)),
    responses((status = 204)),
)]
pub async fn delete_row(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Path((subscription_id, started_at)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let before = row(&state, &subscription_id, &started_at).await?;
    replace(&state, &caller.signature(), "delete_subscription", &before, None).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The row that a path names.
async fn row(state: &AppState, id: &str, started_at: &str) -> Result<Subscription, Problem> {
    let missing =
        || Problem::not_found(format!("the subscription \"{id}\" has no row from {started_at}"));
    let at = Micros::parse(started_at, state.board.zone()).map_err(|_| missing())?;
    state.store.period(id, at).await?.ok_or_else(missing)
}

fn mended(
    state: &AppState,
    before: &Subscription,
    form: MendedRow,
) -> Result<Subscription, Problem> {
    let time = |field: &str, text: &str| {
        Micros::parse(text, state.board.zone())
            .map_err(|error| Problem::invalid(field, error.to_string()))
    };
    let maybe = |field: &str, text: Option<&str>| text.map(|text| time(field, text)).transpose();
    let started_at = time("started_at", &form.started_at)?;
    let ended_at = maybe("ended_at", form.ended_at.as_deref())?;
    if ended_at.is_some_and(|end| end < started_at) {
        return Err(Problem::invalid("ended_at", "it ends before it starts"));
    }
    if form.mrr.is_some_and(|mrr| mrr < 0) {
        return Err(Problem::invalid(
            "mrr",
            "a price below 0 is no price; write 0 or leave it out",
        ));
    }
    let currency = match form.currency.as_deref() {
        None => before.mrr.map_or(state.board.currency(), |mrr| mrr.currency),
        Some(code) => Currency::parse(code)
            .ok()
            .filter(Currency::exists)
            .ok_or_else(|| Problem::invalid("currency", format!("there is no currency {code}")))?,
    };
    Ok(Subscription {
        subscription_id: before.subscription_id.clone(),
        account_id: before.account_id.clone(),
        started_at,
        ended_at,
        plan: form.plan,
        mrr: form.mrr.map(|minor| Money { minor, currency }),
        seats: form.seats,
        term_end: maybe("term_end", form.term_end.as_deref())?,
        cancelled_at: maybe("cancelled_at", form.cancelled_at.as_deref())?,
        status: form.status,
        attributes: before.attributes.clone(),
    })
}

/// Writes the change down, with the row as it was, and shows what follows from it.
async fn replace(
    state: &AppState,
    by: &str,
    action: &str,
    before: &Subscription,
    after: Option<&Subscription>,
) -> Result<(), Problem> {
    let key = (before.subscription_id.as_str(), before.started_at);
    let was = serde_json::to_string(before).map_err(|error| Problem::internal(&error))?;
    let tx = state.store.begin().await?;
    state.store.replace_period(&tx, key, after).await?;
    state.store.audit(&tx, by, action, &before.subscription_id, Some(&was)).await?;
    tx.commit().await?;
    if let Err(error) = state.board.look_at(before.account_id.clone()).await {
        tracing::warn!(%error, account = %before.account_id, "a corrected row shows at the next look only");
    }
    Ok(())
}

//! `POST /api/revenue/renewals/calls`: what a teammate expects of a term.

use axum::{Json, extract::State, http::StatusCode};
use perennial_model as model;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    AppState, Problem,
    auth::SignalHandler,
    dto::{RenewalCall, RenewalExpects},
    extract::Body,
    routes::accounts::judgements::reason,
    rows::entry_of,
};

/// What you expect of a term.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRenewalCall {
    pub account_id: String,
    pub subscription_id: String,
    /// The end of the term, as the list of renewals names it.
    #[schema(format = "date-time")]
    pub term_end: String,
    pub expects: RenewalExpects,
    /// What it will bring a year, in minor units of the subscription's currency, where you know.
    pub acv: Option<i64>,
    #[serde(default)]
    pub reason: String,
}

/// Say what you expect of a renewal. Earlier calls stay, so that they can be compared with what came.
#[utoipa::path(
    post, path = "/revenue/renewals/calls", tag = "revenue", request_body = NewRenewalCall,
    responses((status = 201, body = RenewalCall)),
)]
pub async fn call_renewal(
    State(state): State<AppState>,
    SignalHandler(caller): SignalHandler,
    Body(form): Body<NewRenewalCall>,
) -> Result<(StatusCode, Json<RenewalCall>), Problem> {
    let entry = entry_of(&state.board, &form.account_id)?;
    let term_end = model::Micros::parse(&form.term_end, state.board.zone())
        .map_err(|error| Problem::invalid("term_end", error.to_string()))?;
    let rows = state.board.subscriptions(entry.id());
    let is_it = |row: &&model::Subscription| {
        row.subscription_id == form.subscription_id && row.term_end == Some(term_end)
    };
    let Some(row) = rows.iter().find(is_it) else {
        let detail = format!(
            "the account has no subscription \"{}\" with a term that ends then",
            form.subscription_id
        );
        return Err(Problem::invalid("subscription_id", detail));
    };
    if form.acv.is_some_and(|acv| acv < 0) {
        return Err(Problem::invalid("acv", "it is below 0; write what it will bring a year"));
    }
    let mrr = form.acv.map(|acv| model::Money {
        minor: acv / 12,
        currency: row.mrr.map_or(state.board.currency(), |mrr| mrr.currency),
    });
    let by = caller.signature();
    let call = model::RenewalCall {
        call_id: state.ids.next_id(),
        account_id: entry.id().clone(),
        subscription_id: form.subscription_id,
        term_end,
        expects: form.expects.into(),
        mrr,
        reason: reason(&form.reason, false)?.to_owned(),
        made_by: by.clone(),
        made_at: state.clock.now(),
    };
    let tx = state.store.begin().await?;
    let made = state.store.call_renewal(&tx, call).await?;
    state.store.audit(&tx, &by, "call_renewal", entry.id().as_str(), None).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json((&made).into())))
}

//! `/api/accounts/{id}/overrides`: a score that somebody of us sets against the scorecard's.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use perennial_board::{Board, Entry};
use perennial_health::bands::band_of;
use perennial_model::{Judgement, JudgementKind, Micros};
use perennial_store::NewJudgement as ToWrite;

use super::judgements::{end, reason, said_of, write};
use crate::{
    AppState, Problem,
    as_of::{AsOfQuery, View},
    auth::{Reader, SignalHandler},
    dto::{NewOverride, OverrideRow, Overrides},
    extract::{Body, day_parameter},
    rows::entry_of,
};

/// An override holds for a year at most.
const MOST_DAYS: i32 = 366;

/// Every override of an account's score, the latest first.
#[utoipa::path(
    get, path = "/accounts/{id}/overrides", tag = "accounts",
    params(("id" = String, Path), AsOfQuery), responses((status = 200, body = Overrides)),
)]
pub async fn list_overrides(
    _caller: Reader,
    state: View,
    Path(id): Path<String>,
) -> Result<Json<Overrides>, Problem> {
    let entry = entry_of(&state.board, &id)?;
    let all = said_of(&state, entry.id()).await?;
    let overrides = all.iter().filter(|one| one.kind == JudgementKind::Override);
    let rows = overrides.rev().map(|one| row(&state.board, &entry, one)).collect();
    Ok(Json(Overrides { rows }))
}

fn row(board: &Board, entry: &Entry, one: &Judgement) -> OverrideRow {
    let cards = board.scorecards();
    let card = cards.get(&entry.scorecard).map_or(cards.default_card(), |one| &one.card);
    let band = band_of(one.value, &card.bands).map(|band| band.key.clone());
    let zone = board.zone();
    let end = Micros(zone.start_of(board.today().plus(1)).0 - 1);
    OverrideRow::of(entry, one, band, zone.day_of(Micros(one.until.0 - 1)), one.holds(end))
}

/// Set another score against the scorecard's, for some time. Both are shown from now on; the scorecard
/// goes on scoring, and neither silently wins over the other. It takes the place of one that holds.
#[utoipa::path(
    post, path = "/accounts/{id}/overrides", tag = "accounts", params(("id" = String, Path)),
    request_body = NewOverride, responses((status = 201, body = OverrideRow)),
)]
pub async fn create_override(
    State(state): State<AppState>,
    SignalHandler(caller): SignalHandler,
    Path(id): Path<String>,
    Body(form): Body<NewOverride>,
) -> Result<(StatusCode, Json<OverrideRow>), Problem> {
    let entry = entry_of(&state.board, &id)?;
    if !(0.0..=100.0).contains(&form.score) {
        return Err(Problem::invalid("score", "write a number from 0 to 100"));
    }
    let reason = reason(&form.reason, true)?;
    let until = day_parameter("until", &form.until)?;
    let zone = state.board.zone();
    let today = zone.day_of(state.clock.now());
    if until < today {
        return Err(Problem::invalid("until", format!("{until} is past; today is {today}")));
    }
    if until > today.plus(MOST_DAYS) {
        let detail = "an override holds for a year at most; set it again when that is over";
        return Err(Problem::invalid("until", detail));
    }
    let by = caller.signature();
    let kind = JudgementKind::Override;
    let end = zone.start_of(until.plus(1));
    let new =
        ToWrite { account_id: entry.id(), kind, value: form.score, reason, by: &by, until: end };
    let made = write(&state, &new).await?;
    let entry = entry_of(&state.board, &id)?;
    Ok((StatusCode::CREATED, Json(row(&state.board, &entry, &made))))
}

/// End an override now. It stays in the history.
#[utoipa::path(
    delete, path = "/accounts/{id}/overrides/{override_id}", tag = "accounts",
    params(("id" = String, Path), ("override_id" = String, Path)), responses((status = 204)),
)]
pub async fn end_override(
    State(state): State<AppState>,
    SignalHandler(caller): SignalHandler,
    Path((id, override_id)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let entry = entry_of(&state.board, &id)?;
    end(&state, entry.id(), &override_id, &caller.signature()).await?;
    Ok(StatusCode::NO_CONTENT)
}

//! `GET /api/segments/{key}/history`: how large a segment was, and who came and went.

use axum::{Json, extract::Path};
use perennial_expr::Condition;
use perennial_metrics::Catalogue;
use perennial_model::Currency;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::days_parameter;
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{Date, SegmentMove},
    extract::Params,
    listing::{ColumnKind, label},
    segments::{Saved, aside, chronicle, find, presences},
};

/// So many moves are told one by one.
const MOST_MOVES: usize = 500;
/// Attributes that cannot have been otherwise.
const NEVER_CHANGE: [&str; 2] = ["account_id", "created_at"];
const OPEN_SIGNALS: &str = "open_signals";

/// How far back.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SegmentHistoryQuery {
    /// So many days, today included.
    #[serde(default = "quarter")]
    #[param(default = 90, minimum = 2, maximum = 730)]
    pub days: u16,
}

fn quarter() -> u16 {
    90
}

/// A segment day by day. Every list is as long as `days`.
#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentHistory {
    pub days: Vec<Date>,
    /// Accounts in it at the end of the day.
    pub accounts: Vec<i64>,
    /// Those among them that had an ARR.
    pub with_arr: Vec<i64>,
    /// Their ARR together, in minor units of `currency`.
    pub arr_minor: Vec<i64>,
    #[schema(value_type = String, example = "EUR")]
    pub currency: Currency,
    /// How often an account entered after the first day.
    pub entered: u64,
    /// How often an account left after the first day.
    pub left: u64,
    /// Who entered and left, the newest first; at most 500.
    pub moves: Vec<SegmentMove>,
    /// Columns that the condition names and of which only the present value is known: past days
    /// are judged by it.
    pub as_now: Vec<String>,
    /// What to bear in mind, in sentences.
    pub notes: Vec<String>,
}

/// How many accounts a segment had on each past day, their ARR, and who entered and left when.
/// For a condition it is worked out from each day's metrics and scores; attributes are as they are
/// now. For a list it is what was done.
#[utoipa::path(
    get, path = "/segments/{key}/history", tag = "segments",
    params(("key" = String, Path), SegmentHistoryQuery, AsOfQuery),
    responses((status = 200, body = SegmentHistory)),
)]
pub async fn get_segment_history(
    _caller: Reader,
    state: View,
    Path(key): Path<String>,
    Params(query): Params<SegmentHistoryQuery>,
) -> Result<Json<SegmentHistory>, Problem> {
    let days = days_parameter(query.days, 2)?;
    let wanted = find(&state.store, &key).await?;
    let all = Saved::all(&state.board).await?;
    aside(move || history(&state, &all, &wanted.segment_id, days)).await.map(Json)
}

fn history(
    state: &View,
    all: &[Saved],
    segment_id: &str,
    days: u16,
) -> Result<SegmentHistory, Problem> {
    let snapshot = state.snapshot();
    let presences = presences(&state.board, &snapshot, &state.lenses.pasts, all)?;
    let wanted = all.iter().zip(presences).find(|(one, _)| one.of.segment.segment_id == segment_id);
    let Some((segment, presences)) = wanted else {
        return Err(Problem::not_found("the segment was deleted just now"));
    };
    let presences = presences?;
    let condition = segment.of.condition(&snapshot)?;
    let (last, currency) = (state.board.today(), state.board.currency());
    let told = chronicle(&presences, last.plus(1 - i32::from(days)), last, MOST_MOVES);
    let as_now = condition
        .as_ref()
        .map(|condition| as_now(condition, snapshot.catalogue()))
        .unwrap_or_default();
    Ok(SegmentHistory {
        notes: notes(condition.as_ref(), &as_now, told.entered + told.left),
        days: told.days.into_iter().map(Date).collect(),
        accounts: told.accounts,
        with_arr: told.with_arr,
        arr_minor: told.arr_minor,
        currency,
        entered: told.entered,
        left: told.left,
        moves: told.moves.into_iter().map(|one| SegmentMove::new(one, currency)).collect(),
        as_now,
    })
}

/// The attributes that a condition names.
fn as_now(condition: &Condition, metrics: &Catalogue) -> Vec<String> {
    let columns = condition.columns().into_iter();
    columns
        .filter(|name| {
            label(name, metrics).kind == ColumnKind::Attribute && !NEVER_CHANGE.contains(name)
        })
        .map(str::to_owned)
        .collect()
}

fn notes(condition: Option<&Condition>, as_now: &[String], moves: u64) -> Vec<String> {
    let mut notes = Vec::new();
    if !as_now.is_empty() {
        notes.push(format!(
            "past days are judged by what {} is now: what it was then is not recorded",
            as_now.join(", ")
        ));
    }
    if condition.is_some_and(|condition| condition.columns().contains(&OPEN_SIGNALS)) {
        notes.push(
            "on past days open_signals counts the signals that were open then, whether or not \
             somebody had handled them"
                .to_owned(),
        );
    }
    if condition.is_none() {
        notes.push("an account counts from the day on which it was put on the list".to_owned());
    }
    if moves > MOST_MOVES as u64 {
        notes.push(format!("the {MOST_MOVES} latest of {moves} moves are shown"));
    }
    notes
}

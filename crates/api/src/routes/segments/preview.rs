//! `POST /api/segments/preview`: what a condition comes to, before it is saved.

use std::{cmp::Reverse, sync::Arc};

use axum::Json;
use perennial_board::Entry;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{AccountRow, SegmentSize},
    extract::Body,
    listing::{Group, asks_for_former},
    rows::account_row,
    segments::{SegmentError, Size, aside},
};

/// So many accounts are shown.
const SHOWN: usize = 10;

/// A condition over accounts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConditionText {
    #[schema(example = "arr > 50000 and open_tickets > 3")]
    pub condition: String,
}

/// What a condition comes to now.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConditionPreview {
    /// The condition in plain English.
    pub explanation: String,
    pub size: SegmentSize,
    /// Whether customers who left count too: only where the condition names `left_on`.
    pub with_former: bool,
    /// The ten with the largest ARR.
    pub rows: Vec<AccountRow>,
}

/// How many accounts a condition chooses now, with their ARR and the first of them.
#[utoipa::path(
    post, path = "/segments/preview", tag = "segments", params(AsOfQuery), request_body = ConditionText,
    responses((status = 200, body = ConditionPreview)),
)]
pub async fn preview_segment(
    _caller: Reader,
    state: View,
    Body(form): Body<ConditionText>,
) -> Result<Json<ConditionPreview>, Problem> {
    aside(move || preview(&state, form.condition.trim())).await.map(Json)
}

fn preview(state: &View, text: &str) -> Result<ConditionPreview, Problem> {
    let snapshot = state.snapshot();
    let condition = snapshot.condition(text).map_err(SegmentError::Condition)?;
    let entries = snapshot
        .group(&state.board, &Group::Condition(text.to_owned()))
        .map_err(SegmentError::Condition)?;
    let size = Size::of(entries.iter().map(AsRef::as_ref), state.board.currency());
    let mut largest: Vec<&Arc<Entry>> = entries.iter().collect();
    largest.sort_by_key(|entry| Reverse(entry.arr.map(|arr| arr.minor)));
    Ok(ConditionPreview {
        explanation: condition.explain(),
        size: size.into(),
        with_former: asks_for_former(&condition),
        rows: largest.into_iter().take(SHOWN).map(|entry| account_row(entry)).collect(),
    })
}

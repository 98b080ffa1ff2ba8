//! `GET /api/segments`: all segments.

use axum::Json;
use perennial_model::Day;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{days_parameter, row};
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{SegmentList, SegmentRow},
    extract::Params,
    segments::{Saved, aside, presences, sizes},
};

/// What is wanted beside the segments.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SegmentsQuery {
    /// Also how many accounts there were at the end of each of so many days, today included. The
    /// first time this looks at every account's history, which takes a while.
    #[serde(default)]
    #[param(default = 0, maximum = 730)]
    pub days: u16,
}

/// Every segment with how large it is now, by name.
#[utoipa::path(
    get, path = "/segments", tag = "segments", params(SegmentsQuery, AsOfQuery),
    responses((status = 200, body = SegmentList)),
)]
pub async fn list_segments(
    _caller: Reader,
    state: View,
    Params(query): Params<SegmentsQuery>,
) -> Result<Json<SegmentList>, Problem> {
    let days = days_parameter(query.days, 0)?;
    let all = Saved::all(&state.board).await?;
    let rows = aside(move || rows(&state, &all, days)).await?;
    Ok(Json(rows.into_iter().collect()))
}

fn rows(state: &View, all: &[Saved], days: u16) -> Result<Vec<SegmentRow>, Problem> {
    let snapshot = state.snapshot();
    let mut rows = Vec::new();
    for one in all {
        rows.push(row(&state.board, &snapshot, &one.of)?);
    }
    if days == 0 {
        return Ok(rows);
    }
    let today = state.board.today();
    let first: Day = today.plus(1 - i32::from(days));
    let presences = presences(&state.board, &snapshot, &state.lenses.pasts, all)?;
    for (row, presences) in rows.iter_mut().zip(presences) {
        row.sizes = presences.ok().map(|presences| sizes(&presences, first, today));
    }
    Ok(rows)
}

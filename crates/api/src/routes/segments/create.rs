//! `POST /api/segments`: make a segment.

use axum::{Json, extract::State, http::StatusCode};
use perennial_model::SegmentRule;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    AppState, Problem,
    auth::DataManager,
    dto::{Segment, SegmentKind},
    extract::Body,
    segments::{NewSegment as Wanted, create},
};

/// A segment that is to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSegment {
    /// Small letters, digits and `_`, a letter first; never changes.
    #[schema(example = "big_customers")]
    pub key: String,
    pub name: String,
    #[serde(default)]
    pub description: Option<String>,
    pub kind: SegmentKind,
    /// Of a condition.
    #[serde(default)]
    #[schema(example = "arr > 50000")]
    pub condition: Option<String>,
    /// Of a list: whom it has at first, by id or alias.
    #[serde(default)]
    pub accounts: Vec<String>,
}

/// Make a segment.
#[utoipa::path(
    post, path = "/segments", tag = "segments", request_body = NewSegment,
    responses((status = 201, body = Segment)),
)]
pub async fn create_segment(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Body(form): Body<NewSegment>,
) -> Result<(StatusCode, Json<Segment>), Problem> {
    let rule = match (form.kind, form.condition) {
        (SegmentKind::Condition, Some(text)) => SegmentRule::Condition(text),
        (SegmentKind::Condition, None) => {
            return Err(Problem::invalid("condition", "a segment by condition needs one"));
        }
        (SegmentKind::List, None) => SegmentRule::List,
        (SegmentKind::List, Some(_)) => {
            return Err(Problem::invalid("condition", "a list has no condition; leave it out"));
        }
    };
    let new = Wanted {
        key: form.key,
        name: form.name,
        description: form.description,
        rule,
        accounts: form.accounts,
    };
    let (metrics, zone) = (state.board.catalogue(), state.board.zone());
    let segment = create(&state.store, &metrics, zone, new, &caller.signature()).await?;
    Ok((StatusCode::CREATED, Json(Segment::from(&segment))))
}

//! `GET /api/accounts/{id}/timeline`: everything that happened, newest first.

use axum::{Json, extract::Path};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use perennial_model::{Fact, FactKind, Micros};
use perennial_timeline::PageQuery;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{Time, TimelineFact, json_object},
    extract::Params,
    rows::{contact_names, entry_of},
};

/// The longest page.
const MOST_FACTS: usize = 200;

/// Which part of the timeline.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TimelineQuery {
    /// `next` of the page before.
    pub before: Option<String>,
    /// At most 200.
    #[serde(default = "fifty")]
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: usize,
    /// Fact kinds, separated by commas; all where it is left out.
    #[serde(default)]
    pub kind: String,
}

fn fifty() -> usize {
    50
}

/// A page of the timeline, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimelinePage {
    pub facts: Vec<TimelineFact>,
    /// Give it as `before` to get the next page; nothing at the end.
    pub next: Option<String>,
}

/// Everything that happened to an account, newest first.
#[utoipa::path(
    get, path = "/accounts/{id}/timeline", tag = "accounts",
    params(("id" = String, Path), TimelineQuery, AsOfQuery), responses((status = 200, body = TimelinePage)),
)]
pub async fn get_timeline(
    _caller: Reader,
    state: View,
    Path(id): Path<String>,
    Params(query): Params<TimelineQuery>,
) -> Result<Json<TimelinePage>, Problem> {
    let entry = entry_of(&state.board, &id)?;
    if !(1..=MOST_FACTS).contains(&query.limit) {
        return Err(Problem::bad_parameter(
            "limit",
            format!("limit must be from 1 to {MOST_FACTS}"),
        ));
    }
    let before = query.before.as_deref().map(read_cursor).transpose()?;
    let mut facts = state
        .timeline
        .page(PageQuery {
            account: entry.id().clone(),
            kinds: kinds(&query.kind)?,
            contact: None,
            before: before.or_else(|| Some((state.until()?, String::new()))),
            limit: query.limit + 1,
        })
        .await?;
    let has_more = facts.len() > query.limit;
    facts.truncate(query.limit);
    let next = facts.last().filter(|_| has_more).map(cursor);
    let names = contact_names(&state.board, &entry);
    let shown = |fact: Fact| TimelineFact {
        fact_id: fact.fact_id,
        kind: fact.kind.into(),
        name: fact.name,
        occurred_at: Time(fact.occurred_at),
        contact_name: fact.contact_id.as_ref().and_then(|id| names.get(id).cloned()),
        contact_id: fact.contact_id.map(perennial_model::ContactId::into_string),
        value: fact.value,
        source: fact.source,
        properties: json_object(fact.properties.as_deref()),
    };
    Ok(Json(TimelinePage { facts: facts.into_iter().map(shown).collect(), next }))
}

fn kinds(text: &str) -> Result<Vec<FactKind>, Problem> {
    let words = text.split(',').map(str::trim).filter(|word| !word.is_empty());
    let kind = |word: &str| word.parse::<FactKind>();
    words
        .map(kind)
        .collect::<Result<_, _>>()
        .map_err(|e| Problem::bad_parameter("kind", e.to_string()))
}

/// Where a page ended: the time and id of its last fact.
fn cursor(last: &Fact) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(format!("{} {}", last.occurred_at.0, last.fact_id))
}

fn read_cursor(text: &str) -> Result<(Micros, String), Problem> {
    let read = || {
        let plain = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let (at, id) = plain.split_once(' ')?;
        Some((Micros(at.parse().ok()?), id.to_owned()))
    };
    read().ok_or_else(|| {
        Problem::bad_parameter("before", "before must be the next of an earlier page")
    })
}

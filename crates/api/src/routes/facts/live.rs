//! `GET /api/facts/live`: facts as they come, as server-sent events.

use std::{collections::BTreeSet, convert::Infallible};

use axum::{
    extract::State,
    http::{HeaderName, HeaderValue},
    response::{
        IntoResponse as _, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::Stream;
use perennial_model::{AccountId, FactKind};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    AppState, Problem,
    auth::DataManager,
    extract::Params,
    live::{Filter, LiveStatus, watch},
    rows::entry_of,
};

/// What to watch; what is left out fits everything.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LiveQuery {
    /// An account's id or an alias of it.
    pub account: Option<String>,
    /// Fact kinds, separated by commas.
    #[serde(default)]
    pub kind: String,
    /// Part of the name, in letters of either case.
    pub name: Option<String>,
    /// The whole source, such as `segment:website`.
    pub source: Option<String>,
    /// Only what was accepted, repeated or refused.
    pub status: Option<LiveStatus>,
}

/// Facts as they come, after they are durable, and calls that left none with the reason. The first
/// message, `start`, has the latest 100; `events` has what came since; `second` counts what came in
/// a second, with how many of it were left out because there were too many to read. The stream ends
/// after ten minutes: connect again, as an EventSource does by itself.
#[utoipa::path(
    get, path = "/facts/live", tag = "data", params(LiveQuery),
    responses((
        status = 200, body = String, content_type = "text/event-stream",
        description = "The messages start and events (LiveBatch) and second (LiveSecond)",
    )),
)]
pub async fn watch_facts(
    State(state): State<AppState>,
    _caller: DataManager,
    Params(query): Params<LiveQuery>,
) -> Result<Response, Problem> {
    let filter = filter(&state, query)?;
    let stream = watch(state, filter).await?;
    Ok(answer(stream))
}

fn answer(stream: impl Stream<Item = Result<Event, Infallible>> + Send + 'static) -> Response {
    let mut response = Sse::new(stream).keep_alive(KeepAlive::default()).into_response();
    // nginx would wait for a full buffer otherwise.
    let plain = (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response.headers_mut().insert(plain.0, plain.1);
    response
}

fn filter(state: &AppState, query: LiveQuery) -> Result<Filter, Problem> {
    let filled = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let kinds = query.kind.split(',').map(str::trim).filter(|word| !word.is_empty());
    let kinds: Result<Vec<FactKind>, _> = kinds.map(str::parse).collect();
    let mut filter = Filter {
        kinds: kinds.map_err(|error| Problem::bad_parameter("kind", error.to_string()))?,
        name: filled(query.name).map(|name| name.trim().to_lowercase()),
        source: filled(query.source),
        status: query.status,
        ..Filter::default()
    };
    if let Some(account) = filled(query.account) {
        let entry = entry_of(&state.board, &account)?;
        let contacts = state.board.contacts(entry.id()).into_iter();
        filter.contacts = contacts.map(|contact| contact.contact_id.to_string()).collect();
        let ids: BTreeSet<AccountId> = [entry.id().clone(), AccountId::from(account)].into();
        filter.accounts = Some(ids.iter().map(ToString::to_string).collect());
    }
    Ok(filter)
}

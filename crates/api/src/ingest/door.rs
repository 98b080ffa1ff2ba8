//! One call: authorise, understand, make durable, answer.

use axum::{
    Json,
    extract::Request,
    http::{HeaderMap, StatusCode},
};
use perennial_model::Incoming;
use perennial_sources::segment::{self, Call, CallKind, ItemError, Receiving};
use serde::Serialize;

use super::{
    authorize, body,
    watch::{self, Watched},
};
use crate::{
    AppState, Problem,
    live::{LiveSecond, LiveStatus},
    telemetry::Ingested,
};

/// The answer to a call of which at least something was taken.
#[derive(Debug, Serialize)]
pub struct IngestAnswer {
    /// As Segment answers.
    pub success: bool,
    /// Items that are durable now.
    pub accepted: u64,
    /// Facts among them whose message id had been seen before.
    pub repeated: u64,
    /// Items that were refused, with what to do. Sending them again changes nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ItemProblem>,
}

/// Why an item was refused.
#[derive(Debug, Serialize)]
pub struct ItemProblem {
    /// Its place in the batch, from 0.
    pub index: usize,
    /// Stable, for programs.
    pub code: &'static str,
    pub reason: String,
    #[serde(rename = "messageId", skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
}

/// Takes a call.
///
/// # Errors
/// Problem details; nothing of the call was taken then.
pub async fn receive(
    state: &AppState,
    kind: CallKind,
    headers: &HeaderMap,
    request: Request,
) -> Result<Json<IngestAnswer>, Problem> {
    let early = authorize::in_header(headers)?;
    let known = match &early {
        Some(secret) => Some(authorize::write_key(state, Some(secret)).await?),
        None => None,
    };
    let body = body::read(headers, request.into_body(), state.config.ingest_bytes).await?;
    let key = match known {
        Some(key) => key,
        None => authorize::write_key(state, segment::write_key(&body).as_deref()).await?,
    };
    let source = format!("segment:{}", key.name);
    let receiving = Receiving { now: state.now(), source: &source, ids: &*state.ids };
    let call = match segment::parse(kind, &body, &receiving) {
        Ok(call) => call,
        Err(error) => {
            state.telemetry.ingested(Ingested { refused: 1, ..Ingested::default() });
            let note = watch::refused_call(kind, &error.to_string(), &source, receiving.now);
            state.live.tell_calls(vec![note], LiveSecond::default());
            return Err(error.into());
        }
    };
    let watched = Watched::but_facts(kind, &call, &source, receiving.now);
    let outcome = take(state, &source, call).await;
    // What left no fact is told whole. That is rare, so the call is read again for it.
    let whole = || {
        let again = segment::parse(kind, &body, &receiving).ok();
        again.map(|call| Watched::of(kind, &call, &source, receiving.now))
    };
    let (calls, hidden) = match &outcome {
        Err(problem) => whole().unwrap_or(watched).all_refused(problem.detail()),
        Ok(answer) if answer.accepted > 0 && answer.repeated >= answer.accepted => {
            whole().unwrap_or(watched).settled(LiveStatus::Repeated)
        }
        Ok(_) => watched.settled(LiveStatus::Accepted),
    };
    state.live.tell_calls(calls, hidden);
    outcome.map(Json)
}

async fn take(state: &AppState, source: &str, call: Call) -> Result<IngestAnswer, Problem> {
    let items = call.items.len() as u64;
    let mut incoming: Vec<Incoming> = Vec::with_capacity(call.items.len());
    let mut refused: Vec<ItemError> = Vec::new();
    for item in call.items {
        match item {
            Ok(understood) => incoming.extend(understood),
            Err(error) => refused.push(error),
        }
    }
    let accepted = items - refused.len() as u64;
    state.telemetry.ingested(Ingested { refused: refused.len() as u64, ..Ingested::default() });
    if accepted == 0 && !refused.is_empty() {
        return Err(all_refused(refused));
    }
    let taken = state.timeline.accept(source, incoming).await?;
    let repeated = taken.repeated;
    state.telemetry.ingested(Ingested {
        accepted: accepted.saturating_sub(repeated),
        repeated,
        refused: 0,
    });
    Ok(IngestAnswer {
        success: true,
        accepted,
        repeated,
        errors: refused
            .into_iter()
            .map(|error| ItemProblem {
                index: error.index,
                code: error.code,
                reason: error.reason,
                message_id: error.message_id,
            })
            .collect(),
    })
}

/// 400 that names each item; 413 when the only item is too large.
fn all_refused(refused: Vec<ItemError>) -> Problem {
    let only_too_large =
        refused.len() == 1 && refused.iter().all(|error| error.code == "event_too_large");
    let status =
        if only_too_large { StatusCode::PAYLOAD_TOO_LARGE } else { StatusCode::BAD_REQUEST };
    let (code, detail) = match refused.as_slice() {
        [one] => (one.code, one.reason.clone()),
        many => {
            ("all_refused", format!("none of the {} events was taken; each says why", many.len()))
        }
    };
    refused.into_iter().fold(Problem::new(status, code, detail), |problem, error| {
        problem.with_part(error.index.to_string(), error.reason)
    })
}

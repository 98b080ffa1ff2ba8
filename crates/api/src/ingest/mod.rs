//! The ingest door, `/v1/…`: the calls of the Segment HTTP tracking API.
//!
//! What always holds here: what is answered 200 is durable; what is refused is named with its place
//! and what to do; an item that is refused costs no other; a key is looked up before a body is read
//! in full where the request allows it.

mod authorize;
mod body;
mod door;
mod watch;

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::{Next, from_fn},
    response::{IntoResponse as _, Response},
    routing::post,
};
use perennial_sources::segment::CallKind;

use crate::{AppState, Problem};
pub use door::{IngestAnswer, ItemProblem};

/// Full names, and the letters that Segment's browser library uses.
const PATHS: [(&str, CallKind); 15] = [
    ("/v1/identify", CallKind::Identify),
    ("/v1/track", CallKind::Track),
    ("/v1/page", CallKind::Page),
    ("/v1/screen", CallKind::Screen),
    ("/v1/group", CallKind::Group),
    ("/v1/alias", CallKind::Alias),
    ("/v1/batch", CallKind::Batch),
    ("/v1/import", CallKind::Batch),
    ("/v1/i", CallKind::Identify),
    ("/v1/t", CallKind::Track),
    ("/v1/p", CallKind::Page),
    ("/v1/s", CallKind::Screen),
    ("/v1/g", CallKind::Group),
    ("/v1/a", CallKind::Alias),
    ("/v1/b", CallKind::Batch),
];

/// All paths of the ingest door.
pub fn routes() -> Router<AppState> {
    PATHS
        .into_iter()
        .fold(Router::new(), |router, (path, kind)| {
            let handler = move |State(state): State<AppState>,
                                headers: HeaderMap,
                                request: Request| async move {
                door::receive(&state, kind, &headers, request).await
            };
            router.route(path, post(handler).options(preflight))
        })
        .layer(from_fn(from_any_page))
}

/// Browsers ask before they send from a customer's page.
async fn preflight() -> Response {
    let allowed = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "POST, OPTIONS"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type, content-encoding"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    (StatusCode::NO_CONTENT, allowed).into_response()
}

/// Any page may send and read the answer: a write key opens nothing else, and no cookie counts here.
async fn from_any_page(request: Request, next: Next) -> Response {
    let is_preflight = request.method() == Method::OPTIONS;
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if !is_preflight {
        headers
            .insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("retry-after"));
    }
    response
}

impl From<perennial_sources::segment::CallError> for Problem {
    fn from(error: perennial_sources::segment::CallError) -> Self {
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
        Self::new(status, error.code(), error.to_string())
    }
}

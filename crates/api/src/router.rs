//! The whole server: which path goes where, and what holds for every request.

use std::{net::SocketAddr, sync::Arc, time::Instant};

use axum::{
    Router,
    extract::{ConnectInfo, DefaultBodyLimit, MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, Uri, header},
    middleware::{Next, from_fn, from_fn_with_state, map_response_with_state},
    response::{IntoResponse as _, Response},
};
use perennial_model::IdSource;
use tower_http::{
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, NotForContentType, Predicate},
    },
    request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer},
    trace::TraceLayer,
};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::{AppState, Problem, as_of, contacts::ContactIndex, ingest, openapi, probes, routes};

/// Largest body of a call to the product API; imports and ingest have limits of their own.
const API_BODY_BYTES: usize = 256 * 1024;
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The content security policy of the app: scripts and data from here only. Styles may stand in
/// elements, which the app's component library needs.
const APP_POLICY: &str = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; \
     font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The whole server: product API, ingest door, probes, API pages and the app.
///
/// Called on a Tokio runtime, it begins to read the index of contacts, so that the first search
/// need not wait for it.
pub fn router(state: AppState) -> Router {
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        let state = state.clone();
        runtime.spawn(async move {
            if let Err(error) = ContactIndex::all(&state).await {
                tracing::warn!(%error, "the index of contacts could not be read yet");
            }
        });
    }
    let (api, _) = routes::api().split_for_parts();
    let docs =
        SwaggerUi::new("/api/docs").config(Config::new(["/api/openapi.json"]).use_base_layout());
    let api = Router::new()
        .nest("/api", api)
        .layer(DefaultBodyLimit::max(API_BODY_BYTES))
        .layer(from_fn(as_of::mind))
        .merge(openapi::route())
        .merge(docs);
    Router::new()
        .merge(api)
        .merge(ingest::routes())
        .merge(probes::routes())
        .fallback(elsewhere)
        .method_not_allowed_fallback(wrong_method)
        .layer(CompressionLayer::new().compress_when(worth_packing()))
        .layer(map_response_with_state(state.clone(), harden))
        .layer(from_fn_with_state(state.clone(), measure))
        .layer(TraceLayer::new_for_http().make_span_with(span).on_request(()).on_response(()))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(SetRequestIdLayer::new(REQUEST_ID, FreshIds(state.ids.clone())))
        .with_state(state)
}

/// Packed already: images (by default) and Parquet.
fn worth_packing() -> impl Predicate {
    DefaultPredicate::new().and(NotForContentType::const_new("application/vnd.apache.parquet"))
}

/// Paths that no endpoint has: the app's own pages, or nothing.
async fn elsewhere(uri: Uri, request: Request) -> Response {
    let path = uri.path();
    let of_the_api = ["/api", "/v1"].iter().any(|root| {
        path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    if of_the_api {
        return Problem::not_found("there is no such endpoint; /api/docs lists all there are")
            .into_response();
    }
    perennial_ui::page(request.method(), path, request.headers())
}

async fn wrong_method() -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "wrong_method",
        "the endpoint does not know this method; the header allow lists those it knows",
    )
}

/// A span per request. The path template stands in it, never the path: that may hold a token.
fn span<B>(request: &axum::http::Request<B>) -> tracing::Span {
    let id = request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok());
    tracing::info_span!(
        "request",
        id = id.unwrap_or_default(),
        method = %request.method(),
        route = route(request),
    )
}

fn route<B>(request: &axum::http::Request<B>) -> &str {
    request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str)
}

/// Counts, times and logs each answer.
async fn measure(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let route = route(&request).to_owned();
    let from = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|from| from.0.ip());
    let response = next.run(request).await;
    let (status, took) = (response.status().as_u16(), began.elapsed());
    state.telemetry.answered(method.as_str(), &route, status, took);
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    if status >= 500 {
        tracing::error!(status, micros, ?from, "answered");
    } else {
        tracing::debug!(status, micros, ?from, "answered");
    }
    response
}

/// Headers that make browsers careful.
async fn harden(State(state): State<AppState>, mut response: Response) -> Response {
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, APP_POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()");
    set(header::CACHE_CONTROL, "no-store");
    if state.config.secure_cookies {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}

#[derive(Clone)]
struct FreshIds(Arc<dyn IdSource>);

impl MakeRequestId for FreshIds {
    fn make_request_id<B>(&mut self, _request: &axum::http::Request<B>) -> Option<RequestId> {
        HeaderValue::from_str(&self.0.next_id()).ok().map(RequestId::new)
    }
}

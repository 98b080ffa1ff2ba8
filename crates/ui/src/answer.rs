//! Answers with the right type and the right time to live.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use rust_embed::EmbeddedFile;

const NOT_BUILT: &str = include_str!("not_built.html");
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Kept, and asked for again each time; unchanged files cost a short answer.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
const NEVER: HeaderValue = HeaderValue::from_static("no-store");

/// A file other than the page.
pub fn file(file: &EmbeddedFile, asked: &HeaderMap, for_good: bool) -> Response {
    let tag = format!("\"{}\"", hex::encode(&file.metadata.sha256_hash()[..16]));
    let caching = if for_good { FOR_GOOD } else { ASK_AGAIN };
    let known =
        asked.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == tag.as_bytes());
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(file.data.clone().into_owned()).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, caching);
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    let media_type = file.metadata.mimetype();
    let charset = if media_type.starts_with("text/") { "; charset=utf-8" } else { "" };
    if let Ok(value) = HeaderValue::from_str(&format!("{media_type}{charset}")) {
        headers.insert(header::CONTENT_TYPE, value);
    }
    response
}

/// The app's page.
pub fn page(file: &EmbeddedFile) -> Response {
    html(StatusCode::OK, Body::from(file.data.clone().into_owned()))
}

/// A page that says how to build the app.
pub fn how_to_build() -> Response {
    html(StatusCode::SERVICE_UNAVAILABLE, Body::from(NOT_BUILT))
}

/// A sentence.
pub fn text(status: StatusCode, sentence: &'static str) -> Response {
    (status, [(header::CACHE_CONTROL, NEVER)], sentence).into_response()
}

fn html(status: StatusCode, body: Body) -> Response {
    (status, [(header::CONTENT_TYPE, HTML), (header::CACHE_CONTROL, NEVER)], body).into_response()
}

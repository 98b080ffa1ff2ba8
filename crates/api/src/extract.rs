//! Request bodies and query parameters, refused as problem details that name the place.

use std::{convert::Infallible, net::SocketAddr};

use axum::{
    extract::{
        ConnectInfo, FromRequest, FromRequestParts, Query, Request, rejection::QueryRejection,
    },
    http::{StatusCode, Uri, header, request::Parts},
};
use bytes::Bytes;
use perennial_model::Day;
use serde::de::DeserializeOwned;

use crate::{
    Problem,
    as_of::{AS_OF, Taken},
};

/// Query parameters.
#[derive(Debug, Clone, Copy)]
pub struct Params<T>(pub T);

impl<T, S> FromRequestParts<S> for Params<T>
where
    T: DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let query: Result<Query<T>, QueryRejection> = match own_uri(parts) {
            Some(uri) => Query::try_from_uri(&uri),
            None => Query::from_request_parts(parts, state).await,
        };
        query.map(|Query(value)| Self(value)).map_err(|refused| {
            let text = refused.body_text();
            let reason = text.strip_prefix("Failed to deserialize query string: ").unwrap_or(&text);
            Problem::bad_request(
                "bad_parameter",
                format!("the query parameters will not do: {reason}"),
            )
        })
    }
}

/// The address without the day that everything is as of, where a [`crate::as_of::View`] took it.
fn own_uri(parts: &Parts) -> Option<Uri> {
    parts.extensions.get::<Taken>()?;
    let is_own = |pair: &&str| pair.split('=').next() != Some(AS_OF);
    let query: Vec<&str> = parts.uri.query()?.split('&').filter(is_own).collect();
    format!("{}?{}", parts.uri.path(), query.join("&")).parse().ok()
}

/// A day from a query parameter.
///
/// # Errors
/// 400 when the text is no day.
pub fn day_parameter(name: &str, text: &str) -> Result<Day, Problem> {
    Day::parse(text).map_err(|error| Problem::bad_parameter(name, error.to_string()))
}

/// 400 for a query parameter that must be a number from `least` to `most`.
pub fn out_of_range(name: &str, least: i64, most: i64) -> Problem {
    Problem::bad_parameter(name, format!("{name} must be from {least} to {most}"))
}

/// The network address that a request comes from; the same text for all where it is not known.
#[derive(Debug, Clone)]
pub struct Remote(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Remote {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let from = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self(from.map_or_else(|| "unknown".to_owned(), |from| from.0.ip().to_string())))
    }
}

/// A JSON body. An empty body counts as `{}`, so that calls whose fields are all optional need none.
#[derive(Debug, Clone, Copy)]
pub struct Body<T>(pub T);

impl<T, S> FromRequest<S> for Body<T>
where
    T: DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let declared = request.headers().get(header::CONTENT_TYPE).cloned();
        let bytes = read(request, state).await?;
        if bytes.is_empty() {
            return parse(b"{}").map(Self);
        }
        let is_json =
            declared.as_ref().and_then(|value| value.to_str().ok()).is_some_and(|value| {
                value.trim_start().to_ascii_lowercase().starts_with("application/json")
            });
        if !is_json {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "not_json",
                "send the body as JSON with the header content-type: application/json",
            ));
        }
        parse(&bytes).map(Self)
    }
}

/// The whole body, within the limit that the router set.
pub async fn read<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    Bytes::from_request(request, state).await.map_err(|refused| match refused.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large("the body is too large for this endpoint"),
        _ => Problem::bad_request("unreadable_body", "the body broke off; send it again"),
    })
}

/// 413 with what to do.
pub fn too_large(detail: impl Into<String>) -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail)
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(bytes).map_err(|error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        // serde_json ends its sentence with the place; it is told apart here.
        let text = error.to_string();
        let reason = text.split(" at line ").next().unwrap_or(&text).to_owned();
        let (code, detail) = if error.is_data() {
            ("bad_body", format!("the body will not do: {reason} ({place})"))
        } else {
            ("bad_json", format!("the body is not valid JSON: {reason} ({place})"))
        };
        Problem::bad_request(code, detail).with_part(place, reason)
    })
}

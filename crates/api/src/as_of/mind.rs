//! Sees to it that no request about a past day is answered as of now.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, Method, Uri},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use super::AS_OF;
use crate::Problem;

/// Says of which past day an answer is.
pub const HEADER: HeaderName = HeaderName::from_static("x-perennial-as-of");

/// These are sent as POST for the length of their bodies, and change nothing.
const LOOKS: [&str; 4] =
    ["/api/segments/preview", "/api/metrics/check", "/api/sql", "/api/sql/file"];

/// Goes along with a request that names a day; the endpoint that takes it says so.
#[derive(Debug, Clone, Default)]
pub struct Asked(Arc<AtomicBool>);

impl Asked {
    /// The endpoint answers as of the day.
    pub fn answer(&self) {
        self.0.store(true, Ordering::Release);
    }

    fn is_answered(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// The value of `as_of`, as it stands in the address.
fn asked(uri: &Uri) -> Option<&str> {
    let pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(name, _)| *name == AS_OF).map(|(_, value)| value).find(|value| !value.is_empty())
}

/// Refuses changes and endpoints that take no day, and marks answers of a past day.
pub async fn mind(mut request: Request, next: Next) -> Response {
    let Some(day) = asked(request.uri()).map(str::to_owned) else {
        return next.run(request).await;
    };
    let only_reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !only_reads && !LOOKS.contains(&request.uri().path()) {
        return refused("what is past cannot be changed; leave as_of out to change what is now");
    }
    let asked = Asked::default();
    request.extensions_mut().insert(asked.clone());
    let mut response = next.run(request).await;
    if !response.status().is_success() {
        return response;
    }
    if !asked.is_answered() {
        return refused("this endpoint knows only what is now; leave as_of out");
    }
    if let Ok(day) = HeaderValue::from_str(&day) {
        response.headers_mut().insert(HEADER, day);
    }
    response
}

fn refused(detail: &str) -> Response {
    Problem::bad_parameter(AS_OF, detail).into_response()
}

//! Only our own pages may change something with a browser's cookie.
//!
//! Two fences, either of which is enough by itself: a header that another site's page cannot send
//! without asking first (and is never allowed to), and what the browser says of the request's origin.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};

use crate::Problem;

/// Calls that change something and come with the session cookie carry it, with any value.
pub const CSRF_HEADER: &str = "x-perennial-csrf";

/// Refuses a changing call that did not come from our own pages.
///
/// # Errors
/// 403 with what is missing.
pub fn refuse_other_sites(headers: &HeaderMap) -> Result<(), Problem> {
    if headers.get(CSRF_HEADER).is_none_or(|value| value.is_empty()) {
        return Err(Problem::forbidden(
            "csrf",
            "a call that changes something needs the header x-perennial-csrf: 1",
        ));
    }
    let foreign = || {
        Err(Problem::forbidden(
            "csrf",
            "the call came from another site; use the app at its own address",
        ))
    };
    // Browsers that send Sec-Fetch-Site tell the truth in it; for others the origin must be ours.
    if let Some(site) = headers.get("sec-fetch-site") {
        return match site.as_bytes() {
            b"same-origin" | b"none" => Ok(()),
            _ => foreign(),
        };
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return Ok(()) };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let from =
        origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
    match (from, host) {
        (Some(from), Some(host)) if from.eq_ignore_ascii_case(host) => Ok(()),
        _ => foreign(),
    }
}

/// Extractor for changing calls that nobody is signed in for yet, such as signing in.
#[derive(Debug, Clone, Copy)]
pub struct FromOurPages;

impl<S: Send + Sync> FromRequestParts<S> for FromOurPages {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        refuse_other_sites(&parts.headers).map(|()| Self)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn verdict(headers: &[(&'static str, &'static str)]) -> bool {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        refuse_other_sites(&headers).is_ok()
    }

    #[test]
    fn only_our_own_pages_pass() {
        assert!(!verdict(&[]));
        assert!(!verdict(&[("x-perennial-csrf", "")]));
        assert!(verdict(&[("x-perennial-csrf", "1")]));
        assert!(verdict(&[("x-perennial-csrf", "1"), ("sec-fetch-site", "same-origin")]));
        assert!(!verdict(&[("x-perennial-csrf", "1"), ("sec-fetch-site", "same-site")]));
        assert!(!verdict(&[("x-perennial-csrf", "1"), ("sec-fetch-site", "cross-site")]));
        let ours = [
            ("x-perennial-csrf", "1"),
            ("origin", "https://cs.example.com"),
            ("host", "cs.example.com"),
        ];
        assert!(verdict(&ours));
        let theirs = [
            ("x-perennial-csrf", "1"),
            ("origin", "https://evil.example"),
            ("host", "cs.example.com"),
        ];
        assert!(!verdict(&theirs));
        assert!(!verdict(&[
            ("x-perennial-csrf", "1"),
            ("origin", "null"),
            ("host", "cs.example.com")
        ]));
    }
}

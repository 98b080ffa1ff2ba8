//! What a browser asks for: a page, or a part of one.

use axum::http::{HeaderMap, header};

/// Whether the request is for a page. Browsers say so when a person goes somewhere; images,
/// scripts and programs ask for other types.
pub fn html(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| value.contains("text/html"))
}

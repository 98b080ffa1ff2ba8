//! The web app's files, inside the program.
//!
//! What always holds here: files with a hash in their name are cached for good, the page itself
//! never, so that a new version is seen at the next load; a path of the app gets the page, a file
//! that is not there gets 404; without `web/dist` the server says how to build the app.
//! This crate must not know the API, nor what the app does.

mod accepts;
mod answer;

use axum::{
    http::{HeaderMap, Method, StatusCode},
    response::Response,
};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Dist;

/// Vite puts files with a hash in their name here.
const HASHED: &str = "assets/";
const PAGE: &str = "index.html";

/// Whether the app was built before the program was.
pub fn is_built() -> bool {
    Dist::get(PAGE).is_some()
}

/// Answers a request for a path that no endpoint has.
pub fn page(method: &Method, path: &str, headers: &HeaderMap) -> Response {
    if !matches!(*method, Method::GET | Method::HEAD) {
        return answer::text(
            StatusCode::METHOD_NOT_ALLOWED,
            "The app's files can only be read (GET).",
        );
    }
    let name = path.trim_start_matches('/');
    if name != PAGE
        && let Some(file) = Dist::get(name)
    {
        return answer::file(&file, headers, name.starts_with(HASHED));
    }
    let is_page = name.is_empty() || name == PAGE;
    if name.starts_with(HASHED) || !(is_page || accepts::html(headers)) {
        return answer::text(StatusCode::NOT_FOUND, "There is no such file.");
    }
    match Dist::get(PAGE) {
        Some(page) => answer::page(&page),
        None => answer::how_to_build(),
    }
}

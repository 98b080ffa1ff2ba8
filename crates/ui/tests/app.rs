//! What the app's files promise, whether the app is built or not.
// Helpers of tests may stop a test; the lint's leave covers test functions only.
#![allow(clippy::unwrap_used)]

use axum::{
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::Response,
};
use http_body_util::BodyExt as _;

fn get(path: &str, accept: &'static str) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
    perennial_ui::page(&Method::GET, path, &headers)
}

fn caching(response: &Response) -> &str {
    response.headers()[header::CACHE_CONTROL].to_str().unwrap()
}

const PAGE: &str = "text/html,application/xhtml+xml";

#[tokio::test]
async fn any_path_of_the_app_gets_the_page_and_the_page_is_never_kept() {
    let expected =
        if perennial_ui::is_built() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    for path in ["/", "/index.html", "/accounts/acme.com", "/signals?status=open"] {
        let response = get(path, PAGE);
        assert_eq!(response.status(), expected, "{path}");
        assert_eq!(caching(&response), "no-store");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
        let body = response.into_body().collect().await.unwrap().to_bytes();
        let says_how = std::str::from_utf8(&body).unwrap().contains("npm run build");
        assert_eq!(says_how, !perennial_ui::is_built());
    }
}

#[test]
fn a_missing_file_is_missing() {
    assert_eq!(get("/assets/gone-123.js", PAGE).status(), StatusCode::NOT_FOUND);
    assert_eq!(get("/gone.png", "image/*").status(), StatusCode::NOT_FOUND);
    assert_eq!(get("/../Cargo.toml", "text/plain").status(), StatusCode::NOT_FOUND);
    assert_eq!(get("/../../Cargo.toml", "text/plain").status(), StatusCode::NOT_FOUND);
}

#[test]
fn files_can_only_be_read() {
    let response = perennial_ui::page(&Method::POST, "/", &HeaderMap::new());
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
}

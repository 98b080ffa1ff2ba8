//! The session cookie.

use axum::http::{HeaderMap, HeaderValue, header};

/// Holds the session's secret.
pub const SESSION_COOKIE: &str = "perennial_session";

/// The session's secret that a request brings.
pub fn session_secret(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == SESSION_COOKIE).then_some(value))
        .filter(|value| !value.is_empty())
}

/// `Set-Cookie` that keeps the secret for so many days.
pub fn set_session(secret: &str, days: u32, secure: bool) -> Option<HeaderValue> {
    let age = u64::from(days) * 86_400;
    let text = format!(
        "{SESSION_COOKIE}={secret}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{}",
        flag(secure)
    );
    HeaderValue::from_str(&text).ok()
}

/// `Set-Cookie` that makes the browser forget it.
pub fn clear_session(secure: bool) -> Option<HeaderValue> {
    let text =
        format!("{SESSION_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{}", flag(secure));
    HeaderValue::from_str(&text).ok()
}

fn flag(secure: bool) -> &'static str {
    if secure { "; Secure" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        assert_eq!(session_secret(&headers), None);
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("theme=dark; perennial_session=abc; x=1"),
        );
        assert_eq!(session_secret(&headers), Some("abc"));
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("xperennial_session=abc; perennial_session="),
        );
        assert_eq!(session_secret(&headers), None);
    }
}

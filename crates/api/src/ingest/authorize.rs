//! Which write key a call comes with.

use std::sync::Arc;

use axum::http::{HeaderMap, header};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use perennial_model::{AccessKey, KeyPurpose};

use crate::{AppState, Problem, auth::hash_secret};

/// The write key in the header: the user name of Basic authentication.
///
/// # Errors
/// 401 when there is an `Authorization` header that is not Basic.
pub fn in_header(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get(header::AUTHORIZATION) else { return Ok(None) };
    let user = value.to_str().ok().and_then(basic_user).ok_or_else(|| {
        Problem::unauthorized(
            "send the write key as the user name of Basic authentication, with an empty password",
        )
    })?;
    Ok(Some(user).filter(|user| !user.is_empty()))
}

fn basic_user(value: &str) -> Option<String> {
    let (scheme, encoded) = value.trim().split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = BASE64_STANDARD.decode(encoded.trim()).ok()?;
    let text = String::from_utf8(decoded).ok()?;
    let user = text.split_once(':').map_or(text.as_str(), |(user, _)| user);
    Some(user.to_owned())
}

/// The key behind a secret.
///
/// # Errors
/// 401 when there is none.
pub async fn write_key(state: &AppState, secret: Option<&str>) -> Result<Arc<AccessKey>, Problem> {
    let missing = || {
        Problem::unauthorized(
            "a write key is needed: as the user name of Basic authentication, or as writeKey in the body",
        )
    };
    let unknown = || {
        Problem::unauthorized(
            "the write key is not known or was revoked; the data page has the keys",
        )
    };
    let secret = secret.ok_or_else(missing)?;
    state.keys.find(&hash_secret(secret), KeyPurpose::Write).await?.ok_or_else(unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_name_is_the_key() {
        let user = |plain: &str| basic_user(&format!("Basic {}", BASE64_STANDARD.encode(plain)));
        assert_eq!(user("key:"), Some("key".to_owned()));
        assert_eq!(user("key:ignored"), Some("key".to_owned()));
        assert_eq!(user("key"), Some("key".to_owned()));
        assert_eq!(basic_user("Bearer abc"), None);
        assert_eq!(basic_user("Basic ***"), None);
    }
}

//! Signatures of webhooks, after the Standard Webhooks specification 1.0:
//! `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::{EngageError, Result};

/// What a secret begins with.
pub const SECRET_PREFIX: &str = "whsec_";

/// Writes key bytes (24 to 64, from a good source of randomness) as a secret.
pub fn secret_of(key: &[u8]) -> String {
    format!("{SECRET_PREFIX}{}", STANDARD.encode(key))
}

/// The value of the header `webhook-signature`. `timestamp` is in seconds since 1970 UTC.
///
/// # Errors
/// [`EngageError::Setting`] when the secret is not `whsec_` and base64.
pub fn signature(secret: &str, id: &str, timestamp: i64, body: &str) -> Result<String> {
    let key = secret
        .strip_prefix(SECRET_PREFIX)
        .and_then(|encoded| STANDARD.decode(encoded).ok())
        .filter(|key| !key.is_empty())
        .ok_or_else(|| bad_secret("is not whsec_ and base64; make the webhook anew"))?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|_| bad_secret("is too long"))?;
    mac.update(format!("{id}.{timestamp}.").as_bytes());
    mac.update(body.as_bytes());
    Ok(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
}

fn bad_secret(reason: &str) -> EngageError {
    EngageError::setting("the webhook's secret", reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_example() {
        let signed = signature(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            "{\"test\": 2432232314}",
        );
        assert_eq!(signed.unwrap(), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_secret_that_is_none_is_refused_without_showing_it() {
        for secret in ["", "whsec_", "MfKQ9r8GKYqrTwjU", "whsec_not base64"] {
            let error = signature(secret, "id", 1, "{}").unwrap_err().to_string();
            assert_eq!(
                error,
                "the webhook's secret: is not whsec_ and base64; make the webhook anew"
            );
        }
        assert!(signature(&secret_of(&[7; 32]), "id", 1, "{}").is_ok());
    }
}

//! Random secrets and their hashes.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};

/// A new secret: 256 random bits as 43 characters that need no escaping in a URL.
pub fn fresh_secret() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(fresh_key())
}

/// 256 random bits. The one place in this crate that asks for randomness.
pub fn fresh_key() -> [u8; 32] {
    rand::random()
}

/// SHA-256 of a secret, in hex. Enough for secrets of full strength; passwords need more.
pub fn hash_secret(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_hash_the_same_each_time() {
        let (one, other) = (fresh_secret(), fresh_secret());
        assert_ne!(one, other);
        assert_eq!(one.len(), 43);
        assert_eq!(
            hash_secret("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}

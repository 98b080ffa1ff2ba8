//! Passwords: argon2id with the parameters that OWASP recommends (19 MiB, 2 passes, 1 lane).

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use tokio::sync::Semaphore;

/// Shorter passwords are refused.
pub const SHORTEST_PASSWORD: usize = 10;
/// Longer ones too: nobody types them, and hashing them would cost.
const LONGEST_PASSWORD: usize = 512;

/// Stands in for the password of an e-mail address that nobody has, so that a sign-in takes equally
/// long whether the address is known or not. No password gives this hash.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlz$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What can be wrong with a password or its hashing.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    #[error("the password is too short; use at least {SHORTEST_PASSWORD} characters")]
    TooShort,
    #[error("the password is too long; use at most {LONGEST_PASSWORD} characters")]
    TooLong,
    #[error("the password could not be hashed: {0}")]
    Hashing(String),
}

/// Hashes and compares passwords, a few at a time: each takes 19 MiB and some ten milliseconds.
#[derive(Debug, Clone)]
pub struct Passwords {
    gate: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { gate: Arc::new(Semaphore::new(4)) }
    }
}

impl Passwords {
    /// The PHC string of a password.
    ///
    /// # Errors
    /// When the password is too short or too long.
    pub async fn hash(&self, password: String) -> Result<String, PasswordError> {
        let _turn = self.gate.acquire().await;
        hash_password(password).await
    }

    /// Whether the password is the one behind the PHC string. Takes as long without one.
    pub async fn matches(&self, password: String, phc: Option<String>) -> bool {
        let _turn = self.gate.acquire().await;
        let known = phc.is_some();
        let compared = tokio::task::spawn_blocking(move || {
            let phc = phc.as_deref().unwrap_or(NOBODY);
            PasswordHash::new(phc).is_ok_and(|parsed| {
                hasher().is_ok_and(|h| h.verify_password(password.as_bytes(), &parsed).is_ok())
            })
        });
        compared.await.unwrap_or(false) && known
    }
}

/// Whether a password will do.
///
/// # Errors
/// When it is too short or too long.
pub fn check_password(password: &str) -> Result<(), PasswordError> {
    match password.chars().count() {
        n if n < SHORTEST_PASSWORD => Err(PasswordError::TooShort),
        n if n > LONGEST_PASSWORD => Err(PasswordError::TooLong),
        _ => Ok(()),
    }
}

/// The PHC string of a password, computed beside the async threads.
///
/// # Errors
/// When the password is too short or too long.
pub async fn hash_password(password: String) -> Result<String, PasswordError> {
    check_password(&password)?;
    let hashed = tokio::task::spawn_blocking(move || {
        let failed = |e: argon2::password_hash::Error| PasswordError::Hashing(e.to_string());
        hasher()?.hash_password(password.as_bytes()).map(|phc| phc.to_string()).map_err(failed)
    });
    hashed.await.map_err(|e| PasswordError::Hashing(e.to_string()))?
}

fn hasher() -> Result<Argon2<'static>, PasswordError> {
    let params =
        Params::new(19_456, 2, 1, None).map_err(|e| PasswordError::Hashing(e.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_matches() {
        let passwords = Passwords::default();
        let phc = passwords.hash("correct horse".to_owned()).await.unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
        assert!(passwords.matches("correct horse".to_owned(), Some(phc.clone())).await);
        assert!(!passwords.matches("correct house".to_owned(), Some(phc)).await);
        assert!(!passwords.matches("correct horse".to_owned(), None).await);
        assert!(PasswordHash::new(NOBODY).is_ok(), "comparing with nobody must cost as much");
    }

    #[test]
    fn length_counts_characters() {
        assert!(matches!(check_password("päßwörter"), Err(PasswordError::TooShort)));
        assert!(check_password("päßwörter!").is_ok());
        assert!(matches!(check_password(&"x".repeat(513)), Err(PasswordError::TooLong)));
    }
}

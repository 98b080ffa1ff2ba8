//! Our own people: inviting them, and their one-time set-up links. Also for the command line.

use perennial_model::{Role, SetupLink, Teammate};
use perennial_store::{Store, StoreError};

pub use crate::auth::{PasswordError, hash_password};
use crate::auth::{fresh_secret, hash_secret};

/// A set-up link is good for so many days.
const LINK_DAYS: i64 = 7;

/// What can go wrong with teammates.
#[derive(Debug, thiserror::Error)]
pub enum TeamError {
    #[error("\"{0}\" is not an e-mail address; write it as name@example.com")]
    NotAnAddress(String),
    #[error("{0} has an account already; change their role instead of inviting them again")]
    Known(String),
    #[error(transparent)]
    Password(#[from] PasswordError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An e-mail address in lower case.
///
/// # Errors
/// When the text is no address: one `@` with something on both sides, no blanks.
pub fn email_address(text: &str) -> Result<String, TeamError> {
    let address = text.trim().to_lowercase();
    let fits = address.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !host.is_empty() && !host.contains('@') && !host.starts_with('.')
    });
    let plain =
        !address.chars().any(|c| c.is_whitespace() || c.is_control()) && address.len() <= 254;
    if fits && plain { Ok(address) } else { Err(TeamError::NotAnAddress(text.to_owned())) }
}

/// An administrator with a password, to be stored.
pub fn new_administrator(
    store: &Store,
    email: &str,
    name: &str,
    password_hash: String,
) -> Teammate {
    Teammate {
        name: Some(name.to_owned()),
        password_hash: Some(password_hash),
        ..new_teammate(store, email.to_lowercase(), Role::Admin)
    }
}

/// A teammate without a password, to be stored.
pub fn new_teammate(store: &Store, email: String, role: Role) -> Teammate {
    Teammate {
        teammate_id: store.ids().next_id(),
        email,
        name: None,
        role,
        password_hash: None,
        created_at: store.clock().now(),
        disabled_at: None,
    }
}

/// Makes the link with which the very first administrator sets themselves up. Returns its token.
///
/// # Errors
/// When the store cannot be written.
pub async fn first_administrator(store: &Store) -> Result<String, TeamError> {
    link(store, None, Role::Admin).await
}

/// Invites a teammate: returns them and the token of the link with which they choose a password.
/// Somebody who was invited and never came gets a new link.
///
/// # Errors
/// When the address is none, somebody with it has a password already, or the store cannot be written.
pub async fn invite(
    store: &Store,
    email: &str,
    name: Option<&str>,
    role: Role,
) -> Result<(Teammate, String), TeamError> {
    let email = email_address(email)?;
    let teammate = match store.teammate_by_email(&email).await? {
        Some(known) if known.password_hash.is_some() => return Err(TeamError::Known(email)),
        Some(known) => {
            let name = name.map(str::to_owned).or_else(|| known.name.clone());
            let again = Teammate { role, name, disabled_at: None, ..known };
            store.update_teammate(&again).await?;
            again
        }
        None => {
            let new =
                Teammate { name: name.map(str::to_owned), ..new_teammate(store, email, role) };
            store.add_teammate(&new).await?;
            new
        }
    };
    let token = link(store, Some(&teammate.teammate_id), role).await?;
    Ok((teammate, token))
}

async fn link(store: &Store, teammate_id: Option<&str>, role: Role) -> Result<String, TeamError> {
    let token = fresh_secret();
    let now = store.clock().now();
    let link = SetupLink {
        link_id: store.ids().next_id(),
        secret_hash: hash_secret(&token),
        teammate_id: teammate_id.map(str::to_owned),
        role,
        created_at: now,
        expires_at: now.plus_days(LINK_DAYS),
        used_at: None,
    };
    store.add_setup_link(&link).await?;
    Ok(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_other_text() {
        assert_eq!(email_address(" Ann@Example.COM ").unwrap(), "ann@example.com");
        for no in ["", "ann", "@x", "ann@", "a@b@c", "ann smith@example.com", "a@.b"] {
            assert!(email_address(no).is_err(), "{no}");
        }
    }
}

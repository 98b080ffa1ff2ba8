//! One-time links with which a teammate chooses a password.

pub mod complete;
pub mod show;

use perennial_model::{SetupLink, Teammate};

use crate::{AppState, Problem, auth::hash_secret};

fn gone() -> Problem {
    Problem::not_found("the link was used already or is too old; ask for a new one")
}

/// The link with this token and whose it is, while it is good. The link of the very first
/// administrator is good only while nobody can sign in.
async fn find(state: &AppState, token: &str) -> Result<(SetupLink, Option<Teammate>), Problem> {
    let link = state.store.setup_link_by_hash(&hash_secret(token)).await?.ok_or_else(gone)?;
    let Some(id) = &link.teammate_id else {
        let somebody = state.store.teammates().await?.iter().any(|one| one.password_hash.is_some());
        return if somebody { Err(gone()) } else { Ok((link, None)) };
    };
    let teammate = state.store.teammate(id).await?.filter(|one| one.disabled_at.is_none());
    let teammate = teammate.ok_or_else(gone)?;
    Ok((link, Some(teammate)))
}

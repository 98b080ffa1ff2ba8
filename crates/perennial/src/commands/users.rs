//! `perennial users`: teammates who sign in.

use perennial_api::team::invite;
use perennial_model::Role;

use super::Usage;
use crate::cli::{Place, Users};
use crate::home::Home;
use crate::print;

pub async fn run(place: &Place, args: &Users) -> anyhow::Result<()> {
    let home = Home::open(place).await?;
    match args {
        Users::Create { email, role } => {
            let role: Role = role.parse().map_err(|e: String| Usage(e))?;
            let (_, token) = invite(&home.store, email, None, role).await?;
            eprintln!("{email} chooses a password here, once:");
            println!("{}/setup/{token}", home.config.public_url());
        }
        Users::List { format } => {
            let rows: Vec<Vec<String>> = home
                .store
                .teammates()
                .await?
                .into_iter()
                .map(|one| {
                    let state = match (one.disabled_at, &one.password_hash) {
                        (Some(_), _) => "disabled",
                        (None, None) => "invited",
                        (None, Some(_)) => "active",
                    };
                    vec![
                        one.email,
                        one.name.unwrap_or_default(),
                        one.role.to_string(),
                        state.to_owned(),
                    ]
                })
                .collect();
            print::rows(*format, &["email", "name", "role", "state"], &rows)?;
        }
    }
    Ok(())
}

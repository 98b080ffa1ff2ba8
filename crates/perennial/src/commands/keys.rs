//! `perennial keys`: write keys and API keys.

use anyhow::Context;
use perennial_api::keys::new_key;
use perennial_model::{KeyPurpose, Role};

use super::Usage;
use crate::cli::{Keys, Place};
use crate::home::Home;
use crate::print;

pub async fn run(place: &Place, args: &Keys) -> anyhow::Result<()> {
    let home = Home::open(place).await?;
    match args {
        Keys::Create { name, api } => {
            let role: Option<Role> = api
                .as_deref()
                .map(|role| role.parse().map_err(|e: String| Usage(e)))
                .transpose()?;
            let purpose = if role.is_some() { KeyPurpose::Api } else { KeyPurpose::Write };
            let (key, secret) = new_key(name, purpose, role, home.store.clock(), home.store.ids());
            home.store.add_key(&key).await?;
            eprintln!("key {} \"{name}\"; it is shown this once:", key.key_id);
            println!("{secret}");
        }
        Keys::List { format } => {
            let rows: Vec<Vec<String>> = home
                .store
                .keys()
                .await?
                .into_iter()
                .map(|key| {
                    let when = |at: Option<perennial_model::Micros>| {
                        at.map_or(String::new(), |t| t.to_string())
                    };
                    let opens = key.role.map_or("write".to_owned(), |role| format!("api ({role})"));
                    vec![
                        key.key_id,
                        key.name,
                        opens,
                        format!("{}…", key.prefix),
                        key.created_at.to_string(),
                        when(key.last_used_at),
                        when(key.revoked_at),
                    ]
                })
                .collect();
            print::rows(
                *format,
                &[
                    "key_id",
                    "name",
                    "opens",
                    "begins_with",
                    "created_at",
                    "last_used_at",
                    "revoked_at",
                ],
                &rows,
            )?;
        }
        Keys::Revoke { key_id } => {
            let found = home.store.revoke_key(key_id).await?;
            found.then_some(()).with_context(|| {
                format!("there is no open key \"{key_id}\"; `perennial keys list` shows them")
            })?;
            println!("revoked {key_id}");
        }
    }
    Ok(())
}

//! What commands have in common that publish a text.

use perennial_model::DeclaredKind;

use super::BY;
use crate::cli::Print;
use crate::home::Home;
use crate::print;

/// Publishes a text, or takes it back.
pub async fn publish(
    home: &Home,
    kind: DeclaredKind,
    key: &str,
    text: Option<&str>,
) -> anyhow::Result<()> {
    let tx = home.store.begin().await?;
    let new = home.store.declare(&tx, kind, key, text, BY).await?;
    tx.commit().await?;
    print::text(&match new {
        Some(new) => format!("version {} is in use from now on\n", new.version),
        None => "unchanged\n".to_owned(),
    })
}

/// Prints what was published when.
pub async fn versions(
    home: &Home,
    kind: DeclaredKind,
    key: &str,
    format: Print,
) -> anyhow::Result<()> {
    let all = home.store.declaration_versions(kind, key).await?;
    let row = |one: &perennial_model::Declaration| {
        vec![
            one.version.to_string(),
            one.changed_at.to_rfc3339(),
            one.changed_by.clone(),
            if one.content.is_some() { "own" } else { "taken back" }.to_owned(),
        ]
    };
    let rows: Vec<Vec<String>> = all.iter().map(row).collect();
    print::rows(format, &["version", "changed_at", "changed_by", "what"], &rows)
}

//! `perennial scorecards`: how metrics become a health score.

use std::path::Path;

use anyhow::Context;
use perennial_board::scorecards;
use perennial_health::{DEFAULT_TEXT, Scorecard};
use perennial_model::DeclaredKind;

use crate::cli::{Place, Print, Scorecards};
use crate::home::Home;
use crate::print;

/// Who publishes from the command line.
const BY: &str = "command line";

pub async fn run(place: &Place, args: &Scorecards) -> anyhow::Result<()> {
    if let Scorecards::Show { built_in: true } = args {
        return print::text(DEFAULT_TEXT);
    }
    let home = Home::open(place).await?;
    match args {
        Scorecards::Show { .. } => show(&home).await,
        Scorecards::Check { file } => {
            read(&home, file).await?;
            println!("{} is a sound scorecard", file.display());
            Ok(())
        }
        Scorecards::Publish { file } => {
            let (text, _) = read(&home, file).await?;
            declare(&home, Some(&text)).await
        }
        Scorecards::Reset => declare(&home, None).await,
        Scorecards::Versions { format } => versions(&home, *format).await,
    }
}

/// The text as it was published, comments and all.
async fn show(home: &Home) -> anyhow::Result<()> {
    let latest = scorecards::latest(&home.store).await?;
    print::text(latest.and_then(|one| one.content).as_deref().unwrap_or(DEFAULT_TEXT))
}

async fn read(home: &Home, file: &Path) -> anyhow::Result<(String, Scorecard)> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("could not read {}", file.display()))?;
    let card = Scorecard::parse(&text, &home.catalogue().await?)
        .with_context(|| format!("{} is no sound scorecard", file.display()))?;
    Ok((text, card))
}

async fn declare(home: &Home, text: Option<&str>) -> anyhow::Result<()> {
    let tx = home.store.begin().await?;
    let kind = DeclaredKind::Scorecard;
    let new = home.store.declare(&tx, kind, scorecards::KEY, text, BY).await?;
    tx.commit().await?;
    match new {
        Some(new) => println!("version {} scores from now on", new.version),
        None => println!("unchanged"),
    }
    Ok(())
}

async fn versions(home: &Home, format: Print) -> anyhow::Result<()> {
    let all = home.store.declaration_versions(DeclaredKind::Scorecard, scorecards::KEY).await?;
    let row = |one: &perennial_model::Declaration| {
        vec![
            one.version.to_string(),
            one.changed_at.to_rfc3339(),
            one.changed_by.clone(),
            if one.content.is_some() { "own" } else { "built in" }.to_owned(),
        ]
    };
    let rows: Vec<Vec<String>> = all.iter().map(row).collect();
    print::rows(format, &["version", "changed_at", "changed_by", "scorecard"], &rows)
}

//! `perennial scorecards`: how metrics become a health score.

use std::path::Path;

use anyhow::Context;
use perennial_board::scorecards;
use perennial_health::{DEFAULT_KEY, DEFAULT_TEXT, Scorecard};
use perennial_model::{DeclaredKind, check_segment_key};

use super::{BY, Usage, declared};
use crate::cli::{Place, Print, Scorecards};
use crate::home::Home;
use crate::print;

pub async fn run(place: &Place, args: &Scorecards) -> anyhow::Result<()> {
    if let Scorecards::Show { built_in: true, .. } = args {
        return print::text(DEFAULT_TEXT);
    }
    let home = Home::open(place).await?;
    match args {
        Scorecards::List { format } => list(&home, *format).await,
        Scorecards::Order { keys } => order(&home, keys).await,
        Scorecards::Show { key, .. } => show(&home, key).await,
        Scorecards::Check { file, key } => {
            read(&home, key, file).await?;
            print::text(&format!("{} is a sound scorecard\n", file.display()))
        }
        Scorecards::Publish { file, key } => {
            let text = read(&home, key, file).await?;
            declared::publish(&home, DeclaredKind::Scorecard, key, Some(&text)).await
        }
        Scorecards::Reset { key } => {
            declared::publish(&home, DeclaredKind::Scorecard, key, None).await
        }
        Scorecards::Versions { key, format } => {
            declared::versions(&home, DeclaredKind::Scorecard, key, *format).await
        }
    }
}

/// The text as it was published, comments and all.
async fn show(home: &Home, key: &str) -> anyhow::Result<()> {
    let latest = scorecards::latest(&home.store, key).await?;
    match latest.and_then(|one| one.content) {
        Some(text) => print::text(&text),
        None if key == DEFAULT_KEY => print::text(DEFAULT_TEXT),
        None => Err(Usage(format!("there is no scorecard \"{key}\"")).into()),
    }
}

/// A scorecard in a file, if it would do under that key.
async fn read(home: &Home, key: &str, file: &Path) -> anyhow::Result<String> {
    check_segment_key(key).map_err(|error| Usage(error.to_string()))?;
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("could not read {}", file.display()))?;
    let catalogue = home.catalogue().await?;
    let unsound = || format!("{} is no sound scorecard", file.display());
    let card = Scorecard::parse(&text, &catalogue).with_context(unsound)?;
    let cards = home.scorecards(&catalogue).await?;
    cards.with(key, card, &catalogue, &home.zone).with_context(unsound)?;
    Ok(text)
}

async fn list(home: &Home, format: Print) -> anyhow::Result<()> {
    let cards = home.scorecards(&home.catalogue().await?).await?;
    let everybody = "everybody else";
    let row = |one: &perennial_health::Ranked| {
        let applies = one.card.applies_to.clone().filter(|_| one.key != DEFAULT_KEY);
        vec![
            one.key.clone(),
            one.card.name.clone(),
            applies.unwrap_or_else(|| everybody.to_owned()),
            one.card.version.to_string(),
        ]
    };
    let rows: Vec<Vec<String>> = cards.iter().map(row).collect();
    print::rows(format, &["key", "name", "applies_to", "version"], &rows)
}

async fn order(home: &Home, keys: &[String]) -> anyhow::Result<()> {
    let cards = home.scorecards(&home.catalogue().await?).await?;
    let mut there: Vec<&str> = cards.iter().map(|one| one.key.as_str()).collect();
    there.retain(|key| *key != DEFAULT_KEY);
    let mut asked: Vec<&str> = keys.iter().map(String::as_str).collect();
    there.sort_unstable();
    asked.sort_unstable();
    if asked != there {
        let known = if there.is_empty() { "there is none".to_owned() } else { there.join(" ") };
        return Err(Usage(format!("name each scorecard but default once: {known}")).into());
    }
    let tx = home.store.begin().await?;
    scorecards::set_order(&home.store, &tx, keys, BY).await?;
    tx.commit().await?;
    list(home, Print::Table).await
}

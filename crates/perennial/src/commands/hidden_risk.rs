//! `perennial hidden-risk`: who looks well and is not.

use std::path::Path;

use anyhow::Context;
use perennial_board::{Entry, hidden};
use perennial_health::{HIDDEN_TEXT, HiddenRisk};
use perennial_model::DeclaredKind;

use super::{day, declared};
use crate::cli::{HiddenRiskCommand as Command, Place, Print};
use crate::home::Home;
use crate::print;

const KIND: DeclaredKind = DeclaredKind::HiddenRisk;

pub async fn run(place: &Place, args: &Command) -> anyhow::Result<()> {
    if let Command::Show { built_in: true } = args {
        return print::text(HIDDEN_TEXT);
    }
    let home = Home::open(place).await?;
    match args {
        Command::List { all, as_of, format } => list(&home, *all, as_of.as_deref(), *format).await,
        Command::Show { .. } => {
            let latest = hidden::latest(&home.store).await?;
            print::text(latest.and_then(|one| one.content).as_deref().unwrap_or(HIDDEN_TEXT))
        }
        Command::Check { file } => {
            read(&home, file).await?;
            print::text(&format!("{} holds sound settings\n", file.display()))
        }
        Command::Publish { file } => {
            let text = read(&home, file).await?;
            declared::publish(&home, KIND, hidden::KEY, Some(&text)).await
        }
        Command::Reset => declared::publish(&home, KIND, hidden::KEY, None).await,
        Command::Versions { format } => declared::versions(&home, KIND, hidden::KEY, *format).await,
    }
}

async fn read(home: &Home, file: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("could not read {}", file.display()))?;
    HiddenRisk::parse(&text, &home.catalogue().await?)
        .with_context(|| format!("{} holds no sound settings", file.display()))?;
    Ok(text)
}

async fn list(home: &Home, all: bool, as_of: Option<&str>, format: Print) -> anyhow::Result<()> {
    let (board, _) = home.board(day(as_of)?).await?;
    board.compute_entries().await?;
    let everyone = board.accounts();
    let mut listed: Vec<&Entry> = everyone
        .iter()
        .map(AsRef::as_ref)
        .filter(|entry: &&Entry| entry.left_on.is_none() && entry.hidden.risk.is_some())
        .filter(|entry| all || entry.is_red_inside())
        .collect();
    listed.sort_by(|a, b| {
        b.hidden.risk.partial_cmp(&a.hidden.risk).unwrap_or(std::cmp::Ordering::Equal)
    });
    let whole = |number: Option<f64>| number.map_or_else(String::new, |n| format!("{n:.0}"));
    let row = |entry: &&Entry| {
        vec![
            entry.id().to_string(),
            entry.account.name.clone(),
            whole(entry.hidden.risk),
            whole(entry.score),
            entry.hidden.listed_since.map_or_else(String::new, |day| day.to_string()),
            entry.hidden.why.clone(),
        ]
    };
    let rows: Vec<Vec<String>> = listed.iter().map(row).collect();
    let heading = ["account_id", "name", "hidden_risk", "score", "listed_since", "why"];
    print::rows(format, &heading, &rows)
}

//! `perennial segments`: saved groups of accounts.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use perennial_api::segments::{self, NewSegment, Resolved, SegmentError, Size};
use perennial_board::{Board, Entry};
use perennial_model::{Day, Money, SegmentRule};

use super::Usage;
use crate::cli::{AddSegment, Place, Print, Segments};
use crate::home::Home;
use crate::print;

/// Who did it, in versions and the audit log.
const BY: &str = "command line";

pub async fn run(place: &Place, args: &Segments) -> anyhow::Result<()> {
    let home = Home::open(place).await?;
    match args {
        Segments::List { as_of, format } => {
            list(&home, super::day(as_of.as_deref())?, *format).await
        }
        Segments::Show { key, as_of, format } => {
            show(&home, key, super::day(as_of.as_deref())?, *format).await
        }
        Segments::Add(add) => create(&home, add).await,
        Segments::Remove { key } => {
            segments::delete(&home.store, key, BY).await.map_err(usage)?;
            println!("removed {key}");
            Ok(())
        }
    }
}

/// A segment's condition in plain English and its accounts; computes the board's accounts first.
pub async fn look(board: &Board, key: &str) -> anyhow::Result<(Option<String>, Vec<Arc<Entry>>)> {
    let segment = Resolved::by_key(board, key).await.map_err(usage)?;
    board.compute_entries().await?;
    let board = board.clone();
    tokio::task::spawn_blocking(move || segments::look(&board, &segment)).await?.map_err(usage)
}

async fn list(home: &Home, as_of: Option<Day>, format: Print) -> anyhow::Result<()> {
    let (board, _) = home.board(as_of).await?;
    board.compute_entries().await?;
    let all = Resolved::all(&board).await?;
    let looked = tokio::task::spawn_blocking(move || {
        all.into_iter().map(|one| (segments::look(&board, &one), one)).collect::<Vec<_>>()
    })
    .await?;
    let mut rows = Vec::new();
    for (found, Resolved { segment, .. }) in looked {
        let (size, problem) = match found {
            Ok((_, entries)) => {
                (Some(Size::of(entries.iter().map(AsRef::as_ref), home.currency())), String::new())
            }
            Err(SegmentError::Broken { error, .. }) => (None, error.sentence()),
            Err(other) => return Err(other.into()),
        };
        rows.push(vec![
            segment.key,
            segment.name,
            segment.rule.kind().to_owned(),
            size.map_or(String::new(), |size| size.accounts.to_string()),
            money(size.and_then(|size| size.arr)),
            money(size.and_then(|size| size.average_arr())),
            segment.rule.condition().unwrap_or_default().to_owned(),
            problem,
        ]);
    }
    let heading = ["key", "name", "kind", "accounts", "arr", "average_arr", "condition", "problem"];
    print::rows(format, &heading, &rows)
}

async fn show(home: &Home, key: &str, as_of: Option<Day>, format: Print) -> anyhow::Result<()> {
    let (board, _) = home.board(as_of).await?;
    let segment = segments::find(&home.store, key).await.map_err(usage)?;
    let (explanation, entries) = look(&board, key).await?;
    if format == Print::Table {
        println!("{} (version {}, by {})", segment.name, segment.version, segment.updated_by);
        for line in [segment.description.as_deref(), segment.rule.condition()] {
            line.iter().for_each(|line| println!("{line}"));
        }
        explanation.iter().for_each(|told| println!("accounts of which {told}"));
        let size = Size::of(entries.iter().map(AsRef::as_ref), home.currency());
        println!("{} accounts, {} with ARR: {}\n", size.accounts, size.with_arr, money(size.arr));
    }
    let row = |entry: &Arc<Entry>| {
        vec![
            entry.id().to_string(),
            entry.account.name.clone(),
            money(entry.arr),
            entry.score.map_or(String::new(), |score| format!("{score:.0}")),
            entry.band.clone().unwrap_or_default(),
        ]
    };
    let rows: Vec<Vec<String>> = entries.iter().map(row).collect();
    print::rows(format, &["account_id", "name", "arr", "score", "band"], &rows)
}

async fn create(home: &Home, add: &AddSegment) -> anyhow::Result<()> {
    let (rule, accounts) = match (&add.condition, &add.accounts) {
        (Some(text), _) => (SegmentRule::Condition(text.clone()), Vec::new()),
        (None, Some(file)) => (SegmentRule::List, ids_in(file)?),
        (None, None) => {
            return Err(Usage("say which accounts: --where or --accounts".to_owned()).into());
        }
    };
    let listed = accounts.len();
    let new = NewSegment {
        key: add.key.clone(),
        name: add.name.clone().unwrap_or_else(|| add.key.clone()),
        description: add.description.clone(),
        rule,
        accounts,
    };
    let metrics = home.catalogue().await?;
    let made = segments::create(&home.store, &metrics, &home.zone, new, BY).await.map_err(usage)?;
    match made.rule {
        SegmentRule::Condition(text) => println!("added {}: {text}", made.key),
        SegmentRule::List => println!("added {} with {listed} accounts", made.key),
    }
    Ok(())
}

/// The ids in a file: the column `account_id` where the first line names it, else each line.
fn ids_in(file: &Path) -> anyhow::Result<Vec<String>> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("could not read {}", file.display()))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let column = rows.headers()?.iter().position(|name| name.trim() == "account_id");
    let ids: Vec<String> = match column {
        Some(at) => rows
            .records()
            .map(|row| Ok(row?.get(at).unwrap_or_default().trim().to_owned()))
            .collect::<Result<_, csv::Error>>()
            .with_context(|| format!("could not read {}", file.display()))?,
        None => text.lines().map(|line| line.trim().to_owned()).collect(),
    };
    Ok(ids.into_iter().filter(|id| !id.is_empty()).collect())
}

fn money(amount: Option<Money>) -> String {
    amount.map_or(String::new(), |amount| format!("{amount} {}", amount.currency))
}

/// What the person at the keyboard can mend is wrong usage; the rest is a failure.
fn usage(error: SegmentError) -> anyhow::Error {
    match error {
        SegmentError::Condition(cause) => Usage(cause.to_string()).into(),
        SegmentError::Store(store) => store.into(),
        broken @ SegmentError::Broken { .. } => broken.into(),
        other => Usage(other.to_string()).into(),
    }
}

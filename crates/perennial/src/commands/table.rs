//! `perennial table NAME`: any relation out.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use anyhow::Context;
use perennial_tables::{Format, Relation, Selection};

use super::Usage;
use crate::cli::{Place, Table};
use crate::home::Home;

pub async fn run(place: &Place, args: &Table) -> anyhow::Result<()> {
    let usage = |e: perennial_tables::TableError| anyhow::Error::from(Usage(e.to_string()));
    let relation: Relation = args.name.parse().map_err(usage)?;
    let format = format_of(args)?;
    let home = Home::open(place).await?;
    let columns = (!args.columns.is_empty()).then_some(args.columns.as_slice());
    let mut selection =
        Selection::new(relation, args.condition.as_deref(), columns, &home.zone).map_err(usage)?;
    let (board, _) = home.board(super::day(args.as_of.as_deref())?).await?;
    if relation == Relation::Signals {
        board.compute_all().await?; // signals are stored when they are found
    }
    if let Some(key) = &args.segment {
        let (_, entries) = super::segments::look(&home, &board, key).await?;
        selection = selection.among(entries.iter().map(|entry| entry.id().clone()).collect());
    }
    let out = args.out.clone();
    let rows = tokio::task::spawn_blocking(move || match out {
        Some(path) => to_file(&path, |file| {
            Ok(perennial_api::tables::write(&board, selection, format, file)?)
        }),
        None => Ok(perennial_api::tables::write(
            &board,
            selection,
            format,
            BufWriter::new(std::io::stdout()),
        )?),
    })
    .await??;
    if let Some(path) = &args.out {
        println!("{rows} rows of {relation} in {}", path.display());
    }
    Ok(())
}

/// The format that was asked for, else the one that the file's ending names, else CSV.
fn format_of(args: &Table) -> anyhow::Result<Format> {
    let ending = args
        .out
        .as_ref()
        .and_then(|path| path.extension())
        .map(|e| e.to_string_lossy().into_owned());
    match args.format.clone().or(ending) {
        Some(name) => {
            name.parse().map_err(|e: perennial_tables::TableError| Usage(e.to_string()).into())
        }
        None => Ok(Format::Csv),
    }
}

/// Writes beside the destination first, so that a failure leaves what was there.
fn to_file(
    path: &Path,
    write: impl FnOnce(BufWriter<File>) -> anyhow::Result<u64>,
) -> anyhow::Result<u64> {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".unfinished");
    let unfinished = PathBuf::from(unfinished);
    let file = File::create(&unfinished)
        .with_context(|| format!("could not write {}", unfinished.display()))?;
    let rows = write(BufWriter::new(file))?;
    std::fs::rename(&unfinished, path)
        .with_context(|| format!("could not write {}", path.display()))?;
    Ok(rows)
}

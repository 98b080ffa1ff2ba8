//! `perennial table NAME`: any relation out.

use std::io::BufWriter;

use perennial_tables::{Format, Relation, Selection};

use super::Usage;
use crate::cli::{Place, Table};
use crate::home::Home;
use crate::unfinished::to_file;

pub async fn run(place: &Place, args: &Table) -> anyhow::Result<()> {
    let usage = |e: perennial_tables::TableError| anyhow::Error::from(Usage(e.to_string()));
    let relation: Relation = args.name.parse().map_err(usage)?;
    let format = format_of(args)?;
    let home = Home::open(place).await?;
    let columns = (!args.columns.is_empty()).then_some(args.columns.as_slice());
    let metrics = home.catalogue().await?;
    let condition = args.condition.as_deref();
    let mut selection =
        Selection::new(relation, condition, columns, &metrics, &home.zone).map_err(usage)?;
    let (board, _) = home.board(super::day(args.as_of.as_deref())?).await?;
    if relation == Relation::Signals {
        board.compute_all().await?; // signals are stored when they are found
    }
    if let Some(key) = &args.segment {
        let (_, entries) = super::segments::look(&board, key).await?;
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

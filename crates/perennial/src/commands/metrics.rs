//! `perennial metrics`: the catalogue, and the matrix as a file.

use std::path::Path;

use anyhow::{Context, bail};
use perennial_board::metrics::{capabilities, own, segments, with_own};
use perennial_board::scorecards;
use perennial_metrics::{Catalogue, Definition, matrix_schema};
use perennial_model::{Day, DeclaredKind};
use perennial_tables::{Format, Relation, Selection, TableError, Writer};

use super::{Usage, day};
use crate::cli::{MatrixExport, Metrics, Place};
use crate::home::Home;
use crate::print;
use crate::unfinished::to_file;

/// Who declares from the command line.
const BY: &str = "command line";

pub async fn run(place: &Place, args: &Metrics) -> anyhow::Result<()> {
    let home = Home::open(place).await?;
    match args {
        Metrics::List { format } => list(&home.catalogue().await?, *format),
        Metrics::Show { key } => {
            let catalogue = home.catalogue().await?;
            let metric = catalogue.require(key).map_err(|error| Usage(error.to_string()))?;
            print!("{}", metric.definition.to_toml());
            println!("# {}", metric.formula);
            Ok(())
        }
        Metrics::Check { file } => {
            let (definitions, _) = declared_in(&home, file).await?;
            println!("{} metrics in {} are sound", definitions.len(), file.display());
            Ok(())
        }
        Metrics::Add { file } => add(&home, file).await,
        Metrics::Remove { key } => remove(&home, key).await,
        Metrics::Export(args) => export(&home, args).await,
    }
}

fn list(catalogue: &Catalogue, format: crate::cli::Print) -> anyhow::Result<()> {
    let row = |metric: &perennial_metrics::Metric| {
        vec![
            metric.key.clone(),
            metric.group.to_string(),
            metric.name.clone(),
            metric.formula.clone(),
        ]
    };
    let rows: Vec<Vec<String>> = catalogue.metrics().iter().map(row).collect();
    print::rows(format, &["key", "group", "name", "formula"], &rows)
}

/// The definitions in a file, and the catalogue with them in it.
async fn declared_in(home: &Home, file: &Path) -> anyhow::Result<(Vec<Definition>, Catalogue)> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("could not read {}", file.display()))?;
    let named = || format!("{} declares no sound metrics", file.display());
    let definitions = Definition::read_all(&text).with_context(named)?;
    let is_new = |key: &str| definitions.iter().any(|one| one.key == key);
    let kept = own(&home.store).await?.into_iter().filter(|one| !is_new(&one.key));
    let all = kept.chain(definitions.iter().cloned());
    let (capabilities, segments) = (capabilities(&home.store).await?, segments(&home.store).await?);
    let catalogue = with_own(&capabilities, all, segments, &home.zone).with_context(named)?;
    Ok((definitions, catalogue))
}

async fn add(home: &Home, file: &Path) -> anyhow::Result<()> {
    let (definitions, _) = declared_in(home, file).await?;
    let tx = home.store.begin().await?;
    let mut said = Vec::new();
    for one in &definitions {
        let text = one.to_toml();
        let new = home.store.declare(&tx, DeclaredKind::Metric, &one.key, Some(&text), BY).await?;
        said.push(match new {
            Some(new) => format!("{}: version {}", one.key, new.version),
            None => format!("{}: unchanged", one.key),
        });
    }
    tx.commit().await?;
    println!("{}", said.join("\n"));
    Ok(())
}

async fn remove(home: &Home, key: &str) -> anyhow::Result<()> {
    let stored = home.store.declarations(DeclaredKind::Metric).await?;
    if !stored.iter().any(|one| one.key == key && one.content.is_some()) {
        bail!("\"{key}\" was not declared here; perennial metrics list shows all metrics");
    }
    let left = own(&home.store).await?.into_iter().filter(|one| one.key != key);
    let (capabilities, segments) = (capabilities(&home.store).await?, segments(&home.store).await?);
    let left = with_own(&capabilities, left, segments, &home.zone)
        .with_context(|| format!("\"{key}\" is in use, or the others do not fit without it"))?;
    scorecards::in_use(&home.store, &left, &home.zone)
        .await
        .with_context(|| format!("the scorecard measures by \"{key}\""))?;
    let tx = home.store.begin().await?;
    home.store.declare(&tx, DeclaredKind::Metric, key, None, BY).await?;
    tx.commit().await?;
    println!("{key}: taken back");
    Ok(())
}

async fn export(home: &Home, args: &MatrixExport) -> anyhow::Result<()> {
    let usage = |error: TableError| anyhow::Error::from(Usage(error.to_string()));
    let ending = args.file.extension().map(|ending| ending.to_string_lossy().into_owned());
    let format: Format = ending.as_deref().unwrap_or("parquet").parse().map_err(usage)?;
    let (from, to) = (day(args.from.as_deref())?, day(args.to.as_deref())?);
    let every = every(&args.every)?;
    let all = home.catalogue().await?;
    let keys: Vec<String> = if args.metrics.is_empty() {
        all.keys().map(str::to_owned).collect()
    } else {
        args.metrics.clone()
    };
    let keys: Vec<String> = keys.iter().map(|key| key.trim().to_owned()).collect();
    let only = all.only(&keys, &home.zone).map_err(|error| Usage(error.to_string()))?;
    let mut columns = vec!["account_id".to_owned(), "day".to_owned()];
    columns.extend(keys);
    let selection = Selection::new(Relation::Metrics, None, Some(&columns), &only, &home.zone)
        .map_err(usage)?;
    let (board, _) = home.board_with(to, &all, only.clone()).await?;
    let file = args.file.clone();
    let rows = tokio::task::spawn_blocking(move || {
        to_file(&file, |out| {
            let mut writer = Writer::new(out, format, &selection.schema())?;
            let schema = matrix_schema(only.keys());
            board.each_matrix(&only, |id, matrix| {
                let chosen = chosen_days(matrix.first(), matrix.days(), from, every);
                let rows = matrix.rows(id, &schema, chosen, every)?;
                writer.write(&selection.apply(&rows)?)?;
                Ok::<(), anyhow::Error>(())
            })?;
            Ok(writer.finish()?)
        })
    })
    .await??;
    println!("{rows} rows of the metric matrix in {}", args.file.display());
    Ok(())
}

/// Which rows: from that day on, every so many days, the last one among them.
fn chosen_days(first: Day, days: usize, from: Option<Day>, every: usize) -> std::ops::Range<usize> {
    let start = from.map_or(0, |from| usize::try_from(from.0 - first.0).unwrap_or(0));
    let last = days.saturating_sub(1);
    let aligned = if start > last { start } else { start + (last - start) % every };
    aligned..days
}

/// `7d` or `2w` in days.
fn every(text: &str) -> anyhow::Result<usize> {
    let wrong =
        || Usage(format!("--every {text}: write a number of days or weeks, such as 1d or 4w"));
    let (number, days) = match (text.strip_suffix('d'), text.strip_suffix('w')) {
        (Some(number), _) => (number, 1),
        (_, Some(number)) => (number, 7),
        _ => return Err(wrong().into()),
    };
    match number.parse::<usize>() {
        Ok(number @ 1..=3_660) => Ok(number * days),
        _ => Err(wrong().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_is_always_among_the_rows() {
        let days = |from: Option<i32>, every| {
            let from = from.map(Day);
            chosen_days(Day(10), 10, from, every).step_by(every).collect::<Vec<_>>()
        };
        assert_eq!(days(None, 4), [1, 5, 9]);
        assert_eq!(days(Some(12), 4), [5, 9]);
        assert_eq!(days(Some(3), 9), [0, 9]);
        assert!(days(Some(40), 1).is_empty());
        assert_eq!(every("2w").unwrap(), 14);
        assert!(every("0d").is_err() && every("x").is_err() && every("7").is_err());
    }
}

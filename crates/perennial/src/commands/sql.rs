//! `perennial sql QUERY`: a question over all relations.

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::bail;
use perennial_api::sql::{self, Engine, Page, Rows, Running, SqlError, SqlFault};
use perennial_board::Board;
use perennial_model::SystemClock;
use perennial_tables::{Format, Relation, Writer};
use tokio::runtime::Handle;

use super::Usage;
use crate::cli::{Place, Print, Sql};
use crate::home::{self, Home};
use crate::print;
use crate::unfinished::to_file;

pub async fn run(place: &Place, args: &Sql) -> anyhow::Result<()> {
    let format = args.out.as_deref().map(format_of).transpose()?;
    if cfg!(not(feature = "sql")) {
        return Err(Usage(SqlError::not_built().to_string()).into());
    }
    let home = Home::open_with(place, home::configuration(place)?).await?;
    let settings = home.config.sql.into();
    let (board, _) = home.board(super::day(args.as_of.as_deref())?).await?;
    let Some(engine) = sql::engine(settings, Arc::new(SystemClock)) else {
        bail!("SQL could not be set up");
    };
    if engine.named(&board, &args.query).map_err(failed)?.contains(&Relation::Signals) {
        board.compute_all().await?; // signals are stored when they are found
    }
    match (&args.out, format) {
        (Some(path), Some(format)) => {
            write(engine.as_ref(), &board, &args.query, path, format).await
        }
        _ => show(engine.as_ref(), &board, args, args.limit.unwrap_or(settings.rows)).await,
    }
}

/// Writes every row to a file.
async fn write(
    engine: &dyn Engine,
    board: &Board,
    query: &str,
    path: &Path,
    format: Format,
) -> anyhow::Result<()> {
    let Rows { schema, mut batches } = engine.run(board, query, None).await.map_err(failed)?;
    let mut run = Running::default().begin(String::new(), None);
    let file = path.to_owned();
    let rows = tokio::task::spawn_blocking(move || {
        to_file(&file, |out| {
            let mut writer = Writer::new(out, format, &schema)?;
            while let Some(batch) =
                Handle::current().block_on(run.next(&mut batches)).map_err(failed)?
            {
                writer.write(&batch)?;
            }
            Ok(writer.finish()?)
        })
    })
    .await??;
    println!("{rows} rows in {}", path.display());
    Ok(())
}

/// Prints the first rows, and says where there are more.
async fn show(engine: &dyn Engine, board: &Board, args: &Sql, most: usize) -> anyhow::Result<()> {
    let rows =
        engine.run(board, &args.query, Some(most.saturating_add(1))).await.map_err(failed)?;
    let mut run = Running::default().begin(String::new(), None);
    let page = sql::first_rows(rows, &mut run, most).await.map_err(failed)?;
    print_page(args.format, &page)?;
    std::io::stdout().flush()?;
    if page.limit.is_some() {
        eprintln!(
            "these are the first {} rows, and there are more; --limit prints more of them, \
             --out FILE writes them all",
            page.rows.len()
        );
    }
    Ok(())
}

fn print_page(format: Print, page: &Page) -> anyhow::Result<()> {
    let names: Vec<&str> = page.columns.iter().map(|column| column.name.as_str()).collect();
    if matches!(format, Print::Json) {
        let object = |row: &Vec<serde_json::Value>| -> serde_json::Map<_, _> {
            names.iter().map(|name| (*name).to_owned()).zip(row.iter().cloned()).collect()
        };
        let objects: Vec<_> = page.rows.iter().map(object).collect();
        println!("{}", serde_json::to_string_pretty(&objects)?);
        return Ok(());
    }
    let cell = |value: &serde_json::Value| match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let rows: Vec<Vec<String>> =
        page.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    print::rows(format, &names, &rows)
}

/// The format that the file's ending names.
fn format_of(path: &Path) -> anyhow::Result<Format> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned());
    let named = ending.as_deref().and_then(|ending| ending.parse().ok());
    named.ok_or_else(|| {
        Usage(format!("{}: let it end in .csv, .json or .parquet", path.display())).into()
    })
}

/// A query that will not do is wrong usage.
fn failed(error: SqlError) -> anyhow::Error {
    match error.fault {
        SqlFault::Wrong | SqlFault::ReadOnly => Usage(error.message).into(),
        _ => error.into(),
    }
}

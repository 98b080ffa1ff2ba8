//! `perennial import KIND FILE…`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use indicatif::ProgressBar;
use perennial_intake::{Input, Rejects};
use perennial_model::ImportRun;
use perennial_sources::{Kind, Mapping};

use super::Usage;
use crate::cli::{Import, Place, Print};
use crate::home::Home;
use crate::print;

pub async fn run(place: &Place, args: &Import) -> anyhow::Result<()> {
    let kind: Kind = args
        .kind
        .parse()
        .map_err(|e: perennial_sources::file::UnknownKind| Usage(e.to_string()))?;
    let mapping = args.map.as_deref().map(|path| read_mapping(path, kind)).transpose()?;
    let home = Home::open(place).await?;
    let intake = home.intake();
    let mut runs = Vec::new();
    for file in &args.files {
        let data =
            std::fs::read(file).with_context(|| format!("could not read {}", file.display()))?;
        let bar = ProgressBar::new_spinner().with_message(format!("importing {}", file.display()));
        bar.enable_steady_tick(Duration::from_millis(120));
        let input = Input {
            kind,
            name: file.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned()),
            data,
            mapping: mapping.clone(),
            rejects: Rejects::File(rejects_of(file)),
            by: Some("command line".to_owned()),
        };
        let run = intake.import(input).await;
        bar.finish_and_clear();
        runs.push(run.with_context(|| format!("{} was not imported", file.display()))?);
    }
    show(args.format, &runs)
}

fn read_mapping(path: &Path, kind: Kind) -> anyhow::Result<Mapping> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("could not read {}", path.display()))?;
    Mapping::parse(&text, kind).with_context(|| path.display().to_string())
}

/// `usage.csv` → `usage.csv.rejected.csv`.
fn rejects_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".rejected.csv");
    PathBuf::from(name)
}

fn show(format: Print, runs: &[ImportRun]) -> anyhow::Result<()> {
    if format == Print::Json {
        println!("{}", serde_json::to_string_pretty(runs)?);
        return Ok(());
    }
    let rows: Vec<Vec<String>> = runs
        .iter()
        .map(|run| {
            let counts = [run.rows, run.added, run.updated, run.unchanged, run.refused];
            [run.file.clone(), run.kind.clone()]
                .into_iter()
                .chain(counts.map(|n| n.to_string()))
                .collect()
        })
        .collect();
    print::rows(
        format,
        &["file", "kind", "rows", "added", "updated", "unchanged", "refused"],
        &rows,
    )?;
    for run in runs {
        tell_what_was_found(run);
    }
    Ok(())
}

fn tell_what_was_found(run: &ImportRun) {
    for refusal in run.refusals.iter().take(5) {
        let column = refusal.column.as_ref().map(|c| format!(", {c}")).unwrap_or_default();
        eprintln!("refused {} line {}{column}: {}", run.file, refusal.line, refusal.reason);
    }
    if let Some(rejected) = &run.rejected_file {
        eprintln!("all {} refused rows stand in {rejected}", run.refused);
    }
    for finding in &run.findings {
        let lines: Vec<String> =
            finding.examples.iter().take(3).map(|e| e.line.to_string()).collect();
        eprintln!(
            "note: {} ({} rows; such as line {})",
            finding.message,
            finding.rows,
            lines.join(", ")
        );
    }
}

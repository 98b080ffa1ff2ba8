//! `perennial import KIND FILE…`, and what it would do: `--dry-run`, `--guess FILE`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use indicatif::ProgressBar;
use perennial_intake::{Input, Intake, Preview, PreviewInput, Rejects};
use perennial_model::{Finding, ImportRun, RowNote};
use perennial_sources::{Kind, Mapping, file::RunInfo};

use super::Usage;
use crate::cli::{Import, Place, Print};
use crate::home::Home;
use crate::print;

pub async fn run(place: &Place, args: &Import) -> anyhow::Result<()> {
    if let Some(file) = &args.guess {
        return guess(&Home::open(place).await?.intake(), file, args.format).await;
    }
    let kind: Kind = args
        .kind
        .as_deref()
        .unwrap_or_default()
        .parse()
        .map_err(|e: perennial_sources::file::UnknownKind| Usage(e.to_string()))?;
    let mapping = args.map.as_deref().map(|path| read_mapping(path, kind)).transpose()?;
    let home = Home::open(place).await?;
    let intake = home.intake();
    let mut runs = Vec::new();
    if args.dry_run {
        for file in &args.files {
            runs.push(dry_run(&intake, kind, file, mapping.clone()).await?);
        }
        eprintln!("this was a dry run: nothing was written");
        return show(args.format, &runs);
    }
    for file in &args.files {
        let data =
            std::fs::read(file).with_context(|| format!("could not read {}", file.display()))?;
        let bar = ProgressBar::new_spinner().with_message(format!("importing {}", file.display()));
        bar.enable_steady_tick(Duration::from_millis(120));
        let input = Input {
            kind,
            name: name_of(file),
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

fn name_of(file: &Path) -> String {
    file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

async fn look(
    intake: &Intake,
    kind: Option<Kind>,
    file: &Path,
    mapping: Option<Mapping>,
) -> anyhow::Result<Preview> {
    let data = std::fs::read(file).with_context(|| format!("could not read {}", file.display()))?;
    let input = PreviewInput { name: name_of(file), data, kind, mapping, guess_anew: true };
    intake.preview(input).await.with_context(|| format!("{} cannot be read", file.display()))
}

/// What an import would come to, as the summary that it would leave.
async fn dry_run(
    intake: &Intake,
    kind: Kind,
    file: &Path,
    mapping: Option<Mapping>,
) -> anyhow::Result<ImportRun> {
    // Without a mapping an import reads our own columns and guesses nothing; so does its dry run.
    let preview = look(intake, Some(kind), file, Some(mapping.unwrap_or_default())).await?;
    let reading =
        preview.reading.with_context(|| format!("{} would not be imported", file.display()))?;
    Ok(reading.parsed.run(reading.taken, RunInfo::none()))
}

/// Prints what a file seems to be and a mapping for it.
async fn guess(intake: &Intake, file: &Path, format: Print) -> anyhow::Result<()> {
    let Preview { guess, mapping, reading, .. } = look(intake, None, file, None).await?;
    if format == Print::Json {
        let kinds: Vec<_> = guess
            .kinds
            .iter()
            .map(|k| serde_json::json!({"kind": k.kind.as_str(), "confidence": k.confidence, "reason": k.reason}))
            .collect();
        let answer = serde_json::json!({
            "kind": guess.kind.as_str(), "kinds": kinds, "missing": guess.missing,
            "notes": guess.notes, "mapping": mapping.to_json(),
        });
        println!("{}", serde_json::to_string_pretty(&answer)?);
        return Ok(());
    }
    let [best, others @ ..] = guess.kinds.as_slice() else { return Ok(()) };
    println!(
        "# {}: {} ({:.0} % sure: {})",
        file.display(),
        best.kind,
        best.confidence * 100.0,
        best.reason
    );
    for other in others.iter().filter(|other| other.confidence >= 0.3) {
        println!("# or {} ({:.0} %: {})", other.kind, other.confidence * 100.0, other.reason);
    }
    for note in &guess.notes {
        println!("# note: {note}");
    }
    for (column, reason) in &guess.ignored {
        println!("# left out: {column} ({reason})");
    }
    if !guess.missing.is_empty() {
        println!("# nothing was found for {}; say it below", guess.missing.join(", "));
    }
    println!("{}", guess.to_toml().trim_end());
    if let Ok(reading) = reading {
        eprintln!(
            "{} rows: {} to add, {} to update, {} unchanged, {} refused; keep the mapping in a file \
             and run: perennial import {} {} --map THAT_FILE",
            reading.parsed.total,
            reading.taken.added,
            reading.taken.updated,
            reading.taken.unchanged + reading.parsed.repeated,
            reading.parsed.refused.len(),
            guess.kind,
            file.display(),
        );
    }
    Ok(())
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
    for RowNote { line, column, reason } in run.refusals.iter().take(5) {
        let column = column.as_ref().map(|c| format!(", {c}")).unwrap_or_default();
        eprintln!("refused {} line {line}{column}: {reason}", run.file);
    }
    if let Some(rejected) = &run.rejected_file {
        eprintln!("all {} refused rows stand in {rejected}", run.refused);
    }
    for Finding { message, rows, examples, .. } in &run.findings {
        let lines: Vec<String> = examples.iter().take(3).map(|e| e.line.to_string()).collect();
        eprintln!("note: {message} ({rows} rows; such as line {})", lines.join(", "));
    }
}

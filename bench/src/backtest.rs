//! A backtest from a weekly matrix: our side of `bench/backtest/run.sh`.
//!
//! `backtest FOLDER DRAWS`: FOLDER is what `bench/backtest/generate.py` made. Prints one line of JSON, as the
//! other side does.

use std::fs::File;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use arrow::array::{AsArray, Float64Array};
use arrow::datatypes::Float64Type;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use perennial_health::backtest::{Judged, Life, Past, Risk, Settings, backtest};
use perennial_health::{Assessment, Readings, Scorecard};
use perennial_metrics::Matrix;
use perennial_model::Day;
use rayon::prelude::*;

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let [folder, draws] = arguments else { bail!("write: perennial-bench backtest FOLDER DRAWS") };
    let (folder, draws) = (Path::new(folder), draws.parse()?);
    let (weeks, matrices) = matrices(folder)?;
    let lives = lives(folder, matrices.len())?;
    let card: Scorecard = toml::from_str(&std::fs::read_to_string(folder.join("scorecard.toml"))?)?;
    // In the file a week is one place; the matrix has it as one day.
    let places: Vec<Day> = (0..weeks as i32).map(Day).collect();
    let days: Vec<Day> = (0..weeks as i32).map(|week| Day(7 * week)).collect();

    let begin = Instant::now();
    let readings: Vec<Readings> =
        matrices.par_iter().map(|one| Assessment::new(&card, one).readings(&places)).collect();
    let read = begin.elapsed();
    let begin = Instant::now();
    let scores: Vec<Vec<f64>> = readings.par_iter().map(|one| card.scores(one)).collect();
    let scores: Vec<f64> = scores.into_iter().flatten().collect();
    let scored = begin.elapsed();
    let revenue: Vec<f64> =
        matrices.iter().flat_map(|one| one.column("arr").unwrap_or_default()).copied().collect();
    let begin = Instant::now();
    let past = Past { days: &days, lives: &lives, revenue: &revenue };
    let judged =
        Judged { values: &scores, risk: Risk::Low, warns_beyond: card.fine_from(), cuts: &[] };
    let settings = Settings {
        horizon_days: 90,
        blackout_days: 0,
        calls: 20,
        draws,
        seed: 1,
        known_until: days.last().copied().context("no weeks")?,
    };
    let report = backtest(&past, &judged, &settings);
    let took = begin.elapsed();
    let sum: f64 = scores.iter().filter(|score| !score.is_nan()).sum();
    println!(
        "{}",
        serde_json::json!({
            "n": report.n, "positives": report.positives,
            "roc_auc": report.roc_auc.value, "pr_auc": report.pr_auc.value,
            "roc_auc_low": report.roc_auc.low, "roc_auc_high": report.roc_auc.high,
            "precision_at_k": report.precision_at_k.value, "score_sum": sum,
            "readings_s": read.as_secs_f64(), "scores_s": scored.as_secs_f64(),
            "judge_s": took.as_secs_f64(),
            "readings_mb": readings.iter().map(Readings::bytes).sum::<usize>() as f64 / 1e6,
        })
    );
    Ok(())
}

/// How many weeks there are, and each account's matrix.
fn matrices(folder: &Path) -> Result<(usize, Vec<Matrix>)> {
    let file = File::open(folder.join("matrix.parquet"))?;
    let batches = ParquetRecordBatchReaderBuilder::try_new(file)?.build()?;
    let (mut names, mut columns): (Vec<String>, Vec<Vec<f64>>) = (Vec::new(), Vec::new());
    let mut weeks = 0;
    for batch in batches {
        let batch = batch?;
        if names.is_empty() {
            names = batch.schema().fields().iter().skip(2).map(|one| one.name().clone()).collect();
            columns = vec![Vec::new(); names.len()];
        }
        let week = batch.column(1).as_primitive::<arrow::datatypes::Int32Type>();
        weeks = week.values().iter().fold(weeks, |most, week| most.max(*week as usize + 1));
        for (into, column) in columns.iter_mut().zip(batch.columns().iter().skip(2)) {
            let column: &Float64Array = column.as_primitive::<Float64Type>();
            into.extend_from_slice(column.values());
        }
    }
    let accounts = columns.first().map_or(0, |column| column.len() / weeks.max(1));
    let of = |account: usize| {
        let from = account * weeks;
        let columns = names.iter().zip(&columns);
        let part = columns.map(|(name, all)| (name.clone(), all[from..from + weeks].to_vec()));
        Matrix::from_columns(Day(0), part)
    };
    Ok((weeks, (0..accounts).map(of).collect::<Result<_, _>>()?))
}

fn lives(folder: &Path, accounts: usize) -> Result<Vec<Vec<Life>>> {
    let text = std::fs::read_to_string(folder.join("lives.csv"))?;
    let mut lives = vec![Vec::new(); accounts];
    for line in text.lines().skip(1) {
        let mut parts = line.split(',');
        let mut next = || parts.next().context("a line of lives.csv is short");
        let (account, from, ended): (usize, _, _) = (next()?.parse()?, next()?, next()?);
        let ended = (!ended.is_empty()).then(|| ended.parse().map(Day)).transpose()?;
        lives[account].push(Life { from: Day(from.parse()?), ended });
    }
    Ok(lives)
}

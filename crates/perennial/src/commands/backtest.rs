//! `perennial backtest`: what a scorecard or a metric said, held against what happened.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use perennial_board::Board;
use perennial_board::backtest::{Backtest, Churn, Judge, Question, days};
use perennial_health::backtest::Estimate;
use perennial_health::{Ranked, Scorecard, Scorecards};
use serde_json::{Value, json};

use super::Usage;
use crate::cli::{self, Place, Print};
use crate::home::Home;
use crate::print;

pub async fn run(place: &Place, args: &cli::Backtest) -> anyhow::Result<()> {
    let home = Home::open(place).await?;
    let (board, _) = home.board(super::day(args.as_of.as_deref())?).await?;
    let question = question(&board, args)?;
    board.compute_entries().await?;
    let test = {
        let question = question.clone();
        tokio::task::spawn_blocking(move || board.backtest(&question)).await??
    };
    match args.format {
        Print::Json => {
            let flat = serde_json::to_string_pretty(&flat(&test, &question))?;
            print::text(&format!("{flat}\n"))?;
        }
        Print::Csv => print::rows(Print::Csv, &HEADING, &rows(&test))?,
        Print::Table => tell(&test, &question)?,
    }
    Ok(())
}

fn question(board: &Board, args: &cli::Backtest) -> anyhow::Result<Question> {
    let usage = |error: perennial_board::backtest::WrongQuestion| Usage(error.to_string());
    let judge = match &args.metric {
        Some(key) => {
            board.catalogue().require(key).map_err(|error| Usage(error.to_string()))?;
            Judge::Metric(key.clone())
        }
        None if args.hidden_risk => Judge::Hidden(board.hidden_risk()),
        None => scorecards(board, args.scorecard.as_deref())?,
    };
    let churn = args.churn.as_deref().map(str::parse::<Churn>).transpose().map_err(usage)?;
    let question = Question {
        horizon_days: days(&args.horizon, 1).map_err(usage)?,
        blackout_days: days(&args.blackout, 0).map_err(usage)?,
        every_days: days(&args.every, 1).map_err(usage)?,
        calls: args.calls,
        churn,
        ..Question::about(judge)
    };
    Ok(question.checked().map_err(usage)?)
}

/// The scorecards in use, one of them, or one in a file, which then scores everybody.
fn scorecards(board: &Board, named: Option<&str>) -> anyhow::Result<Judge> {
    let in_use = board.scorecards();
    let Some(name) = named else { return Ok(Judge::Scorecards(in_use, None)) };
    let is_it = |one: &&Ranked| one.key == name || name.eq_ignore_ascii_case(&one.card.name);
    let found = in_use.iter().find(is_it).map(|one| one.key.clone());
    if found.is_some() {
        return Ok(Judge::Scorecards(in_use, found));
    }
    if Path::new(name).extension().is_some_and(|ending| ending == "toml") {
        let text =
            std::fs::read_to_string(name).with_context(|| format!("could not read {name}"))?;
        let card = Scorecard::parse(&text, &board.catalogue());
        let card = card.with_context(|| format!("{name} is no scorecard"))?;
        return Ok(Judge::Scorecards(Arc::new(Scorecards::only(card)), None));
    }
    let known: Vec<String> =
        in_use.iter().map(|one| format!("{} (\"{}\")", one.key, one.card.name)).collect();
    Err(Usage(format!(
        "there is no scorecard \"{name}\": there is {}, or name a file that ends in .toml",
        known.join(", ")
    ))
    .into())
}

const HEADING: [&str; 8] = [
    "what",
    "roc_auc",
    "roc_auc_low",
    "roc_auc_high",
    "pr_auc",
    "precision_at_k",
    "calls",
    "calls_that_left",
];

/// What was judged, and the baselines beside it.
fn rows(test: &Backtest) -> Vec<Vec<String>> {
    let of = |name: &str, report: &perennial_health::backtest::Report| {
        let auc = report.roc_auc;
        vec![
            name.to_owned(),
            number(auc.value),
            number(auc.low),
            number(auc.high),
            number(report.pr_auc.value),
            number(report.precision_at_k.value),
            format!("{:.0}", report.calls_that_left.of),
            format!("{:.1}", report.calls_that_left.are),
        ]
    };
    let baselines = test.baselines.iter().map(|one| of(one.name, &one.report));
    std::iter::once(of(&test.name, &test.report)).chain(baselines).collect()
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| format!("{value:.3}"))
}

fn tell(test: &Backtest, question: &Question) -> anyhow::Result<()> {
    let report = &test.report;
    let days = match (test.as_of_days.first(), test.as_of_days.last()) {
        (Some(first), Some(last)) => {
            format!("{} days from {first} to {last}", test.as_of_days.len())
        }
        _ => "no day".to_owned(),
    };
    let judged = format!(
        "{}: {} accounts on {days}; {} times one left within {} days (churn: {}).\n",
        test.name, report.accounts, report.positives, question.horizon_days, test.churn
    );
    print::text(&format!("{judged}\n{}\n\n", test.words.join("\n")))?;
    print::rows(Print::Table, &HEADING, &rows(test))?;
    let notes = test.notes.iter().map(|note| format!("\nNote: {note}."));
    print::text(&format!("{}\n", notes.collect::<String>()))
}

/// One flat object, as scripts want it; what cannot be told is null.
fn flat(test: &Backtest, question: &Question) -> Value {
    let report = &test.report;
    let baselines = test.baselines.iter().map(|one| {
        let report = &one.report;
        let told = json!({
            "roc_auc": report.roc_auc.value,
            "roc_auc_low": report.roc_auc.low,
            "roc_auc_high": report.roc_auc.high,
            "pr_auc": report.pr_auc.value,
            "precision_at_k": report.precision_at_k.value,
        });
        (one.key.to_owned(), told)
    });
    let surprise = |days: i32, of: fn(&perennial_health::backtest::Surprise) -> Estimate| {
        let found = report.surprise_churn.iter().find(|one| one.days == days);
        found.and_then(|one| of(one).value)
    };
    json!({
        "judged": test.name,
        "churn": test.churn.to_string(),
        "horizon_days": test.settings.horizon_days,
        "blackout_days": test.settings.blackout_days,
        "every_days": question.every_days,
        "as_of_days": test.as_of_days.len(),
        "k": test.settings.calls,
        "n": report.n,
        "positives": report.positives,
        "accounts": report.accounts,
        "left": report.left,
        "unwarned": report.unwarned,
        "roc_auc": report.roc_auc.value,
        "roc_auc_low": report.roc_auc.low,
        "roc_auc_high": report.roc_auc.high,
        "pr_auc": report.pr_auc.value,
        "pr_auc_low": report.pr_auc.low,
        "pr_auc_high": report.pr_auc.high,
        "precision_at_k": report.precision_at_k.value,
        "median_warning_days": report.median_warning_days.value,
        "surprise_churn_30": surprise(30, |one| one.by_count),
        "surprise_churn_60": surprise(60, |one| one.by_count),
        "surprise_churn_90": surprise(90, |one| one.by_count),
        "surprise_churn_30_revenue": surprise(30, |one| one.by_revenue),
        "surprise_churn_60_revenue": surprise(60, |one| one.by_revenue),
        "surprise_churn_90_revenue": surprise(90, |one| one.by_revenue),
        "baselines": serde_json::Map::from_iter(baselines),
        "false_alarms": test.false_alarms.iter().map(|one| (one.key, one.rate())).collect::<std::collections::BTreeMap<_, _>>(),
        "words": test.words,
        "notes": test.notes,
    })
}

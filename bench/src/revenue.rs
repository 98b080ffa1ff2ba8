//! Monthly revenue figures by segment: our side of `bench/revenue/run.sh`.
//!
//! `revenue FOLDER`: FOLDER is what `bench/revenue/generate.py` made. Timed is what a report takes once the
//! records are in memory: every account's ledger, and all figures. Prints one line of JSON, as the other side
//! does.

use std::fs::File;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{Int32Type, Int64Type};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use perennial_model::{Currency, Day, Money, Subscription, Zone};
use perennial_revenue::{
    Cell, Ledger, Period, Question, RateDay, Rates, Selection, Settings, report,
};
use rayon::prelude::*;

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let [folder] = arguments else { bail!("write: perennial-bench revenue FOLDER") };
    let folder = Path::new(folder);
    let zone = Zone::utc();
    let segments = segments(&folder.join("accounts.parquet"))?;
    let rows = rows(&folder.join("periods.parquet"), segments.len(), &zone)?;
    let months = std::fs::read_to_string(folder.join("months"))?.trim().parse()?;
    let periods = (0..months).map(month).collect::<Result<Vec<Period>>>()?;
    let (settings, rates) = (Settings::default(), Rates::new(Currency::USD));
    let groups = segments.iter().max().map_or(0, |last| last + 1);

    let begin = Instant::now();
    let ledgers: Vec<Ledger<'_>> = rows
        .par_iter()
        .map(|rows| Ledger::of(rows, &[], Selection::All, &settings, &zone))
        .collect();
    let question = Question {
        periods: &periods,
        groups,
        selection: Selection::All,
        rates: &rates,
        rate_day: RateDay::Last,
        zone: &zone,
    };
    let cells = report(&ledgers, &question, |account, _, into| into.push(segments[account]));
    let took = begin.elapsed();

    let told: Vec<Vec<i128>> =
        cells.iter().enumerate().map(|(at, cell)| sums(at, groups, cell)).collect();
    println!(
        "{}",
        serde_json::json!({
            "seconds": took.as_secs_f64(),
            "periods": rows.iter().map(Vec::len).sum::<usize>(),
            "accounts": rows.len(),
            "cells": told,
        })
    );
    Ok(())
}

/// Segment, month, and the sums in the order in which the other side has them.
fn sums(at: usize, groups: usize, cell: &Cell) -> Vec<i128> {
    let of = &cell.figures;
    vec![
        (at % groups) as i128,
        (at / groups) as i128,
        of.mrr_start,
        of.new,
        of.expansion,
        of.contraction,
        of.churn,
        of.reactivation,
        of.mrr_end,
        of.accounts_start.into(),
        of.accounts_end.into(),
        of.accounts_lost.into(),
        of.opening_end,
        of.kept,
        of.seats_kept,
    ]
}

/// The nth month from January 2020 on.
fn month(n: i32) -> Result<Period> {
    let first = |n: i32| Day::parse(&format!("{}-{:02}-01", 2020 + n / 12, n % 12 + 1));
    Ok(Period { from: first(n)?, to: first(n + 1)? })
}

fn batches(path: &Path) -> Result<Vec<RecordBatch>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file)?.build()?;
    Ok(reader.collect::<Result<_, _>>()?)
}

fn segments(path: &Path) -> Result<Vec<usize>> {
    let mut all = Vec::new();
    for batch in batches(path)? {
        let column = batch.column(0).as_primitive::<Int32Type>();
        all.extend(column.values().iter().map(|segment| *segment as usize));
    }
    Ok(all)
}

fn rows(path: &Path, accounts: usize, zone: &Zone) -> Result<Vec<Vec<Subscription>>> {
    let mut all: Vec<Vec<Subscription>> = vec![Vec::new(); accounts];
    for batch in batches(path)? {
        let whole = |name: &str| {
            let column = batch.column_by_name(name).with_context(|| name.to_owned());
            column.map(|column| column.as_primitive::<Int32Type>().clone())
        };
        let (account, subscription) = (whole("account")?, whole("subscription")?);
        let (started, ended, seats) = (whole("started")?, whole("ended")?, whole("seats")?);
        let minor = batch.column_by_name("minor").context("minor")?.as_primitive::<Int64Type>();
        for at in 0..batch.num_rows() {
            let place = usize::try_from(account.value(at))?;
            all[place].push(Subscription {
                subscription_id: subscription.value(at).to_string(),
                account_id: account.value(at).to_string().into(),
                started_at: zone.start_of(Day(started.value(at))),
                ended_at: ended.is_valid(at).then(|| zone.start_of(Day(ended.value(at)))),
                plan: None,
                mrr: Some(Money { minor: minor.value(at), currency: Currency::USD }),
                seats: Some(seats.value(at).into()),
                term_end: None,
                cancelled_at: None,
                status: None,
                attributes: Default::default(),
            });
        }
    }
    Ok(all)
}

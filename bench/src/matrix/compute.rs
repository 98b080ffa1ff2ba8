//! The whole way: read, decode, compute, and let go of each account's matrix at once.

use std::path::Path;

use anyhow::{Context, Result};
use perennial_metrics::{AccountFacts, Catalogue, Definition};
use perennial_model::{Account, AccountId, Currency, Day, Zone};

use super::{
    accounts::each_account,
    on_all_threads,
    report::{Clock, Sum},
    sink::Sink,
    source::Source,
    sources,
};

/// The metrics, in the order in which every engine has them.
const METRICS: &str = include_str!("../../matrix/metrics.toml");

pub(super) fn run(data: &Path, sink: &str) -> Result<()> {
    let made: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(data.join("made.json"))?)?;
    let last_day = made["last_day"].as_i64().context("made.json says no last_day")?;
    let folder = (sink != "checksum").then(|| Path::new(sink));
    if let Some(folder) = folder {
        std::fs::create_dir_all(folder)?;
    }

    let clock = Clock::start();
    let zone = Zone::utc();
    let catalogue = Catalogue::new(Definition::read_all(METRICS)?, &zone)?;
    let today = Day(i32::try_from(last_day)?);
    let all = Shared { catalogue, zone, today, folder };
    let files: Vec<(usize, Source)> = sources(data)?.into_iter().enumerate().collect();
    let sums = on_all_threads(files, |(number, source)| one_file(&all, number, &source))?;
    clock.print("Perennial", together(sums), None)
}

struct Shared<'a> {
    catalogue: Catalogue,
    zone: Zone,
    today: Day,
    folder: Option<&'a Path>,
}

fn one_file(all: &Shared<'_>, number: usize, source: &Source) -> Result<Option<Vec<Sum>>> {
    let mut sink = match all.folder {
        Some(folder) => Sink::file(&folder.join(format!("{number:03}.parquet")), &all.catalogue)?,
        None => Sink::sums(all.catalogue.metrics().len()),
    };
    let mut account = Account::bare(AccountId::from(""));
    each_account(source, |account_id, daily| {
        account.account_id.clone_from(account_id);
        let matrix = all.catalogue.compute(&AccountFacts {
            account: &account,
            daily,
            contacts: &[],
            tickets: &[],
            surveys: &[],
            subscriptions: &[],
            invoices: &[],
            judgements: &[],
            zone: &all.zone,
            currency: Currency::USD,
            today: all.today,
        });
        if let Some((key, why)) = matrix.failures().next() {
            anyhow::bail!("{key} of {account_id} could not be computed: {why}");
        }
        sink.take(account_id, &matrix)
    })?;
    sink.finish()
}

fn together(parts: Vec<Option<Vec<Sum>>>) -> Option<Vec<Sum>> {
    parts.into_iter().flatten().reduce(|mut total, part| {
        for (total, part) in total.iter_mut().zip(part) {
            *total = (total.0 + part.0, total.1 + part.1);
        }
        total
    })
}

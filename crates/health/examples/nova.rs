//! What the default scorecard says of companies that left, before they left.
//!
//! `cargo run -p perennial-health --example nova -- FOLDER [SCORECARD.toml]`
//!
//! FOLDER holds `facts.csv` of the OpenStack Nova contributions. Prints the
//! score month by month in the 14 months before the last contribution of four companies that
//! stopped for good, each as it stood then; and, over all companies, how well the score tells
//! those that fall silent for 180 days from those that do not, beside plain baselines.
#![allow(clippy::print_stdout)]

use std::{collections::BTreeMap, error::Error, path::Path};

use perennial_health::{Assessment, HealthHistory, Scorecard, default_scorecard};
use perennial_metrics::{AccountFacts, Catalogue, Matrix};
use perennial_model::{
    Account, AccountDaily, ContactId, Currency, DailyRow, Day, FactKind, Micros, NO_CONTACT,
    NO_DETAIL, Zone,
};

const LEFT: [&str; 4] = ["ibm.com", "rackspace.com", "nec.co.jp", "huawei.com"];
const SILENT: i32 = 180;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("name the folder that holds facts.csv")?;
    let zone = Zone::utc();
    let catalogue = Catalogue::built_in(&zone)?;
    let card = match arguments.next() {
        Some(path) => Scorecard::parse(&std::fs::read_to_string(path)?, &catalogue)?,
        None => default_scorecard(),
    };
    let accounts = read(Path::new(&folder))?;
    let today = accounts.values().filter_map(|daily| Some(daily.rows.last()?.day)).max();
    let today = today.ok_or("there are no facts")?;
    let account = Account::bare("one".into());
    let facts: Vec<AccountFacts<'_>> = accounts
        .values()
        .map(|daily| AccountFacts {
            account: &account,
            daily,
            contacts: &[],
            tickets: &[],
            surveys: &[],
            subscriptions: &[],
            invoices: &[],
            judgements: &[],
            zone: &zone,
            currency: Currency::USD,
            today,
        })
        .collect();
    let computed = catalogue.map_many(&facts, |_, matrix| matrix);
    let matrices: BTreeMap<&str, Matrix> =
        accounts.keys().map(String::as_str).zip(computed).collect();

    for name in LEFT {
        let matrix = matrices.get(name).ok_or_else(|| format!("there is no account {name}"))?;
        month_by_month(name, &accounts[name], &Assessment::new(&card, matrix));
    }
    let scored: Vec<(&Matrix, HealthHistory)> = matrices
        .values()
        .map(|matrix| (matrix, perennial_health::history(&card, matrix)))
        .collect();
    foresight(&scored);
    Ok(())
}

fn month_by_month(name: &str, daily: &AccountDaily, assessment: &Assessment<'_>) {
    let Some(last) = daily.rows.last().map(|row| row.day) else { return };
    println!("\n## {name}: last contribution {last}\n");
    println!("| day | score | band | why |\n|---|---|---|---|");
    let months = (0..15).rev().map(|month| (format!("{month} before"), last.plus(-30 * month)));
    let after = [60, 180].map(|days| (format!("+{days} days"), last.plus(days)));
    for (label, day) in months.chain(after) {
        let told = assessment.explain(day);
        let score = told.score.map_or("none".to_owned(), |score| format!("{score:.1}"));
        let band = told.band.map_or(String::new(), |band| band.key);
        println!("| {day} ({label}) | {score} | {band} | {} |", told.sentence);
    }
}

/// Every 28 days, each company that has been here for 180 days and was seen in the last 180.
fn foresight(scored: &[(&Matrix, HealthHistory)]) {
    let rows: Vec<Row> =
        scored.iter().flat_map(|(matrix, history)| rows(matrix, history)).collect();
    let gone: Vec<&Row> = rows.iter().filter(|row| row.silence_begins.is_some()).collect();
    println!(
        "\n## Over all companies\n\n{} company-months, {} before a silence",
        rows.len(),
        gone.len()
    );
    println!("\n| last contribution | n | of all | score | recency | events 28 d | people 90 d |");
    println!("|---|---|---|---|---|---|---|");
    for (label, from, to) in [
        ("already past", i32::MIN, 1),
        ("in 1–90 days", 1, 91),
        ("in 91–180 days", 91, 181),
        ("any of these", i32::MIN, 181),
    ] {
        let is = |row: &&Row| row.silence_begins.is_some_and(|days| days >= from && days < to);
        let bad: Vec<&Row> = rows.iter().filter(is).collect();
        let good: Vec<&Row> =
            rows.iter().filter(|row| row.silence_begins.is_none_or(|days| days >= 181)).collect();
        let auc = |of: fn(&Row) -> f64| auc(&bad, &good, of);
        println!(
            "| {label} | {} | {} | {:.3} | {:.3} | {:.3} | {:.3} |",
            bad.len(),
            bad.len() + good.len(),
            auc(|row| row.score),
            auc(|row| -row.recency),
            auc(|row| row.events),
            auc(|row| row.people),
        );
    }
    println!("\n| band | company-months | fell silent within 180 days |\n|---|---|---|");
    for (name, from, to) in [
        ("thriving", 80., 101.),
        ("healthy", 60., 80.),
        ("wobbling", 40., 60.),
        ("critical", 0., 40.),
    ] {
        let of: Vec<&Row> = rows.iter().filter(|r| r.score >= from && r.score < to).collect();
        let fell = of.iter().filter(|r| r.silence_begins.is_some_and(|days| days < 181)).count();
        println!(
            "| {name} | {} | {:.0} % |",
            of.len(),
            100.0 * fell as f64 / of.len().max(1) as f64
        );
    }
}

struct Row {
    score: f64,
    recency: f64,
    events: f64,
    people: f64,
    /// Days from here to the last contribution before a silence of 180 days, if one comes.
    silence_begins: Option<i32>,
}

fn rows(matrix: &Matrix, history: &HealthHistory) -> Vec<Row> {
    let column = |key| matrix.column(key).unwrap_or_default();
    let since = column("days_since_last_seen");
    let last = since.len() as i32 - 1;
    // The days on which a silence of 180 days began, and those not decided yet.
    let begins: Vec<i32> = (0..=last)
        .filter(|day| since[*day as usize] == f64::from(SILENT))
        .map(|day| day - SILENT)
        .collect();
    let undecided = last - 2 * SILENT;
    (SILENT..undecided.max(SILENT))
        .step_by(28)
        .filter_map(|day| {
            let at = day as usize;
            let recency = since[at];
            let score = history.scores[at];
            if recency.is_nan() || recency >= f64::from(SILENT) || score.is_nan() {
                return None;
            }
            let seen = day - recency as i32;
            let silence_begins =
                begins.iter().find(|begin| **begin >= seen).map(|begin| begin - day);
            Some(Row {
                score,
                recency,
                events: column("events_28d")[at],
                people: column("active_contacts_90d")[at],
                silence_begins,
            })
        })
        .collect()
}

/// The chance that one that stays ranks above one that leaves; ties count half.
fn auc(bad: &[&Row], good: &[&Row], of: fn(&Row) -> f64) -> f64 {
    let mut all: Vec<(f64, bool)> = bad.iter().map(|row| (of(row), true)).collect();
    all.extend(good.iter().map(|row| (of(row), false)));
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut ranks, mut place) = (0.0, 0);
    for tied in all.chunk_by(|a, b| a.0 == b.0) {
        let rank = place as f64 + (tied.len() as f64 + 1.0) / 2.0;
        ranks += rank * tied.iter().filter(|(_, is_bad)| !is_bad).count() as f64;
        place += tied.len();
    }
    let (good, bad) = (good.len() as f64, bad.len() as f64);
    (ranks - good * (good + 1.0) / 2.0) / (good * bad)
}

/// Account, day, contact and name.
type Cell = (String, Day, u32, u32);

/// The daily rollup of every account.
fn read(folder: &Path) -> Result<BTreeMap<String, AccountDaily>, Box<dyn Error>> {
    let zone = Zone::utc();
    let mut accounts: BTreeMap<String, AccountDaily> = BTreeMap::new();
    let mut cells: BTreeMap<Cell, (u64, Micros, Micros)> = BTreeMap::new();
    let mut reader = csv::Reader::from_path(folder.join("facts.csv"))?;
    for row in reader.deserialize() {
        let row: BTreeMap<String, String> = row?;
        let field = |name: &str| row.get(name).cloned().ok_or(format!("no column {name}"));
        let at = Micros::parse(&field("occurred_at")?, &zone)?;
        let id = field("account_id")?;
        let daily = accounts.entry(id.clone()).or_default();
        let contact = match field("contact_id")?.as_str() {
            "" => NO_CONTACT,
            contact => number_of(&mut daily.contacts, ContactId::from(contact))?,
        };
        let name = number_of(&mut daily.names, field("name")?)?;
        let cell = cells.entry((id, zone.day_of(at), contact, name)).or_insert((0, at, at));
        *cell = (cell.0 + 1, cell.1.min(at), cell.2.max(at));
    }
    for ((account, day, contact, name), (count, first, last)) in cells {
        let row = DailyRow {
            day,
            contact,
            kind: FactKind::Usage,
            name,
            detail: NO_DETAIL,
            count,
            sum: 0.0,
            first,
            last,
            minutes: 0.0,
        };
        if let Some(daily) = accounts.get_mut(&account) {
            daily.rows.push(row);
        }
    }
    Ok(accounts)
}

fn number_of<T: PartialEq>(known: &mut Vec<T>, item: T) -> Result<u32, std::num::TryFromIntError> {
    let place = known.iter().position(|other| *other == item).unwrap_or_else(|| {
        known.push(item);
        known.len() - 1
    });
    u32::try_from(place)
}

//! `perennial revenue`: movements, retention and renewals of a period.

use perennial_api::revenue::{Book, By, Question, Report, ReportRow, RevenueError, Sheet, Words};
use perennial_model::{Currency, Money};
use perennial_revenue::Outcome;
use serde_json::{Map, Value, json};

use super::Usage;
use crate::cli::{Place, Print, Revenue};
use crate::home::Home;
use crate::print;

pub async fn run(place: &Place, args: &Revenue) -> anyhow::Result<()> {
    let home = Home::open(place).await?;
    let (board, _) = home.board(super::day(args.as_of.as_deref())?).await?;
    let words = Words {
        from: args.from.clone(),
        to: args.to.clone(),
        by: args.by.clone(),
        segment: args.segment.clone(),
        owner: args.owner.clone(),
        plan: args.plan.clone(),
        currency: args.currency.clone(),
        rates: args.rates.clone(),
    };
    let question = Question::read(words, board.today()).map_err(usage)?;
    if question.by == By::Segment || question.segment.is_some() {
        board.compute_entries().await?;
    }
    let book = Book::open(&board, &question).await.map_err(usage)?;
    let report = book.report(&question);
    match args.format {
        Print::Json => {
            let told = match report.question.by.key() {
                None => Value::Object(object(&report, &report.whole)),
                Some(key) => {
                    let named = |row: &ReportRow| {
                        let mut object = object(&report, row);
                        object.insert(key.to_owned(), row.key.clone().into());
                        Value::Object(object)
                    };
                    report.rows.iter().map(named).collect()
                }
            };
            print::text(&format!("{}\n", serde_json::to_string_pretty(&told)?))
        }
        Print::Csv => print::text(&Sheet::figures(&report).csv()),
        Print::Table => tell(&report),
    }
}

fn usage(error: RevenueError) -> anyhow::Error {
    match error {
        RevenueError::Word { .. } | RevenueError::Segment(_) => Usage(error.to_string()).into(),
        other => other.into(),
    }
}

/// The figures of a row: amounts in major units, shares as numbers, what is not known as null.
fn object(report: &Report, row: &ReportRow) -> Map<String, Value> {
    let of = &row.cell.figures;
    let amount = |minor: i128| json!(money(minor, report.currency).to_major());
    let acv = |outcome: Outcome| amount(row.renewals.acv[outcome as usize]);
    let outcomes: Map<String, Value> = Outcome::ALL
        .into_iter()
        .map(|outcome| {
            let terms = row.renewals.terms[outcome as usize];
            (outcome.key().to_owned(), json!({ "terms": terms, "acv": acv(outcome) }))
        })
        .collect();
    let told = json!({
        "from": row.period.from.to_string(),
        "to": row.period.to.to_string(),
        "currency": report.currency.to_string(),
        "mrr_start": amount(of.mrr_start),
        "new": amount(of.new),
        "expansion": amount(of.expansion),
        "contraction": amount(of.contraction),
        "churn": amount(of.churn),
        "reactivation": amount(of.reactivation),
        "mrr_end": amount(of.mrr_end),
        "arr": amount(of.arr()),
        "arpa": of.arpa().map(|minor| minor / money(1, report.currency).to_major().recip()),
        "nrr": of.nrr(),
        "grr": of.grr(),
        "logo_churn": of.logo_churn(),
        "unit_retention": of.unit_retention(),
        "upsell_rate": of.upsell_rate(),
        "renewal_rate": row.renewals.renewal_rate(),
        "quick_ratio": of.quick_ratio(),
        "accounts_start": of.accounts_start,
        "accounts_end": of.accounts_end,
        "accounts_lost": of.accounts_lost,
        "accounts_shrunk": of.accounts_shrunk,
        "accounts_grown": of.accounts_grown,
        "nrr_without_largest": of.nrr_without_largest(),
        "nrr_without_growers": of.nrr_without_growers(),
        "growth_from_one": of.growth_from_one(),
        "warning": of.warning(),
        "renewals": outcomes,
        "flagged_rows": row.cell.flagged_rows,
    });
    match told {
        Value::Object(told) => told,
        _ => Map::new(),
    }
}

fn money(minor: i128, currency: Currency) -> Money {
    Money { minor: i64::try_from(minor).unwrap_or(i64::MAX), currency }
}

fn tell(report: &Report) -> anyhow::Result<()> {
    let period = report.question.period;
    let mut text = format!(
        "Recurring revenue from {} to {} in {}, at the rates of {}.\n\n",
        period.from,
        period.closing(),
        report.currency,
        report.rates_of
    );
    let sheet = Sheet::figures(report);
    let heading: Vec<&str> = sheet.heading.iter().map(String::as_str).collect();
    let said = |row: &Vec<_>| row.iter().map(|value| sheet.read_aloud(value)).collect();
    let rows: Vec<Vec<String>> = sheet.rows.iter().map(said).collect();
    if report.question.by.key().is_none() {
        let of = rows.into_iter().next().unwrap_or_default();
        let width = heading.iter().map(|name| name.len()).max().unwrap_or(0);
        for (name, value) in heading.iter().zip(of) {
            text.push_str(&format!("{name:width$}  {value}\n"));
        }
        print::text(&text)?;
    } else {
        print::text(&text)?;
        print::rows(Print::Table, &heading, &rows)?;
    }
    let mut notes: Vec<String> = report.whole.cell.figures.warning().into_iter().collect();
    if report.whole.cell.flagged_rows > 0 {
        notes.push(format!(
            "{} rows of subscriptions have something wrong; see \"Ledger health\" in the app.",
            report.whole.cell.flagged_rows
        ));
    }
    if report.question.by == By::Segment {
        notes.push("An account may be in several segments, so they do not add up.".to_owned());
    }
    if let Some(from) = report.segments_from {
        notes.push(format!(
            "Who was in a segment before {from} is not known; it is taken as on that day."
        ));
    }
    if notes.is_empty() { Ok(()) } else { print::text(&format!("\n{}\n", notes.join("\n"))) }
}

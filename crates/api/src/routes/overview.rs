//! `GET /api/overview`: the first screen.

use std::sync::Arc;

use axum::Json;
use perennial_board::Entry;
use perennial_model::SignalStatus;
use perennial_store::SignalFilter;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    Problem,
    as_of::{AsOfQuery, View, signals},
    auth::Reader,
    dto::{AccountRow, Date, Money, SignalRow, Time},
    overview::{
        arr_of,
        bands::{BandHistory, lowest_two},
        call_list::call_list,
        freshness::SourceCount,
    },
    rows::{account_row, signal_row},
};

const CALLS: usize = 10;
const RENEWAL_DAYS: f64 = 90.0;
/// So many renewals are shown.
const MOST_RENEWALS: usize = 100;

/// The company's customers in one screen.
#[derive(Debug, Serialize, ToSchema)]
pub struct Overview {
    /// Today, or the past day.
    pub today: Date,
    /// How many accounts there are.
    pub accounts: u64,
    pub arr: Option<Money>,
    /// ARR of the accounts in the two lowest bands.
    pub arr_at_risk: Option<Money>,
    /// From the best band to the worst.
    pub bands: Vec<BandCount>,
    /// Accounts without a score.
    pub unscored: u64,
    /// Accounts per band at the end of each of the last 26 weeks, the oldest first.
    pub history: Vec<BandsOnDay>,
    /// Whom to call first, at most 10.
    pub call_list: Vec<CallListRow>,
    pub signals_open: u64,
    /// Accounts whose contract ends within 90 days, the nearest first.
    pub renewals_90d: Vec<AccountRow>,
    /// Nothing on a past day: what had come in by then is not recorded.
    pub freshness: Option<Freshness>,
}

/// A band and how many accounts are in it.
#[derive(Debug, Serialize, ToSchema)]
pub struct BandCount {
    pub key: String,
    pub name: String,
    pub accounts: u64,
    pub arr: Option<Money>,
    /// How many more accounts than 28 days ago.
    pub change_28d: i64,
}

/// Accounts per band at the end of a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct BandsOnDay {
    pub day: Date,
    pub thriving: u64,
    pub healthy: u64,
    pub wobbling: u64,
    pub critical: u64,
}

/// An account that somebody should call, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct CallListRow {
    #[serde(flatten)]
    pub row: AccountRow,
    /// Its open signals.
    pub signals: Vec<SignalRow>,
}

/// How current the facts are.
#[derive(Debug, Serialize, ToSchema)]
pub struct Freshness {
    pub last_fact_at: Option<Time>,
    /// Facts on the whole timeline.
    pub facts: u64,
    pub sources: Vec<SourceFreshness>,
    /// Where more message ids came in seven days than are remembered: what was received before this
    /// moment and is sent again counts twice.
    pub repeats_since: Option<Time>,
}

/// How current the facts of one source are.
#[derive(Debug, Serialize, ToSchema)]
pub struct SourceFreshness {
    pub source: String,
    pub last_fact_at: Option<Time>,
    /// Facts received in the last 24 hours.
    pub facts_24h: u64,
}

/// The first screen: how the customers are, and whom to call.
#[utoipa::path(get, path = "/overview", tag = "overview", params(AsOfQuery), responses((status = 200, body = Overview)))]
pub async fn get_overview(_caller: Reader, state: View) -> Result<Json<Overview>, Problem> {
    let everyone = state.board.accounts();
    let entries: Vec<Arc<Entry>> =
        everyone.iter().filter(|entry| entry.left_on.is_none()).cloned().collect();
    let (currency, today) = (state.board.currency(), state.board.today());
    let scorecards = state.board.scorecards();
    let lowest = lowest_two(&scorecards);
    let at_risk = entries
        .iter()
        .filter(|entry| entry.band.as_deref().is_some_and(|band| lowest.contains(&band)));
    let in_bands = BandHistory::new(&everyone, &scorecards);
    Ok(Json(Overview {
        today: Date(today),
        accounts: entries.len() as u64,
        arr: arr_of(entries.iter().map(Arc::as_ref), currency).map(Money::from),
        arr_at_risk: arr_of(at_risk.map(Arc::as_ref), currency).map(Money::from),
        bands: in_bands.now(&entries, currency),
        unscored: entries.iter().filter(|entry| entry.band.is_none()).count() as u64,
        history: in_bands.by_week(today),
        call_list: calls(&state, &entries).await?,
        signals_open: entries.iter().map(|entry| u64::from(entry.open_signals)).sum(),
        renewals_90d: renewals(&entries),
        freshness: match state.board.past_day() {
            Some(_) => None,
            None => Some(freshness(&state, &entries).await?),
        },
    }))
}

async fn calls(state: &View, entries: &[Arc<Entry>]) -> Result<Vec<CallListRow>, Problem> {
    let mut rows = Vec::with_capacity(CALLS);
    for entry in call_list(entries, CALLS) {
        let filter = SignalFilter {
            statuses: vec![SignalStatus::Open],
            account_id: Some(entry.id().clone()),
            ..SignalFilter::default()
        };
        let signals =
            if entry.open_signals > 0 { signals(&state.board, &filter).await? } else { Vec::new() };
        rows.push(CallListRow {
            row: account_row(&entry),
            signals: signals.iter().map(|signal| signal_row(&state.board, signal)).collect(),
        });
    }
    Ok(rows)
}

fn renewals(entries: &[Arc<Entry>]) -> Vec<AccountRow> {
    let days = |entry: &Entry| {
        entry.metric("days_to_renewal").filter(|days| (0.0..=RENEWAL_DAYS).contains(days))
    };
    let mut near: Vec<(f64, &Arc<Entry>)> =
        entries.iter().filter_map(|entry| Some((days(entry)?, entry))).collect();
    near.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    near.into_iter().take(MOST_RENEWALS).map(|(_, entry)| account_row(entry)).collect()
}

async fn freshness(state: &View, entries: &[Arc<Entry>]) -> Result<Freshness, Problem> {
    let status = state.timeline.status().await?;
    let facts = status.facts;
    let sources = SourceCount::of(state.app(), facts).await?;
    let latest = entries.iter().filter_map(|entry| entry.last_fact_at).max();
    let row = |(source, of): (&String, &crate::overview::freshness::OfSource)| SourceFreshness {
        source: source.clone(),
        last_fact_at: of.last_fact_at.map(Time),
        facts_24h: of.facts_24h,
    };
    Ok(Freshness {
        last_fact_at: latest.map(Time),
        facts,
        sources: sources.iter().map(row).collect(),
        repeats_since: status.remembered.since.map(Time),
    })
}

//! `GET /api/health/overview`: how healthy the customers are, in one screen.

use std::sync::Arc;

use axum::Json;
use perennial_board::Entry;
use perennial_model::Currency;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{Date, Money, OverrideRow, number},
    overview::{arr_or_zero, bands::BandHistory},
};

/// So many that rose, and so many that fell.
const MOVERS: usize = 10;
/// People see whole points: less than one is no move.
const LEAST_MOVE: f64 = 1.0;
/// Bins of the coverage.
const BINS: usize = 4;

/// How healthy the customers are. Accounts that left are not counted.
#[derive(Debug, Serialize, ToSchema)]
pub struct HealthOverview {
    pub day: Date,
    pub accounts: u64,
    pub scored: u64,
    /// The best first.
    pub bands: Vec<OverviewBand>,
    pub unscored: Unscored,
    /// How much of the score's weight has data behind it, in four bins from 0 to 1.
    pub coverage: Vec<CoverageBin>,
    /// Mean over the scored accounts, 0 to 1.
    pub mean_coverage: Option<f64>,
    /// The largest falls in 28 days.
    pub down: Vec<MoverRow>,
    /// The largest rises in 28 days.
    pub up: Vec<MoverRow>,
    pub hidden: HiddenSummary,
    /// Accounts where survey, CSM and behaviour do not agree what we are to them.
    pub disagreements: SomeAccounts,
    /// In force now, the soonest to end first.
    pub overrides: Vec<OverrideRow>,
    /// In order of precedence.
    pub scorecards: Vec<ScorecardShare>,
}

/// A band and who is in it.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverviewBand {
    pub key: String,
    pub name: String,
    pub from: f64,
    /// `#rrggbb`; nothing is the app's own for its place.
    pub colour: Option<String>,
    pub accounts: u64,
    pub arr: Money,
    pub accounts_28d_ago: u64,
}

/// Accounts without a score.
#[derive(Debug, Serialize, ToSchema)]
pub struct Unscored {
    pub accounts: u64,
    pub arr: Money,
    pub accounts_28d_ago: u64,
}

/// Scored accounts by how much of the score rests on data.
#[derive(Debug, Serialize, ToSchema)]
pub struct CoverageBin {
    pub from: f64,
    pub to: f64,
    pub accounts: u64,
}

/// An account whose score moved.
#[derive(Debug, Serialize, ToSchema)]
pub struct MoverRow {
    pub account_id: String,
    pub name: String,
    pub owner_email: Option<String>,
    pub arr: Option<Money>,
    pub score: Option<f64>,
    pub band: Option<String>,
    pub score_change_28d: Option<f64>,
    pub why: Option<String>,
    /// Scores of the last 26 weeks, the oldest first.
    pub spark: Vec<Option<f64>>,
}

/// What lies under the scores.
#[derive(Debug, Serialize, ToSchema)]
pub struct HiddenSummary {
    /// Customers that look well and carry a high hidden risk.
    pub listed: u64,
    /// Their ARR.
    pub arr: Money,
    /// Customers with a risk as high, whether they look well or not.
    pub high: u64,
    /// Customers of whom enough is known for a risk.
    pub judged: u64,
}

/// How many accounts, and what they pay.
#[derive(Debug, Serialize, ToSchema)]
pub struct SomeAccounts {
    pub accounts: u64,
    pub arr: Money,
}

/// A scorecard and how many accounts it scores.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScorecardShare {
    pub key: String,
    pub name: String,
    pub accounts: u64,
    pub version: i64,
}

/// How healthy the customers are: by band, who moved, who only looks well, and how much of it rests
/// on data.
#[utoipa::path(
    get, path = "/health/overview", tag = "health", params(AsOfQuery),
    responses((status = 200, body = HealthOverview)),
)]
pub async fn get_health_overview(
    _caller: Reader,
    state: View,
) -> Result<Json<HealthOverview>, Problem> {
    let everyone = state.board.accounts();
    let entries: Vec<&Entry> =
        everyone.iter().map(Arc::as_ref).filter(|entry: &&Entry| entry.left_on.is_none()).collect();
    let currency = state.board.currency();
    let cards = state.board.scorecards();
    let listed_from = state.board.hidden_risk().listed_from;
    let scored: Vec<&Entry> = entries.iter().copied().filter(|one| one.score.is_some()).collect();
    let history = BandHistory::new(&everyone, &cards);
    let share = |one: &perennial_health::Ranked| ScorecardShare {
        key: one.key.clone(),
        name: one.card.name.clone(),
        accounts: entries.iter().filter(|entry| entry.scorecard == one.key).count() as u64,
        version: one.card.version,
    };
    let is_high = |one: &&&Entry| one.hidden.risk.is_some_and(|risk| risk.round() >= listed_from);
    let listed = some(&entries, currency, Entry::is_red_inside);
    Ok(Json(HealthOverview {
        day: Date(state.board.today()),
        accounts: entries.len() as u64,
        scored: scored.len() as u64,
        bands: history.overview(&entries, currency),
        unscored: unscored(&entries, currency),
        coverage: coverage(&scored),
        mean_coverage: mean(scored.iter().map(|one| one.coverage)),
        down: movers(&scored, -1.0),
        up: movers(&scored, 1.0),
        hidden: HiddenSummary {
            listed: listed.accounts,
            arr: listed.arr,
            high: entries.iter().filter(is_high).count() as u64,
            judged: entries.iter().filter(|one| one.hidden.risk.is_some()).count() as u64,
        },
        disagreements: some(&entries, currency, |one| {
            one.metric("value_class_spread").is_some_and(|spread| spread >= 1.0)
        }),
        overrides: overrides(&entries),
        scorecards: cards.iter().map(share).collect(),
    }))
}

fn some(entries: &[&Entry], currency: Currency, is_it: impl Fn(&Entry) -> bool) -> SomeAccounts {
    let found: Vec<&Entry> = entries.iter().copied().filter(|one| is_it(one)).collect();
    SomeAccounts {
        accounts: found.len() as u64,
        arr: Money::from(arr_or_zero(found.into_iter(), currency)),
    }
}

fn unscored(entries: &[&Entry], currency: Currency) -> Unscored {
    let SomeAccounts { accounts, arr } = some(entries, currency, |one| one.score.is_none());
    // Four weeks ago, by the weekly scores that each entry carries.
    let then = |one: &Entry| one.spark[one.spark.len() - 5].is_nan();
    let accounts_28d_ago = entries.iter().filter(|one| then(one)).count() as u64;
    Unscored { accounts, arr, accounts_28d_ago }
}

fn coverage(scored: &[&Entry]) -> Vec<CoverageBin> {
    let edge = |bin: usize| bin as f64 / BINS as f64;
    let bin_of = |one: &Entry| (0..BINS).rev().find(|bin| one.coverage >= edge(*bin)).unwrap_or(0);
    let count = |bin| scored.iter().filter(|one| bin_of(one) == bin).count() as u64;
    (0..BINS)
        .map(|bin| CoverageBin { from: edge(bin), to: edge(bin + 1), accounts: count(bin) })
        .collect()
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// Those that moved most in one direction.
fn movers(scored: &[&Entry], sign: f64) -> Vec<MoverRow> {
    let mut moved: Vec<(f64, &Entry)> = scored
        .iter()
        .filter_map(|one| Some((sign * one.score_change_28d?, *one)))
        .filter(|(by, _)| *by >= LEAST_MOVE)
        .collect();
    moved.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    moved.into_iter().take(MOVERS).map(|(_, entry)| mover(entry)).collect()
}

fn mover(entry: &Entry) -> MoverRow {
    MoverRow {
        account_id: entry.id().to_string(),
        name: entry.account.name.clone(),
        owner_email: entry.account.owner_email.clone(),
        arr: entry.arr.map(Money::from),
        score: entry.score,
        band: entry.band.clone(),
        score_change_28d: entry.score_change_28d,
        why: Some(entry.why.clone()).filter(|why| !why.is_empty()),
        spark: entry.spark.iter().map(|score| number(f64::from(*score))).collect(),
    }
}

fn overrides(entries: &[&Entry]) -> Vec<OverrideRow> {
    let mut rows: Vec<OverrideRow> =
        entries.iter().filter_map(|one| OverrideRow::in_force(one)).collect();
    rows.sort_by_key(|row| row.until);
    rows
}

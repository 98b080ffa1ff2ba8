//! From one account's rollup and records to its numbers.

use std::sync::Arc;

use perennial_engage::{Episode, Rules, SignalInput, episodes};
use perennial_health::{Assessment, HealthHistory, Scorecard};
use perennial_metrics::{AccountFacts, Catalogue, Matrix, PeerReference, Today};
use perennial_model::{AccountDaily, Currency, Day, Money, Subscription, Zone};

use crate::entry::{Entry, SPARK_WEEKS};
use crate::records::AccountRecords;

/// What every account's computation shares.
#[derive(Debug, Clone)]
pub(crate) struct Terms {
    pub zone: Zone,
    pub currency: Currency,
    pub catalogue: Catalogue,
    pub scorecard: Arc<Scorecard>,
    pub rules: Rules,
    /// What accounts are compared with.
    pub peers: Option<Arc<PeerReference>>,
}

/// What a whole computation of an account comes to.
#[derive(Debug)]
pub(crate) struct Made {
    pub entry: Entry,
    /// What its signals should be.
    pub episodes: Vec<Episode>,
    /// What facts of today can be laid on.
    pub past: Option<Today>,
}

/// An account without a fact for so many days keeps no past ready: cold accounts cost nothing.
const BUSY_DAYS: i32 = 7;

/// One account's inputs, as the kernel is given them.
pub(crate) fn facts<'a>(
    terms: &'a Terms,
    daily: &'a AccountDaily,
    of: &'a AccountRecords,
    today: Day,
) -> AccountFacts<'a> {
    AccountFacts {
        account: &of.account,
        daily,
        contacts: &of.contacts,
        tickets: &of.tickets,
        surveys: &of.surveys,
        subscriptions: &of.subscriptions,
        invoices: &of.invoices,
        zone: &terms.zone,
        currency: terms.currency,
        today,
    }
}

/// Every metric on every day of an account's history.
pub(crate) fn matrix(
    terms: &Terms,
    daily: &AccountDaily,
    of: &AccountRecords,
    today: Day,
) -> Matrix {
    terms.catalogue.compute_among(&facts(terms, daily, of, today), terms.peers.as_deref())
}

/// What the rules find in an account's history.
pub(crate) fn signals(
    terms: &Terms,
    of: &AccountRecords,
    matrix: &Matrix,
    health: &HealthHistory,
    today: Day,
) -> Vec<Episode> {
    let input = SignalInput { account_id: &of.account.account_id, matrix, health, today };
    episodes(&input, &terms.rules)
}

/// An account's entry and what its signals should be; with `keeps_past` also its past, where the
/// account is busy.
pub(crate) fn made(
    terms: &Terms,
    daily: &AccountDaily,
    of: &AccountRecords,
    today: Day,
    keeps_past: bool,
) -> Made {
    let is_busy = daily.rows.last().is_some_and(|row| row.day >= today.plus(-BUSY_DAYS));
    let facts = facts(terms, daily, of, today);
    let (matrix, past) = if keeps_past && is_busy {
        terms.catalogue.compute_with_today(&facts, terms.peers.as_deref())
    } else {
        (terms.catalogue.compute_among(&facts, terms.peers.as_deref()), None)
    };
    let assessment = Assessment::new(&terms.scorecard, &matrix);
    let (health, told) = (assessment.history(), assessment.explain(today));
    let episodes = signals(terms, of, &matrix, &health, today);
    let entry = Entry {
        account: of.account.clone(),
        day: today,
        catalogue: terms.catalogue.clone(),
        metrics: matrix.row(today),
        metrics_28d_ago: matrix.row(today.plus(-28)),
        score: told.score,
        band: told.band.as_ref().map(|band| band.key.clone()),
        score_change_28d: told.change_28d,
        spark: spark(&health, today),
        why: told.sentence,
        coverage: told.coverage,
        arr: arr(of, today, terms),
        left_on: left_on(of, today, terms),
        open_signals: 0,
        last_fact_at: daily.rows.iter().map(|row| row.last).max(),
        name_key: of.account.name.to_lowercase(),
        is_settled: true,
    };
    Made { entry, episodes, past }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)]
fn spark(health: &HealthHistory, today: Day) -> [f32; SPARK_WEEKS] {
    std::array::from_fn(|week| {
        let back = 7 * (SPARK_WEEKS - 1 - week) as i32;
        health.score(today.plus(-back)).map_or(f32::NAN, |score| score as f32)
    })
}

/// The first day without a subscription, where all that began have ended.
fn left_on(of: &AccountRecords, today: Day, terms: &Terms) -> Option<Day> {
    if begun(of, today, terms).any(|s| runs(s, today, terms)) {
        return None;
    }
    begun(of, today, terms).filter_map(|s| s.ended_at).map(|end| terms.zone.day_of(end)).max()
}

/// Its subscriptions that have begun by then.
pub(crate) fn begun<'a>(
    of: &'a AccountRecords,
    today: Day,
    terms: &'a Terms,
) -> impl Iterator<Item = &'a Subscription> {
    of.subscriptions.iter().filter(move |s| terms.zone.day_of(s.started_at) <= today)
}

fn runs(subscription: &Subscription, today: Day, terms: &Terms) -> bool {
    subscription.ended_at.is_none_or(|end| terms.zone.day_of(end) > today)
}

/// Annual recurring revenue at the end of `today`, exact: twelve times the running periods' MRR
/// in the company's currency. None before the first subscription.
fn arr(of: &AccountRecords, today: Day, terms: &Terms) -> Option<Money> {
    let mut minor = None;
    for subscription in begun(of, today, terms) {
        let counts = runs(subscription, today, terms);
        let mrr = subscription.mrr.filter(|m| counts && m.currency == terms.currency);
        *minor.get_or_insert(0) += mrr.map_or(0, |m| m.minor.saturating_mul(12));
    }
    minor.map(|minor| Money { minor, currency: terms.currency })
}

//! From one account's rollup and records to its numbers.

use std::sync::Arc;

use perennial_engage::{Episode, Rules, SignalInput, episodes};
use perennial_health::{
    Assessment, HealthHistory, HiddenAssessment, HiddenExplanation, HiddenRisk, Ranked, Scorecards,
    bands::band_of,
};
use perennial_metrics::{AccountFacts, Catalogue, Matrix, PeerReference, Today};
use perennial_model::{
    AccountDaily, Currency, Day, Judgement, JudgementKind, Micros, Money, Subscription, Zone,
};

use crate::entry::{Entry, Hidden, Overridden, SPARK_WEEKS};
use crate::records::AccountRecords;

/// What every account's computation shares.
#[derive(Debug, Clone)]
pub(crate) struct Terms {
    pub zone: Zone,
    pub currency: Currency,
    pub catalogue: Catalogue,
    pub scorecards: Arc<Scorecards>,
    /// What hidden risk looks at, as far as there are metrics for it.
    pub hidden: Arc<HiddenRisk>,
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
        judgements: &of.judgements,
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
    let ranked = terms.scorecards.for_account(&of.account, &matrix);
    let assessment = Assessment::new(&ranked.card, &matrix);
    let (health, told) = (assessment.history(), assessment.explain(today));
    let left_on = left_on(of, today, terms);
    let hidden = hidden(terms, ranked, &matrix, &health, today, left_on.is_some());
    let episodes = signals(terms, of, &matrix, &health, today);
    let entry = Entry {
        account: of.account.clone(),
        day: today,
        catalogue: terms.catalogue.clone(),
        metrics: matrix.row(today),
        metrics_28d_ago: matrix.row(today.plus(-28)),
        score: told.score,
        band: told.band.as_ref().map(|band| band.key.clone()),
        score_change_28d: told.change,
        spark: spark(&health, today),
        why: told.sentence,
        coverage: told.coverage,
        scorecard: ranked.key.clone(),
        hidden,
        overridden: overridden(terms, of, ranked, today),
        arr: arr(of, today, terms),
        left_on,
        open_signals: 0,
        last_fact_at: daily.rows.iter().map(|row| row.last).max(),
        name_key: of.account.name.to_lowercase(),
        is_settled: true,
    };
    Made { entry, episodes, past }
}

/// The override that holds at the end of a day.
fn overridden(
    terms: &Terms,
    of: &AccountRecords,
    ranked: &Ranked,
    today: Day,
) -> Option<Overridden> {
    let end = Micros(terms.zone.start_of(today.plus(1)).0 - 1);
    let is_it = |one: &&Judgement| one.kind == JudgementKind::Override && one.holds(end);
    let judgement = of.judgements.iter().filter(is_it).max_by_key(|one| one.made_at)?.clone();
    let band = band_of(judgement.value, &ranked.card.bands).map(|band| band.key.clone());
    let until = terms.zone.day_of(Micros(judgement.until.0 - 1));
    Some(Overridden { judgement, band, until })
}

/// What lies under an account's score. Who has left is on no list.
fn hidden(
    terms: &Terms,
    ranked: &Ranked,
    matrix: &Matrix,
    health: &HealthHistory,
    today: Day,
    has_left: bool,
) -> Hidden {
    let settings = &terms.hidden;
    let assessment = HiddenAssessment::new(settings, matrix);
    let HiddenExplanation { risk, band, change_28d, outside, sentence, sides, .. } =
        assessment.explain(today);
    let looks_well = settings.looks_well(&ranked.card, health.score(today), outside);
    let is_listed = !has_left && settings.lists(risk, looks_well);
    let since = || settings.listed_since(&ranked.card, health, &assessment.history(), today);
    #[allow(clippy::cast_possible_truncation)]
    let alarm = |alarm: Option<f64>| alarm.map_or(f32::NAN, |alarm| alarm as f32);
    Hidden {
        risk,
        band: band.map(|band| band.key),
        change_28d,
        looks_well,
        listed_since: is_listed.then(since).flatten(),
        sides: sides.iter().map(|side| alarm(side.alarm)).collect(),
        why: sentence,
    }
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

//! Terms that end, and what became of them.

use std::collections::{BTreeMap, BTreeSet};

use perennial_model::{Currency, Day, Subscription, Zone};

use crate::{Ledger, Line, Rates, Selection, Settings, Standing, figures::ratio};

/// What became of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It has not ended, or so lately that it may still be renewed.
    Open,
    /// It goes on at the same price.
    Renewed,
    /// It goes on at a higher price.
    Expanded,
    /// It goes on at a lower price.
    Reduced,
    /// It runs on, and nobody has written down a new term.
    Lapsed,
    /// It ended with the term or before.
    Lost,
}

impl Outcome {
    pub const ALL: [Self; 6] =
        [Self::Open, Self::Renewed, Self::Expanded, Self::Reduced, Self::Lapsed, Self::Lost];

    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Renewed => "renewed",
            Self::Expanded => "expanded",
            Self::Reduced => "reduced",
            Self::Lapsed => "lapsed",
            Self::Lost => "lost",
        }
    }

    /// Whether the customer stayed.
    pub fn is_kept(self) -> bool {
        !matches!(self, Self::Open | Self::Lost)
    }
}

/// A term of a subscription, as it stands on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Renewal<'a> {
    /// The last row of the term.
    pub subscription: &'a Subscription,
    /// The first day of the rows with this term.
    pub began: Day,
    /// The first day after the term.
    pub day: Day,
    /// The day on which notice was given.
    pub notice: Option<Day>,
    /// What the term brought a month at its end, in minor units of `currency`.
    pub mrr: i64,
    pub currency: Currency,
    pub outcome: Outcome,
    /// What it brings after, a month; none while it is open.
    pub mrr_after: Option<i64>,
    /// The row that carries it on, where that is another.
    pub carried_on_by: Option<&'a Subscription>,
    /// The first day without it, where it is lost.
    pub lost_on: Option<Day>,
}

/// All terms of an account, in the order in which they end. `today` is the last day of which
/// something is known.
pub fn renewals<'a>(
    ledger: &Ledger<'a>,
    settings: &Settings,
    zone: &Zone,
    today: Day,
) -> Vec<Renewal<'a>> {
    // The first day of each, and its last row.
    let mut terms: BTreeMap<(Day, &str), (Day, &Line<'a>)> = BTreeMap::new();
    let paying = |line: &&Line<'a>| line.standing == Standing::Paying && line.from <= today;
    for line in ledger.lines.iter().filter(paying) {
        let term_end = line.subscription.term_end.filter(|end| *end > line.subscription.started_at);
        let Some(day) = term_end.map(|end| zone.day_of(end)) else { continue };
        // Of rows with the same term the last one counts: they are in time order.
        let key = (day, line.subscription.subscription_id.as_str());
        terms.entry(key).or_insert((line.from, line)).1 = line;
    }
    let mut taken = BTreeSet::new();
    let view = View { ledger, zone, today, grace: grace(settings) };
    let renewal = |((day, _), (began, line))| view.renewal((began, day), line, &mut taken);
    terms.into_iter().filter_map(renewal).collect()
}

fn grace(settings: &Settings) -> i32 {
    i32::try_from(settings.renewed_within_days).unwrap_or(i32::MAX)
}

struct View<'l, 'a> {
    ledger: &'l Ledger<'a>,
    zone: &'l Zone,
    today: Day,
    grace: i32,
}

impl<'a> View<'_, 'a> {
    /// `taken` are subscriptions that carry another term on already.
    fn renewal(
        &self,
        (began, day): (Day, Day),
        line: &Line<'a>,
        taken: &mut BTreeSet<&'a str>,
    ) -> Option<Renewal<'a>> {
        let notice = line.subscription.cancelled_at.map(|at| self.zone.day_of(at));
        let open = Renewal {
            subscription: line.subscription,
            began,
            day,
            notice: notice.filter(|notice| *notice <= self.today),
            mrr: line.mrr,
            currency: line.currency?,
            outcome: Outcome::Open,
            mrr_after: None,
            carried_on_by: None,
            lost_on: None,
        };
        if let Some(next) = self.next_of_same(line, day).or_else(|| self.other(line, day, taken)) {
            let outcome = match next.mrr.cmp(&line.mrr) {
                std::cmp::Ordering::Less => Outcome::Reduced,
                std::cmp::Ordering::Equal => Outcome::Renewed,
                std::cmp::Ordering::Greater => Outcome::Expanded,
            };
            return Some(Renewal {
                outcome,
                mrr_after: Some(next.mrr),
                carried_on_by: Some(next.subscription),
                ..open
            });
        }
        let until = day.plus(self.grace);
        if let Some(end) = line.to.filter(|end| *end <= until) {
            if end <= self.today {
                let lost = Renewal { outcome: Outcome::Lost, lost_on: Some(end), ..open };
                return Some(Renewal { mrr_after: Some(0), ..lost });
            }
            return Some(open);
        }
        if until < self.today {
            return Some(Renewal { outcome: Outcome::Lapsed, mrr_after: Some(line.mrr), ..open });
        }
        Some(open)
    }

    /// The row of the same subscription that follows on a term.
    fn next_of_same(&self, line: &Line<'a>, day: Day) -> Option<&Line<'a>> {
        let id = &line.subscription.subscription_id;
        let same = self.ledger.lines.iter().filter(|one| one.subscription.subscription_id == *id);
        let mut later = same.filter(|one| one.from > line.from && self.is_known(one));
        later.find(|one| one.from <= day.plus(self.grace) && one.standing == Standing::Paying)
    }

    /// Another subscription of the account that begins about when the term ends, and that ends.
    fn other(&self, line: &Line<'a>, day: Day, taken: &mut BTreeSet<&'a str>) -> Option<&Line<'a>> {
        let end = line.to.filter(|end| *end <= day.plus(self.grace))?;
        let near = end.plus(-self.grace)..=end.max(day).plus(self.grace);
        let id = &line.subscription.subscription_id;
        let begins = |one: &&Line<'a>| {
            let other = &one.subscription.subscription_id;
            let is_first = self.ledger.lines.iter().all(|earlier| {
                earlier.subscription.subscription_id != *other || earlier.from >= one.from
            });
            other != id
                && is_first
                && one.standing == Standing::Paying
                && self.is_known(one)
                && near.contains(&one.from)
                && !taken.contains(other.as_str())
        };
        let next = self.ledger.lines.iter().find(begins)?;
        taken.insert(&next.subscription.subscription_id);
        Some(next)
    }

    fn is_known(&self, line: &Line<'a>) -> bool {
        line.from <= self.today
    }
}

/// What the terms that ended in a period come to, annualised, in the reporting currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RenewalFigures {
    /// Terms that ended, and how many of them each outcome has, in the order of [`Outcome::ALL`].
    pub terms: [u64; Outcome::ALL.len()],
    /// What they brought a year, by outcome.
    pub acv: [i128; Outcome::ALL.len()],
    /// What those that went on bring a year.
    pub acv_after: i128,
    /// Terms whose currency has no rate; they are in nothing else.
    pub without_rate: u64,
}

impl RenewalFigures {
    pub fn add(&mut self, renewal: &Renewal<'_>, rates: &Rates, selection: Selection, day: Day) {
        if matches!(selection, Selection::Only(currency) if currency != renewal.currency) {
            return;
        }
        let to = selection.currency(rates.reporting());
        let Some(rate) = selection.rate(rates, renewal.currency, day) else {
            self.without_rate += 1;
            return;
        };
        let acv = |mrr: i64| i128::from(rate.convert(mrr, renewal.currency, to)) * 12;
        let place = renewal.outcome as usize;
        self.terms[place] += 1;
        self.acv[place] += acv(renewal.mrr);
        if renewal.outcome.is_kept() {
            self.acv_after += renewal.mrr_after.map_or(0, acv);
        }
    }

    pub fn merge(&mut self, other: &Self) {
        for place in 0..Outcome::ALL.len() {
            self.terms[place] += other.terms[place];
            self.acv[place] += other.acv[place];
        }
        self.acv_after += other.acv_after;
        self.without_rate += other.without_rate;
    }

    /// What was up for renewal and stayed, at what it brought before: changes of price and users are
    /// not in it.
    pub fn acv_kept(&self) -> i128 {
        let of = Outcome::ALL.into_iter().filter(|outcome| outcome.is_kept());
        of.map(|outcome| self.acv[outcome as usize]).sum()
    }

    pub fn acv_lost(&self) -> i128 {
        self.acv[Outcome::Lost as usize]
    }

    /// ServiceNow's renewal rate: 1 − ACV lost ÷ (ACV renewed without changes of price or users + ACV
    /// lost), over the terms that ended in the period. Open ones are in neither. (ServiceNow, Form
    /// 10-K, "Renewal rate".)
    pub fn renewal_rate(&self) -> Option<f64> {
        let all = self.acv_kept() + self.acv_lost();
        ratio(self.acv_kept(), all)
    }
}

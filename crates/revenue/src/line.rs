//! A subscription's period as the ledger counts it, and what is wrong with rows.

use std::collections::BTreeMap;

use perennial_model::{Currency, Day, Micros, Subscription, Zone};

use crate::{
    Period, Settings,
    settings::{ChurnCounted, Standing},
};

/// What is wrong with a row. Figures that rest on such a row say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flaw {
    /// It ends before it starts: it counts nowhere.
    EndsBeforeStart,
    /// It starts and ends on one day: it counts nowhere, for a day is counted at its end.
    WithinADay,
    /// It begins while an earlier period of its subscription runs: the earlier one counts up to there.
    Overlaps,
    /// Its price is below nothing: it counts as 0.
    NegativePrice,
    /// It pays, and nobody says how much: it counts as 0.
    NoPrice,
    /// Its currency has no rate on the day of the report: it is left out of converted figures.
    NoRate,
    /// Its term ends before it starts: it is in no renewal.
    TermBeforeStart,
}

impl Flaw {
    pub const ALL: [Self; 7] = [
        Self::EndsBeforeStart,
        Self::WithinADay,
        Self::Overlaps,
        Self::NegativePrice,
        Self::NoPrice,
        Self::NoRate,
        Self::TermBeforeStart,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::EndsBeforeStart => "ends_before_start",
            Self::WithinADay => "within_a_day",
            Self::Overlaps => "overlaps",
            Self::NegativePrice => "negative_price",
            Self::NoPrice => "no_price",
            Self::NoRate => "no_rate",
            Self::TermBeforeStart => "term_before_start",
        }
    }

    /// What is wrong and what that does to figures, as a sentence.
    pub fn says(self) -> &'static str {
        match self {
            Self::EndsBeforeStart => "It ends before it starts, so it counts nowhere.",
            Self::WithinADay => "It starts and ends on the same day, so no day's end sees it.",
            Self::Overlaps => {
                "It begins while the period before it still runs; that one counts up to here."
            }
            Self::NegativePrice => "Its price is below 0; it counts as 0.",
            Self::NoPrice => "It has no price; it counts as 0.",
            Self::NoRate => "Its currency has no rate; converted figures leave it out.",
            Self::TermBeforeStart => "Its term ends before it starts; it is in no renewal.",
        }
    }
}

/// One period of a subscription, in whole days of the company's zone. A day belongs to it when it
/// runs at the day's end.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'a> {
    pub subscription: &'a Subscription,
    /// The first day at whose end it runs.
    pub from: Day,
    /// The first day at whose end it does not run any more.
    pub to: Option<Day>,
    pub standing: Standing,
    /// Monthly, in minor units of its currency; 0 for trials, pauses and what has no price.
    pub mrr: i64,
    pub currency: Option<Currency>,
}

impl Line<'_> {
    pub fn runs(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }

    fn is_empty(&self) -> bool {
        self.to.is_some_and(|to| to <= self.from)
    }
}

/// A flaw of one row of an account.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flagged<'a> {
    pub subscription: &'a Subscription,
    pub flaw: Flaw,
    /// The days that the row is about: the earlier and the later of its two ends.
    days: (Day, Option<Day>),
}

impl<'a> Flagged<'a> {
    pub(crate) fn new(subscription: &'a Subscription, flaw: Flaw, zone: &Zone) -> Self {
        let from = zone.day_of(subscription.started_at);
        let to = subscription.ended_at.map(|end| zone.day_of(end));
        Self {
            subscription,
            flaw,
            days: (to.map_or(from, |to| to.min(from)), to.map(|to| to.max(from))),
        }
    }

    /// Whether figures of a period may rest on it.
    pub fn touches(&self, period: Period) -> bool {
        self.days.0 < period.to && self.days.1.is_none_or(|to| to >= period.opening())
    }
}

/// An account's lines in the order in which they begin, and what is wrong with its rows.
pub fn lines<'a>(
    rows: &'a [Subscription],
    settings: &Settings,
    zone: &Zone,
) -> (Vec<Line<'a>>, Vec<Flagged<'a>>) {
    let mut flagged = Vec::new();
    let mut by_subscription: BTreeMap<&str, Vec<&Subscription>> = BTreeMap::new();
    for row in rows {
        by_subscription.entry(&row.subscription_id).or_default().push(row);
    }
    let mut lines: Vec<Line<'a>> = Vec::with_capacity(rows.len());
    for periods in by_subscription.values_mut() {
        periods.sort_by_key(|row| (row.started_at, row.ended_at.unwrap_or(Micros(i64::MAX))));
        let begun = lines.len();
        for row in periods.iter() {
            let mut flag = |flaw| flagged.push(Flagged::new(row, flaw, zone));
            if row.ended_at.is_some_and(|end| end < row.started_at) {
                flag(Flaw::EndsBeforeStart);
                continue;
            }
            if row.term_end.is_some_and(|end| end <= row.started_at) {
                flag(Flaw::TermBeforeStart);
            }
            let line = line(row, settings, zone, &mut flag);
            if line.is_empty() {
                flag(Flaw::WithinADay);
                continue;
            }
            let earlier =
                lines[begun..].iter_mut().filter(|one| one.to.is_none_or(|to| to > line.from));
            for one in earlier {
                one.to = Some(line.from);
                flag(Flaw::Overlaps);
            }
            lines.push(line);
        }
    }
    lines.retain(|line| !line.is_empty());
    lines.sort_by_key(|line| line.from);
    (lines, flagged)
}

fn line<'a>(
    row: &'a Subscription,
    settings: &Settings,
    zone: &Zone,
    flag: &mut impl FnMut(Flaw),
) -> Line<'a> {
    let standing = Standing::of(row);
    let price = row.mrr.map(|mrr| mrr.minor);
    if price.is_some_and(|minor| minor < 0) {
        flag(Flaw::NegativePrice);
    }
    if price.is_none() && standing == Standing::Paying {
        flag(Flaw::NoPrice);
    }
    let mrr = if standing == Standing::Paying { price.unwrap_or(0).max(0) } else { 0 };
    let from = zone.day_of(row.started_at);
    let mut to = row.ended_at.map(|end| zone.day_of(end));
    if settings.churn_counted == ChurnCounted::Notice
        && let Some(notice) = row.cancelled_at.map(|at| zone.day_of(at))
    {
        // Notice that was given before this period began ends it where it begins.
        to = Some(to.map_or(notice, |to| to.min(notice)).max(from));
    }
    let currency = row.mrr.map(|mrr| mrr.currency);
    Line { subscription: row, from, to, standing, mrr, currency }
}

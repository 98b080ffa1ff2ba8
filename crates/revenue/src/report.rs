//! Figures of many accounts over many periods and groups.

use perennial_model::{Currency, Day, Zone};
use rayon::prelude::*;

use crate::{Figures, Flagged, Ledger, LedgerRates, Period, Rates, Selection};

/// At which day's rates amounts are converted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RateDay {
    /// All of the report at the rates of its last day, so that its periods join.
    Last,
    /// Each period at the rates of its own last day. Where rates change, a period does not open with
    /// what the one before closed with.
    EachPeriod,
    /// All of it at the rates of this day.
    Of(Day),
}

impl RateDay {
    /// The day of the rates of a period, in a report that ends with `last`.
    pub fn of(self, last: Period, period: Period) -> Day {
        match self {
            Self::Last => last.closing(),
            Self::EachPeriod => period.closing(),
            Self::Of(day) => day,
        }
    }
}

/// What is reported.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// In time order.
    pub periods: &'a [Period],
    /// How many groups there are.
    pub groups: usize,
    pub selection: Selection,
    pub rates: &'a Rates,
    pub rate_day: RateDay,
    pub zone: &'a Zone,
}

impl Question<'_> {
    /// The currency that amounts are in.
    pub fn currency(&self) -> Currency {
        self.selection.currency(self.rates.reporting())
    }

    /// The day of the rates of a period.
    pub fn rate_day(&self, period: Period) -> Day {
        self.rate_day.of(self.periods.last().map_or(period, |last| *last), period)
    }
}

/// One group's figures of one period, and what they rest on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    pub figures: Figures,
    /// Rows with something wrong, of the accounts that are in the figures.
    pub flagged_rows: u64,
}

/// The figures of each period and group: `cells[period × groups + group]`. `groups_of` says which
/// groups an account (by its place) is in for a period (by its place), by writing them down.
pub fn report<'a>(
    ledgers: &[Ledger<'a>],
    question: &Question<'_>,
    groups_of: impl Fn(usize, usize, &mut Vec<usize>) + Sync,
) -> Vec<Cell> {
    let empty = || vec![Cell::default(); question.periods.len() * question.groups];
    let to = question.currency();
    let taken = ledgers.par_iter().enumerate().fold(empty, |mut cells, (account, ledger)| {
        let mut groups = Vec::new();
        let mut rated: Option<(Day, LedgerRates, Vec<Flagged<'a>>)> = None;
        for (place, period) in question.periods.iter().enumerate() {
            groups.clear();
            groups_of(account, place, &mut groups);
            if groups.is_empty() {
                continue;
            }
            let day = question.rate_day(*period);
            if rated.as_ref().is_none_or(|(of, ..)| *of != day) {
                let rates = ledger.rates(question.rates, question.selection, day);
                let unrated = ledger.without_rate(&rates, question.zone);
                rated = Some((day, rates, unrated));
            }
            let Some((_, rates, unrated)) = &rated else { continue };
            let sum = ledger.over(*period, rates, to);
            let flagged = ledger.flagged.iter().chain(unrated);
            let flaws = flagged.filter(|one| one.touches(*period)).count() as u64;
            if sum.is_nothing() && flaws == 0 {
                continue;
            }
            for group in &groups {
                let cell = &mut cells[place * question.groups + group];
                cell.figures.add(&sum);
                cell.flagged_rows += flaws;
            }
        }
        cells
    });
    taken.reduce(empty, |mut cells, more| {
        for (cell, other) in cells.iter_mut().zip(&more) {
            cell.figures.merge(&other.figures);
            cell.flagged_rows += other.flagged_rows;
        }
        cells
    })
}

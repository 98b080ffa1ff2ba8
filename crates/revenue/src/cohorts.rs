//! Who became customers together, and what is left of them.

use rayon::prelude::*;

use crate::{Ledger, Period, Rates, Selection};

/// What is left of a cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stand {
    /// Those who became customers and are so now.
    pub accounts: u64,
    /// What they bring a month, in minor units.
    pub mrr: i128,
}

/// Those who first became customers in one period, and how they stood later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    pub began: Period,
    /// How many became customers in it.
    pub accounts: u64,
    /// What each brought a month at the end of its first day, added up, in minor units.
    pub mrr: i128,
    /// At the end of its own period and of each that follows.
    pub stands: Vec<Stand>,
}

/// One cohort for each of these periods, which follow each other without a gap; `takes` says which
/// accounts count. All amounts at the rates of the last day.
pub fn cohorts(
    ledgers: &[Ledger<'_>],
    periods: &[Period],
    rates: &Rates,
    selection: Selection,
    takes: impl Fn(usize) -> bool + Sync,
) -> Vec<Cohort> {
    let Some(last) = periods.last() else { return Vec::new() };
    let to = selection.currency(rates.reporting());
    let empty = || -> Vec<Cohort> {
        let cohort = |(at, began): (usize, &Period)| Cohort {
            began: *began,
            accounts: 0,
            mrr: 0,
            stands: vec![Stand::default(); periods.len() - at],
        };
        periods.iter().enumerate().map(cohort).collect()
    };
    let add = |mut sums: Vec<Cohort>, (place, ledger): (usize, &Ledger<'_>)| {
        let Some(since) = ledger.customer_since.filter(|_| takes(place)) else { return sums };
        let at = periods.partition_point(|period| period.to <= since);
        let Some(sum) = sums.get_mut(at).filter(|_| since >= periods[0].from) else { return sums };
        let of = ledger.rates(rates, selection, last.closing());
        sum.accounts += 1;
        sum.mrr += i128::from(ledger.state(since, &of, to).mrr);
        for (stand, period) in sum.stands.iter_mut().zip(&periods[at..]) {
            let state = ledger.state(period.closing(), &of, to);
            stand.accounts += u64::from(state.is_customer);
            stand.mrr += i128::from(state.mrr);
        }
        sums
    };
    let merge = |mut sums: Vec<Cohort>, more: Vec<Cohort>| {
        for (sum, other) in sums.iter_mut().zip(more) {
            sum.accounts += other.accounts;
            sum.mrr += other.mrr;
            for (stand, more) in sum.stands.iter_mut().zip(other.stands) {
                stand.accounts += more.accounts;
                stand.mrr += more.mrr;
            }
        }
        sums
    };
    ledgers.par_iter().enumerate().fold(empty, add).reduce(empty, merge)
}

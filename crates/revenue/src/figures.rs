//! The figures of a period: what it opened with, what moved, what stayed.
//!
//! Sums are exact, in minor units of the reporting currency. A ratio whose denominator is nothing is
//! not known, and says so by being none.

use crate::{AccountPeriod, top::Top};

/// What the accounts of a group come to over a period.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures {
    pub mrr_start: i128,
    pub new: i128,
    pub expansion: i128,
    /// Above 0.
    pub contraction: i128,
    /// Above 0.
    pub churn: i128,
    pub reactivation: i128,
    pub mrr_end: i128,
    pub accounts_start: u64,
    pub accounts_end: u64,
    /// Of the accounts that it opened with: those that are no customers at its end.
    pub accounts_lost: u64,
    /// Of the accounts that it opened with: those that bring less at its end and stay.
    pub accounts_shrunk: u64,
    /// Of the accounts that it opened with: those that bring more at its end.
    pub accounts_grown: u64,
    /// What the accounts that it opened with bring at its end.
    pub opening_end: i128,
    /// The same, of each account no more than it opened with.
    pub kept: i128,
    /// By how much those of them that grew did so, from opening to end.
    pub grown: i128,
    pub seats_start: i128,
    /// Seats that are still there, of each account no more than it opened with.
    pub seats_kept: i128,
    /// The largest by what they opened with.
    pub(crate) largest: Top<3>,
    /// Those that grew most.
    pub(crate) growers: Top<3>,
}

impl Figures {
    /// Takes an account in.
    pub fn add(&mut self, account: &AccountPeriod) {
        let (start, end) = (i128::from(account.start.mrr), i128::from(account.end.mrr));
        self.mrr_start += start;
        self.mrr_end += end;
        self.new += i128::from(account.new);
        self.expansion += i128::from(account.expansion);
        self.contraction += i128::from(account.contraction);
        self.churn += i128::from(account.churn);
        self.reactivation += i128::from(account.reactivation);
        self.accounts_end += u64::from(account.end.is_customer);
        if !account.start.is_customer {
            return;
        }
        let stays = account.end.is_customer;
        self.accounts_start += 1;
        self.accounts_lost += u64::from(!stays);
        self.accounts_shrunk += u64::from(stays && end < start);
        self.accounts_grown += u64::from(end > start);
        self.opening_end += end;
        self.kept += start.min(end);
        self.grown += (end - start).max(0);
        self.seats_start += i128::from(account.start.seats);
        self.seats_kept += i128::from(account.start.seats.min(account.end.seats));
        self.largest.add(account.start.mrr, (start, end));
        self.growers.add(account.end.mrr - account.start.mrr, (start, end));
    }

    /// Takes another group's sums in.
    pub fn merge(&mut self, other: &Self) {
        self.mrr_start += other.mrr_start;
        self.new += other.new;
        self.expansion += other.expansion;
        self.contraction += other.contraction;
        self.churn += other.churn;
        self.reactivation += other.reactivation;
        self.mrr_end += other.mrr_end;
        self.accounts_start += other.accounts_start;
        self.accounts_end += other.accounts_end;
        self.accounts_lost += other.accounts_lost;
        self.accounts_shrunk += other.accounts_shrunk;
        self.accounts_grown += other.accounts_grown;
        self.opening_end += other.opening_end;
        self.kept += other.kept;
        self.grown += other.grown;
        self.seats_start += other.seats_start;
        self.seats_kept += other.seats_kept;
        self.largest.merge(&other.largest);
        self.growers.merge(&other.growers);
    }

    /// Annual recurring revenue at the end: twelve times the monthly.
    pub fn arr(&self) -> i128 {
        self.mrr_end * 12
    }

    /// Average revenue per account and month at the end, in minor units: `mrr_end ÷ accounts_end`.
    pub fn arpa(&self) -> Option<f64> {
        ratio(self.mrr_end, i128::from(self.accounts_end))
    }

    /// Net revenue retention: what the accounts that the period opened with bring at its end ÷ what
    /// they brought at its opening. Whoever became a customer in between is not in it. (SaaS Metrics
    /// Standards Board, "Net Revenue Retention", cohort method.)
    pub fn nrr(&self) -> Option<f64> {
        ratio(self.opening_end, self.mrr_start)
    }

    /// Gross revenue retention: the same with each account capped at what it opened with, so that
    /// nobody's growth makes up for another's loss. (SaaS Metrics Standards Board, "Gross Revenue
    /// Retention".)
    pub fn grr(&self) -> Option<f64> {
        ratio(self.kept, self.mrr_start)
    }

    /// Customers of the opening that are none at the end ÷ customers of the opening.
    pub fn logo_churn(&self) -> Option<f64> {
        ratio(i128::from(self.accounts_lost), i128::from(self.accounts_start))
    }

    /// Seats of the opening that are still there, each account capped at its own ÷ seats of the
    /// opening. None where nobody's seats are known.
    pub fn unit_retention(&self) -> Option<f64> {
        ratio(self.seats_kept, self.seats_start)
    }

    /// By how much those of the opening that grew did so ÷ what the period opened with.
    pub fn upsell_rate(&self) -> Option<f64> {
        ratio(self.grown, self.mrr_start)
    }

    /// (new + expansion + reactivation) ÷ (contraction + churn). (Mamoon Hamid, "SaaS quick ratio".)
    pub fn quick_ratio(&self) -> Option<f64> {
        let won = self.new + self.expansion + self.reactivation;
        ratio(won, self.contraction + self.churn)
    }

    /// [`Self::nrr`] without the three accounts that were largest at the opening.
    pub fn nrr_without_largest(&self) -> Option<f64> {
        self.nrr_without(&self.largest)
    }

    /// [`Self::nrr`] without the three accounts that grew most.
    pub fn nrr_without_growers(&self) -> Option<f64> {
        self.nrr_without(&self.growers)
    }

    fn nrr_without(&self, some: &Top<3>) -> Option<f64> {
        let (start, end) = some.sums();
        ratio(self.opening_end - end, self.mrr_start - start)
    }

    /// The part of all growth that is the one account's that grew most.
    pub fn growth_from_one(&self) -> Option<f64> {
        let (start, end) = self.growers.first()?;
        ratio((end - start).max(0), self.grown)
    }

    /// Where net retention flatters: it says that revenue grew while it hides that most of what was
    /// there did not. In words, none where the figures tell one story.
    pub fn warning(&self) -> Option<String> {
        let (nrr, grr) = (self.nrr()?, self.grr()?);
        let without = self.nrr_without_growers();
        let fallen = self.accounts_lost + self.accounts_shrunk;
        if nrr >= 1.0 && without.is_some_and(|without| without < 1.0) && self.accounts_start > 3 {
            return Some(format!(
                "NRR is {}, but {} without the three accounts that grew most: {fallen} of {} accounts left or shrank.",
                percent(nrr),
                percent(without.unwrap_or(f64::NAN)),
                self.accounts_start,
            ));
        }
        let one = self.growth_from_one().filter(|share| *share > 0.5);
        if let Some(share) = one.filter(|_| nrr > grr + 0.02 && self.accounts_grown > 1) {
            return Some(format!("{} of all growth is one account's.", percent(share)));
        }
        if nrr >= 1.0 && fallen > self.accounts_grown && grr < 0.9 {
            return Some(format!(
                "NRR is {}, but {fallen} of {} accounts left or shrank and only {} grew.",
                percent(nrr),
                self.accounts_start,
                self.accounts_grown,
            ));
        }
        None
    }
}

fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

/// None where there is nothing to divide by.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn ratio(part: i128, whole: i128) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

//! How an account's recurring revenue moved over a period.
//!
//! Movements are of the account, not of its subscriptions: what it cancels and what it buys on one day
//! is one movement, and cancelling one of several subscriptions is contraction.

use perennial_model::{Currency, Day};

use crate::{Ledger, ledger::LedgerRates, ledger::State};

/// A span of days, half open: movements on days from `from` on and before `to`. It opens as things
/// stood at the end of the day before `from`, and closes as they stand at the end of the last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    pub from: Day,
    pub to: Day,
}

impl Period {
    /// Whether a day lies in it.
    pub fn holds(self, day: Day) -> bool {
        self.from <= day && day < self.to
    }

    /// The day as of whose end it opens.
    pub fn opening(self) -> Day {
        self.from.plus(-1)
    }

    /// The day as of whose end it closes.
    pub fn closing(self) -> Day {
        self.to.plus(-1)
    }
}

/// What a change of an account's recurring revenue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MovementKind {
    /// Nobody who was ever a customer becomes one.
    New,
    /// A customer brings more.
    Expansion,
    /// A customer brings less and stays one.
    Contraction,
    /// A customer is none any more.
    Churn,
    /// Somebody who was a customer before becomes one again.
    Reactivation,
}

impl MovementKind {
    pub const ALL: [Self; 5] =
        [Self::New, Self::Expansion, Self::Contraction, Self::Churn, Self::Reactivation];

    pub fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Expansion => "expansion",
            Self::Contraction => "contraction",
            Self::Churn => "churn",
            Self::Reactivation => "reactivation",
        }
    }

    fn of(before: State, after: State, was_customer_ever: bool) -> Self {
        match (before.is_customer, after.is_customer) {
            (false, _) if was_customer_ever => Self::Reactivation,
            (false, _) => Self::New,
            (true, false) => Self::Churn,
            (true, true) if after.mrr > before.mrr => Self::Expansion,
            (true, true) => Self::Contraction,
        }
    }
}

/// One account's change on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    pub day: Day,
    pub kind: MovementKind,
    /// How much more (or, below 0, less) a month, in minor units of the reporting currency.
    pub amount: i64,
    /// Somebody became a customer or stopped being one.
    pub customers: i8,
}

/// What a period did to one account, in minor units of the reporting currency. Contraction and churn
/// are amounts above 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AccountPeriod {
    pub start: State,
    pub end: State,
    pub new: i64,
    pub expansion: i64,
    pub contraction: i64,
    pub churn: i64,
    pub reactivation: i64,
}

impl AccountPeriod {
    /// Whether there is anything to tell.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    fn add(&mut self, movement: &Movement) {
        match movement.kind {
            MovementKind::New => self.new += movement.amount,
            MovementKind::Expansion => self.expansion += movement.amount,
            MovementKind::Contraction => self.contraction -= movement.amount,
            MovementKind::Churn => self.churn -= movement.amount,
            MovementKind::Reactivation => self.reactivation += movement.amount,
        }
    }
}

impl Ledger<'_> {
    /// What happened in a period, day by day; all at the same rates, so a rate that changes is no
    /// movement.
    pub fn movements(&self, period: Period, rates: &LedgerRates, to: Currency) -> Vec<Movement> {
        let mut found = Vec::new();
        self.each_movement(period, rates, to, |movement| found.push(movement));
        found
    }

    /// What a period comes to.
    pub fn over(&self, period: Period, rates: &LedgerRates, to: Currency) -> AccountPeriod {
        let mut sum = AccountPeriod::default();
        let (start, end) = self.each_movement(period, rates, to, |movement| sum.add(&movement));
        AccountPeriod { start, end, ..sum }
    }

    fn each_movement(
        &self,
        period: Period,
        rates: &LedgerRates,
        to: Currency,
        mut take: impl FnMut(Movement),
    ) -> (State, State) {
        let mut place = self.steps_until(period.opening());
        let start = self.after(place, rates, to);
        let mut before = start;
        while let Some(day) = self.step_day(place).filter(|day| *day < period.to) {
            place += 1;
            let after = self.after(place, rates, to);
            let amount = after.mrr - before.mrr;
            let customers = i8::from(after.is_customer) - i8::from(before.is_customer);
            if amount != 0 || customers != 0 {
                let was_ever = self.customer_since.is_some_and(|since| since < day);
                let kind = MovementKind::of(before, after, was_ever);
                take(Movement { day, kind, amount, customers });
            }
            before = after;
        }
        (start, before)
    }
}

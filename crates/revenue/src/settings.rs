//! What counts as revenue, and when it counts as lost.

use perennial_model::{Currency, Day, Subscription};
use serde::{Deserialize, Serialize};

use crate::{Rate, Rates};

/// The company's rules of counting. Every figure is made by one set of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// When lost revenue is counted.
    pub churn_counted: ChurnCounted,
    /// A customer whose every subscription is paused is still one: its pause is contraction, and
    /// what comes back is expansion. Otherwise a pause is churn, and its end reactivation.
    pub paused_stay_customers: bool,
    /// Another subscription of the account that begins so many days before or after a term ends
    /// carries that term on.
    pub renewed_within_days: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            churn_counted: ChurnCounted::End,
            paused_stay_customers: true,
            renewed_within_days: 30,
        }
    }
}

/// The day on which revenue that ends counts as lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChurnCounted {
    /// The first day without access.
    #[default]
    End,
    /// The day on which notice was given, where that was before the end.
    Notice,
    /// Besides the end: while an invoice has been due for so many days and is not paid, the account
    /// pays nothing.
    Overdue { days: u32 },
}

/// What a period of a subscription is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It brings its price.
    Paying,
    /// It brings nothing and makes nobody a customer.
    Trial,
    /// It brings nothing for now.
    Paused,
}

const TRIALS: [&str; 4] = ["trial", "trialing", "in_trial", "free_trial"];
const PAUSES: [&str; 4] = ["paused", "pause", "on_hold", "suspended"];

impl Standing {
    /// As the status of the source says; every other status pays.
    pub fn of(subscription: &Subscription) -> Self {
        let Some(status) = &subscription.status else { return Self::Paying };
        let status = status.trim().to_lowercase();
        if TRIALS.contains(&status.as_str()) {
            Self::Trial
        } else if PAUSES.contains(&status.as_str()) {
            Self::Paused
        } else {
            Self::Paying
        }
    }
}

/// What currency a report is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selection {
    /// Everything, converted.
    All,
    /// Only what is priced in this currency, as it is.
    Only(Currency),
}

impl Selection {
    /// The currency that amounts are in, where the company's is `reporting`.
    pub fn currency(self, reporting: Currency) -> Currency {
        match self {
            Self::All => reporting,
            Self::Only(currency) => currency,
        }
    }

    /// What makes amounts of a currency those of the answer, on a day; none where there is no rate.
    pub fn rate(self, rates: &Rates, currency: Currency, day: Day) -> Option<Rate> {
        match self {
            Self::All => rates.at(currency, day),
            Self::Only(_) => Some(Rate::ONE),
        }
    }
}

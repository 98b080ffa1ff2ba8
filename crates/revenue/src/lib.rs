//! Recurring revenue: from the periods of subscriptions to figures that finance can check.
//!
//! What always holds here:
//! - Amounts are whole minor units of a currency; nothing is rounded but a conversion, once for each
//!   account and currency. Estimates (lifetime value, the simulator) are decimals of major units.
//! - Opening + new + expansion − contraction − churn + reactivation = closing, for each account and
//!   each sum of accounts, at the rates of one day.
//! - A day is counted at its end, in the company's zone.
//! - What is wrong with a row is said and never guessed away.
//!
//! This crate sees records and nothing else: no storage, no metrics, no scores.

mod cohorts;
mod figures;
mod forecast;
mod ledger;
mod lifetime;
mod line;
mod movements;
mod rates;
mod renewals;
mod report;
mod settings;
mod simulate;
mod survival;
mod top;

pub use cohorts::{Cohort, Stand, cohorts};
pub use figures::Figures;
pub use forecast::{Chance, Forecast, OpenTerm, PastTerm, forecast};
pub use ledger::{Ledger, LedgerRates, State};
pub use lifetime::{Beyond, Lifetime, TimeUnit, USUAL_HORIZON_MONTHS, ValueTerms, lifetime};
pub use line::{Flagged, Flaw, Line};
pub use movements::{AccountPeriod, Movement, MovementKind, Period};
pub use rates::{Rate, RateError, Rates};
pub use renewals::{Outcome, Renewal, RenewalFigures, renewals};
pub use report::{Cell, Question, RateDay, report};
pub use settings::{ChurnCounted, Selection, Settings, Standing};
pub use simulate::{Assumptions, InputError, Kept, Scenario, SimulatedMonth, simulate};
pub use survival::{Estimate, Life, Step, Survival};

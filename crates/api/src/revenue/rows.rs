//! What answers are made of.

use perennial_model::{AccountId, Currency, Day, RenewalCall, Subscription};
use perennial_revenue::{
    AccountPeriod, Cell, Flaw, Lifetime, Movement, Outcome, Period, RenewalFigures, Survival,
};

use super::{GroupName, Question};

/// One group's figures of one period.
#[derive(Debug, Clone)]
pub struct ReportRow {
    /// Which month, plan, segment or owner; empty for the whole and for what is not said.
    pub key: String,
    pub name: String,
    pub period: Period,
    pub cell: Cell,
    /// Of the terms that ended in it.
    pub renewals: RenewalFigures,
}

/// The figures that were asked for.
#[derive(Debug, Clone)]
pub struct Report {
    pub question: Question,
    pub currency: Currency,
    /// The day whose rates convert.
    pub rates_of: Day,
    /// The first day of which memberships in segments are known, where segments were asked for.
    pub segments_from: Option<Day>,
    pub whole: ReportRow,
    /// As it is split; nothing where it is not.
    pub rows: Vec<ReportRow>,
}

/// One account's part in a figure.
#[derive(Debug, Clone)]
pub struct AccountSum {
    pub account_id: AccountId,
    pub name: String,
    pub sum: AccountPeriod,
}

/// A change of one account and the lines that made it.
#[derive(Debug, Clone)]
pub struct Behind {
    pub movement: Movement,
    /// Lines that began on its day or ended on it.
    pub lines: Vec<Subscription>,
}

/// A row with something wrong.
#[derive(Debug, Clone)]
pub struct FlaggedRow {
    pub account_id: AccountId,
    pub account_name: String,
    pub row: Subscription,
    pub flaw: Flaw,
}

/// A term and what is said of it.
#[derive(Debug, Clone)]
pub struct RenewalRow {
    pub account_id: AccountId,
    pub account_name: String,
    pub row: Subscription,
    pub day: Day,
    pub notice: Option<Day>,
    pub outcome: Outcome,
    /// What the contract is priced in.
    pub currency: Currency,
    /// A month, in the reporting currency; none where its currency has no rate.
    pub mrr: Option<i64>,
    pub mrr_after: Option<i64>,
    pub lost_on: Option<Day>,
    /// What the team expects; the latest call.
    pub call: Option<RenewalCall>,
}

/// What a customer of a group is worth.
#[derive(Debug, Clone)]
pub struct LifetimeRow {
    /// None for all customers.
    pub group: Option<GroupName>,
    /// Customers now, and what each brings a month on average, in major units.
    pub customers: u64,
    pub arpa: Option<f64>,
    pub survival: Survival,
    /// Or why it cannot be said.
    pub value: Result<Lifetime, String>,
}

//! What the kernel is given about one account.

use perennial_model::{
    Account, AccountDaily, Contact, Currency, Day, Invoice, Judgement, Subscription,
    SurveyResponse, Ticket, Zone,
};

/// One account's facts (as their daily rollup) and records, borrowed.
///
/// `daily` is sorted as [`AccountDaily`] says; records may stand in any order.
#[derive(Debug, Clone, Copy)]
pub struct AccountFacts<'a> {
    pub account: &'a Account,
    pub daily: &'a AccountDaily,
    pub contacts: &'a [Contact],
    pub tickets: &'a [Ticket],
    pub surveys: &'a [SurveyResponse],
    pub subscriptions: &'a [Subscription],
    pub invoices: &'a [Invoice],
    pub judgements: &'a [Judgement],
    pub zone: &'a Zone,
    /// The company's currency; money in any other is left out of sums.
    pub currency: Currency,
    /// The last day of the matrix.
    pub today: Day,
}

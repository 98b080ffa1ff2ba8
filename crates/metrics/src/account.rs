//! What the kernel is given about one account.

use perennial_model::{
    AccountDaily, Currency, Day, Micros, Subscription, SurveyResponse, Ticket, Zone,
};

/// One account's facts (as their daily rollup) and records, borrowed.
///
/// `daily.rows` are sorted by day; records may stand in any order.
#[derive(Debug, Clone, Copy)]
pub struct AccountFacts<'a> {
    pub daily: &'a AccountDaily,
    pub tickets: &'a [Ticket],
    pub surveys: &'a [SurveyResponse],
    pub subscriptions: &'a [Subscription],
    pub created_at: Option<Micros>,
    pub zone: &'a Zone,
    /// The company's currency; money in any other is left out of `arr`.
    pub currency: Currency,
    /// The last day of the matrix.
    pub today: Day,
}

impl<'a> AccountFacts<'a> {
    /// The same as writing the fields by name.
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        daily: &'a AccountDaily,
        tickets: &'a [Ticket],
        surveys: &'a [SurveyResponse],
        subscriptions: &'a [Subscription],
        created_at: Option<Micros>,
        zone: &'a Zone,
        currency: Currency,
        today: Day,
    ) -> Self {
        Self { daily, tickets, surveys, subscriptions, created_at, zone, currency, today }
    }
}

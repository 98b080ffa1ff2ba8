//! How the company counts: its rules and its exchange rates, as the store has them.

use perennial_model::Currency;
use perennial_revenue::{Rate, Rates, Settings};
use perennial_store::Store;

use super::RevenueError;

/// The setting that holds the rules.
pub const SETTING: &str = "revenue";

/// What every figure is counted by.
#[derive(Debug, Clone)]
pub struct Terms {
    pub settings: Settings,
    pub rates: Rates,
}

impl Terms {
    /// As the store has them; the usual rules where nobody set any.
    ///
    /// # Errors
    /// When the store cannot be read, or holds what cannot be understood.
    pub async fn of(store: &Store, reporting: Currency) -> Result<Self, RevenueError> {
        let damaged = |what: &str, error: &dyn std::fmt::Display| {
            RevenueError::Damaged(format!("the {what} of revenue cannot be read: {error}"))
        };
        let settings = match store.setting(SETTING).await? {
            Some(text) => {
                serde_json::from_str(&text).map_err(|error| damaged("settings", &error))?
            }
            None => Settings::default(),
        };
        let mut rates = Rates::new(reporting);
        for one in store.rates().await? {
            let rate = Rate::parse(&one.rate).map_err(|error| damaged("rates", &error))?;
            rates.set(one.currency, one.from, rate);
        }
        Ok(Self { settings, rates })
    }
}

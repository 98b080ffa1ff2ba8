//! One account as it stands now.

use std::sync::Arc;

use perennial_metrics::Catalogue;
use perennial_model::{Account, AccountId, Day, Micros, Money};

/// How many weekly scores an entry carries: half a year.
pub const SPARK_WEEKS: usize = 26;

/// One account as it stands at the end of `day`, which is today.
#[derive(Debug, Clone)]
pub struct Entry {
    pub account: Arc<Account>,
    pub day: Day,
    /// What the metrics are.
    pub catalogue: Catalogue,
    /// Latest value of each metric, in the catalogue's order; NaN where there is none.
    pub metrics: Vec<f64>,
    /// The same, 28 days before.
    pub metrics_28d_ago: Vec<f64>,
    /// 0–100; none where no measure has data.
    pub score: Option<f64>,
    /// Key of the band that the score lies in.
    pub band: Option<String>,
    pub score_change_28d: Option<f64>,
    /// The score every seventh day, the last of them today; NaN where there was none.
    pub spark: [f32; SPARK_WEEKS],
    /// Why the score is what it is, in one sentence.
    pub why: String,
    /// Share of the scorecard's weight that has data, 0–1.
    pub coverage: f64,
    pub arr: Option<Money>,
    /// For a customer who left, whose subscriptions have all ended: the first day without one.
    pub left_on: Option<Day>,
    pub open_signals: u32,
    /// When the latest fact happened.
    pub last_fact_at: Option<Micros>,
    /// The name in lower case, for search and sorting.
    pub name_key: String,
    /// Whether score, reasons and signals count every fact that the metrics count. When very many
    /// accounts change at once they follow a little later.
    pub is_settled: bool,
}

impl Entry {
    pub fn id(&self) -> &AccountId {
        &self.account.account_id
    }

    /// A metric's latest value by its key.
    pub fn metric(&self, key: &str) -> Option<f64> {
        let at = self.catalogue.position(key)?;
        self.metrics.get(at).copied().filter(|v| !v.is_nan())
    }
}

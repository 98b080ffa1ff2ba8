//! One account as it stands now.

use std::sync::Arc;

use perennial_health::LooksWell;
use perennial_metrics::Catalogue;
use perennial_model::{Account, AccountId, Day, Judgement, Micros, Money};
use serde::{Deserialize, Serialize};

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
    /// Key of the scorecard that scored.
    pub scorecard: String,
    pub hidden: Hidden,
    /// What somebody of us set against the score; the score stays what the scorecard says.
    pub overridden: Option<Overridden>,
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

/// What lies under the score.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Hidden {
    /// 0–100; none where too little is known.
    pub risk: Option<f64>,
    /// Key of the level that the risk lies in.
    pub band: Option<String>,
    pub change_28d: Option<f64>,
    /// Why the account looks well; none where it does not.
    pub looks_well: Option<LooksWell>,
    /// Where it looks well with a high risk: since when.
    pub listed_since: Option<Day>,
    /// How far each side alone would make it leave, 0–100, in the settings' order; NaN where unknown.
    pub sides: Vec<f32>,
    /// Why the risk is what it is, in one sentence.
    pub why: String,
}

/// A score that somebody of us set against the scorecard's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overridden {
    pub judgement: Judgement,
    /// Key of the band that it lies in.
    pub band: Option<String>,
    /// The last day on which it holds.
    pub until: Day,
}

impl Entry {
    /// Whether it looks well and carries a high hidden risk.
    pub fn is_red_inside(&self) -> bool {
        self.hidden.listed_since.is_some()
    }

    pub fn id(&self) -> &AccountId {
        &self.account.account_id
    }

    /// A metric's latest value by its key.
    pub fn metric(&self, key: &str) -> Option<f64> {
        let at = self.catalogue.position(key)?;
        self.metrics.get(at).copied().filter(|v| !v.is_nan())
    }
}

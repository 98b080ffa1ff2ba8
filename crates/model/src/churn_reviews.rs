//! Churn reviews: why a customer left, as people wrote it down afterwards.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    AccountId, Fact, FactKind, Micros, Telling,
    happened::{json_object, text},
    records::Attributes,
};

/// What was found out about one departure. `(account_id, churned_at)` is its key: who came back
/// can leave again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChurnReview {
    pub account_id: AccountId,
    pub churned_at: Micros,
    /// price, product, support, competitor, closed down …
    pub reason: Option<String>,
    /// Where the customer went.
    pub competitor: Option<String>,
    pub comment: Option<String>,
    /// Whether somebody had seen it coming.
    pub was_expected: Option<bool>,
    pub attributes: Attributes,
}

impl ChurnReview {
    /// `churn_review:<account>:<churned_at>`, of kind crm, named "customer left".
    pub fn fact(&self, telling: &Telling<'_>) -> Option<Fact> {
        let fact = Fact {
            properties: json_object([
                ("reason", text(self.reason.as_ref())),
                ("competitor", text(self.competitor.as_ref())),
                ("comment", text(self.comment.as_ref())),
                ("was_expected", self.was_expected.map(Value::Bool)),
            ]),
            ..telling.fact(
                format!("churn_review:{}:{}", self.account_id, self.churned_at),
                FactKind::Crm,
                "customer left",
                self.churned_at,
                &self.account_id,
            )
        };
        (fact.occurred_at <= telling.now).then_some(fact)
    }
}

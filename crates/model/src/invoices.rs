//! Invoices: what an account owes, until when, and whether it paid.

use serde::{Deserialize, Serialize};

use crate::{
    AccountId, Fact, FactKind, Micros, Money, Telling,
    happened::{json_object, text},
    records::Attributes,
};

/// A bill to an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Invoice {
    pub invoice_id: String,
    pub account_id: AccountId,
    pub amount: Money,
    pub issued_at: Micros,
    /// Until when it should be paid.
    pub due_at: Micros,
    /// When it was paid in full; empty while it is open.
    pub paid_at: Option<Micros>,
    /// As the source says: open, paid, void, failed …
    pub status: Option<String>,
    pub attributes: Attributes,
}

/// Statuses of invoices that nobody has to pay.
const VOID: [&str; 8] =
    ["void", "voided", "draft", "canceled", "cancelled", "credited", "refunded", "deleted"];

impl Invoice {
    /// Whether its status says that nobody has to pay it.
    pub fn is_void(&self) -> bool {
        self.status.as_ref().is_some_and(|status| VOID.contains(&status.to_lowercase().as_str()))
    }

    /// When it stopped being open. One that is said to be paid without a date counts as paid when
    /// it was due.
    pub fn settled_at(&self) -> Option<Micros> {
        let is_paid =
            self.status.as_ref().is_some_and(|status| status.eq_ignore_ascii_case("paid"));
        self.paid_at.or(is_paid.then_some(self.due_at))
    }

    /// `invoice:<id>:issued` and, once it is paid, `invoice:<id>:paid`, of kind billing; their
    /// value is the amount in major units.
    pub fn facts(&self, telling: &Telling<'_>) -> Vec<Fact> {
        let step = |word: &str, at: Micros| Fact {
            value: Some(self.amount.to_major()),
            properties: json_object([
                ("invoice_id", text(Some(&self.invoice_id))),
                ("currency", text(Some(&self.amount.currency.to_string()))),
                ("due_at", text(Some(&self.due_at.to_rfc3339()))),
            ]),
            ..telling.fact(
                format!("invoice:{}:{word}", self.invoice_id),
                FactKind::Billing,
                &format!("invoice {word}"),
                at,
                &self.account_id,
            )
        };
        let steps = [("issued", Some(self.issued_at)), ("paid", self.paid_at)];
        let happened = |(word, at): (&str, Option<Micros>)| {
            at.filter(|at| *at <= telling.now).map(|at| step(word, at))
        };
        steps.into_iter().filter_map(happened).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    #[test]
    fn it_tells_what_has_happened_and_void_ones_are_told_apart() {
        let at = |day| Micros(0).plus_days(day);
        let invoice = Invoice {
            invoice_id: "7".into(),
            account_id: "acme".into(),
            amount: Money { minor: 12_050, currency: Currency::USD },
            issued_at: at(1),
            due_at: at(31),
            paid_at: Some(at(40)),
            status: Some("Paid".into()),
            attributes: Attributes::new(),
        };
        let told = |now| {
            let facts = invoice.facts(&Telling { now: at(now), source: "test" });
            facts.into_iter().map(|fact| (fact.fact_id, fact.value)).collect::<Vec<_>>()
        };
        assert_eq!(told(39), [("invoice:7:issued".to_owned(), Some(120.5))]);
        assert_eq!(told(40).len(), 2);
        assert!(!invoice.is_void());
        assert_eq!(invoice.settled_at(), Some(at(40)));
        assert_eq!(Invoice { paid_at: None, ..invoice.clone() }.settled_at(), Some(at(31)));
        assert!(Invoice { status: Some("Voided".into()), ..invoice }.is_void());
    }
}

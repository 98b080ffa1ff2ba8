//! Terms that end, with what the team expects of them.

use perennial_model::{Money, RenewalCall, Subscription};
use perennial_revenue::{Renewal, renewals};

use super::{Book, Question, RenewalRow, groups::Groups};

impl Book {
    /// Terms that end in a question's period, the next first.
    pub fn renewals(&self, question: &Question) -> Vec<RenewalRow> {
        let mut found = Vec::new();
        self.each_term(question, |place, one, _| {
            if !question.period.holds(one.day) {
                return;
            }
            let converted = |mrr: i64| self.converted(question, one, mrr);
            found.push(RenewalRow {
                account_id: self.traits.ids[place].clone(),
                account_name: self.names[place].clone(),
                row: one.subscription.clone(),
                day: one.day,
                notice: one.notice,
                outcome: one.outcome,
                currency: one.currency,
                mrr: converted(one.mrr),
                mrr_after: one.mrr_after.and_then(converted),
                lost_on: one.lost_on,
                call: self.calls_of(one).last().cloned(),
            });
        });
        found.sort_by(|a, b| (a.day, &a.account_name).cmp(&(b.day, &b.account_name)));
        found
    }

    /// Every term of the accounts that a question takes, with how its amounts become major units of the
    /// reporting currency at today's rates.
    pub(super) fn each_term(
        &self,
        question: &Question,
        mut take: impl FnMut(usize, &Renewal<'_>, &dyn Fn(i64) -> Option<f64>),
    ) {
        let ledgers = self.ledgers(question);
        let groups = Groups::new(question, &self.traits, &ledgers);
        let to = self.currency(question.selection);
        for (place, ledger) in ledgers.iter().enumerate() {
            if !groups.takes(place, question.period) {
                continue;
            }
            for one in renewals(ledger, &self.terms.settings, &self.zone, self.inputs.today) {
                take(place, &one, &|minor| {
                    let minor = self.converted(question, &one, minor)?;
                    Some(Money { minor, currency: to }.to_major())
                });
            }
        }
    }

    /// An amount of a term in the reporting currency, at today's rates.
    fn converted(&self, question: &Question, one: &Renewal<'_>, minor: i64) -> Option<i64> {
        let rates = &self.terms.rates;
        let rate = question.selection.rate(rates, one.currency, self.inputs.today)?;
        Some(rate.convert(minor, one.currency, self.currency(question.selection)))
    }

    /// What the team said of a term, the latest last.
    pub(super) fn calls_of(&self, one: &Renewal<'_>) -> &[RenewalCall] {
        let key = (one.subscription.subscription_id.clone(), term_end(one.subscription));
        self.calls.get(&key).map_or(&[], Vec::as_slice)
    }
}

fn term_end(row: &Subscription) -> i64 {
    row.term_end.map_or(0, |end| end.0)
}

//! What lies behind figures: accounts, movements with their lines, cohorts, and rows with flaws.

use perennial_model::AccountId;
use perennial_revenue::{AccountPeriod, Cohort, Movement, Selection, cohorts};

use super::{AccountSum, Behind, Book, FlaggedRow, Question, groups::Groups};

impl Book {
    /// The accounts behind the whole of a question's period, those that moved most first.
    pub fn accounts(&self, question: &Question) -> Vec<AccountSum> {
        let ledgers = self.ledgers(question);
        let groups = Groups::new(question, &self.traits, &ledgers);
        let to = self.currency(question.selection);
        let day = question.rates_of(question.period);
        let mut found = Vec::new();
        for (place, ledger) in ledgers.iter().enumerate() {
            if !groups.takes(place, question.period) {
                continue;
            }
            let rates = ledger.rates(&self.terms.rates, question.selection, day);
            let sum = ledger.over(question.period, &rates, to);
            if !sum.is_nothing() {
                let account_id = self.traits.ids[place].clone();
                found.push(AccountSum { account_id, name: self.names[place].clone(), sum });
            }
        }
        let moved = |sum: &AccountPeriod| {
            sum.new + sum.expansion + sum.contraction + sum.churn + sum.reactivation
        };
        found.sort_by(|a, b| {
            (moved(&b.sum), b.sum.end.mrr, &a.name).cmp(&(moved(&a.sum), a.sum.end.mrr, &b.name))
        });
        found
    }

    /// Every change of one account in a question's period, with its lines.
    pub fn account(&self, id: &AccountId, question: &Question) -> Option<Vec<Behind>> {
        let place = self.traits.ids.iter().position(|known| known == id)?;
        let ledgers = self.ledgers(question);
        let ledger = &ledgers[place];
        let rates =
            ledger.rates(&self.terms.rates, question.selection, question.rates_of(question.period));
        let to = self.currency(question.selection);
        let behind = |movement: Movement| {
            let day = movement.day;
            let lines = ledger.lines.iter().filter(|line| line.from == day || line.to == Some(day));
            Behind { lines: lines.map(|line| line.subscription.clone()).collect(), movement }
        };
        Some(ledger.movements(question.period, &rates, to).into_iter().map(behind).collect())
    }

    /// Every row with something wrong, as of today's rates.
    pub fn flagged(&self) -> Vec<FlaggedRow> {
        let ledgers = self.inputs.ledgers(Selection::All, &self.terms.settings);
        let mut found = Vec::new();
        for (place, ledger) in ledgers.iter().enumerate() {
            let rates = ledger.rates(&self.terms.rates, Selection::All, self.inputs.today);
            let unrated = ledger.without_rate(&rates, &self.zone);
            found.extend(ledger.flagged.iter().chain(&unrated).map(|one| FlaggedRow {
                account_id: self.traits.ids[place].clone(),
                account_name: self.names[place].clone(),
                row: one.subscription.clone(),
                flaw: one.flaw,
            }));
        }
        found.sort_by(|a, b| (a.flaw, &a.account_name).cmp(&(b.flaw, &b.account_name)));
        found
    }

    /// Who became customers together, and what is left of them.
    pub fn cohorts(&self, question: &Question) -> Vec<Cohort> {
        let ledgers = self.ledgers(question);
        let groups = Groups::new(question, &self.traits, &ledgers);
        let periods = question.periods();
        let takes = |account| groups.takes(account, question.period);
        cohorts(&ledgers, &periods, &self.terms.rates, question.selection, takes)
    }
}

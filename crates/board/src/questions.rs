//! What is asked of one account, or of each: histories, reasons, people and records.

use std::sync::Arc;

use perennial_engage::Episode;
use perennial_health::{
    Assessment, Explanation, HealthHistory, HiddenAssessment, HiddenExplanation, HiddenHistory,
    HiddenRisk, Scorecard, history,
};
use perennial_metrics::{Catalogue, Matrix};
use perennial_model::{
    AccountId, Contact, Day, Invoice, Judgement, Subscription, SurveyResponse, Ticket,
};

use crate::Board;
use crate::compute::{self, Terms};
use crate::entry::Entry;
use crate::known;
use crate::parallel;
use crate::people::{self, ContactActivity};
use crate::records::AccountRecords;

/// One account's whole history of numbers.
#[derive(Debug, Clone)]
pub struct Numbers {
    pub matrix: Matrix,
    pub health: HealthHistory,
    pub hidden: HiddenHistory,
    pub episodes: Vec<Episode>,
    /// What scored, and what judged the hidden risk.
    pub card: Arc<Scorecard>,
    pub settings: Arc<HiddenRisk>,
}

impl Numbers {
    /// Whether the account looked well with a high hidden risk on a day.
    pub fn is_red_inside(&self, day: Day) -> bool {
        self.settings.listed_on(&self.card, &self.health, &self.hidden, day)
    }
}

impl Board {
    /// An account's history of metrics, scores and signal episodes, computed now.
    pub fn numbers(&self, id: &AccountId) -> Option<Numbers> {
        let (daily, of, today) = self.inputs(id)?;
        let terms = &self.terms_for(&self.catalogue());
        let matrix = compute::matrix(terms, &daily, &of, today);
        let card = terms.scorecards.for_account(&of.account, &matrix).card.clone();
        let health = history(&card, &matrix);
        let hidden = HiddenAssessment::new(&terms.hidden, &matrix).history();
        let episodes = compute::signals(terms, &of, &matrix, &health, today);
        Some(Numbers { matrix, health, hidden, episodes, card, settings: terms.hidden.clone() })
    }

    /// An account's history under other metrics than those that are in use.
    pub fn matrix_under(&self, catalogue: &Catalogue, id: &AccountId) -> Option<Matrix> {
        self.matrix_on(&self.terms_for(catalogue), id)
    }

    fn matrix_on(&self, terms: &Terms, id: &AccountId) -> Option<Matrix> {
        let (daily, of, today) = self.inputs(id)?;
        Some(compute::matrix(terms, &daily, &of, today))
    }

    /// Gives each account's history under these metrics to `then`, in the order of their ids.
    /// Accounts are computed on all cores, a bounded number at a time.
    ///
    /// # Errors
    /// The first error of `then`, which ends it.
    pub fn each_matrix<E>(
        &self,
        catalogue: &Catalogue,
        mut then: impl FnMut(&AccountId, Matrix) -> Result<(), E>,
    ) -> Result<(), E> {
        const AT_A_TIME: usize = 128;
        let terms = self.terms_for(catalogue);
        for ids in self.account_ids().chunks(AT_A_TIME) {
            let computed = parallel::map(ids, |id| self.matrix_on(&terms, id));
            for (id, matrix) in ids.iter().zip(computed) {
                if let Some(matrix) = matrix {
                    then(id, matrix)?;
                }
            }
        }
        Ok(())
    }

    /// Today's values of one metric of other metrics than those that are in use, for each account
    /// of the present snapshot in its order; NaN where there is none. Nothing when facts would have
    /// to be read anew for it.
    pub fn values_under(&self, catalogue: &Catalogue, key: &str) -> Option<Vec<f64>> {
        if !self.world().rollup.keep().covers(catalogue.keep()) {
            return None;
        }
        let entries = self.accounts();
        let place = catalogue.position(key)?;
        let terms = self.terms_for(catalogue);
        let value = |entry: &Arc<Entry>| {
            let matrix = self.matrix_on(&terms, entry.id());
            matrix.map_or(f64::NAN, |matrix| matrix.row(entry.day)[place])
        };
        Some(parallel::map(&entries, value))
    }

    /// Why the score was what it was on a day, and what moved it over so many days.
    pub fn explain(&self, id: &AccountId, day: Day, days: u32) -> Option<Explanation> {
        let (daily, of, today) = self.inputs(id)?;
        let terms = self.terms_for(&self.catalogue());
        let matrix = compute::matrix(&terms, &daily, &of, today);
        let ranked = terms.scorecards.for_account(&of.account, &matrix);
        Some(Assessment::new(&ranked.card, &matrix).explain_over(day, days))
    }

    /// Why the hidden risk was what it was on a day, with the numbers of all days.
    pub fn explain_hidden(&self, id: &AccountId, day: Day) -> Option<(HiddenExplanation, Numbers)> {
        let numbers = self.numbers(id)?;
        let told = HiddenAssessment::new(&numbers.settings, &numbers.matrix).explain(day);
        Some((told, numbers))
    }

    /// What the account's people do, the latest seen first.
    pub fn contacts_activity(&self, id: &AccountId) -> Vec<ContactActivity> {
        self.inputs(id).map(|(daily, _, today)| people::activity(&daily, today)).unwrap_or_default()
    }

    /// What they had done by the end of a day.
    pub fn contacts_activity_on(&self, id: &AccountId, day: Day) -> Vec<ContactActivity> {
        let Some((mut daily, _, today)) = self.inputs(id) else { return Vec::new() };
        daily.cut_after(day.min(today));
        people::activity(&daily, day.min(today))
    }

    pub fn contacts(&self, id: &AccountId) -> Vec<Contact> {
        self.records_of(id).map(|of| of.contacts.clone()).unwrap_or_default()
    }

    pub fn subscriptions(&self, id: &AccountId) -> Vec<Subscription> {
        self.records_of(id).map(|of| of.subscriptions.clone()).unwrap_or_default()
    }

    pub fn tickets(&self, id: &AccountId) -> Vec<Ticket> {
        self.records_of(id).map(|of| of.tickets.clone()).unwrap_or_default()
    }

    pub fn surveys(&self, id: &AccountId) -> Vec<SurveyResponse> {
        self.records_of(id).map(|of| of.surveys.clone()).unwrap_or_default()
    }

    pub fn invoices(&self, id: &AccountId) -> Vec<Invoice> {
        self.records_of(id).map(|of| of.invoices.clone()).unwrap_or_default()
    }

    /// What our own people said of it, by time.
    pub fn judgements(&self, id: &AccountId) -> Vec<Judgement> {
        self.records_of(id).map(|of| of.judgements.clone()).unwrap_or_default()
    }

    /// The ids of all accounts, in order.
    pub fn account_ids(&self) -> Vec<AccountId> {
        let mut ids: Vec<_> = match self.past() {
            Some(past) => past.ids().cloned().collect(),
            None => self.world().records.ids().cloned().collect(),
        };
        ids.sort_unstable();
        ids
    }

    /// An account's daily rollup, identities resolved.
    pub fn daily(&self, id: &AccountId) -> Option<perennial_model::AccountDaily> {
        self.inputs(id).map(|(daily, _, _)| daily)
    }

    /// An account's records; of a past day those that were known then, as far as is recorded.
    pub(crate) fn records_of(&self, id: &AccountId) -> Option<Arc<AccountRecords>> {
        let world = self.world();
        let id = world.records.identities.account(id);
        let of = world.records.get(id)?;
        let Some(day) = self.past_day() else { return Some(of.clone()) };
        let daily = told(id, world.rollup.daily(id))?;
        Some(Arc::new(known::records(of, &daily, day, self.zone())))
    }

    /// What an account's history is computed from: its days, its records, and the last day.
    pub(crate) fn inputs(
        &self,
        id: &AccountId,
    ) -> Option<(perennial_model::AccountDaily, Arc<AccountRecords>, Day)> {
        let world = self.world();
        let inputs = world.inputs(world.records.identities.account(id));
        let (mut daily, of) = told(id, inputs)??;
        let Some(past) = self.past() else { return Some((daily, of, world.today)) };
        daily.cut_after(past.day);
        Some((daily, of, past.day))
    }
}

/// What could be read; what could not is said in the log.
fn told<T, E: std::fmt::Display>(id: &AccountId, read: Result<T, E>) -> Option<T> {
    read.inspect_err(|error| {
        tracing::error!(%error, account = %id, "an account's facts cannot be read");
    })
    .ok()
}

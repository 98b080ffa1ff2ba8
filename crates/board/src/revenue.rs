//! The revenue ledger of every account that the board knows, as of the board's day.

use std::sync::Arc;

use perennial_model::{AccountId, Day, Zone};
use perennial_revenue::{Ledger, Selection, Settings};

use crate::Board;
use crate::parallel;
use crate::records::AccountRecords;

/// The records that ledgers are made from, as they stood when they were asked for.
pub struct LedgerInputs {
    accounts: Vec<(AccountId, Arc<AccountRecords>)>,
    zone: Zone,
    /// The last day of which something is known.
    pub today: Day,
}

impl Board {
    /// What the ledgers of all accounts are made from.
    pub fn ledger_inputs(&self) -> LedgerInputs {
        let with_records = |id: AccountId| Some((id.clone(), self.records_of(&id)?));
        LedgerInputs {
            accounts: self.account_ids().into_iter().filter_map(with_records).collect(),
            zone: self.zone().clone(),
            today: self.today(),
        }
    }
}

impl LedgerInputs {
    /// The accounts, in the order of their ledgers.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = &AccountId> {
        self.accounts.iter().map(|(id, _)| id)
    }

    /// The account of a ledger, as its record says.
    pub fn account(&self, place: usize) -> Option<&perennial_model::Account> {
        self.accounts.get(place).map(|(_, of)| of.account.as_ref())
    }

    /// How many rows of subscriptions they have.
    pub fn rows(&self) -> u64 {
        self.accounts.iter().map(|(_, of)| of.subscriptions.len() as u64).sum()
    }

    /// One ledger for each account, in their order.
    pub fn ledgers(&self, selection: Selection, settings: &Settings) -> Vec<Ledger<'_>> {
        let records: Vec<&AccountRecords> = self.accounts.iter().map(|(_, of)| &**of).collect();
        parallel::map(&records, |of| {
            Ledger::of(&of.subscriptions, &of.invoices, selection, settings, &self.zone)
        })
    }
}

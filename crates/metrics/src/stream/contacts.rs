//! Which of an account's contacts match a condition.

use std::{collections::HashMap, sync::Arc};

use arrow::{array::ArrayRef, record_batch::RecordBatch};
use perennial_expr::Condition;
use perennial_model::{Contact, ContactId};

use super::rows::{batch, texts};

/// An account's contacts by id.
pub(crate) struct People<'a> {
    known: HashMap<&'a ContactId, &'a Contact>,
}

impl<'a> People<'a> {
    pub fn new(contacts: &'a [Contact]) -> Self {
        Self { known: contacts.iter().map(|contact| (&contact.contact_id, contact)).collect() }
    }

    /// `contact.id`, `contact.role` and `contact.title` of these contacts.
    pub fn columns<'b>(
        &self,
        ids: impl Iterator<Item = Option<&'b ContactId>> + Clone,
    ) -> Vec<(&'static str, ArrayRef)>
    where
        'a: 'b,
    {
        let record = |id: Option<&'b ContactId>| id.and_then(|id| self.known.get(id).copied());
        vec![
            ("contact.id", texts(ids.clone().map(|id| id.map(ContactId::as_str)))),
            ("contact.role", texts(ids.clone().map(|id| record(id)?.role.as_deref()))),
            ("contact.title", texts(ids.map(|id| record(id)?.title.as_deref()))),
        ]
    }

    /// For each of these contacts, and at the end for "no contact known", whether the condition
    /// holds.
    pub fn matching(&self, ids: &[ContactId], condition: &Condition) -> Vec<bool> {
        let all = ids.iter().map(Some).chain([None]);
        let held = batch(self.columns(all))
            .ok()
            .and_then(|batch: RecordBatch| condition.eval(&batch).ok());
        match held {
            Some(held) => held.iter().map(|yes| yes.unwrap_or(false)).collect(),
            // The condition passed its check against these columns.
            None => vec![false; ids.len() + 1],
        }
    }
}

/// Contacts that match, by number; nothing when all do.
pub(crate) type Chosen = Option<Arc<[bool]>>;

/// Whether a contact is one of them; numbers past the end stand for "no contact known".
pub(crate) fn is_chosen(chosen: &Chosen, contact: u32) -> bool {
    chosen.as_ref().is_none_or(|chosen| chosen[(contact as usize).min(chosen.len() - 1)])
}

//! Today's contacts, names and sessions under the numbers that they have in the past.

use perennial_model::{AccountDaily, NO_CONTACT};

use super::Today;
use crate::{kernel::Event, stream::contacts::Chosen};

/// From the numbers of a rollup that holds today only to those of the whole.
pub(super) struct Numbering {
    contacts: Vec<u32>,
    names: Vec<u32>,
    sessions: Vec<u32>,
}

impl Numbering {
    /// None where a contact is new: nothing is known about it, and conditions may ask.
    pub fn new(whole: &Today, today: &AccountDaily) -> Option<Self> {
        let known = |id| whole.contacts.binary_search(id).ok().map(number);
        Some(Self {
            contacts: today.contacts.iter().map(known).collect::<Option<_>>()?,
            names: of_texts(&whole.names, &today.names),
            sessions: of_texts(&whole.sessions, &today.session_ids),
        })
    }

    /// The same choice, of today's contacts.
    pub fn chosen(&self, whole: &Chosen) -> Chosen {
        let whole = whole.as_ref()?;
        let none = whole.len() - 1;
        let of_known = self.contacts.iter().map(|contact| whole[*contact as usize]);
        Some(of_known.chain([whole[none]]).collect())
    }

    pub fn of_fact(&self, event: &mut Event) {
        event.contact = self.contact(event.contact);
        event.name = self.names.get(event.name as usize).copied().unwrap_or(event.name);
    }

    pub fn of_session(&self, event: &mut Event) {
        event.contact = self.contact(event.contact);
        event.name = self.sessions.get(event.name as usize).copied().unwrap_or(event.name);
    }

    fn contact(&self, contact: u32) -> u32 {
        self.contacts.get(contact as usize).copied().unwrap_or(NO_CONTACT)
    }
}

/// What is new gets numbers behind the known ones.
fn of_texts<T: Ord>(whole: &[T], today: &[T]) -> Vec<u32> {
    let mut fresh = whole.len()..;
    let place = |one| whole.binary_search(one).ok().or_else(|| fresh.next());
    today.iter().map(place).map(|place| place.map_or(u32::MAX, number)).collect()
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

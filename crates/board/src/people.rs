//! What an account's people do.

use std::collections::HashMap;

use perennial_model::{AccountDaily, ContactId, Day, FactKind, Micros, NO_CONTACT};

/// How one contact uses the product.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactActivity {
    pub contact_id: ContactId,
    pub first_seen: Micros,
    pub last_seen: Micros,
    /// Usage facts in the 28 days that end today.
    pub events_28d: u64,
    /// Usage facts in the 28 days before those.
    pub events_prev_28d: u64,
}

/// Every contact that a usage fact names, the latest seen first.
pub(crate) fn activity(daily: &AccountDaily, today: Day) -> Vec<ContactActivity> {
    let mut by_contact: HashMap<u32, ContactActivity> = HashMap::new();
    let usage = daily.rows.iter().filter(|row| row.kind == FactKind::Usage && row.day <= today);
    for row in usage.filter(|row| row.contact != NO_CONTACT) {
        let Some(id) = daily.contacts.get(row.contact as usize) else { continue };
        let one = by_contact.entry(row.contact).or_insert_with(|| ContactActivity {
            contact_id: id.clone(),
            first_seen: row.first,
            last_seen: row.last,
            events_28d: 0,
            events_prev_28d: 0,
        });
        one.first_seen = one.first_seen.min(row.first);
        one.last_seen = one.last_seen.max(row.last);
        let age = today.0 - row.day.0;
        if age < 28 {
            one.events_28d += row.count;
        } else if age < 56 {
            one.events_prev_28d += row.count;
        }
    }
    let mut all: Vec<_> = by_contact.into_values().collect();
    all.sort_by(|a, b| b.last_seen.cmp(&a.last_seen).then_with(|| a.contact_id.cmp(&b.contact_id)));
    all
}

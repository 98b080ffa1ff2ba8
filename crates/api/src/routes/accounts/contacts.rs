//! `GET /api/accounts/{id}/contacts`: who is there.

use std::collections::HashMap;

use axum::{Json, extract::Path};
use perennial_board::ContactActivity;
use perennial_model::{Contact, ContactId, Day, Zone};

use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{ContactList, ContactRow, ContactStatus, Date},
    rows::entry_of,
};

/// A contact who was last seen fewer days ago is active.
const ACTIVE_DAYS: i32 = 28;
/// A contact who was last seen more days ago is gone.
const QUIET_DAYS: i32 = 90;

/// The people at an account, with what they did lately.
#[utoipa::path(
    get, path = "/accounts/{id}/contacts", tag = "accounts", params(("id" = String, Path), AsOfQuery),
    responses((status = 200, body = ContactList)),
)]
pub async fn list_contacts(
    _caller: Reader,
    state: View,
    Path(id): Path<String>,
) -> Result<Json<ContactList>, Problem> {
    let entry = entry_of(&state.board, &id)?;
    let mut known: HashMap<ContactId, Contact> =
        state.board.contacts(entry.id()).into_iter().map(|c| (c.contact_id.clone(), c)).collect();
    let (zone, today) = (state.board.zone(), state.board.today());
    // Those who were seen come first, the latest first; then all others by name.
    let mut rows: Vec<ContactRow> = Vec::with_capacity(known.len());
    for activity in state.board.contacts_activity(entry.id()) {
        let contact = known.remove(&activity.contact_id);
        let contact = contact.unwrap_or_else(|| Contact::bare(activity.contact_id.clone()));
        rows.push(row(contact, Some(&activity), zone, today));
    }
    let mut never: Vec<Contact> = known.into_values().collect();
    never.sort_by(|a, b| (&a.name, &a.contact_id).cmp(&(&b.name, &b.contact_id)));
    rows.extend(never.into_iter().map(|contact| row(contact, None, zone, today)));
    Ok(Json(ContactList { rows }))
}

fn row(
    contact: Contact,
    activity: Option<&ContactActivity>,
    zone: &Zone,
    today: Day,
) -> ContactRow {
    let last_seen = activity.map(|activity| zone.day_of(activity.last_seen));
    ContactRow {
        contact_id: contact.contact_id.into_string(),
        name: contact.name,
        email: contact.email,
        title: contact.title,
        role: contact.role,
        first_seen: activity.map(|activity| Date(zone.day_of(activity.first_seen))),
        last_seen: last_seen.map(Date),
        events_28d: activity.map_or(0, |activity| activity.events_28d),
        events_prev_28d: activity.map_or(0, |activity| activity.events_prev_28d),
        status: status(last_seen, today),
    }
}

fn status(last_seen: Option<Day>, today: Day) -> ContactStatus {
    match last_seen.map(|day| today.0 - day.0) {
        None => ContactStatus::Never,
        Some(days) if days < ACTIVE_DAYS => ContactStatus::Active,
        Some(days) if days <= QUIET_DAYS => ContactStatus::Quiet,
        Some(_) => ContactStatus::Gone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_of_28_days_includes_today() {
        let seen = |days_ago: i32| status(Some(Day(1000 - days_ago)), Day(1000));
        assert_eq!(seen(0), ContactStatus::Active);
        assert_eq!(seen(27), ContactStatus::Active);
        assert_eq!(seen(28), ContactStatus::Quiet);
        assert_eq!(seen(90), ContactStatus::Quiet);
        assert_eq!(seen(91), ContactStatus::Gone);
        assert_eq!(status(None, Day(0)), ContactStatus::Never);
    }
}

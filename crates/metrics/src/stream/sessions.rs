//! Sessions of use: how long somebody stayed.

use perennial_model::{AccountDaily, Micros};

use super::{
    Stream,
    contacts::{Chosen, is_chosen},
};
use crate::{Axis, kernel::Event};

/// The sessions of contacts that are chosen, day by day; their value is their length in minutes.
pub(crate) fn stream(daily: &AccountDaily, chosen: &Chosen, axis: Axis) -> Stream {
    const MINUTE: f64 = 60.0 * Micros::SECOND as f64;
    let mut stream = Stream { contacts: daily.contacts.len(), ..Stream::default() };
    for row in daily.sessions.iter().filter(|row| is_chosen(chosen, row.contact)) {
        let day = axis.number(row.day);
        if day < 0 {
            continue;
        }
        let minutes = (row.last.0 - row.first.0) as f64 / MINUTE;
        stream.names = stream.names.max(row.session as usize + 1);
        stream.events.push(Event { day, contact: row.contact, name: row.session, count: 1 });
        stream.values.push((day, minutes));
    }
    stream.sums.clone_from(&stream.values);
    stream.minutes.clone_from(&stream.values);
    stream
}

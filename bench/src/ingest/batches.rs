//! What the facts are: events of a product as its server's client library sends them. 200 accounts
//! with five contacts each, twenty event names.

use super::template::{ID, TIME};

/// One event.
pub struct Event {
    pub account: String,
    pub contact: String,
    pub name: String,
    pub value: usize,
    /// As JSON.
    pub properties: String,
}

/// The events of a worker's batch; `variant` tells batches apart.
pub fn events(variant: usize, batch: usize) -> impl Iterator<Item = Event> {
    (0..batch).map(move |n| {
        let n = variant * 7_919 + n;
        let (contact, value) = (n * 31 % 1_000, n % 13);
        Event {
            account: format!("account-{:04}", contact / 5),
            contact: format!("user-{contact:06}"),
            name: format!("Report Opened {}", n % 20),
            value,
            properties: format!(
                "{{\"plan\":\"pro\",\"section\":\"dashboard\",\"seats\":{},\"value\":{value}}}",
                n % 50
            ),
        }
    })
}

/// The batch as the body of an HTTP call.
pub fn json(variant: usize, batch: usize) -> String {
    let events: Vec<String> = events(variant, batch)
        .map(|event| {
            format!(
                "{{\"type\":\"track\",\"messageId\":\"{ID}\",\"event\":\"{}\",\"userId\":\"{}\",\
                 \"timestamp\":\"{TIME}\",\"context\":{{\"groupId\":\"{}\",\"library\":{{\"name\":\
                 \"analytics-node\",\"version\":\"2.1.0\"}}}},\"properties\":{}}}",
                event.name, event.contact, event.account, event.properties
            )
        })
        .collect();
    format!("{{\"batch\":[{}],\"sentAt\":\"{TIME}\"}}", events.join(","))
}

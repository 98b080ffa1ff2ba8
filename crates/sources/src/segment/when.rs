//! When something happened, by our clock.
//!
//! A device's clock may be wrong, but the time between the event and the sending is right by it:
//! `timestamp = receivedAt − (sentAt − originalTimestamp)`, after Segment's specification of the
//! common fields.

use perennial_model::{Micros, Zone};
use serde_json::value::RawValue;

use super::{
    fields::{Fields, Raw},
    json,
};

/// 1990-01-01. What is older is a clock that was never set.
const EARLIEST: Micros = Micros(631_152_000_000_000);

/// The time of an item, never after `now`.
///
/// # Errors
/// The text that is no time.
pub(super) fn occurred_at(
    item: &Fields<'_>,
    batch_sent_at: Option<Micros>,
    now: Micros,
) -> Result<Micros, String> {
    let timestamp = strict(item.timestamp)?;
    let original = strict(item.original_timestamp)?;
    // Forwarded by Segment itself, which has put the timestamp right already.
    let corrected = timestamp.filter(|_| original.is_some() && item.received_at.is_some());
    if let Some(at) = corrected {
        return Ok(within(at, now));
    }
    let Some(original) = original.or(timestamp) else { return Ok(now) };
    let sent_at = lenient(item.sent_at).or(batch_sent_at);
    let at = match sent_at {
        Some(sent) => Micros(now.0.saturating_sub(sent.0.saturating_sub(original.0))),
        None => original,
    };
    Ok(within(at, now))
}

/// A time, or nothing where there is none that can be read.
pub(super) fn lenient(value: Raw<'_>) -> Option<Micros> {
    strict(value).ok().flatten()
}

/// ISO 8601 (UTC without an offset), or milliseconds since 1970 as a number.
fn strict(value: Raw<'_>) -> Result<Option<Micros>, String> {
    let Some(json) = value.map(RawValue::get).filter(|json| *json != "null") else {
        return Ok(None);
    };
    if json.starts_with('"') {
        let text = json::string(json).map_err(|_| json.to_owned())?;
        if text.trim().is_empty() {
            return Ok(None);
        }
        return Micros::parse(&text, &Zone::utc()).map(Some).map_err(|_| text.into_owned());
    }
    let millis = json.parse().map_err(|_| json.to_owned())?;
    Ok(Some(Micros::from_millis(millis)))
}

/// Nothing has happened after it arrived, and a clock at its factory setting says nothing.
fn within(at: Micros, now: Micros) -> Micros {
    if at < EARLIEST || at > now { now } else { at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn at(text: &str) -> Micros {
        Micros::parse(text, &Zone::utc()).unwrap()
    }

    fn when(item: Value, sent: Option<&str>) -> Result<String, String> {
        let text = item.to_string();
        let fields: Fields<'_> = serde_json::from_str(&text).unwrap();
        occurred_at(&fields, sent.map(at), at("2026-03-01T12:00:00Z")).map(|at| at.to_string())
    }

    #[test]
    fn a_wrong_clock_is_put_right() {
        // The device is an hour ahead; the event happened 10 s before it was sent.
        let item = json!({"timestamp": "2026-03-01T12:59:50Z"});
        assert_eq!(
            when(item.clone(), Some("2026-03-01T13:00:00Z")).unwrap(),
            "2026-03-01T11:59:50Z"
        );
        let item = json!({"timestamp": "2026-03-01T12:59:50Z", "sentAt": "2026-03-01T13:00:00Z"});
        assert_eq!(when(item, None).unwrap(), "2026-03-01T11:59:50Z");
        let item = json!({"originalTimestamp": "2026-02-27T09:00:00Z", "timestamp": "x".repeat(0), "sentAt": "2026-03-01T09:00:00Z"});
        assert_eq!(when(item, None).unwrap(), "2026-02-27T12:00:00Z");
    }

    #[test]
    fn nonsense_becomes_the_time_of_arrival() {
        let now = "2026-03-01T12:00:00Z";
        assert_eq!(when(json!({}), None).unwrap(), now);
        assert_eq!(when(json!({"timestamp": "2031-01-01T00:00:00Z"}), None).unwrap(), now);
        assert_eq!(when(json!({"timestamp": "1970-01-01T00:00:00Z"}), None).unwrap(), now);
        assert_eq!(
            when(json!({"timestamp": "2026-03-01T13:00:00Z"}), Some("2026-03-01T12:00:00Z"))
                .unwrap(),
            now
        );
        assert_eq!(
            when(json!({"timestamp": 1_700_000_000_000_i64}), None).unwrap(),
            "2023-11-14T22:13:20Z"
        );
        assert!(when(json!({"timestamp": "yesterday"}), None).is_err());
        assert!(when(json!({"timestamp": {}}), None).is_err());
    }

    #[test]
    fn what_segment_forwards_is_right_already() {
        let item = json!({"timestamp": "2024-01-01T00:00:00Z", "originalTimestamp": "2024-01-01T01:00:00Z",
            "sentAt": "2024-01-01T01:00:00Z", "receivedAt": "2024-01-01T00:00:00Z"});
        assert_eq!(when(item, None).unwrap(), "2024-01-01T00:00:00Z");
    }
}

//! Days and times written as text.

use jiff::{Timestamp, civil, tz::TimeZone};

use crate::calendar;

/// Days since 1970-01-01 of a text such as `2026-01-31`.
pub(crate) fn day(text: &str) -> Option<i32> {
    let text = text.trim();
    if text.len() != "2026-01-31".len() {
        return None;
    }
    text.parse::<civil::Date>().ok().map(calendar::number)
}

/// Microseconds since 1970-01-01T00:00:00Z of a day (its first moment) or of a day and time, in
/// `zone` where it has no offset of its own.
pub(crate) fn time(text: &str, zone: &TimeZone) -> Option<i64> {
    let text = text.trim();
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Some(instant.as_microsecond());
    }
    let civil = text.parse::<civil::DateTime>().ok()?;
    zone.to_ambiguous_timestamp(civil).compatible().ok().map(Timestamp::as_microsecond)
}

/// The day in `zone` that an instant falls on.
pub(crate) fn day_of(micros: i64, zone: &TimeZone) -> Option<i32> {
    let instant = Timestamp::from_microsecond(micros).ok()?;
    Some(calendar::number(zone.to_datetime(instant).date()))
}

/// The first moment of a day in `zone`.
pub(crate) fn start_of(day: i32, zone: &TimeZone) -> Option<i64> {
    let midnight = calendar::date(day)?.to_datetime(civil::Time::midnight());
    zone.to_ambiguous_timestamp(midnight).compatible().ok().map(Timestamp::as_microsecond)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_whole_date_and_a_time_may_be_one() {
        assert_eq!(day("1970-01-02"), Some(1));
        assert_eq!(day("2026-01-31T10:00"), None);
        assert_eq!(day("31.01.2026"), None);
        assert_eq!(time("1970-01-01 00:00:01.5", &TimeZone::UTC), Some(1_500_000));
        assert_eq!(time("1970-01-01T02:00:00+02:00", &TimeZone::UTC), Some(0));
        assert_eq!(time("soon", &TimeZone::UTC), None);
    }

    #[test]
    fn days_begin_in_their_zone() {
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        let start = time("2026-02-01", &berlin);
        assert_eq!(start, time("2026-01-31T23:00:00Z", &TimeZone::UTC));
        assert_eq!(start_of(day("2026-02-01").unwrap(), &berlin), start);
        assert_eq!(day_of(start.unwrap() - 1, &berlin), day("2026-01-31"));
        assert_eq!(start_of(i32::MAX, &berlin), None);
    }
}

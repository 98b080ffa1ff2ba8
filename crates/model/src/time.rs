//! Instants, days and the company's time zone.

use std::fmt;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// An instant: microseconds since 1970-01-01T00:00:00Z.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Micros(pub i64);

/// Microseconds in a day of 24 hours.
pub const DAY_MICROS: i64 = 86_400_000_000;

impl Micros {
    pub const SECOND: i64 = 1_000_000;

    pub fn from_millis(millis: i64) -> Self {
        Self(millis.saturating_mul(1000))
    }

    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(Self::SECOND)))
    }

    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(DAY_MICROS)))
    }

    /// Reads ISO 8601 / RFC 3339: a date, or a date and time; without an offset it is in `zone`.
    ///
    /// # Errors
    /// [`TimeError::NotATime`] when the text is neither.
    pub fn parse(text: &str, zone: &Zone) -> Result<Self, TimeError> {
        let text = text.trim();
        if let Ok(at) = text.parse::<jiff::Timestamp>() {
            return Ok(Self(at.as_microsecond()));
        }
        let civil = text
            .parse::<jiff::civil::DateTime>()
            .map_err(|_| TimeError::NotATime(text.to_owned()))?;
        zone.instant_of(civil)
    }

    /// RFC 3339 in UTC, with as many decimals as it needs.
    pub fn to_rfc3339(self) -> String {
        jiff::Timestamp::from_microsecond(self.0)
            .map_or_else(|_| self.0.to_string(), |t| t.to_string())
    }
}

impl fmt::Display for Micros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_rfc3339())
    }
}

/// A calendar day in the company's time zone: days since 1970-01-01.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Day(pub i32);

impl Day {
    /// # Errors
    /// [`TimeError::NotADay`] when the text is not `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let date: jiff::civil::Date =
            text.trim().parse().map_err(|_| TimeError::NotADay(text.to_owned()))?;
        Ok(Self::from_date(date))
    }

    pub fn from_date(date: jiff::civil::Date) -> Self {
        let epoch = jiff::civil::date(1970, 1, 1);
        Self(date.since(epoch).map_or(0, |span| span.get_days()))
    }

    pub fn to_date(self) -> jiff::civil::Date {
        use jiff::ToSpan;
        let epoch = jiff::civil::date(1970, 1, 1);
        epoch.saturating_add(self.0.days())
    }

    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.to_date())
    }
}

/// The company's time zone: days begin at its midnight.
#[derive(Debug, Clone)]
pub struct Zone {
    tz: TimeZone,
    is_utc: bool,
}

impl Zone {
    pub fn utc() -> Self {
        Self { tz: TimeZone::UTC, is_utc: true }
    }

    /// A zone by its IANA name, such as `Europe/Berlin`.
    ///
    /// # Errors
    /// [`TimeError::UnknownZone`] when there is none of that name.
    pub fn named(name: &str) -> Result<Self, TimeError> {
        if name == "UTC" {
            return Ok(Self::utc());
        }
        let tz = TimeZone::get(name).map_err(|_| TimeError::UnknownZone(name.to_owned()))?;
        Ok(Self { tz, is_utc: false })
    }

    pub fn name(&self) -> &str {
        self.tz.iana_name().unwrap_or("UTC")
    }

    /// The zone as `jiff` has it.
    pub fn time_zone(&self) -> TimeZone {
        self.tz.clone()
    }

    /// The day that an instant falls on.
    pub fn day_of(&self, at: Micros) -> Day {
        if self.is_utc {
            return Day(i32::try_from(at.0.div_euclid(DAY_MICROS)).unwrap_or(i32::MAX));
        }
        jiff::Timestamp::from_microsecond(at.0)
            .map_or(Day(0), |t| Day::from_date(self.tz.to_datetime(t).date()))
    }

    /// The first instant of a day.
    pub fn start_of(&self, day: Day) -> Micros {
        if self.is_utc {
            return Micros(i64::from(day.0) * DAY_MICROS);
        }
        self.tz
            .to_ambiguous_timestamp(day.to_date().to_datetime(jiff::civil::Time::midnight()))
            .compatible()
            .map_or(Micros(i64::from(day.0) * DAY_MICROS), |t| Micros(t.as_microsecond()))
    }

    /// The instant at which the zone's clocks show `civil`; the later offset's reading in a gap.
    ///
    /// # Errors
    /// [`TimeError::NotATime`] when it lies outside what can be represented.
    pub fn instant_of(&self, civil: jiff::civil::DateTime) -> Result<Micros, TimeError> {
        self.tz
            .to_ambiguous_timestamp(civil)
            .compatible()
            .map(|t| Micros(t.as_microsecond()))
            .map_err(|_| TimeError::NotATime(civil.to_string()))
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self::utc()
    }
}

/// What can be wrong with a time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    #[error("\"{0}\" is not a time; write it as 2026-01-31 or 2026-01-31T09:30:00Z")]
    NotATime(String),
    #[error("\"{0}\" is not a day; write it as 2026-01-31")]
    NotADay(String),
    #[error("there is no time zone \"{0}\"; use an IANA name such as Europe/Berlin")]
    UnknownZone(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_begin_at_the_zones_midnight() {
        let berlin = Zone::named("Europe/Berlin").unwrap();
        let at = Micros::parse("2026-01-31T23:30:00Z", &Zone::utc()).unwrap();
        assert_eq!(berlin.day_of(at).to_string(), "2026-02-01");
        assert_eq!(Zone::utc().day_of(at).to_string(), "2026-01-31");
        assert_eq!(
            berlin.start_of(Day::parse("2026-02-01").unwrap()).to_string(),
            "2026-01-31T23:00:00Z"
        );
    }

    #[test]
    fn days_before_1970_are_whole_too() {
        assert_eq!(Zone::utc().day_of(Micros(-1)).to_string(), "1969-12-31");
    }

    #[test]
    fn a_civil_time_is_in_the_zone_and_an_offset_wins() {
        let berlin = Zone::named("Europe/Berlin").unwrap();
        assert_eq!(
            Micros::parse("2026-07-01", &berlin).unwrap().to_string(),
            "2026-06-30T22:00:00Z"
        );
        assert_eq!(
            Micros::parse("2026-07-01T00:00:00Z", &berlin).unwrap().to_string(),
            "2026-07-01T00:00:00Z"
        );
        assert!(Micros::parse("17-08-2023", &berlin).is_err());
    }
}

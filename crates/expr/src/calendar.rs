//! Days, as numbers since 1970-01-01, in the calendar: years, months, ISO weeks.

use jiff::{Span, civil};

use crate::node::{DatePart, DateUnit};

/// Nothing outside the years -9999 to 9999.
pub(crate) fn date(day: i32) -> Option<civil::Date> {
    EPOCH.checked_add(Span::new().try_days(day).ok()?).ok()
}

pub(crate) fn number(date: civil::Date) -> i32 {
    date.since(EPOCH).map_or(0, |span| span.get_days())
}

/// The first day of the week, month, quarter or year that a day is in. A week begins on Monday.
pub(crate) fn truncated(day: i32, unit: DateUnit) -> Option<i32> {
    let date = date(day)?;
    let month = match unit {
        DateUnit::Week => return day.checked_sub(i32::from(weekday(date)) - 1),
        DateUnit::Month => date.month(),
        DateUnit::Quarter => (date.month() - 1) / 3 * 3 + 1,
        DateUnit::Year => 1,
    };
    civil::Date::new(date.year(), month, 1).ok().map(number)
}

pub(crate) fn part(day: i32, part: DatePart) -> Option<f64> {
    let date = date(day)?;
    Some(match part {
        DatePart::Year => f64::from(date.year()),
        DatePart::Month => f64::from(date.month()),
        DatePart::DayOfMonth => f64::from(date.day()),
        DatePart::Weekday => f64::from(weekday(date)),
    })
}

/// So many months later, or earlier below zero; the fraction is dropped. Where that month is too
/// short, its last day.
pub(crate) fn add_months(day: i32, months: f64) -> Option<i32> {
    #[allow(clippy::cast_possible_truncation)] // what is out of the calendar is refused next
    let months = Span::new().try_months(months as i64).ok()?;
    date(day)?.checked_add(months).ok().map(number)
}

const EPOCH: civil::Date = civil::date(1970, 1, 1);

/// 1 for Monday to 7 for Sunday.
fn weekday(date: civil::Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> i32 {
        number(text.parse().unwrap())
    }

    #[test]
    fn units_begin_on_their_first_day() {
        let begins = |text: &str, unit| date(truncated(day(text), unit).unwrap()).unwrap();
        assert_eq!(begins("2026-01-01", DateUnit::Week).to_string(), "2025-12-29");
        assert_eq!(begins("2026-01-05", DateUnit::Week).to_string(), "2026-01-05");
        assert_eq!(begins("1969-12-31", DateUnit::Week).to_string(), "1969-12-29");
        assert_eq!(begins("2024-02-29", DateUnit::Month).to_string(), "2024-02-01");
        assert_eq!(begins("2026-12-31", DateUnit::Quarter).to_string(), "2026-10-01");
        assert_eq!(begins("2026-03-31", DateUnit::Quarter).to_string(), "2026-01-01");
        assert_eq!(begins("2026-03-31", DateUnit::Year).to_string(), "2026-01-01");
        assert_eq!(truncated(i32::MIN, DateUnit::Week), None);
    }

    #[test]
    fn months_end_where_they_end() {
        let later = |text: &str, months| add_months(day(text), months).and_then(date);
        assert_eq!(later("2026-01-31", 1.0).unwrap().to_string(), "2026-02-28");
        assert_eq!(later("2023-11-30", 3.9).unwrap().to_string(), "2024-02-29");
        assert_eq!(later("2024-02-29", -12.0).unwrap().to_string(), "2023-02-28");
        assert_eq!(later("2026-01-31", 1e300), None);
        assert_eq!(later("9999-12-31", 1.0), None);
    }

    #[test]
    fn sunday_is_the_seventh() {
        assert_eq!(part(day("2026-02-01"), DatePart::Weekday), Some(7.0));
        assert_eq!(part(day("2026-02-02"), DatePart::Weekday), Some(1.0));
        assert_eq!(part(day("1969-07-20"), DatePart::DayOfMonth), Some(20.0));
        assert_eq!(part(i32::MAX, DatePart::Year), None);
    }
}

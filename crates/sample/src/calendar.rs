//! The rhythm of work: weekdays, holidays, the season.

use perennial_model::Day;

/// Monday is 0.
pub(crate) fn weekday(day: Day) -> i32 {
    (day.0 + 3).rem_euclid(7)
}

pub(crate) fn is_workday(day: Day) -> bool {
    weekday(day) < 5
}

/// The same day of the month, so many months later (or the last day of a shorter month).
pub(crate) fn add_months(day: Day, months: i32) -> Day {
    use jiff::ToSpan;
    Day::from_date(day.to_date().saturating_add(months.months()))
}

/// How much of a usual working day this day is for an office in that country.
pub(crate) fn pace(day: Day, country: &str) -> f64 {
    let of_week = match weekday(day) {
        4 => 0.9,
        5 => 0.09,
        6 => 0.04,
        _ => 1.0,
    };
    let date = day.to_date();
    let (month, of_month) = (date.month(), date.day());
    if is_holiday(country, month, of_month) {
        return of_week * 0.1;
    }
    let of_year = match (month, of_month) {
        (12, 21..) | (1, 1..=3) => 0.45,
        (8, _) if matches!(country, "FR" | "NL" | "SE") => 0.72,
        (7, _) if country == "SE" => 0.6,
        (7 | 8, _) => 0.9,
        _ => 1.0,
    };
    of_week * of_year
}

fn is_holiday(country: &str, month: i8, day: i8) -> bool {
    if matches!((month, day), (1, 1) | (12, 25)) {
        return true;
    }
    match country {
        "US" => matches!((month, day), (7, 4) | (11, 27..=28) | (5, 26) | (9, 1)),
        "CA" => matches!((month, day), (7, 1) | (10, 13) | (12, 26)),
        "GB" => matches!((month, day), (5, 5 | 26) | (8, 25) | (12, 26)),
        "AU" => matches!((month, day), (1, 26) | (4, 25) | (12, 26)),
        "DE" => matches!((month, day), (5, 1) | (10, 3) | (12, 24 | 26 | 31)),
        "FR" => matches!((month, day), (5, 1 | 8) | (7, 14) | (8, 15) | (11, 1 | 11)),
        "NL" => matches!((month, day), (4, 27) | (12, 26)),
        "SE" => matches!((month, day), (1, 6) | (5, 1) | (6, 6 | 20) | (12, 24 | 26)),
        _ => false,
    }
}

/// The hour, in UTC, at which a working day begins there; late enough that no day slips into the
/// one before or after.
pub(crate) fn first_hour(country: &str) -> i32 {
    match country {
        "US" | "CA" => 13,
        "AU" => 0,
        "GB" => 8,
        _ => 7,
    }
}

/// A seasonal trade's share of its peak, by month; `turn` moves the peak.
pub(crate) fn season(day: Day, turn: i32) -> f64 {
    const SHARES: [f64; 12] = [1.0, 0.97, 0.8, 0.52, 0.32, 0.24, 0.22, 0.26, 0.42, 0.66, 0.88, 1.0];
    let month = i32::from(day.to_date().month()) - 1;
    let at = usize::try_from((month + turn).rem_euclid(12)).unwrap_or(0);
    SHARES.get(at).copied().unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_week_and_the_year_have_their_days() {
        let day = |text| Day::parse(text).unwrap();
        assert_eq!(weekday(day("2026-03-02")), 0);
        assert_eq!(weekday(day("2026-03-08")), 6);
        assert!(pace(day("2026-03-08"), "US") < 0.1);
        assert!(pace(day("2025-12-25"), "DE") < 0.2);
        assert_eq!(add_months(day("2025-01-31"), 1), day("2025-02-28"));
        assert_eq!(add_months(day("2025-03-15"), -12), day("2024-03-15"));
    }
}

//! How often customers who stayed were under warning, and where it would hurt most: around holidays,
//! at small and at new accounts.

use perennial_health::backtest::{self, Share};
use perennial_model::Day;

use super::{Asked, Prepared, column};

/// What it is told by.
pub(super) const METRICS: [&str; 2] = [PEOPLE, AGE];
const PEOPLE: &str = "active_contacts_90d";
const AGE: &str = "days_since_first_seen";

/// An account with so many active people at most is small.
const SMALL: f64 = 3.0;
/// An account is new for so many days after it was first seen.
const NEW: f64 = 90.0;

/// How many account-days of who stayed were under warning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FalseAlarms {
    /// `all`, `year_end`, `small` or `new`.
    pub key: &'static str,
    pub name: &'static str,
    /// Of the account-days that were judged and after which nobody left within the horizon, those
    /// under warning.
    pub share: Share,
}

impl FalseAlarms {
    /// 0 to 1; nothing where there are no such days.
    pub fn rate(&self) -> Option<f64> {
        (self.share.of > 0.0).then(|| self.share.are / self.share.of)
    }
}

pub(super) fn all(prepared: &Prepared, asked: &Asked) -> Vec<FalseAlarms> {
    let (past, judged) = (prepared.past(), asked.judged());
    let (people, age) = (
        column(&prepared.lens, &prepared.panel, PEOPLE),
        column(&prepared.lens, &prepared.panel, AGE),
    );
    let days = &prepared.lens.days;
    let at = |account: usize, day: usize| account * days.len() + day;
    let of = |key, name, counts: &dyn Fn(usize, usize) -> bool| {
        let share = backtest::false_alarms(&past, &judged, &prepared.settings, counts)?;
        Some(FalseAlarms { key, name, share })
    };
    [
        of("all", "all of them", &|_, _| true),
        of("year_end", "from 20 December to 10 January", &|_, day| is_year_end(days[day])),
        of("small", "accounts with three active people or fewer", &|account, day| {
            people[at(account, day)] <= SMALL
        }),
        of("new", "accounts in their first 90 days", &|account, day| age[at(account, day)] < NEW),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Holidays, and the weeks that still hold them in their windows.
fn is_year_end(day: Day) -> bool {
    let text = day.to_string();
    let month_and_day = text.get(text.len().saturating_sub(5)..).unwrap_or_default();
    month_and_day >= "12-20" || month_and_day <= "01-10"
}

/// "Of the weeks of those who stayed 12 % were under warning: …"
pub(super) fn sentence(all: &[FalseAlarms]) -> Option<String> {
    let percent = |one: &FalseAlarms| Some(format!("{:.0} %", 100.0 * one.rate()?));
    let (whole, parts) = all.split_first()?;
    let told = |one: &FalseAlarms| {
        let at = if one.name.contains("accounts") { "at " } else { "" };
        Some(format!("{} {at}{}", percent(one)?, one.name))
    };
    let told: Vec<String> = parts.iter().filter_map(told).collect();
    let head = format!(
        "Those who stayed were under warning on {} of the days that were asked about",
        percent(whole)?
    );
    Some(if told.is_empty() { format!("{head}.") } else { format!("{head}; {}.", told.join(", ")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_turn_of_the_year_is_three_weeks() {
        let day = |text| Day::parse(text).unwrap();
        let holds = ["2025-12-20", "2025-12-31", "2026-01-10"].map(|text| is_year_end(day(text)));
        let not = ["2025-12-19", "2026-01-11", "2026-06-30"].map(|text| is_year_end(day(text)));
        assert_eq!((holds, not), ([true; 3], [false; 3]));
    }

    #[test]
    fn rates_are_told_and_what_has_no_days_is_left_out() {
        let of = |key, name, of, are| FalseAlarms { key, name, share: Share { of, are } };
        let all = [
            of("all", "all", 200.0, 13.0),
            of("small", "small accounts", 50.0, 4.0),
            of("new", "new", 0.0, 0.0),
        ];
        let expected = "Those who stayed were under warning on 6 % of the days that were asked about; 8 % at small accounts.";
        assert_eq!(sentence(&all).as_deref(), Some(expected));
        assert_eq!(sentence(&[]), None);
    }
}

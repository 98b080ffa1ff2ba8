//! Numbers and dates as a person says them.

use perennial_model::Day;

/// `12,410`; halves are rounded away from zero.
#[allow(clippy::cast_possible_truncation)]
pub fn count(number: f64) -> String {
    let whole = number.round() as i64;
    let digits = whole.unsigned_abs().to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if whole < 0 { format!("-{text}") } else { text }
}

/// `62%`, of a share.
pub fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// `1 person`, `5 people`.
pub fn counted(number: f64, one: &str, many: &str) -> String {
    let text = count(number);
    if text == "1" { format!("1 {one}") } else { format!("{text} {many}") }
}

/// `today`, `yesterday`, `9 days ago`.
pub fn ago(day: Day, today: Day) -> String {
    match i64::from(today.0) - i64::from(day.0) {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        n => format!("{n} days ago"),
    }
}

/// `3 Mar 2026`.
pub fn date(day: Day) -> String {
    day.to_date().strftime("%-d %b %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_a_person_says_it() {
        assert_eq!(count(410.4), "410");
        assert_eq!(count(1_234_567.0), "1,234,567");
        assert_eq!(count(-1000.0), "-1,000");
        assert_eq!(percent(0.619), "62%");
        assert_eq!(counted(1.0, "week", "weeks"), "1 week");
        assert_eq!(counted(12.0, "week", "weeks"), "12 weeks");
        assert_eq!(ago(Day(1), Day(10)), "9 days ago");
        assert_eq!(ago(Day(9), Day(10)), "yesterday");
        assert_eq!(date(Day::parse("2026-03-03").unwrap()), "3 Mar 2026");
    }
}

//! How a file writes its dates.

use jiff::fmt::strtime::BrokenDownTime;
use perennial_model::{Micros, Zone};

/// Ways to write a day, those that are surest first; of two that differ in order only, the day
/// comes first in this list.
const BASES: [&str; 17] = [
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%d.%m.%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d-%m-%y",
    "%d.%m.%y",
    "%d/%m/%y",
    "%m/%d/%y",
    "%d-%b-%Y",
    "%d %b %Y",
    "%b %d, %Y",
    "%b %d %Y",
    "%B %d, %Y",
    "%d %B %Y",
];

/// Ways to write the time of the day behind it, the longest first.
const TIMES: [&str; 5] = [" %H:%M:%S", " %I:%M:%S %p", " %I:%M %p", " %H:%M", ""];

/// So many values decide which ways are worth trying on all.
const FIRST: usize = 40;
/// This part of a column's values has to be readable in one way.
const NEARLY_ALL: f64 = 0.95;

/// How a column writes times.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Dates {
    Iso,
    /// Ways that read nearly all values equally well: place in the list and the formats in use.
    Written(Vec<(usize, Vec<String>)>),
    Unix,
    UnixMillis,
}

/// How these values, none of them empty, write times; nothing where they are no times.
pub(crate) fn look(values: &[&str]) -> Option<Dates> {
    let first = values.get(..FIRST.min(values.len()))?;
    let part = |hits: usize, of: usize| hits as f64 >= NEARLY_ALL * of as f64 && of > 0;
    let iso = |some: &[&str]| some.iter().filter(|text| is_iso(text)).count();
    if part(iso(first), first.len()) && part(iso(values), values.len()) {
        return Some(Dates::Iso);
    }
    if let Some(unix) = unix(values) {
        return Some(unix);
    }
    let worth: Vec<usize> =
        (0..BASES.len()).filter(|base| part(hits(*base, first).0, first.len())).collect();
    let mut ways: Vec<(usize, usize, Vec<String>)> = worth
        .into_iter()
        .map(|base| {
            let (hits, formats) = hits(base, values);
            (base, hits, formats)
        })
        .filter(|(_, hits, _)| part(*hits, values.len()))
        .collect();
    let most = ways.iter().map(|(_, hits, _)| *hits).max()?;
    ways.retain(|(_, hits, _)| *hits == most);
    Some(Dates::Written(ways.into_iter().map(|(base, _, formats)| (base, formats)).collect()))
}

fn is_iso(text: &str) -> bool {
    text.len() >= 10
        && text.as_bytes().get(4) == Some(&b'-')
        && Micros::parse(text, &Zone::utc()).is_ok()
}

/// Seconds or milliseconds since 1970, between 2001 and 2033.
fn unix(values: &[&str]) -> Option<Dates> {
    let all = |length: usize, from: &str| {
        values.iter().all(|text| {
            text.len() == length && text.bytes().all(|b| b.is_ascii_digit()) && *text >= from
        })
    };
    if all(10, "1000000000") {
        return Some(Dates::Unix);
    }
    all(13, "1000000000000").then_some(Dates::UnixMillis)
}

/// How many values are days after a base, and the formats that they need, the longest first.
fn hits(base: usize, values: &[&str]) -> (usize, Vec<String>) {
    let formats = TIMES.map(|time| format!("{}{time}", BASES[base]));
    let mut used = [false; TIMES.len()];
    let mut hits = 0;
    for text in values {
        let has_time = text.contains(':');
        let fitting = formats
            .iter()
            .enumerate()
            .filter(|(at, _)| TIMES[*at].is_empty() != has_time)
            .find(|(_, format)| reads(format, text));
        if let Some((at, _)) = fitting {
            used[at] = true;
            hits += 1;
        }
    }
    let used = formats.into_iter().zip(used).filter_map(|(format, used)| used.then_some(format));
    (hits, used.collect())
}

fn reads(format: &str, text: &str) -> bool {
    let day = BrokenDownTime::parse(format, text).ok().and_then(|broken| broken.to_date().ok());
    day.is_some_and(|day| (1990..=2100).contains(&day.year()))
}

/// The formats of a file whose time columns look like this, and what a person should know.
pub(crate) fn formats(columns: &[(&str, &Dates)], zone: &Zone) -> (Vec<String>, Vec<String>) {
    let (mut formats, mut notes) = (Vec::new(), Vec::new());
    let month_first = ["America/", "US/"].iter().any(|land| zone.name().starts_with(land));
    let sure: Vec<usize> = columns
        .iter()
        .filter_map(|(_, dates)| match dates {
            Dates::Written(ways) if ways.len() == 1 => ways.first().map(|(base, _)| *base),
            _ => None,
        })
        .collect();
    for (column, dates) in columns {
        let found: &[String] = match dates {
            Dates::Iso => &[],
            Dates::Unix => &["unix".to_owned()],
            Dates::UnixMillis => &["unix_ms".to_owned()],
            Dates::Written(ways) => {
                let known = ways.iter().find(|(base, _)| sure.contains(base));
                let own = if month_first { ways.last() } else { ways.first() };
                if known.is_none()
                    && ways.len() > 1
                    && let Some((base, _)) = own
                {
                    let order = if BASES[*base].starts_with("%m") { "month" } else { "day" };
                    notes.push(format!(
                        "the dates in {column} can be read day first or month first; they are taken \
                         {order} first, so look at the preview and change the format if that is wrong"
                    ));
                }
                known.or(own).map_or(&[], |(_, formats)| formats.as_slice())
            }
        };
        for format in found {
            if !formats.contains(format) {
                formats.push(format.clone());
            }
        }
    }
    // One that reads a day only would stop at the time behind it.
    formats.sort_by_key(|format| std::cmp::Reverse(format.len()));
    (formats, notes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formats_of(values: &[&str]) -> (Vec<String>, usize) {
        let dates = look(values).unwrap();
        let (formats, notes) = formats(&[("when", &dates)], &Zone::utc());
        (formats, notes.len())
    }

    #[test]
    fn dates_of_many_lands() {
        assert_eq!(look(&["2026-01-31", "2026-02-01T10:00:00Z"]), Some(Dates::Iso));
        assert_eq!(formats_of(&["31-01-2026", "01-02-2026"]), (vec!["%d-%m-%Y".into()], 0));
        assert_eq!(formats_of(&["1/31/2026", "2/1/2026"]), (vec!["%m/%d/%Y".into()], 0));
        assert_eq!(
            formats_of(&["28-07-2023 03:00", "31-07-2023"]),
            (vec!["%d-%m-%Y %H:%M".into(), "%d-%m-%Y".into()], 0)
        );
        assert_eq!(formats_of(&["Jan 31, 2026"]).0, ["%b %d, %Y"]);
        assert_eq!(formats_of(&["31.01.26"]).0, ["%d.%m.%y"]);
        assert_eq!(formats_of(&["01/31/2026 9:05 PM"]).0, ["%m/%d/%Y %I:%M %p"]);
        assert_eq!(look(&["1700000000"]), Some(Dates::Unix));
        assert_eq!(look(&["1700000000000"]), Some(Dates::UnixMillis));
        for no_date in ["feature_20", "12", "A-2e4581", "12.5", "2026"] {
            assert_eq!(look(&[no_date]), None, "{no_date}");
        }
    }

    #[test]
    fn what_can_be_read_both_ways_is_said_unless_another_column_tells() {
        assert_eq!(formats_of(&["01/02/2026", "03/04/2026"]), (vec!["%d/%m/%Y".into()], 1));
        let (both, sure) = (look(&["01/02/2026"]).unwrap(), look(&["01/31/2026"]).unwrap());
        let (found, notes) = formats(&[("a", &both), ("b", &sure)], &Zone::utc());
        assert_eq!((found, notes.len()), (vec!["%m/%d/%Y".to_owned()], 0));
        let (found, _) = formats(&[("a", &both)], &Zone::named("America/Chicago").unwrap());
        assert_eq!(found, ["%m/%d/%Y"]);
    }
}

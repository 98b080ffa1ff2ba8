//! A metric's rule in words.

use crate::{Earlier, Empty, Fold, FoldKind, How, Source, Window};

/// How a metric is worked out on day d.
pub(crate) fn in_words(how: &How) -> String {
    match how {
        How::Expression(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        How::Fold(fold) => of_fold(fold),
    }
}

fn of_fold(fold: &Fold) -> String {
    let mut text = format!("{}{}", what(fold), which(fold));
    if !fold.kind.is_open() {
        text += &days(fold);
    }
    text += match fold.empty {
        Empty::None => "; no value where there is none",
        Empty::Value(_) => "",
        Empty::ZeroAfterFirst => "; no value before the first",
    };
    if let Empty::Value(value) = fold.empty
        && value != 0.0
    {
        text += &format!("; {value} where there is none");
    }
    text
}

fn noun(from: Source) -> &'static str {
    from.as_str()
}

fn what(fold: &Fold) -> String {
    let noun = noun(fold.from);
    let value = fold.value.as_deref().unwrap_or("value");
    let by = fold.by.as_deref().unwrap_or("name");
    match fold.kind {
        FoldKind::Count => format!("number of {noun}"),
        FoldKind::Sum => format!("sum of {value} of {noun}"),
        FoldKind::Minutes => format!("minutes of {noun}"),
        FoldKind::DistinctContacts => format!("distinct contacts of {noun}"),
        FoldKind::DistinctNames => format!("distinct values of {by} of {noun}"),
        FoldKind::DistinctSessions => "distinct sessions".to_owned(),
        FoldKind::ActiveDays => format!("days with {noun}"),
        FoldKind::Mean => format!("mean of {value} of {noun}"),
        FoldKind::Median => format!("median of {value} of {noun}"),
        FoldKind::P90 => format!("90th percentile of {value} of {noun}"),
        FoldKind::Min => format!("least {value} of {noun}"),
        FoldKind::Max => format!("greatest {value} of {noun}"),
        FoldKind::First => format!("{value} of the first of {noun}"),
        FoldKind::Last => format!("{value} of the latest of {noun}"),
        FoldKind::FirstDay => format!("day of the first of {noun}"),
        FoldKind::LastDay => format!("day of the latest of {noun}"),
        FoldKind::DaysSinceFirst => format!("d − day of the first of {noun}"),
        FoldKind::DaysSinceLast => format!("d − day of the latest of {noun}"),
        FoldKind::DaysTo => format!("days from the first of {noun}"),
        FoldKind::MeanDaysTo => format!("mean of the days from each of {noun}"),
        FoldKind::MedianDaysTo => format!("median of the days from each of {noun}"),
        FoldKind::LongestGap => format!("longest run of days without {noun}"),
        FoldKind::TopContactShare => format!("share of the busiest contact in {noun}"),
        FoldKind::TopNameShare => format!("share of the most frequent {by} in {noun}"),
        FoldKind::FreshContacts | FoldKind::LapsedContacts => format!("contacts of {noun}"),
        FoldKind::FrequentContacts => {
            format!("contacts on at least {} days of {noun}", fold.least.unwrap_or(1))
        }
        FoldKind::OpenCount => format!("number of {noun} that are open on d"),
        FoldKind::OpenSum => format!("sum of {value} of {noun} that are open on d"),
        FoldKind::OpenLast => format!("{value} of the latest of {noun} that are open on d"),
        FoldKind::OldestOpenDays => format!("d − begin of the oldest of {noun} that are open on d"),
        FoldKind::MeanOpenDays => format!("mean age in days of {noun} that are open on d"),
        FoldKind::DaysToNext => {
            format!(
                "earliest {value} not before d, else the latest before it, of {noun} that are open on d, minus d"
            )
        }
    }
}

fn which(fold: &Fold) -> String {
    let mut text = fold.condition.as_ref().map_or_else(String::new, |c| format!(" where {c}"));
    if let Some(then) = &fold.then {
        text += &format!(" to the next where {then}");
    }
    if let Some(at) = &fold.at {
        text += &format!(", counted at {at}");
    }
    if let Some(until) = &fold.until
        && Some(until.as_str()) != fold.from.until()
    {
        text += &format!(", open until {until}");
    }
    text
}

fn days(fold: &Fold) -> String {
    let window = |n: u32| match n {
        1 => "on d".to_owned(),
        n => format!("on d−{} … d", n - 1),
    };
    if let (Window::Days(now), Some(before)) = (fold.window, fold.before) {
        let earlier = match before {
            Earlier::Days(days) => format!("on d−{} … d−{now}", now + days - 1),
            Earlier::Ever => format!("on any day up to d−{now}"),
        };
        return match fold.kind {
            FoldKind::LapsedContacts => format!(" {earlier} and not {}", window(now)),
            _ => format!(" {} and not {earlier}", window(now)),
        };
    }
    match fold.window {
        Window::Days(n) => format!(" {}", window(n)),
        Window::Lifetime => " up to d".to_owned(),
        Window::Contract => " since the contract began".to_owned(),
        Window::FirstDays(n) => format!(" in the account's first {n} days"),
        Window::FirstContractDays(n) => format!(" in the contract's first {n} days"),
    }
}

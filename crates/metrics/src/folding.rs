//! Folds over one account's stream.

use std::cell::OnceCell;

use crate::{
    Earlier, Empty, FoldKind, Window,
    kernel::{
        Band, Before, Distinct, ExactSums, Reach, Span, edge_value, first_covering, first_journey,
        frequent, fresh, journeys, longest_gap, open_count, quantiles, sum_over, top_share,
        windowed_counts, windowed_sums,
    },
    plan::Use,
    stream::{Stream, facts::contact_of},
};

/// One stream, and what its windows need to know of the account.
pub(crate) struct Folding<'a> {
    pub days: usize,
    pub stream: &'a Stream,
    /// First days of unbroken runs of subscriptions.
    pub contracts: &'a [i32],
    per_day: OnceCell<Vec<u64>>,
}

const BEGINNING: &[i32] = &[0];

impl<'a> Folding<'a> {
    pub fn new(days: usize, stream: &'a Stream, contracts: &'a [i32]) -> Self {
        Self { days, stream, contracts, per_day: OnceCell::new() }
    }

    #[allow(clippy::cast_possible_wrap)] // windows are bounded
    pub fn reach(&self, window: Window) -> Reach<'a> {
        match window {
            Window::Days(days) => Reach::Trailing(days as i32),
            Window::Lifetime => Reach::Lifetime,
            Window::Contract => Reach::Since(self.contracts),
            Window::FirstDays(days) => Reach::First(BEGINNING, days as i32),
            Window::FirstContractDays(days) => Reach::First(self.contracts, days as i32),
        }
    }

    /// The folds that count distinct contacts or names: one pass for all their windows.
    pub fn sets(&self, uses: &[Use], columns: &mut [Vec<f64>]) {
        let band = |one: &Use| match (one.kind, one.before, one.window) {
            (FoldKind::LapsedContacts, Some(before), Window::Days(now)) => {
                Band::Lapsed { now: cast(now), before: before_days(before) }
            }
            _ => Band::In(self.reach(one.window)),
        };
        let of_contacts: Vec<&Use> = uses
            .iter()
            .filter(|one| matches!(one.kind, FoldKind::DistinctContacts | FoldKind::LapsedContacts))
            .collect();
        if !of_contacts.is_empty() {
            let bands: Vec<Band<'_>> = of_contacts.iter().map(|one| band(one)).collect();
            let mut distinct = Distinct::new(self.days, self.stream.contacts, &bands);
            for event in &self.stream.events {
                if let Some(contact) = contact_of(event) {
                    distinct.see(event.day, contact);
                }
            }
            self.put(distinct, &of_contacts, columns);
        }
        let of_names: Vec<&Use> = uses
            .iter()
            .filter(|one| matches!(one.kind, FoldKind::DistinctNames | FoldKind::DistinctSessions))
            .collect();
        if !of_names.is_empty() {
            let bands: Vec<Band<'_>> = of_names.iter().map(|one| band(one)).collect();
            let mut distinct = Distinct::new(self.days, self.stream.names, &bands);
            for event in &self.stream.events {
                distinct.see(event.day, event.name);
            }
            self.put(distinct, &of_names, columns);
        }
    }

    /// The counts, without value on days on which the window does not exist.
    fn put(&self, distinct: Distinct<'_>, uses: &[&Use], columns: &mut [Vec<f64>]) {
        for (one, mut counts) in uses.iter().zip(distinct.finish()) {
            if let Reach::Since(starts) | Reach::First(starts, _) = self.reach(one.window) {
                let none = starts.first().map_or(self.days, |first| place(*first).min(self.days));
                counts[..none].fill(f64::NAN);
            }
            columns[one.column] = counts;
        }
    }

    pub fn column(&self, one: &Use, then: Option<&Stream>) -> Vec<f64> {
        let (days, stream) = (self.days, self.stream);
        let reach = self.reach(one.window);
        let quantile = |q| quantiles(days, &stream.values, reach, q);
        match one.kind {
            FoldKind::Count => windowed_counts(self.per_day(), reach),
            FoldKind::ActiveDays => {
                let is_active: Vec<u64> =
                    self.per_day().iter().map(|count| u64::from(*count > 0)).collect();
                windowed_counts(&is_active, reach)
            }
            FoldKind::Sum => {
                windowed_sums(&ExactSums::new(days, stream.sums.iter().copied()), reach)
            }
            FoldKind::Minutes => {
                windowed_sums(&ExactSums::new(days, stream.minutes.iter().copied()), reach)
            }
            FoldKind::Mean => mean(days, &stream.values, reach),
            FoldKind::Median => quantile(0.5),
            FoldKind::P90 => quantile(0.9),
            FoldKind::Min => quantile(0.0),
            FoldKind::Max => quantile(1.0),
            FoldKind::First => edge_value(days, &stream.values, reach, false),
            FoldKind::Last => edge_value(days, &stream.values, reach, true),
            FoldKind::FirstDay => edge_value(days, &self.stamps(), reach, false),
            FoldKind::LastDay => edge_value(days, &self.stamps(), reach, true),
            FoldKind::DaysSinceFirst => since(&edge_value(days, &self.stamps(), reach, false)),
            FoldKind::DaysSinceLast => since(&edge_value(days, &self.stamps(), reach, true)),
            FoldKind::DaysTo => {
                let arrivals = then.map(Stream::active).unwrap_or_default();
                first_journey(days, &stream.active(), &arrivals)
            }
            FoldKind::MeanDaysTo | FoldKind::MedianDaysTo => {
                let arrivals = then.map(Stream::active).unwrap_or_default();
                let took = journeys(&stream.active(), &arrivals);
                match one.kind {
                    FoldKind::MeanDaysTo => mean(days, &took, reach),
                    _ => quantiles(days, &took, reach, 0.5),
                }
            }
            FoldKind::LongestGap => longest_gap(days, &stream.active(), reach),
            FoldKind::TopContactShare => {
                top_share(days, stream.contacts, &stream.events, contact_of, reach)
            }
            FoldKind::TopNameShare => {
                top_share(days, stream.names, &stream.events, |event| Some(event.name), reach)
            }
            FoldKind::FreshContacts => {
                let before = match one.before {
                    Some(Earlier::Days(days)) => Before::Days(cast(days)),
                    _ => Before::Ever,
                };
                let now = if let Window::Days(now) = one.window { cast(now) } else { i32::MAX };
                fresh(days, &stream.events, contact_of, now, before)
            }
            FoldKind::FrequentContacts => {
                let now = if let Window::Days(now) = one.window { cast(now) } else { i32::MAX };
                let least = one.least.map_or(1, |least| least as usize);
                frequent(days, &stream.events, contact_of, now, least)
            }
            FoldKind::OpenCount => {
                let spans: Vec<Span> = stream.spans.iter().map(|(span, _)| *span).collect();
                open_count(days, &spans)
            }
            FoldKind::OpenSum => open_sum(days, &stream.spans),
            FoldKind::OpenLast => self.open_last(),
            FoldKind::OldestOpenDays => self.oldest_open(),
            FoldKind::MeanOpenDays => self.mean_open(),
            FoldKind::DaysToNext => days_to_next(days, &stream.dates),
            // Done in one pass for all windows.
            FoldKind::DistinctContacts
            | FoldKind::DistinctNames
            | FoldKind::DistinctSessions
            | FoldKind::LapsedContacts => Vec::new(),
        }
    }

    /// How many things happened on each day; counted once for all folds that ask.
    fn per_day(&self) -> &[u64] {
        self.per_day.get_or_init(|| self.count_days())
    }

    fn count_days(&self) -> Vec<u64> {
        let mut counts = vec![0; self.days];
        for event in &self.stream.events {
            if let Some(count) = usize::try_from(event.day).ok().and_then(|day| counts.get_mut(day))
            {
                *count += u64::from(event.count);
            }
        }
        counts
    }

    /// Each day with an event, as a value of itself.
    fn stamps(&self) -> Vec<(i32, f64)> {
        let is_within = self.stream.events.first().is_some_and(|event| event.day >= 0);
        if is_within {
            let days = (0..).zip(self.per_day()).filter(|(_, count)| **count > 0);
            return days.map(|(day, _): (i32, _)| (day, f64::from(day))).collect();
        }
        self.stream.active().iter().map(|day| (*day, f64::from(*day))).collect()
    }

    fn open_last(&self) -> Vec<f64> {
        let mut latest: Vec<&(Span, f64)> = self.stream.spans.iter().collect();
        latest.reverse();
        let spans: Vec<Span> = latest.iter().map(|(span, _)| *span).collect();
        let value = |open: &Option<usize>| open.map_or(f64::NAN, |place| latest[place].1);
        first_covering(self.days, &spans).iter().map(value).collect()
    }

    fn oldest_open(&self) -> Vec<f64> {
        let spans: Vec<Span> = self.stream.spans.iter().map(|(span, _)| *span).collect();
        let age = |(day, oldest): (usize, &Option<usize>)| {
            oldest.map_or(f64::NAN, |place| day as f64 - f64::from(spans[place].start))
        };
        first_covering(self.days, &spans).iter().enumerate().map(age).collect()
    }

    fn mean_open(&self) -> Vec<f64> {
        let spans = || self.stream.spans.iter().map(|(span, _)| *span);
        let open = sum_over(self.days, spans().map(|span| (span, 1)));
        let starts = sum_over(self.days, spans().map(|span| (span, i64::from(span.start))));
        let age = |(day, (open, starts)): (usize, (&i128, &i128))| match open {
            0 => f64::NAN,
            open => day as f64 - *starts as f64 / *open as f64,
        };
        open.iter().zip(&starts).enumerate().map(age).collect()
    }

    /// What the metric says where its window holds nothing.
    pub fn fill_empty(&self, one: &Use, column: &mut [f64]) {
        let counts = one.kind.counts();
        if (counts && one.empty == Empty::Value(0.0)) || (!counts && one.empty == Empty::None) {
            return;
        }
        let holds = self.holds(one);
        let first = self.stream.events.first().map_or(self.days, |event| place(event.day));
        for (day, value) in column.iter_mut().enumerate() {
            if holds[day] == 0.0 {
                *value = match one.empty {
                    Empty::None => f64::NAN,
                    Empty::Value(empty) => empty,
                    Empty::ZeroAfterFirst if day < first => f64::NAN,
                    Empty::ZeroAfterFirst => 0.0,
                };
            }
        }
    }

    /// How much the window holds on each day; NaN where there is no window.
    fn holds(&self, one: &Use) -> Vec<f64> {
        if one.kind.is_open() {
            let spans: Vec<Span> = self.stream.spans.iter().map(|(span, _)| *span).collect();
            return open_count(self.days, &spans);
        }
        windowed_counts(self.per_day(), self.reach(one.window))
    }
}

fn cast(days: u32) -> i32 {
    i32::try_from(days).unwrap_or(i32::MAX)
}

fn before_days(before: Earlier) -> i32 {
    match before {
        Earlier::Days(days) => cast(days),
        Earlier::Ever => i32::MAX,
    }
}

fn place(day: i32) -> usize {
    usize::try_from(day).unwrap_or(0)
}

fn since(stamps: &[f64]) -> Vec<f64> {
    stamps.iter().enumerate().map(|(day, stamp)| day as f64 - stamp).collect()
}

fn mean(days: usize, values: &[(i32, f64)], reach: Reach<'_>) -> Vec<f64> {
    let sums = windowed_sums(&ExactSums::new(days, values.iter().copied()), reach);
    let mut counts = vec![0_u64; days];
    for (day, _) in values {
        if let Some(count) = usize::try_from(*day).ok().and_then(|day| counts.get_mut(day)) {
            *count += 1;
        }
    }
    let counts = windowed_counts(&counts, reach);
    sums.iter()
        .zip(&counts)
        .map(|(sum, count)| if *count == 0.0 { f64::NAN } else { sum / count })
        .collect()
}

/// Kept to six decimals, so that it is exact for money of any currency.
fn open_sum(days: usize, spans: &[(Span, f64)]) -> Vec<f64> {
    const SCALE: f64 = 1e6;
    #[allow(clippy::cast_possible_truncation)]
    let scaled = spans.iter().map(|(span, value)| (*span, (value * SCALE).round() as i64));
    sum_over(days, scaled).into_iter().map(|sum| sum as f64 / SCALE).collect()
}

/// Days to the nearest date that is not past among what is open; else to the latest past one.
fn days_to_next(days: usize, dates: &[(i32, Span)]) -> Vec<f64> {
    let mut coming = dates.to_vec();
    coming.sort_by_key(|(date, _)| *date);
    let until_date: Vec<Span> = coming
        .iter()
        .map(|(date, span)| Span { end: span.end.min(date.saturating_add(1)), ..*span })
        .collect();
    let mut past = dates.to_vec();
    past.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    let after_date: Vec<Span> = past
        .iter()
        .map(|(date, span)| Span { start: span.start.max(date.saturating_add(1)), ..*span })
        .collect();
    let nearest = first_covering(days, &until_date);
    let latest = first_covering(days, &after_date);
    let distance = |day: usize| {
        let date =
            nearest[day].map(|place| coming[place].0).or(latest[day].map(|place| past[place].0));
        date.map_or(f64::NAN, |date| f64::from(date) - day as f64)
    };
    (0..days).map(distance).collect()
}

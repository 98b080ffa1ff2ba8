//! What the days before today come to for one fold, and its value with today's facts on top.
//!
//! Each fold is said here a second time, for a single day, and must agree with the kernel to the
//! last bit; `tests/today.rs` holds them against each other.

use super::past::{Past, TodaysFacts};
use crate::{
    Earlier, Empty, FoldKind, Window,
    kernel::{Reach, Running, journeys, quantile_of},
    plan::Use,
};

/// A fold whose value changes with today's facts.
#[derive(Debug, Clone)]
pub(super) struct UseState {
    pub one: Use,
    /// How many facts of the days before today are in today's window.
    held: u64,
    /// Whether a fact of today is in it.
    takes_today: bool,
    state: State,
}

/// Which keys a fold tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Contact,
    Name,
}

#[derive(Debug, Clone)]
enum State {
    /// The window ended before today, and nothing was in it.
    Outside,
    Count,
    ActiveDays(u64),
    /// The sum up to the window's first day, and up to today.
    Sum(Running, Running),
    Minutes(Running, Running),
    Mean(Running, Running, u64),
    Quantile(f64, Vec<f64>),
    First(Option<f64>),
    Last(Option<f64>),
    FirstDay(Option<i32>),
    LastDay,
    DaysSinceFirst(Option<i32>),
    DaysSinceLast,
    /// The first start, where no arrival ended the journey yet.
    DaysTo(Option<i32>),
    /// Since when a journey is waiting, and how long those took that ended in the window.
    Journeys(Option<i32>, FoldKind, Vec<f64>),
    /// The longest gap in the window that is over, the last day with something, and the window's
    /// first day.
    LongestGap(i32, Option<i32>, i32),
    /// The window's first day, and how many keys were seen since.
    Distinct(Key, i32, u64),
    /// First and last day of the time in which a lapsed contact was last seen, and how many were.
    Lapsed(i32, i32, u64),
    /// First day of the time before the window, and how many contacts are fresh.
    Fresh(i32, u64),
    /// On how many days of the window each contact was seen, how many days count as frequent, and
    /// how many contacts are.
    Frequent(Vec<u32>, u32, u64),
    /// The counts of each key in the window, their sum and the greatest of them.
    TopShare(Key, Vec<u64>, u64, u64),
}

impl UseState {
    /// What a fold needs to know of the past; none where today's facts change nothing.
    pub fn of(one: &Use, past: &Past<'_>, reach: Reach<'_>, arrivals: &[i32]) -> Option<Self> {
        let today = past.today;
        let start = reach.start(today)?;
        let takes_today = reach.accepts(today) && today <= reach.end(today);
        if !takes_today && one.kind != FoldKind::DaysTo {
            // Nothing of today counts; that there is anything at all may.
            let begins = one.empty == Empty::ZeroAfterFirst && past.keys.first.is_none();
            return begins.then_some(Self {
                one: *one,
                held: 0,
                takes_today,
                state: State::Outside,
            });
        }
        let end = if takes_today { today - 1 } else { reach.end(today) };
        let held = past.events().filter(|event| event.day >= start && event.day <= end);
        let held = held.map(|event| u64::from(event.count)).sum();
        let state = State::of(one, past, start, arrivals)?;
        Some(Self { one: *one, held, takes_today, state })
    }

    /// The value at the end of today, with these facts of today; `arrives` says whether one of
    /// them ends a journey.
    pub fn value(&self, past: &PastKeys, today: &TodaysFacts<'_>, arrives: bool) -> f64 {
        let value = self.state.value(self, past, today, arrives);
        let (kind, empty) = (self.one.kind, self.one.empty);
        if (kind.counts() && empty == Empty::Value(0.0)) || (!kind.counts() && empty == Empty::None)
        {
            return value;
        }
        let held = self.held + if self.takes_today { today.count() } else { 0 };
        match empty {
            _ if held > 0 => value,
            Empty::None => f64::NAN,
            Empty::Value(empty) => empty,
            Empty::ZeroAfterFirst if past.first.is_none() && today.is_empty() => f64::NAN,
            Empty::ZeroAfterFirst => 0.0,
        }
    }

    /// Bytes on the heap, about.
    pub fn bytes(&self) -> usize {
        match &self.state {
            State::Quantile(_, list) | State::Journeys(_, _, list) => 8 * list.capacity(),
            State::Frequent(days, ..) => 4 * days.capacity(),
            State::TopShare(_, counts, ..) => 8 * counts.capacity(),
            _ => 0,
        }
    }
}

/// When each key of a stream was last seen before today; [`NEVER`] where it was not.
#[derive(Debug, Clone, Default)]
pub(super) struct PastKeys {
    pub contacts: Vec<i32>,
    pub names: Vec<i32>,
    /// The first day with an event.
    pub first: Option<i32>,
}

/// Before every day.
pub(super) const NEVER: i32 = i32::MIN;

impl PastKeys {
    fn last(&self, of: Key, key: u32) -> i32 {
        let list = match of {
            Key::Contact => &self.contacts,
            Key::Name => &self.names,
        };
        list.get(key as usize).copied().unwrap_or(NEVER)
    }
}

impl State {
    fn of(one: &Use, past: &Past<'_>, start: i32, arrivals: &[i32]) -> Option<Self> {
        let today = past.today;
        let window = |values: &[(i32, f64)]| -> Vec<f64> {
            let inside = values.iter().filter(|(day, _)| *day >= start && *day < today);
            inside.map(|(_, value)| *value).collect()
        };
        let active_in_window = || past.active.iter().copied().filter(move |day| *day >= start);
        let sums = |values: &[(i32, f64)]| past.sums(values, start);
        let quantile = |q| {
            let mut sorted = window(past.values());
            sorted.sort_unstable_by(f64::total_cmp);
            Self::Quantile(q, sorted)
        };
        Some(match one.kind {
            FoldKind::Count => Self::Count,
            FoldKind::ActiveDays => Self::ActiveDays(active_in_window().count() as u64),
            FoldKind::Sum => {
                let (from, until) = sums(past.stream_sums());
                Self::Sum(from, until)
            }
            FoldKind::Minutes => {
                let (from, until) = sums(past.minutes());
                Self::Minutes(from, until)
            }
            FoldKind::Mean => {
                let (from, until) = sums(past.values());
                Self::Mean(from, until, window(past.values()).len() as u64)
            }
            FoldKind::Median => quantile(0.5),
            FoldKind::P90 => quantile(0.9),
            FoldKind::Min => quantile(0.0),
            FoldKind::Max => quantile(1.0),
            FoldKind::First => Self::First(window(past.values()).first().copied()),
            FoldKind::Last => Self::Last(window(past.values()).last().copied()),
            FoldKind::FirstDay => Self::FirstDay(active_in_window().next()),
            FoldKind::LastDay => Self::LastDay,
            FoldKind::DaysSinceFirst => Self::DaysSinceFirst(active_in_window().next()),
            FoldKind::DaysSinceLast => Self::DaysSinceLast,
            FoldKind::DaysTo => {
                let first = past.active.first().copied();
                if first.is_some_and(|start| arrivals.last().is_some_and(|last| *last >= start)) {
                    return None;
                }
                Self::DaysTo(first)
            }
            FoldKind::MeanDaysTo | FoldKind::MedianDaysTo => {
                let ended = arrivals.last().copied().unwrap_or(NEVER);
                let waiting = past.active.iter().copied().find(|day| *day > ended);
                let took = window(&journeys(&past.active, arrivals));
                Self::Journeys(waiting, one.kind, took)
            }
            FoldKind::LongestGap => {
                Self::LongestGap(past.longest_gap(start), past.active.last().copied(), start)
            }
            FoldKind::DistinctContacts => Self::distinct(Key::Contact, past, start),
            FoldKind::DistinctNames | FoldKind::DistinctSessions => {
                Self::distinct(Key::Name, past, start)
            }
            FoldKind::LapsedContacts => Self::lapsed(one, past)?,
            FoldKind::FreshContacts => Self::fresh(one, past, start),
            FoldKind::FrequentContacts => Self::frequent(one, past, start),
            FoldKind::TopContactShare => Self::top_share(Key::Contact, past, start),
            FoldKind::TopNameShare => Self::top_share(Key::Name, past, start),
            // Facts are never open.
            FoldKind::OpenCount
            | FoldKind::OpenSum
            | FoldKind::OpenLast
            | FoldKind::OldestOpenDays
            | FoldKind::MeanOpenDays
            | FoldKind::DaysToNext => return None,
        })
    }

    fn distinct(of: Key, past: &Past<'_>, start: i32) -> Self {
        let list = if of == Key::Contact { &past.keys.contacts } else { &past.keys.names };
        let seen = list.iter().filter(|last| **last != NEVER && **last >= start).count();
        Self::Distinct(of, start, seen as u64)
    }

    fn lapsed(one: &Use, past: &Past<'_>) -> Option<Self> {
        let (Window::Days(now), Some(before)) = (one.window, one.before) else { return None };
        let last = past.today.saturating_sub(days(now));
        let first = match before {
            Earlier::Days(before) => last.saturating_sub(days(before)).saturating_add(1),
            Earlier::Ever => NEVER + 1,
        };
        let is_in = |seen: &&i32| (first..=last).contains(*seen);
        let lapsed = past.keys.contacts.iter().filter(is_in).count();
        Some(Self::Lapsed(first, last, lapsed as u64))
    }

    fn fresh(one: &Use, past: &Past<'_>, start: i32) -> Self {
        let before = match one.before {
            Some(Earlier::Days(before)) => start.saturating_sub(days(before)),
            _ => NEVER + 1,
        };
        let contacts = past.keys.contacts.len();
        let (mut is_in, mut was_before) = (vec![false; contacts], vec![false; contacts]);
        for (day, contact) in past.contact_days() {
            is_in[contact as usize] |= day >= start;
            was_before[contact as usize] |= day < start && day >= before;
        }
        let fresh = is_in.iter().zip(&was_before).filter(|(now, before)| **now && !**before);
        Self::Fresh(before, fresh.count() as u64)
    }

    fn frequent(one: &Use, past: &Past<'_>, start: i32) -> Self {
        let least = one.least.unwrap_or(1).max(1);
        let mut on = vec![0_u32; past.keys.contacts.len()];
        let mut latest = vec![NEVER; on.len()];
        for (day, contact) in past.contact_days().filter(|(day, _)| *day >= start) {
            let place = contact as usize;
            on[place] += u32::from(latest[place] != day);
            latest[place] = day;
        }
        let frequent = on.iter().filter(|days| **days >= least).count();
        Self::Frequent(on, least, frequent as u64)
    }

    fn top_share(of: Key, past: &Past<'_>, start: i32) -> Self {
        let keys =
            if of == Key::Contact { past.keys.contacts.len() } else { past.keys.names.len() };
        let mut counts = vec![0_u64; keys];
        for event in past.events().filter(|event| event.day >= start) {
            if let Some(count) = of.number(event).and_then(|key| counts.get_mut(key as usize)) {
                *count += u64::from(event.count);
            }
        }
        let (total, greatest) = (counts.iter().sum(), counts.iter().max().copied().unwrap_or(0));
        Self::TopShare(of, counts, total, greatest)
    }

    fn value(&self, of: &UseState, past: &PastKeys, facts: &TodaysFacts<'_>, arrives: bool) -> f64 {
        let today = facts.today;
        let is_active = !facts.is_empty();
        match self {
            Self::Outside => f64::NAN,
            Self::Count => (of.held + facts.count()) as f64,
            Self::ActiveDays(days) => (days + u64::from(is_active)) as f64,
            Self::Sum(from, until) => total(*until, &facts.stream.sums).since(*from),
            Self::Minutes(from, until) => total(*until, &facts.stream.minutes).since(*from),
            Self::Mean(from, until, count) => {
                let count = count + facts.stream.values.len() as u64;
                let sum = total(*until, &facts.stream.values).since(*from);
                if count == 0 { f64::NAN } else { sum / count as f64 }
            }
            Self::Quantile(q, sorted) => {
                let mut all = sorted.clone();
                all.extend(facts.stream.values.iter().map(|(_, value)| *value));
                all.sort_unstable_by(f64::total_cmp);
                quantile_of(&all, *q)
            }
            Self::First(first) => first.or_else(|| facts.values().next()).unwrap_or(f64::NAN),
            Self::Last(last) => facts.values().last().or(*last).unwrap_or(f64::NAN),
            Self::FirstDay(first) => f64::from(first.unwrap_or(today)),
            Self::LastDay => f64::from(today),
            Self::DaysSinceFirst(first) => f64::from(today - first.unwrap_or(today)),
            Self::DaysSinceLast => 0.0,
            Self::DaysTo(first) => match first.or(is_active.then_some(today)) {
                Some(start) if arrives => f64::from(today - start),
                _ => f64::NAN,
            },
            Self::Journeys(waiting, kind, took) => {
                let start = waiting.or(is_active.then_some(today)).filter(|_| arrives);
                let mut took = took.clone();
                took.extend(start.map(|start| f64::from(today - start)));
                took.sort_unstable_by(f64::total_cmp);
                match kind {
                    FoldKind::MedianDaysTo => quantile_of(&took, 0.5),
                    // Days are whole numbers: their sum is exact in any order.
                    _ if took.is_empty() => f64::NAN,
                    _ => took.iter().sum::<f64>() / took.len() as f64,
                }
            }
            Self::LongestGap(longest, latest, start) => {
                let idle = latest.map_or(0, |latest| today - (latest + 1).max(*start));
                f64::from(idle.max(*longest).max(0))
            }
            Self::Distinct(key, start, seen) => {
                let is_new = |seen: &u32| {
                    let last = past.last(*key, *seen);
                    last == NEVER || last < *start
                };
                (seen + facts.keys(*key).filter(is_new).count() as u64) as f64
            }
            Self::Lapsed(first, last, lapsed) => {
                let is_lapsed =
                    |key: &u32| (*first..=*last).contains(&past.last(Key::Contact, *key));
                (lapsed - facts.keys(Key::Contact).filter(is_lapsed).count() as u64) as f64
            }
            Self::Fresh(before, fresh) => {
                let is_new = |key: &u32| past.last(Key::Contact, *key) < *before;
                (fresh + facts.keys(Key::Contact).filter(is_new).count() as u64) as f64
            }
            Self::Frequent(on, least, frequent) => {
                let on = |key: &u32| on.get(*key as usize).copied().unwrap_or(0);
                let joins = |key: &u32| on(key) + 1 == *least;
                (frequent + facts.keys(Key::Contact).filter(joins).count() as u64) as f64
            }
            Self::TopShare(key, counts, total, greatest) => {
                let (mut total, mut greatest) = (*total, *greatest);
                for (key, count) in facts.counts(*key) {
                    total += count;
                    greatest = greatest.max(counts.get(key as usize).unwrap_or(&0) + count);
                }
                if total == 0 { f64::NAN } else { greatest as f64 / total as f64 }
            }
        }
    }
}

fn total(sum: Running, values: &[(i32, f64)]) -> Running {
    values.iter().fold(sum, |sum, (_, value)| sum.plus(*value))
}

fn days(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

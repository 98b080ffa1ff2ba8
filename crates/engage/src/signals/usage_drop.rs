//! Usage fell against the account's own habit.
//!
//! The habit is the median of the account's 28-day counts over half a year that ended 28 days
//! ago. Windows of 28 days hold each weekday four times, so the week's rhythm cancels out. The
//! condition asks that the count is far below the habit, further than chance and the account's
//! own swings explain, below nearly all of its own past, and that the last 7 days are low as well: an account
//! that is back from a holiday is not falling.

use perennial_model::{Day, Severity, SignalRule};
use serde_json::json;

use super::{
    Episode,
    habit::Habit,
    hysteresis::{Ending, Span, Verdict, spans},
    rules::UsageDrop,
    series::Past,
    words,
};

/// Length of the counting window, in days.
const WINDOW: i32 = 28;
const WEEK: i32 = 7;
/// How many windows make the 84 days of the slow look.
const SEASON_WINDOWS: f64 = 3.0;
/// The median absolute difference of two draws from a normal distribution, times this, is its
/// standard deviation: 1 / (0.6745 × √2).
const DEVIATION_OF_MEDIAN_SWING: f64 = 1.0483;

/// What one day looks like against the habit.
#[derive(Debug, Clone, Copy, Default)]
struct Reading {
    /// Events in the 28 days that end on the day.
    events: f64,
    /// Events in the 84 days that end on the day.
    season: f64,
    /// Events in its last 7 days.
    week: f64,
    /// The habit, where enough of the past is known.
    usual: Option<f64>,
    /// The low end of the habit.
    habit_low: f64,
    /// How much more than chance the 28-day counts swing: the standard deviation of their
    /// [`level`], which is 1 for a Poisson count.
    spread: f64,
}

impl Reading {
    /// The share of the usual that is missing; negative when there is more than usual.
    fn drop(&self) -> Option<f64> {
        self.usual.filter(|usual| *usual > 0.0).map(|usual| 1.0 - self.events / usual)
    }
}

pub fn episodes(past: &Past<'_>, rules: &UsageDrop, today: Day) -> Vec<Episode> {
    let readings = readings(past, rules);
    let left = past.days_after_leaving();
    let reading = |day: Day| readings.get(past.index(day)).copied().unwrap_or_default();
    let judge = |day: Day| {
        if left.get(past.index(day)).copied().unwrap_or(false) {
            return Verdict::Over;
        }
        verdict(&reading(day), rules)
    };
    spans(past.days(), rules.timing(), judge)
        .into_iter()
        .map(|span| {
            let told = if span.closed.is_some() { span.worst } else { past.last };
            let reason = reason(past, &span, told, today, &reading);
            let now = reading(told);
            let evidence = json!({
                "as_of": told.to_string(),
                "since": span.since.to_string(),
                "events_28d": now.events,
                "events_7d": now.week,
                "usual_events_28d": now.usual,
                "usual_low_28d": now.habit_low,
                "drop": now.drop(),
                "days_since_last_seen": past.days_since_last_seen.at(told),
            });
            Episode::new(SignalRule::UsageDrop, &span, reason, &evidence)
        })
        .collect()
}

fn verdict(reading: &Reading, rules: &UsageDrop) -> Verdict {
    let (Some(usual), Some(drop)) = (reading.usual, reading.drop()) else {
        // Nothing usual is left to fall short of: the habit has become silence.
        return if reading.usual == Some(0.0) { Verdict::Recovered } else { Verdict::Between };
    };
    if drop < rules.close_drop {
        return Verdict::Recovered;
    }
    let usual_week = usual * f64::from(WEEK) / f64::from(WINDOW);
    let holds = usual >= rules.min_usual_events
        && drop >= rules.open_drop
        && is_beyond_chance(reading, usual, rules)
        && reading.week <= (1.0 - rules.open_drop) * usual_week;
    if !holds {
        return Verdict::Between;
    }
    let critical = drop >= rules.critical_drop;
    let severity = if critical { Severity::Critical } else { Severity::Warning };
    Verdict::Holds { severity, depth: drop }
}

/// Further down than a Poisson count falls by chance, and than this account is used to swinging:
/// either in the last 28 days alone, which then are among its lowest, or, where numbers are small,
/// in the last 84 together.
fn is_beyond_chance(reading: &Reading, usual: f64, rules: &UsageDrop) -> bool {
    let least = rules.min_deviations.max(rules.min_swings * reading.spread);
    let falls = |expected: f64, events: f64| {
        events <= (1.0 - rules.open_drop) * expected && level(expected) - level(events) >= least
    };
    (falls(usual, reading.events) && reading.events < reading.habit_low)
        || falls(SEASON_WINDOWS * usual, reading.season)
}

/// A count on a scale on which chance is the same everywhere: a Poisson count's level has a
/// standard deviation of about 1, whatever its mean (Anscombe, 1948).
fn level(count: f64) -> f64 {
    2.0 * (count.max(0.0) + 0.375).sqrt()
}

/// One pass: the habit slides along, and the week follows from the 28-day counts, because
/// `events_28d(d) − events_28d(d−7) = week(d) − week(d−28)`.
fn readings(past: &Past<'_>, rules: &UsageDrop) -> Vec<Reading> {
    let events = |day: Day| past.events_28d.or_zero(day);
    let Some(first_use) = past.days().find(|day| events(*day) > 0.0) else { return Vec::new() };
    // Before this day a 28-day count does not cover 28 days of use.
    let first_full = first_use.plus(WINDOW - 1);
    let baseline = i32::try_from(rules.baseline_days).unwrap_or(i32::MAX);
    let mut habit = Habit::default();
    let mut swings = Habit::default();
    let swing = |day: Day| (level(events(day)) - level(events(day.plus(-WINDOW)))).abs();
    let first_swing = first_full.plus(WINDOW);
    let mut readings: Vec<Reading> = Vec::new();
    for day in past.days() {
        let enters = day.plus(-WINDOW);
        if enters >= first_full {
            habit.add(events(enters));
        }
        if enters >= first_swing {
            swings.add(swing(enters));
        }
        let leaves = enters.plus(baseline.saturating_neg());
        if leaves >= first_full {
            habit.remove(events(leaves));
        }
        if leaves >= first_swing {
            swings.remove(swing(leaves));
        }
        let week_before = readings
            .len()
            .checked_sub(usize::try_from(WINDOW).unwrap_or(usize::MAX))
            .and_then(|at| readings.get(at))
            .map_or(0.0, |reading| reading.week);
        let known = habit.len() >= usize::try_from(rules.min_history_days).unwrap_or(usize::MAX);
        readings.push(Reading {
            events: events(day),
            season: events(day) + events(day.plus(-WINDOW)) + events(day.plus(-2 * WINDOW)),
            week: events(day) - events(day.plus(-WEEK)) + week_before,
            usual: habit.quantile(0.5).filter(|_| known),
            habit_low: habit.quantile(rules.habit_quantile).unwrap_or(0.0),
            spread: swings.quantile(0.5).unwrap_or(0.0) * DEVIATION_OF_MEDIAN_SWING,
        });
    }
    readings
}

fn reason(
    past: &Past<'_>,
    span: &Span,
    told: Day,
    today: Day,
    reading: &impl Fn(Day) -> Reading,
) -> String {
    let now = reading(told);
    let fall = format!(
        "{} below their usual {} in 28 days",
        words::percent(now.drop().unwrap_or(0.0).max(0.0)),
        words::count(now.usual.unwrap_or(0.0)),
    );
    let Some((closed, ending)) = span.closed else {
        let silence = last_seen(past, told, today);
        return match now.drop() {
            Some(drop) if drop > 0.0 => {
                format!("Events fell {fall}, to {}{silence}", words::count(now.events))
            }
            _ => {
                format!("Events are coming back: {} in 28 days{silence}", words::count(now.events))
            }
        };
    };
    let on = words::date(closed);
    let after = reading(closed).events;
    let usual_then = reading(span.opened).usual.unwrap_or(0.0);
    let end = match ending {
        Ending::Over => format!("the account left by {on}"),
        Ending::Recovered if after >= 0.7 * usual_then => {
            format!("back at {} by {on}", words::count(after))
        }
        Ending::Recovered if after <= 0.0 => format!("silence has become usual by {on}"),
        Ending::Recovered => format!("settled at {} by {on}", words::count(after)),
    };
    format!(
        "Events had fallen {fall}, to {} on {}; {end}",
        words::count(now.events),
        words::date(told)
    )
}

/// `; last seen 9 days ago, on 22 Feb 2026`, when that is worth saying.
fn last_seen(past: &Past<'_>, told: Day, today: Day) -> String {
    const WORTH_SAYING: f64 = 3.0;
    let Some(since) = past.days_since_last_seen.at(told).filter(|days| *days >= WORTH_SAYING)
    else {
        return String::new();
    };
    #[allow(clippy::cast_possible_truncation)]
    let seen = told.plus(-(since as i32));
    format!("; last seen {}, on {}", words::ago(seen, today), words::date(seen))
}

//! What a backtest comes to, said to somebody who has never seen a ROC curve.

use super::{Estimate, Report, Settings};

/// A plain measure beside the one that is judged.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// As in "days since last seen alone".
    pub name: &'a str,
    pub report: &'a Report,
}

/// With so many of the calls made, the number that a team can make is that of every as-of day.
const NEARLY_ALL: f64 = 0.95;

/// Fewer that left tell nothing.
const TOO_FEW: u64 = 5;

/// The report in sentences, the most telling first. Nothing where there is nothing to judge.
pub fn sentences(
    report: &Report,
    settings: &Settings,
    every_days: i32,
    beside: &[Beside<'_>],
) -> Vec<String> {
    if report.positives == 0 {
        return Vec::new();
    }
    if (1..TOO_FEW).contains(&report.left) {
        return vec![format!(
            "Only {} left of which something was said: too few to judge anything by.",
            if report.left == 1 {
                "one account".to_owned()
            } else {
                format!("{} accounts", report.left)
            }
        )];
    }
    let sentences = [
        calls(report, settings, every_days),
        ranking(report.roc_auc),
        compared(report.roc_auc, beside),
        warning(report),
        surprise(report),
    ];
    sentences.into_iter().flatten().collect()
}

fn calls(report: &Report, settings: &Settings, every_days: i32) -> Option<String> {
    let (precision, base) = (report.precision_at_k.value?, report.base_rate?);
    let horizon = settings.horizon_days;
    let each = match every_days {
        7 => "week".to_owned(),
        1 => "day".to_owned(),
        days if days % 7 == 0 => format!("{} weeks", days / 7),
        days => format!("{days} days"),
    };
    let calls = settings.calls as f64;
    let all = calls * report.as_of_days as f64;
    if report.calls_that_left.of < NEARLY_ALL * all {
        return Some(format!(
            "Of the accounts that you would have called each {each} ({} where there were so many), \
             {:.0}% did leave within {horizon} days; picked blindly, {:.0}% would have.",
            settings.calls,
            100.0 * precision,
            100.0 * base,
        ));
    }
    Some(format!(
        "Of the {} accounts that you would have called each {each}, {} did leave within {horizon} \
         days; picked blindly, {} would have.",
        settings.calls,
        few(precision * calls),
        few(base * calls),
    ))
}

/// A number of accounts: with one decimal where they are few.
fn few(accounts: f64) -> String {
    if accounts < 10.0 { format!("{accounts:.1}") } else { format!("{accounts:.0}") }
}

fn ranking(auc: Estimate) -> Option<String> {
    let value = 100.0 * auc.value?;
    let interval = auc.low.zip(auc.high).map_or_else(String::new, |(low, high)| {
        format!(" (95% interval {:.0} to {:.0})", 100.0 * low, 100.0 * high)
    });
    Some(format!(
        "It ranks an account that left above one that stayed in {value:.0} of 100 pairs{interval}; a \
         coin gets 50."
    ))
}

/// Against the best of the plain measures.
fn compared(auc: Estimate, beside: &[Beside<'_>]) -> Option<String> {
    let value = auc.value?;
    let known = beside.iter().filter_map(|one| Some((one.name, one.report.roc_auc.value?)));
    let (name, best) = known.max_by(|a, b| a.1.total_cmp(&b.1))?;
    let pairs = format!("{:.0} of 100", 100.0 * best);
    Some(if auc.high.is_some_and(|high| high < best) {
        format!("That is worse than {name} alone, which gets {pairs}.")
    } else if auc.low.is_some_and(|low| low > best) {
        format!("That is better than the best plain measure, {name}, which gets {pairs}.")
    } else if value >= best {
        format!("That is no clear gain over {name} alone, which gets {pairs}.")
    } else {
        format!("{} alone gets {pairs}, and does as well.", capital(name))
    })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn warning(report: &Report) -> Option<String> {
    let days = report.median_warning_days.value?;
    let without = match report.unwarned {
        0 => "; all of them were".to_owned(),
        unwarned => format!("; {unwarned} of {} were not at all", report.left),
    };
    Some(if days > 0.0 {
        format!(
            "Half of those who left had then been under warning for {days:.0} days or more{without}."
        )
    } else {
        "Fewer than half of those who left were under warning when they did.".to_owned()
    })
}

fn surprise(report: &Report) -> Option<String> {
    let ninety = report.surprise_churn.iter().find(|one| one.days == 90)?;
    let share = 100.0 * ninety.by_count.value?;
    let revenue = ninety
        .by_revenue
        .value
        .map_or_else(String::new, |revenue| format!(" ({:.0}% of their ARR)", 100.0 * revenue));
    Some(format!("{share:.0}% of those who left{revenue} still looked well 90 days before."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn auc(value: f64) -> Estimate {
        Estimate { value: Some(value), low: Some(value - 0.05), high: Some(value + 0.05) }
    }

    fn report(value: f64) -> Report {
        let past = super::super::Past { days: &[], lives: &[], revenue: &[] };
        let judged = super::super::Judged {
            values: &[],
            risk: super::super::Risk::Low,
            warns_beyond: None,
            cuts: &[],
        };
        let settings = settings();
        Report {
            positives: 9,
            roc_auc: auc(value),
            ..super::super::backtest(&past, &judged, &settings)
        }
    }

    fn settings() -> Settings {
        Settings {
            horizon_days: 90,
            blackout_days: 0,
            calls: 20,
            draws: 0,
            seed: 1,
            known_until: perennial_model::Day(0),
        }
    }

    #[test]
    fn a_baseline_that_is_better_is_said() {
        let beside = report(0.9);
        let beside = [Beside { name: "days since last seen", report: &beside }];
        let said = |value| sentences(&report(value), &settings(), 7, &beside)[1].clone();
        assert!(said(0.7).contains("worse than days since last seen alone, which gets 90 of 100"));
        assert!(said(0.88).starts_with("Days since last seen alone gets 90 of 100, and does as"));
        assert!(said(0.91).contains("no clear gain"));
        assert!(said(0.97).contains("better than the best plain measure"));
    }

    #[test]
    fn calls_are_said_beside_chance() {
        let mut told = report(0.8);
        told.precision_at_k = auc(0.55);
        told.base_rate = Some(0.02);
        told.as_of_days = 10;
        told.calls_that_left.of = 200.0;
        let said = sentences(&told, &settings(), 28, &[]);
        assert_eq!(
            said[0],
            "Of the 20 accounts that you would have called each 4 weeks, 11 did leave within 90 days; \
             picked blindly, 0.4 would have."
        );
        told.calls_that_left.of = 150.0;
        let said = sentences(&told, &settings(), 7, &[]);
        assert_eq!(
            said[0],
            "Of the accounts that you would have called each week (20 where there were so many), 55% \
             did leave within 90 days; picked blindly, 2% would have."
        );
    }

    #[test]
    fn nothing_to_judge_says_nothing() {
        let past = super::super::Past { days: &[], lives: &[], revenue: &[] };
        let judged = super::super::Judged {
            values: &[],
            risk: super::super::Risk::Low,
            warns_beyond: None,
            cuts: &[],
        };
        let nothing = super::super::backtest(&past, &judged, &settings());
        assert!(sentences(&nothing, &settings(), 7, &[]).is_empty());
    }
}

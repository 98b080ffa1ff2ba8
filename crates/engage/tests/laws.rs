//! What holds for every history.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod support;

use perennial_engage::{Rules, SignalInput, episodes};
use perennial_health::{HealthHistory, default_scorecard};
use perennial_metrics::Matrix;
use perennial_model::{Day, SignalRule};
use proptest::prelude::*;
use support::history::History;

/// Stretches of days: how many contacts come, how often each, and the score meanwhile.
fn histories() -> impl Strategy<Value = History> {
    let stretch = (5..90_usize, 0..8_usize, 0..6_u32, 20.0..90.0_f64, any::<bool>());
    prop::collection::vec(stretch, 3..12).prop_map(|stretches| {
        let mut history = History::default();
        for (days, contacts, each, score, pays) in stretches {
            for passed in 0..days {
                history.days(1, contacts, each);
                let today = history.len() - 1;
                history.score[today] = (score + (passed % 7) as f64).floor();
                history.days_to_renewal[today] = 200.0 - (today % 260) as f64;
                history.arr[today] = if pays || today < 100 { 1000.0 } else { 0.0 };
            }
        }
        history
    })
}

#[test]
fn a_matrix_and_a_history_give_what_plain_columns_give() {
    let mut account = History::default();
    account.days(210, 5, 4).days(60, 1, 4);
    for day in 0..account.len() {
        account.score[day] = 50.0;
        account.days_to_renewal[day] = 300.0 - day as f64;
    }
    let columns = account.columns();
    let matrix = Matrix::from_columns(Day(0), columns.named()).unwrap();
    let health = HealthHistory::new(Day(0), account.score.clone(), &default_scorecard());
    let today = Day(i32::try_from(account.len()).unwrap());
    let input = SignalInput { account_id: &"acme".into(), matrix: &matrix, health: &health, today };
    let found = episodes(&input, &Rules::default());
    assert_eq!(found, account.episodes(&Rules::default()));
    assert_eq!(found.len(), 2);
    // The running day is not judged: it is still filling up.
    let input = SignalInput { today: today.plus(-1), ..input };
    assert_eq!(
        episodes(&input, &Rules::default()),
        account.cut(account.len() - 1).episodes(&Rules::default())
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn episodes_of_a_rule_keep_apart(history in histories()) {
        let rules = Rules::default();
        for rule in SignalRule::ALL {
            let episodes = history.episodes_of(rule, &rules);
            for pair in episodes.windows(2) {
                let closed = pair[0].closed_on.expect("only the last one may be open");
                prop_assert!(pair[0].opened_on <= closed);
                let cool_down = i32::try_from(rules.cool_down_days(rule)).unwrap();
                prop_assert!(pair[1].opened_on >= closed.plus(cool_down));
            }
        }
    }

    #[test]
    fn the_future_changes_nothing_said_before(history in histories(), share in 0.1..1.0_f64) {
        let rules = Rules::default();
        let days = ((history.len() as f64) * share) as usize;
        let then = history.cut(days).episodes(&rules);
        let last = Day(i32::try_from(days).unwrap() - 1);
        let now: Vec<_> =
            history.episodes(&rules).into_iter().filter(|e| e.opened_on <= last).collect();
        prop_assert_eq!(then.len(), now.len());
        for (then, now) in then.iter().zip(&now) {
            prop_assert_eq!((then.rule, then.opened_on), (now.rule, now.opened_on));
            match then.closed_on {
                Some(_) => prop_assert_eq!(then, now),
                None => prop_assert!(now.closed_on.is_none_or(|closed| closed > last)),
            }
        }
    }

    #[test]
    fn each_sentence_is_one_and_its_evidence_is_json(history in histories()) {
        for episode in history.episodes(&Rules::default()) {
            prop_assert!(episode.reason.chars().next().is_some_and(char::is_uppercase));
            prop_assert!(!episode.reason.contains("NaN") && !episode.reason.contains(". "));
            let evidence: serde_json::Value = serde_json::from_str(&episode.evidence).unwrap();
            prop_assert!(evidence["as_of"].is_string());
        }
    }
}

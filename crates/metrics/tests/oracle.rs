//! The one-pass kernel against counting every day again by hand.
#![allow(clippy::unwrap_used)]

mod support;

use perennial_model::Day;
use proptest::prelude::*;
use support::{CATALOGUE, START, TODAY, by_hand, story};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn metrics_on_every_day_are_what_counting_gives(story in story()) {
        let matrix = story.matrix(TODAY);
        prop_assert!(matrix.keys().eq(CATALOGUE.keys()));
        prop_assert_eq!(matrix.failures().count(), 0);
        for day in 0..=TODAY {
            let Some(index) = matrix.index(Day(START + day)) else {
                prop_assert!(Day(START + day) < matrix.first());
                continue;
            };
            for (key, expected) in by_hand(&story, day) {
                let found = matrix.column(key).unwrap()[index];
                prop_assert!(
                    found.to_bits() == expected.to_bits() || (found.is_nan() && expected.is_nan()),
                    "{} on day {}: {} by the kernel, {} by hand", key, day, found, expected
                );
            }
        }
    }

    #[test]
    fn rows_run_from_the_first_thing_known_until_today(story in story()) {
        let matrix = story.matrix(TODAY);
        let first = story.events.iter().map(|e| e.day)
            .chain(story.tickets.iter().map(|t| t.0))
            .chain(story.surveys.iter().map(|s| s.0))
            .chain(story.periods.iter().map(|p| p.start))
            .chain(story.bills.iter().map(|bill| bill.issued))
            .chain(story.created)
            .min();
        match first.filter(|first| *first <= TODAY) {
            Some(first) => prop_assert_eq!(matrix.first(), Day(START + first)),
            None => prop_assert!(matrix.is_empty()),
        }
        if !matrix.is_empty() {
            prop_assert_eq!(matrix.last(), Day(START + TODAY));
        }
    }
}

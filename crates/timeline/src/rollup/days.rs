//! Days of many instants, mostly close to each other.

use perennial_model::{Day, Micros, Zone};

/// Remembers the bounds of the last day asked for.
pub(crate) struct Days<'a> {
    zone: &'a Zone,
    day: Day,
    from: Micros,
    until: Micros,
}

impl<'a> Days<'a> {
    pub(crate) fn new(zone: &'a Zone) -> Self {
        Self { zone, day: Day(0), from: Micros(0), until: Micros(0) }
    }

    pub(crate) fn day_of(&mut self, at: Micros) -> Day {
        if at < self.from || at >= self.until {
            self.day = self.zone.day_of(at);
            self.from = self.zone.start_of(self.day);
            self.until = self.zone.start_of(self.day.plus(1));
        }
        self.day
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_memory_changes_no_answer(seconds in prop::collection::vec(1_700_000_000_i64..1_760_000_000, 1..60)) {
            let zone = Zone::named("America/Santiago").unwrap();
            let mut days = Days::new(&zone);
            for second in seconds {
                let at = Micros(second * Micros::SECOND);
                prop_assert_eq!(days.day_of(at), zone.day_of(at));
            }
        }
    }
}

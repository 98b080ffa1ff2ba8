//! A set of message ids with the millisecond of each: 16 bytes an id, little more than that in
//! memory.
//!
//! Open addressing with linear probing, at most four fifths full, growing by a quarter: between
//! 20 and 25 bytes an id. The id is a hash already, so its upper bits are its place.

use perennial_model::Micros;

use crate::fact_key::FactKey;

/// 2000-01-01 in milliseconds; 41 bits from there reach until 2069.
const EPOCH: i64 = 946_684_800_000;
const TIME_BITS: u32 = 41;
const TIME: u64 = (1 << TIME_BITS) - 1;
const LEAST: usize = 16;

/// Milliseconds since 2000; never nothing, which marks an empty slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment(u64);

impl Moment {
    /// Older than anything that can matter.
    pub(super) const LONG_AGO: Self = Self(1);

    pub(super) fn of(at: Micros) -> Self {
        let millis = at.0.div_euclid(1_000).saturating_sub(EPOCH);
        Self(u64::try_from(millis).unwrap_or(0).clamp(1, TIME))
    }

    pub(super) fn next(self) -> Self {
        Self((self.0 + 1).min(TIME))
    }

    pub(super) fn millis_from(self, other: Self) -> u64 {
        self.0.abs_diff(other.0)
    }

    pub(super) fn at(self) -> Micros {
        Micros((i64::try_from(self.0).unwrap_or(i64::MAX) + EPOCH) * 1_000)
    }
}

/// 64 bits of the key; and 23 more with the time below them.
#[derive(Debug, Clone, Copy, Default)]
struct Slot(u64, u64);

impl Slot {
    fn new(key: FactKey, at: Moment) -> Self {
        let (one, other) = key.halves();
        Self(one, (other & !TIME) | at.0)
    }

    fn is_empty(self) -> bool {
        self.1 == 0
    }

    fn is_of(self, other: Self) -> bool {
        self.0 == other.0 && (self.1 & !TIME) == (other.1 & !TIME)
    }

    fn at(self) -> Moment {
        Moment(self.1 & TIME)
    }
}

#[derive(Debug, Default)]
pub(super) struct Table {
    slots: Vec<Slot>,
    count: usize,
}

impl Table {
    pub(super) fn len(&self) -> usize {
        self.count
    }

    pub(super) fn bytes(&self) -> usize {
        self.slots.capacity() * size_of::<Slot>()
    }

    pub(super) fn times(&self) -> impl Iterator<Item = Moment> {
        self.slots.iter().filter(|slot| !slot.is_empty()).map(|slot| slot.at())
    }

    /// When the id was received last.
    pub(super) fn get(&self, key: FactKey) -> Option<Moment> {
        if self.slots.is_empty() {
            return None;
        }
        let found = self.slots[self.place(Slot::new(key, Moment::LONG_AGO))];
        (!found.is_empty()).then(|| found.at())
    }

    /// Puts the id in, or gives it another time.
    pub(super) fn set(&mut self, key: FactKey, at: Moment) {
        if (self.count + 1) * 5 > self.slots.len() * 4 {
            self.resize((self.slots.len() * 5 / 4).max(LEAST), |_| true);
        }
        let slot = Slot::new(key, at);
        let place = self.place(slot);
        self.count += usize::from(self.slots[place].is_empty());
        self.slots[place] = slot;
    }

    /// Forgets what was received before.
    pub(super) fn forget_before(&mut self, since: Moment) {
        let left = self.times().filter(|at| *at >= since).count();
        if left < self.count {
            // Room for what comes until the next time.
            self.resize((left * 3 / 2).max(LEAST), |slot| slot.at() >= since);
        }
    }

    fn resize(&mut self, slots: usize, stays: impl Fn(Slot) -> bool) {
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); slots]);
        self.count = 0;
        for slot in old.into_iter().filter(|slot| !slot.is_empty() && stays(*slot)) {
            let place = self.place(slot);
            self.slots[place] = slot;
            self.count += 1;
        }
    }

    /// Where the id stands, or the empty slot where it would. There always is one.
    fn place(&self, wanted: Slot) -> usize {
        let slots = self.slots.len();
        // The upper half of the product spreads 64 bits evenly over any number of slots.
        let start = (u128::from(wanted.0) * slots as u128) >> 64;
        let mut place = usize::try_from(start).unwrap_or(0);
        loop {
            let slot = self.slots[place];
            if slot.is_empty() || slot.is_of(wanted) {
                return place;
            }
            place = if place + 1 == slots { 0 } else { place + 1 };
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_a_map(steps in prop::collection::vec((0_u32..300, 0_i64..1000, 0_u32..40), 0..800)) {
            let (mut table, mut map) = (Table::default(), HashMap::new());
            let moment = |second: i64| Moment::of(Micros(1_700_000_000_000_000).plus_seconds(second));
            for (id, second, what) in steps {
                if what == 0 {
                    table.forget_before(moment(second));
                    map.retain(|_, at| *at >= moment(second));
                } else {
                    table.set(FactKey::of(&format!("m-{id}")), moment(second));
                    map.insert(id, moment(second));
                }
                prop_assert_eq!(table.len(), map.len());
            }
            for id in 0..300 {
                prop_assert_eq!(table.get(FactKey::of(&format!("m-{id}"))), map.get(&id).copied());
            }
        }
    }

    #[test]
    fn an_id_takes_at_most_25_bytes() {
        let mut table = Table::default();
        for n in 0..100_000 {
            table.set(FactKey::of(&format!("m-{n}")), Moment::of(Micros(1_700_000_000_000_000)));
            assert!(
                n < 100 || table.bytes() <= table.len() * 26,
                "{} bytes for {n}",
                table.bytes()
            );
        }
    }

    #[test]
    fn a_moment_keeps_its_millisecond() {
        let at = Micros(1_700_000_000_123_456);
        assert_eq!(Moment::of(at).at(), Micros(1_700_000_000_123_000));
        assert_eq!(Moment::of(Micros(0)), Moment::LONG_AGO);
    }
}

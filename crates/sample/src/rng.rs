//! Chance that is the same on every machine: whole-number arithmetic (xoshiro256++, seeded through
//! SplitMix64, both by Blackman and Vigna) and only those float operations that IEEE 754 fixes to
//! the last bit. No logarithms, no sines: libraries differ in them.

/// A stream of chance.
#[derive(Debug, Clone)]
pub(crate) struct Rng {
    state: [u64; 4],
}

/// √3, which makes the sum of four uniform draws spread with a standard deviation of 1.
const ROOT_OF_3: f64 = 1.732_050_807_568_877_2;

impl Rng {
    pub fn new(seed: u64) -> Self {
        let mut x = seed;
        let mut next = || {
            x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = x;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        };
        Self { state: [next(), next(), next(), next()] }
    }

    /// A stream of its own for a part, so that one part's draws never move another's.
    pub fn fork(&self, part: u64) -> Self {
        let [a, b, ..] = self.state;
        Self::new(a ^ b.rotate_left(17) ^ part.wrapping_mul(0xd6e8_feb8_6659_fd93))
    }

    fn next(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.state = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        result
    }

    /// 0 ≤ x < 1.
    #[allow(clippy::cast_precision_loss)] // 53 bits fit a float
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / 9_007_199_254_740_992.0
    }

    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// low ≤ x ≤ high; `low` when there is no room.
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        let room = u64::try_from(i64::from(high) - i64::from(low) + 1).unwrap_or(1).max(1);
        low.saturating_add(i32::try_from(self.next() % room).unwrap_or(0))
    }

    pub fn within(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Mean 0, standard deviation 1, never beyond ±3.5: nearly a normal draw.
    pub fn spread(&mut self) -> f64 {
        let sum = self.unit() + self.unit() + self.unit() + self.unit();
        (sum - 2.0) * ROOT_OF_3
    }

    /// How often something happens that happens `expected` times on average.
    pub fn count(&mut self, expected: f64) -> u32 {
        let mut tries = 6_u32;
        while f64::from(tries) < expected * 3.0 {
            tries += 6;
        }
        let each = expected / f64::from(tries);
        (0..tries).map(|_| u32::from(self.chance(each))).sum()
    }

    pub fn index(&mut self, length: usize) -> usize {
        let room = u64::try_from(length).unwrap_or(1).max(1);
        usize::try_from(self.next() % room).unwrap_or(0)
    }

    /// One of several; the default where there are none.
    pub fn pick<T: Copy + Default>(&mut self, all: &[T]) -> T {
        let at = self.index(all.len());
        all.get(at).copied().unwrap_or_default()
    }

    /// The place of one of several, each as likely as its weight says.
    pub fn weighted(&mut self, weights: &[f64]) -> usize {
        let mut left = self.unit() * weights.iter().sum::<f64>();
        for (at, weight) in weights.iter().enumerate() {
            left -= weight;
            if left < 0.0 {
                return at;
            }
        }
        weights.len().saturating_sub(1)
    }

    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.index(at + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_what_they_say() {
        let mut rng = Rng::new(7);
        let mean =
            |draw: &mut dyn FnMut() -> f64| (0..20_000).map(|_| draw()).sum::<f64>() / 20_000.0;
        assert!((mean(&mut || rng.unit()) - 0.5).abs() < 0.01);
        assert!(mean(&mut || rng.spread()).abs() < 0.03);
        assert!((mean(&mut || f64::from(rng.count(2.5))) - 2.5).abs() < 0.05);
        assert!((0..1000).all(|_| (3..=5).contains(&rng.between(3, 5))));
        assert_eq!(rng.between(5, 2), 5);
        assert_eq!(rng.weighted(&[0.0, 1.0, 0.0]), 1);
    }

    #[test]
    fn forks_do_not_depend_on_what_was_drawn_by_others() {
        let root = Rng::new(7);
        let (mut a, mut b) = (root.fork(1), root.fork(1));
        let mut other = root.fork(2);
        other.unit();
        assert_eq!(a.unit().to_bits(), b.unit().to_bits());
        assert_ne!(a.unit().to_bits(), other.unit().to_bits());
    }
}

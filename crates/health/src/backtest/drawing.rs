//! Intervals by drawing accounts anew.

use rayon::prelude::*;

use super::{Settings, report::Estimate};

/// How often each account is drawn, draw by draw.
#[derive(Debug)]
pub(super) struct Draw {
    once: Vec<u8>,
    draws: Vec<Vec<u8>>,
}

impl Draw {
    pub fn new(accounts: usize, settings: &Settings) -> Self {
        let mut random = SplitMix(settings.seed);
        let draw = |_| {
            // Small, so that many stay close to the processor. Nobody is drawn 256 times of so many.
            let mut weights = vec![0_u8; accounts];
            for _ in 0..accounts {
                let drawn = &mut weights[random.below(accounts as u64) as usize];
                *drawn = drawn.saturating_add(1);
            }
            weights
        };
        Self { once: vec![1; accounts], draws: (0..settings.draws).map(draw).collect() }
    }
}

/// A figure of all accounts, and between which values it lies in 95 of 100 draws (the percentile
/// interval: B. Efron & R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
pub(super) fn estimate(draw: &Draw, figure: impl Fn(&[u8]) -> f64 + Sync) -> Estimate {
    let [only] = estimates(draw, |weights| [figure(weights)]);
    only
}

/// The same of several figures that are worked out together.
pub(super) fn estimates<const N: usize>(
    draw: &Draw,
    figures: impl Fn(&[u8]) -> [f64; N] + Sync,
) -> [Estimate; N] {
    let values = figures(&draw.once);
    let drawn: Vec<[f64; N]> = draw.draws.par_iter().map(|weights| figures(weights)).collect();
    std::array::from_fn(|place| {
        let mut drawn: Vec<f64> =
            drawn.iter().map(|all| all[place]).filter(|value| !value.is_nan()).collect();
        drawn.sort_unstable_by(f64::total_cmp);
        let at = |share: f64| {
            let at = (share * drawn.len() as f64).floor() as usize;
            drawn.get(at.min(drawn.len().saturating_sub(1))).copied()
        };
        match values[place] {
            value if value.is_nan() => Estimate::default(),
            value => Estimate { value: Some(value), low: at(0.025), high: at(0.975) },
        }
    })
}

/// G. L. Steele, D. Lea & C. H. Flood, Fast splittable pseudorandom number generators, 2014.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end` (D. Lemire, Fast random integer generation in an interval, 2019; what
    /// it prefers by less than `end` in 2⁶⁴ does not show).
    fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(end)) >> 64) as u64
    }
}

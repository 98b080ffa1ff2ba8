//! Intervals by drawing accounts anew.

use rayon::prelude::*;

use super::{Settings, report::Estimate};

/// How often each account is drawn, draw by draw.
#[derive(Debug)]
pub(super) struct Draw {
    once: Vec<u32>,
    draws: Vec<Vec<u32>>,
}

impl Draw {
    pub fn new(accounts: usize, settings: &Settings) -> Self {
        let mut random = SplitMix(settings.seed);
        let draw = |_| {
            let mut weights = vec![0_u32; accounts];
            for _ in 0..accounts {
                weights[random.below(accounts as u64) as usize] += 1;
            }
            weights
        };
        Self { once: vec![1; accounts], draws: (0..settings.draws).map(draw).collect() }
    }
}

/// A figure of all accounts, and between which values it lies in 95 of 100 draws (the percentile
/// interval: B. Efron & R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
pub(super) fn estimate(draw: &Draw, figure: impl Fn(&[u32]) -> f64 + Sync) -> Estimate {
    let value = figure(&draw.once);
    if value.is_nan() {
        return Estimate::default();
    }
    let mut drawn: Vec<f64> = draw.draws.par_iter().map(|weights| figure(weights)).collect();
    drawn.retain(|value| !value.is_nan());
    drawn.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| {
        let place = (share * drawn.len() as f64).floor() as usize;
        drawn.get(place.min(drawn.len().saturating_sub(1))).copied()
    };
    Estimate { value: Some(value), low: at(0.025), high: at(0.975) }
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

//! Intervals by drawing accounts anew.

use perennial_model::SplitMix;
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
        let mut random = SplitMix::new(settings.seed);
        let draw = |_| {
            // Small, so that many stay close to the processor. Nobody is drawn 256 times of so many.
            let mut weights = vec![0_u8; accounts];
            for _ in 0..accounts {
                let drawn = &mut weights[random.below(accounts)];
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

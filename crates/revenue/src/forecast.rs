//! What the terms that end in a period will come to, as a range.
//!
//! Each term has a chance to be kept, from two sources. How the account looks: of past terms whose
//! accounts looked alike (the same band) the share that was kept, drawn towards the share of all where there
//! are few. And what the team expects of it: how often terms of which that was said were kept, drawn
//! towards what the word means. Where both speak, the chance lies in the middle of the two, by log-odds.
//!
//! The range is drawn: in each draw the past accounts are drawn anew (so that few past terms give a wide
//! range), each open term is kept or lost by its chance, and what is kept comes to what a past term that was
//! kept came to. Terms of one account are kept or lost together.
//!
//! Sources: the shrunken share is the posterior mean under a beta prior (Gelman et al., Bayesian Data
//! Analysis, chapter 2); the range is a percentile interval (Efron & Tibshirani, An Introduction to the
//! Bootstrap, chapter 13).

use perennial_model::{Expects, SplitMix};
use rayon::prelude::*;

/// A term that was decided.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PastTerm {
    /// Whose it was: any number, the same for terms of one account.
    pub account: usize,
    /// How the account looked some time before: any number, the same for those that looked alike.
    pub looked: usize,
    /// What the team expected, the last that it said before.
    pub expects: Option<Expects>,
    pub kept: bool,
    /// What it brings after ÷ what it brought; of those that were kept.
    pub after: f64,
}

/// A term that may be kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpenTerm {
    pub account: usize,
    pub looks: usize,
    pub expects: Option<Expects>,
    /// What it brings a year, in any unit.
    pub acv: f64,
    /// What the team says it will bring a year, where it says so.
    pub acv_expected: Option<f64>,
}

/// What open terms will come to, a year; in the unit of the terms.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// What is up.
    pub acv: f64,
    pub expected: f64,
    /// In one of ten draws it comes to less.
    pub low: f64,
    pub middle: f64,
    /// In one of ten draws it comes to more.
    pub high: f64,
    /// Of each term, in their order.
    pub chances: Vec<Chance>,
}

/// How likely a term is kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    pub kept: f64,
    pub by_look: f64,
    /// Past terms that looked alike: what [`Self::by_look`] rests on.
    pub alike: usize,
    pub by_call: Option<f64>,
    /// Past terms of which the team said the same.
    pub called: usize,
}

/// What is assumed of terms before any was seen: so many of them, of which that share was kept.
const ALL: (f64, f64) = (2.0, 0.8);
/// Those that looked alike are drawn towards all others as if so many of them had been seen.
const ALIKE: f64 = 5.0;
/// A word means what it says as if so many terms had been seen.
const CALLED: f64 = 10.0;

fn meaning(expects: Expects) -> f64 {
    match expects {
        Expects::Commit => 0.97,
        Expects::Likely => 0.8,
        Expects::Unsure => 0.5,
        Expects::AtRisk => 0.25,
        Expects::Lost => 0.03,
    }
}

/// How often past terms were kept.
#[derive(Debug, Clone, Default)]
struct Counts {
    all: (f64, f64),
    looked: Vec<(f64, f64)>,
    called: [(f64, f64); Expects::ALL.len()],
}

impl Counts {
    /// `weigh` says how often an account counts.
    fn of(past: &[PastTerm], looks: usize, weigh: impl Fn(usize) -> f64) -> Self {
        let mut counts = Self { looked: vec![(0.0, 0.0); looks], ..Self::default() };
        for term in past {
            let weight = weigh(term.account);
            let add = |to: &mut (f64, f64)| {
                to.0 += weight;
                to.1 += if term.kept { weight } else { 0.0 };
            };
            add(&mut counts.all);
            counts.looked.get_mut(term.looked).map(add);
            if let Some(expects) = term.expects {
                add(&mut counts.called[expects as usize]);
            }
        }
        counts
    }

    fn chance(&self, term: &OpenTerm) -> Chance {
        let shrunk =
            |(n, kept): (f64, f64), weight: f64, to: f64| (kept + weight * to) / (n + weight);
        let all = shrunk(self.all, ALL.0, ALL.1);
        let alike = self.looked.get(term.looks).copied().unwrap_or_default();
        let by_look = shrunk(alike, ALIKE, all);
        let called = term.expects.map(|expects| self.called[expects as usize]);
        let by_call =
            term.expects.zip(called).map(|(expects, of)| shrunk(of, CALLED, meaning(expects)));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Chance {
            kept: by_call.map_or(by_look, |by_call| between(by_look, by_call)),
            by_look,
            alike: alike.0 as usize,
            by_call,
            called: called.unwrap_or_default().0 as usize,
        }
    }
}

/// The middle of two chances by log-odds.
fn between(a: f64, b: f64) -> f64 {
    let odds = |p: f64| (p / (1.0 - p)).ln();
    let (a, b) = (a.clamp(1e-6, 1.0 - 1e-6), b.clamp(1e-6, 1.0 - 1e-6));
    1.0 / (1.0 + (-(odds(a) + odds(b)) / 2.0).exp())
}

/// What open terms will come to, from what became of past ones. The same seed gives the same range.
pub fn forecast(open: &[OpenTerm], past: &[PastTerm], draws: usize, seed: u64) -> Forecast {
    let looks = open.iter().map(|term| term.looks).chain(past.iter().map(|term| term.looked));
    let looks = looks.max().map_or(0, |last| last + 1);
    let counts = Counts::of(past, looks, |_| 1.0);
    let chances: Vec<Chance> = open.iter().map(|term| counts.chance(term)).collect();
    let kept: Vec<&PastTerm> = past.iter().filter(|term| term.kept).collect();
    #[allow(clippy::cast_precision_loss)]
    let mean = match kept.len() {
        0 => 1.0,
        n => kept.iter().map(|term| term.after).sum::<f64>() / n as f64,
    };
    let brings = |term: &OpenTerm, after: f64| term.acv_expected.unwrap_or(term.acv * after);
    let expected = open.iter().zip(&chances).map(|(term, chance)| chance.kept * brings(term, mean));
    let past_accounts = past.iter().map(|term| term.account).max().map_or(0, |last| last + 1);
    let open_accounts = open.iter().map(|term| term.account).max().map_or(0, |last| last + 1);

    let draw = |mut dice: SplitMix| {
        let mut weights = vec![0.0; past_accounts];
        for _ in 0..past_accounts {
            weights[dice.below(past_accounts)] += 1.0;
        }
        let drawn = Counts::of(past, looks, |account| weights[account]);
        let luck: Vec<f64> = (0..open_accounts).map(|_| dice.share()).collect();
        let outcome = |term: &OpenTerm| {
            let after = if kept.is_empty() { 1.0 } else { kept[dice.below(kept.len())].after };
            let is_kept = luck[term.account] < drawn.chance(term).kept;
            if is_kept { brings(term, after) } else { 0.0 }
        };
        open.iter().map(outcome).sum::<f64>()
    };
    let mut seeds = SplitMix::new(seed);
    let dice: Vec<SplitMix> = (0..draws).map(|_| seeds.split()).collect();
    let mut sums: Vec<f64> = dice.into_par_iter().map(draw).collect();
    sums.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| {
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss
        )]
        let place = (share * sums.len() as f64) as usize;
        sums.get(place.min(sums.len().saturating_sub(1))).copied().unwrap_or(0.0)
    };
    Forecast {
        acv: open.iter().map(|term| term.acv).sum(),
        expected: expected.sum(),
        low: at(0.1),
        middle: at(0.5),
        high: at(0.9),
        chances,
    }
}

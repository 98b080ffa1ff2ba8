//! What the terms that end in a period will come to, as a range.
//!
//! Each term has a chance to be kept, from two sources. How the account looks: of past terms of its kind
//! (monthly ones say nothing of yearly ones) whose accounts looked alike (the same band) the share that was
//! kept, drawn towards the share of all of its kind where there are few. And what the team expects of it: how often terms of which that was said were kept, drawn
//! towards what the word means. Where both speak, the chance lies in the middle of the two, by log-odds.
//!
//! The range is drawn: in each draw the shares themselves are drawn from what past terms leave possible (few
//! past terms give a wide range, even where all of them were kept), each open term is kept or lost by its
//! chance, and what is kept comes to what a past term that was kept came to. Terms of one account are kept or
//! lost together.
//!
//! Source: the chance is the posterior mean under a beta prior, and shares are drawn from the posterior
//! (Gelman et al., Bayesian Data Analysis, chapter 2); the range is between the tenths of the draws.

use perennial_model::{Expects, SplitMix};
use rayon::prelude::*;

/// A term that was decided.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PastTerm {
    /// Which kind of term it was: any number, the same for those of about the same length.
    pub kind: usize,
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
    /// Whose it is: any number, the same for terms of one account.
    pub account: usize,
    pub kind: usize,
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
    /// Past terms of its kind that looked alike: what [`Self::by_look`] rests on.
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

/// How often past terms were kept: how many there were, and how many of them.
type Count = (f64, f64);

#[derive(Debug, Clone, Default)]
struct Counts {
    /// By kind.
    all: Vec<Count>,
    /// By kind and look.
    looked: Vec<Vec<Count>>,
    called: [Count; Expects::ALL.len()],
}

/// The shares that are kept, by look and by call.
#[derive(Debug, Clone)]
struct Shares {
    looked: Vec<Vec<f64>>,
    called: [f64; Expects::ALL.len()],
}

impl Counts {
    fn of(past: &[PastTerm], kinds: usize, looks: usize) -> Self {
        let none = (0.0, 0.0);
        let looked = vec![vec![none; looks]; kinds];
        let mut counts = Self { all: vec![none; kinds], looked, ..Self::default() };
        for term in past {
            let add = |to: &mut Count| {
                to.0 += 1.0;
                to.1 += if term.kept { 1.0 } else { 0.0 };
            };
            add(&mut counts.all[term.kind]);
            add(&mut counts.looked[term.kind][term.looked]);
            if let Some(expects) = term.expects {
                add(&mut counts.called[expects as usize]);
            }
        }
        counts
    }

    /// The shares, each by what `share` makes of how many were kept and how many lost, what is assumed
    /// included.
    fn shares(&self, mut share: impl FnMut(f64, f64) -> f64) -> Shares {
        let mut drawn_to = |(n, kept): Count, weight: f64, to: f64| {
            share(kept + weight * to, n - kept + weight * (1.0 - to))
        };
        let of_kind = |(all, looked): (&Count, &Vec<Count>)| {
            let all = drawn_to(*all, ALL.0, ALL.1);
            looked.iter().map(|of| drawn_to(*of, ALIKE, all)).collect()
        };
        let looked = self.all.iter().zip(&self.looked).map(of_kind).collect();
        let called = Expects::ALL
            .map(|expects| drawn_to(self.called[expects as usize], CALLED, meaning(expects)));
        Shares { looked, called }
    }
}

impl Shares {
    /// The chances of a term: by how it looks, by what the team expects, and what they come to.
    fn chance(&self, term: &OpenTerm) -> (f64, Option<f64>, f64) {
        let by_look = self.looked[term.kind][term.looks];
        let by_call = term.expects.map(|expects| self.called[expects as usize]);
        (by_look, by_call, by_call.map_or(by_look, |by_call| between(by_look, by_call)))
    }
}

/// The middle of two chances by log-odds.
fn between(a: f64, b: f64) -> f64 {
    let odds = |p: f64| (p / (1.0 - p)).ln();
    let (a, b) = (a.clamp(1e-6, 1.0 - 1e-6), b.clamp(1e-6, 1.0 - 1e-6));
    1.0 / (1.0 + (-(odds(a) + odds(b)) / 2.0).exp())
}

/// How many numbers there are up to the largest.
fn how_many(numbers: impl Iterator<Item = usize>) -> usize {
    numbers.max().map_or(0, |last| last + 1)
}

/// What open terms will come to, from what became of past ones. The same seed gives the same range.
pub fn forecast(open: &[OpenTerm], past: &[PastTerm], draws: usize, seed: u64) -> Forecast {
    let looks = open.iter().map(|term| term.looks).chain(past.iter().map(|term| term.looked));
    let kinds = open.iter().map(|term| term.kind).chain(past.iter().map(|term| term.kind));
    let (kinds, looks) = (how_many(kinds), how_many(looks));
    let counts = Counts::of(past, kinds, looks);
    let means = counts.shares(|kept, lost| kept / (kept + lost));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let chance = |term: &OpenTerm| {
        let (by_look, by_call, kept) = means.chance(term);
        let called = term.expects.map_or(0.0, |expects| counts.called[expects as usize].0);
        let alike = counts.looked[term.kind][term.looks].0;
        Chance { kept, by_look, alike: alike as usize, by_call, called: called as usize }
    };
    let chances: Vec<Chance> = open.iter().map(chance).collect();
    let kept: Vec<&PastTerm> = past.iter().filter(|term| term.kept).collect();
    #[allow(clippy::cast_precision_loss)]
    let mean = match kept.len() {
        0 => 1.0,
        n => kept.iter().map(|term| term.after).sum::<f64>() / n as f64,
    };
    let brings = |term: &OpenTerm, after: f64| term.acv_expected.unwrap_or(term.acv * after);
    let expected = open.iter().zip(&chances).map(|(term, chance)| chance.kept * brings(term, mean));
    let open_accounts = how_many(open.iter().map(|term| term.account));

    let draw = |mut dice: SplitMix| {
        let drawn = counts.shares(|kept, lost| dice.beta(kept, lost));
        let luck: Vec<f64> = (0..open_accounts).map(|_| dice.share()).collect();
        let outcome = |term: &OpenTerm| {
            let after = if kept.is_empty() { 1.0 } else { kept[dice.below(kept.len())].after };
            let is_kept = luck[term.account] < drawn.chance(term).2;
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

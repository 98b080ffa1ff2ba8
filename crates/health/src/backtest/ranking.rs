//! How well an order by risk puts those first who left.

use super::observations::Observations;

/// Observations from the riskiest to the safest, each in 32 bits, so that many draws go fast.
#[derive(Debug)]
pub(super) struct Ranking {
    order: Vec<Ranked>,
}

/// The account, and behind it a bit each for having left and for ending a run of equal risk.
#[derive(Debug, Clone, Copy)]
struct Ranked(u32);

impl Ranked {
    fn account(self) -> usize {
        (self.0 >> 2) as usize
    }

    fn left(self) -> bool {
        self.0 & 2 != 0
    }

    fn ends_run(self) -> bool {
        self.0 & 1 != 0
    }
}

impl Ranking {
    pub fn new(observations: &Observations) -> Self {
        let list = &observations.list;
        let ranked = |(place, one): (usize, &super::observations::Observation)| {
            let ends = list.get(place + 1).is_none_or(|next| next.risk != one.risk);
            Ranked(one.account << 2 | u32::from(one.left()) << 1 | u32::from(ends))
        };
        Self { order: list.iter().enumerate().map(ranked).collect() }
    }

    /// ROC-AUC and average precision, in one walk.
    ///
    /// ROC-AUC is the chance that who left was ranked above who stayed, equal risks counting half (J. A.
    /// Hanley & B. J. McNeil, The meaning and use of the area under a receiver operating
    /// characteristic curve, Radiology 143, 1982); NaN where nobody left or nobody stayed. Average
    /// precision is the precision at each threshold, weighted by the recall that it adds (G. Salton &
    /// M. McGill, Introduction to Modern Information Retrieval, 1983; without interpolation, as in
    /// scikit-learn); NaN where nobody left.
    pub fn areas(&self, weights: &[u8]) -> [f64; 2] {
        let (mut left_above, mut so_far, mut precision) = (0_u64, 0_u64, 0.0);
        let (mut left, mut of_run) = (0_u64, 0_u64);
        // Twice, so that halves are whole; below 2^64 for less than 2^31 observations.
        let mut pairs_won = 0_u64;
        for one in &self.order {
            let weight = u64::from(weights[one.account()]);
            of_run += weight;
            left += if one.left() { weight } else { 0 };
            if !one.ends_run() {
                continue;
            }
            pairs_won += (of_run - left) * (2 * left_above + left);
            left_above += left;
            so_far += of_run;
            if left > 0 {
                precision += left as f64 * (left_above as f64 / so_far as f64);
            }
            (left, of_run) = (0, 0);
        }
        let all_stayed = so_far - left_above;
        let pairs = left_above as f64 * all_stayed as f64;
        [pairs_won as f64 / 2.0 / pairs, precision / left_above as f64]
    }

    /// False and true positive rate below each threshold, from (0, 0) to (1, 1); empty where nobody
    /// left or nobody stayed.
    pub fn roc(&self) -> Vec<[f64; 2]> {
        let (left, stayed) = self.sums();
        if left == 0 || stayed == 0 {
            return Vec::new();
        }
        let rates = |sums: (u64, u64)| [sums.1 as f64 / stayed as f64, sums.0 as f64 / left as f64];
        thinned(std::iter::once((0, 0)).chain(self.running()).map(rates))
    }

    /// Recall and precision at each threshold; empty where nobody left.
    pub fn precision_recall(&self) -> Vec<[f64; 2]> {
        let (left, _) = self.sums();
        if left == 0 {
            return Vec::new();
        }
        let at = |sums: (u64, u64)| {
            [sums.0 as f64 / left as f64, sums.0 as f64 / (sums.0 + sums.1) as f64]
        };
        thinned(self.running().map(at))
    }

    /// How many left and stayed down to each threshold.
    fn running(&self) -> impl Iterator<Item = (u64, u64)> {
        let mut sums = (0, 0);
        self.order.iter().filter_map(move |one| {
            if one.left() {
                sums.0 += 1
            } else {
                sums.1 += 1
            }
            one.ends_run().then_some(sums)
        })
    }

    fn sums(&self) -> (u64, u64) {
        self.running().last().unwrap_or((0, 0))
    }
}

/// The first and last point, and of those between only such as lie apart by what a plot can show.
fn thinned(points: impl Iterator<Item = [f64; 2]>) -> Vec<[f64; 2]> {
    const APART: f64 = 0.01;
    let mut kept: Vec<[f64; 2]> = Vec::new();
    let mut last = None;
    for point in points {
        let far =
            |from: &[f64; 2]| (point[0] - from[0]).abs() + (point[1] - from[1]).abs() >= APART;
        if kept.last().is_none_or(far) {
            kept.push(point);
            last = None;
        } else {
            last = Some(point);
        }
    }
    kept.extend(last);
    kept
}

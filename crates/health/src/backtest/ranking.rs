//! How well an order by risk puts those first who left.

use super::observations::{Observation, Observations};

/// Observations from the riskiest to the safest.
#[derive(Debug)]
pub(super) struct Ranking {
    /// The account, doubled, plus one where it left: small, so that many draws go fast.
    order: Vec<u32>,
    /// Where runs of equal risk end.
    ends: Vec<u32>,
}

impl Ranking {
    pub fn new(observations: &Observations) -> Self {
        let mut sorted: Vec<Observation> = observations.list.clone();
        sorted.sort_unstable_by(|a, b| b.risk.total_cmp(&a.risk));
        let order = sorted.iter().map(|one| one.account * 2 + u32::from(one.left)).collect();
        let mut end = 0;
        let ends = sorted
            .chunk_by(|a, b| a.risk == b.risk)
            .map(|run| {
                end += run.len() as u32;
                end
            })
            .collect();
        Self { order, ends }
    }

    /// Runs of equal risk: the weight of those who left and of those who stayed.
    fn runs(&self, weights: &[u32]) -> impl Iterator<Item = (u64, u64)> {
        let mut from = 0;
        self.ends.iter().map(move |end| {
            let run = &self.order[from..*end as usize];
            from = *end as usize;
            let mut sums = [0_u64; 2];
            for one in run {
                sums[(one & 1) as usize] += u64::from(weights[(one >> 1) as usize]);
            }
            (sums[1], sums[0])
        })
    }

    /// The chance that who left was ranked above who stayed, equal risks counting half: the area
    /// under the ROC curve (J. A. Hanley & B. J. McNeil, The meaning and use of the area under a
    /// receiver operating characteristic curve, Radiology 143, 1982). NaN where nobody left or
    /// nobody stayed.
    pub fn roc_auc(&self, weights: &[u32]) -> f64 {
        let (mut left_above, mut all_stayed, mut pairs_won) = (0_u64, 0_u64, 0_u128);
        for (left, stayed) in self.runs(weights) {
            // Twice, so that halves are whole.
            pairs_won += u128::from(stayed) * u128::from(2 * left_above + left);
            left_above += left;
            all_stayed += stayed;
        }
        pairs_won as f64 / 2.0 / (left_above as f64 * all_stayed as f64)
    }

    /// Average precision: precision at each threshold, weighted by the recall that it adds (G. Salton
    /// & M. McGill, Introduction to Modern Information Retrieval, 1983; without interpolation, as in
    /// scikit-learn). NaN where nobody left.
    pub fn average_precision(&self, weights: &[u32]) -> f64 {
        let (mut left_so_far, mut so_far, mut sum) = (0_u64, 0_u64, 0.0);
        for (left, stayed) in self.runs(weights) {
            left_so_far += left;
            so_far += left + stayed;
            if left > 0 {
                sum += left as f64 * (left_so_far as f64 / so_far as f64);
            }
        }
        sum / left_so_far as f64
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
        let (mut place, mut sums) = (0, (0, 0));
        self.ends.iter().map(move |end| {
            for one in &self.order[place..*end as usize] {
                if one & 1 == 1 { sums.0 += 1 } else { sums.1 += 1 }
            }
            place = *end as usize;
            sums
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

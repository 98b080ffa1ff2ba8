//! Numbers that look drawn and are the same each time: for intervals and ranges by drawing anew.

/// A stream of numbers from a seed. (G. L. Steele, D. Lea & C. H. Flood, Fast splittable pseudorandom
/// number generators, 2014.)
#[derive(Debug, Clone)]
pub struct SplitMix(u64);

impl SplitMix {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Another stream, which has nothing to do with what this one goes on with.
    #[must_use]
    pub fn split(&mut self) -> Self {
        Self(self.next())
    }

    /// A number below `end`; 0 where that is 0. (D. Lemire, Fast random integer generation in an interval,
    /// 2019; what it prefers by less than `end` in 2⁶⁴ does not show.)
    #[allow(clippy::cast_possible_truncation)]
    pub fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// From 0 up to 1, which it never is.
    #[allow(clippy::cast_precision_loss)]
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From the normal distribution with mean 0 and variance 1. (Box & Muller, A note on the generation of
    /// random normal deviates, 1958.)
    fn normal(&mut self) -> f64 {
        let (radius, turn) = (1.0 - self.share(), self.share());
        (-2.0 * radius.ln()).sqrt() * (std::f64::consts::TAU * turn).cos()
    }

    /// From the gamma distribution of a shape above 0 and scale 1. (Marsaglia & Tsang, A simple method for
    /// generating gamma variables, 2000.)
    fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let boost = (1.0 - self.share()).powf(1.0 / shape);
            return self.gamma(shape + 1.0) * boost;
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            if v > 0.0 && (1.0 - self.share()).ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }

    /// From the beta distribution: a share of which `a` speak for and `b` against, both above 0.
    pub fn beta(&mut self, a: f64, b: f64) -> f64 {
        let (a, b) = (self.gamma(a), self.gamma(b));
        a / (a + b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_published_one() {
        // The first numbers of the reference implementation from seed 1234567.
        let mut random = SplitMix::new(1_234_567);
        let drawn: Vec<u64> = (0..3).map(|_| random.next()).collect();
        let expected =
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(drawn, expected);
    }

    #[test]
    fn numbers_lie_where_they_should() {
        let mut random = SplitMix::new(7);
        assert_eq!(random.below(0), 0);
        let drawn: Vec<usize> = (0..1000).map(|_| random.below(10)).collect();
        assert!((0..10).all(|number| drawn.contains(&number)) && drawn.iter().all(|one| *one < 10));
        let shares: Vec<f64> = (0..1000).map(|_| random.share()).collect();
        let mean = shares.iter().sum::<f64>() / 1000.0;
        assert!((mean - 0.5).abs() < 0.05 && shares.iter().all(|one| (0.0..1.0).contains(one)));
    }

    #[test]
    fn beta_has_the_mean_and_the_variance_of_the_distribution() {
        let mut random = SplitMix::new(11);
        for (a, b) in [(0.4, 0.7), (1.0, 1.0), (2.0, 5.0), (48.0, 2.0)] {
            let drawn: Vec<f64> = (0..40_000).map(|_| random.beta(a, b)).collect();
            let count = drawn.len() as f64;
            let mean = drawn.iter().sum::<f64>() / count;
            let variance = drawn.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / count;
            let expected = a * b / ((a + b).powi(2) * (a + b + 1.0));
            assert!((mean - a / (a + b)).abs() < 0.01, "mean of {a}, {b}: {mean}");
            assert!((variance / expected - 1.0).abs() < 0.05, "variance of {a}, {b}: {variance}");
        }
    }
}

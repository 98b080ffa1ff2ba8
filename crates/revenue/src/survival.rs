//! How long customers stay: the Kaplan–Meier estimate.
//!
//! Most customers have not left yet, and of those it is only known that they stayed so long. Leaving
//! them out, or counting them as if they had left, makes lives look shorter than they are. The
//! estimate counts each customer for just as long as it was seen. Time here has no unit: days or
//! months, as the lives are given.
//!
//! Sources: Kaplan & Meier, "Nonparametric Estimation from Incomplete Observations", JASA 53 (1958);
//! Greenwood, "The Natural Duration of Cancer" (1926); Kalbfleisch & Prentice, "The Statistical
//! Analysis of Failure Time Data" (1980), for the interval.

/// The 97.5 % quantile of the normal distribution: two-sided 95 %.
pub(crate) const Z: f64 = 1.959_963_984_540_054;

/// As good as equal, where a product of fractions stands for one.
const ROUNDING: f64 = 1e-12;

/// One customer's time with us, counted from its first day as a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    /// When it came under observation. 0 where it was seen from its start; later where its records
    /// begin later, since it would not be in them had it left before.
    pub entered: u32,
    /// When it left or was last seen.
    pub left: u32,
    /// Whether it left; otherwise it was still there when last seen.
    pub has_left: bool,
}

impl Life {
    /// Whether it can have left under observation.
    fn was_seen(&self) -> bool {
        self.entered == 0 || self.entered < self.left
    }
}

/// The share of customers that stay longer than a time, by time: a curve that falls in steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Survival {
    /// How many lives it rests on.
    pub lives: usize,
    /// How many of them ended.
    pub left: usize,
    /// Lives that came under observation only when or after they ended: they are in nothing else.
    pub unseen: usize,
    /// The longest time that anybody was seen.
    pub known_until: u32,
    /// The time at which everybody left who was under observation, although others were seen at
    /// later times. Survival is 0 from then on by the rule, and says nothing: too few were seen early.
    pub emptied_at: Option<u32>,
    /// By time; one for each time at which somebody left.
    pub steps: Vec<Step>,
}

/// A time at which customers left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    pub time: u32,
    /// Customers under observation just before, with those last seen at this very time, without
    /// those that came under observation at it.
    pub at_risk: usize,
    /// How many of them left.
    pub left: usize,
    /// From this time until the next step.
    pub estimate: Estimate,
}

/// An estimated share of customers that stay, and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// From 0 to 1.
    pub survival: f64,
    /// The variance of the logarithm of survival: Σ d ÷ (n (n − d)) over the steps until here, where
    /// d of n left (Greenwood). A step at which all left is not in it.
    pub greenwood: f64,
}

impl Estimate {
    const START: Self = Self { survival: 1.0, greenwood: 0.0 };

    /// Of survival, by Greenwood's formula. 0 where nobody or everybody left.
    pub fn variance(&self) -> f64 {
        self.survival * self.survival * self.greenwood
    }

    /// The lower and upper limit at 95 %, made on the scale of log(−log S), so that they stay between
    /// 0 and 1 ("exponential Greenwood", `log-log` in R). Where nobody or everybody left there is no
    /// such scale: both limits are then survival itself, and only the number of lives tells how sure
    /// that is.
    pub fn interval(&self) -> (f64, f64) {
        if self.survival <= 0.0 || self.survival >= 1.0 {
            return (self.survival, self.survival);
        }
        let spread = Z * self.greenwood.sqrt() / -self.survival.ln();
        (self.survival.powf(spread.exp()), self.survival.powf((-spread).exp()))
    }
}

impl Survival {
    /// Estimates it from lives in any order. At each time n customers are at risk and d of them leave;
    /// survival is the product of all (n − d) ÷ n until then.
    #[allow(clippy::cast_precision_loss)]
    pub fn of(lives: &[Life]) -> Self {
        let seen = || lives.iter().filter(|life| life.was_seen());
        let entries = sorted(seen().map(|life| life.entered));
        let exits = sorted(seen().map(|life| life.left));
        let leavings = sorted(seen().filter(|life| life.has_left).map(|life| life.left));
        let mut curve = Self {
            lives: exits.len(),
            left: leavings.len(),
            unseen: lives.len() - exits.len(),
            known_until: exits.last().copied().unwrap_or(0),
            emptied_at: None,
            steps: Vec::new(),
        };
        let mut estimate = Estimate::START;
        for together in leavings.chunk_by(|one, next| one == next) {
            let (time, left) = (together[0], together.len());
            let entered = entries.partition_point(|entry| *entry == 0 || *entry < time);
            let at_risk = entered - exits.partition_point(|exit| *exit < time);
            let (n, d) = (at_risk as f64, left as f64);
            estimate.survival *= (n - d) / n;
            if left < at_risk {
                estimate.greenwood += d / (n * (n - d));
            } else if time < curve.known_until {
                curve.emptied_at.get_or_insert(time);
            }
            curve.steps.push(Step { time, at_risk, left, estimate });
        }
        curve
    }

    /// The estimate at a time. None after the longest time that anybody was seen, unless all had left
    /// by then; and none where nobody was seen at all.
    pub fn at(&self, time: u32) -> Option<Estimate> {
        let steps = self.steps.partition_point(|step| step.time <= time);
        let last = steps.checked_sub(1).map_or(Estimate::START, |at| self.steps[at].estimate);
        let is_known = time <= self.known_until || last.survival <= 0.0;
        (self.lives > 0 && is_known).then_some(last)
    }

    /// The first time that no more than half of the customers outlast. None where more than half were
    /// still there at the end.
    pub fn median(&self) -> Option<u32> {
        let half = |step: &&Step| step.estimate.survival <= 0.5 + ROUNDING;
        self.steps.iter().find(half).map(|step| step.time)
    }

    /// How long a customer stays on average within the first `until`: the area under the curve, in the
    /// curve's unit of time. None where survival at `until` is not known.
    pub fn restricted_mean(&self, until: u32) -> Option<f64> {
        self.at(until)?;
        let (mut area, mut from, mut survival) = (0.0, 0, 1.0);
        for step in self.steps.iter().take_while(|step| step.time < until) {
            area += survival * f64::from(step.time - from);
            (from, survival) = (step.time, step.estimate.survival);
        }
        Some(area + survival * f64::from(until - from))
    }
}

fn sorted(times: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut times: Vec<u32> = times.collect();
    times.sort_unstable();
    times
}

//! What a customer is worth over its lifetime, priced as a bond.
//!
//! A bond pays a coupon each month for as long as its debtor holds out, and is worth the sum of them,
//! each weighted with the chance that it comes and discounted for the wait. Here the coupon is the
//! monthly margin, and the chance is survival:
//!
//! value = Σ S(m) × margin ÷ (1 + r)^(m ÷ 12), over the months m = 0 … M − 1, each paid at its start.
//!
//! Amounts are `f64` in major units of one currency: this is an estimate, and no account's money.
//!
//! Source: Gupta & Lehmann, "Customers as Assets", Journal of Interactive Marketing 17 (2003), with
//! the retention of each month from the curve in place of a constant one.

use crate::{
    Estimate, InputError, Step, Survival,
    simulate::{BILLION, check},
    survival::Z,
};

/// How far ahead is usually looked: five years.
pub const USUAL_HORIZON_MONTHS: u32 = 60;

/// The unit of time of a survival curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeUnit {
    /// A month has 365.25 ÷ 12 of them.
    Days,
    Months,
}

impl TimeUnit {
    fn per_month(self) -> f64 {
        match self {
            Self::Days => 365.25 / 12.0,
            Self::Months => 1.0,
        }
    }
}

/// What counts after the longest time that anybody was seen, where survival is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Beyond {
    /// Nothing: the value is that of the months that are known.
    #[default]
    Stop,
    /// Customers keep leaving at the rate of the last year that is known, or of all that is known
    /// where that is shorter; where nobody left in it, nobody leaves after it. Few customers are that
    /// old, so it rests on few.
    ConstantHazard,
}

/// The terms on which a lifetime is priced.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ValueTerms {
    /// What a customer pays a month, in major units.
    pub revenue_per_month: f64,
    /// The share of it that is left after the cost of serving, from 0 to 1.
    pub gross_margin: f64,
    /// How much less an amount is worth a year later: 0.1 for 10 %.
    pub discount_per_year: f64,
    /// For how many months from the start value is counted.
    pub horizon_months: u32,
    pub beyond: Beyond,
    /// What it costs to win a customer, in major units, where that is known.
    pub acquisition_cost: Option<f64>,
}

/// What a customer is worth at its start, in major units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lifetime {
    pub value: f64,
    /// Of the value, by the delta method with Greenwood's covariance: Cov(S(s), S(t)) = S(s) S(t) ×
    /// Σ d ÷ (n (n − d)) over the steps until the earlier of s and t. The terms are taken as certain.
    pub std_error: f64,
    /// The value's 95 % limits: 1.96 standard errors around it, no lower than 0 and no higher than if
    /// nobody ever left. Where nobody left so far they say nothing, as [`Estimate::interval`] tells.
    pub low: f64,
    pub high: f64,
    /// The value along the lower limits of the survival curve, and along the upper ones. On the safe
    /// side, since each point of the curve is at its limit at once; but on the curve's own scale, so
    /// that with few customers one of them can lie inside the value's own limits.
    pub band_low: f64,
    pub band_high: f64,
    /// How many months of the horizon are known from customers that were seen that long.
    pub known_months: u32,
    /// The share of the value that lies beyond them, from 0 to 1. 0 with [`Beyond::Stop`].
    pub extrapolated_share: f64,
    /// After how many monthly payments the expected margin, not discounted, has brought back what it
    /// cost to win the customer. None where that is not known, or not reached in the months that count.
    pub payback_months: Option<u32>,
    /// The value ÷ what it cost to win the customer (LTV/CAC).
    pub value_to_cost: Option<f64>,
    /// How many customers the curve rests on, and how many of them left.
    pub lives: usize,
    pub left: usize,
}

/// Prices a lifetime.
///
/// # Errors
/// [`InputError`] when a term is out of range; and on `survival` when nobody was seen for any time, or
/// when [`Survival::emptied_at`] says that the curve means nothing.
pub fn lifetime(
    survival: &Survival,
    unit: TimeUnit,
    terms: &ValueTerms,
) -> Result<Lifetime, InputError> {
    terms.check()?;
    check_curve(survival)?;
    let tail = Tail::of(survival, unit).filter(|_| terms.beyond == Beyond::ConstantHazard);
    let margin = terms.revenue_per_month * terms.gross_margin;
    let coupon = |month: u32| {
        let time = f64::from(month) * unit.per_month();
        let known = known(survival, time).map(|estimate| (estimate, 0.0));
        let (estimate, periods_beyond) = known.or_else(|| Some(tail.as_ref()?.at(time)))?;
        let discount = (1.0 + terms.discount_per_year).powf(-f64::from(month) / 12.0);
        Some(Coupon { time, estimate, periods_beyond, amount: margin * discount })
    };
    let coupons: Vec<Coupon> = (0..terms.horizon_months).map_while(coupon).collect();
    let sum = |of: fn(&Coupon) -> f64| coupons.iter().map(of).sum::<f64>();
    let value = sum(Coupon::value);
    let beyond = sum(|coupon| if coupon.is_known() { 0.0 } else { coupon.value() });
    let std_error = variance(survival, &coupons, tail.as_ref()).sqrt();
    let known_months = coupons.iter().take_while(|coupon| coupon.is_known()).count();
    Ok(Lifetime {
        value,
        std_error,
        low: (value - Z * std_error).max(0.0),
        high: (value + Z * std_error).min(sum(|coupon| coupon.amount)),
        band_low: sum(|coupon| coupon.amount * coupon.estimate.interval().0),
        band_high: sum(|coupon| coupon.amount * coupon.estimate.interval().1),
        known_months: known_months.try_into().unwrap_or(u32::MAX),
        extrapolated_share: if value > 0.0 { beyond / value } else { 0.0 },
        payback_months: terms.acquisition_cost.and_then(|cost| payback(&coupons, margin, cost)),
        value_to_cost: terms.acquisition_cost.map(|cost| value / cost),
        lives: survival.lives,
        left: survival.left,
    })
}

impl ValueTerms {
    /// Whether they make sense.
    ///
    /// # Errors
    /// [`InputError`] with the field.
    pub fn check(&self) -> Result<(), InputError> {
        let Self { revenue_per_month: revenue, gross_margin: margin, .. } = *self;
        let is_amount = |amount: f64| amount > 0.0 && amount <= BILLION;
        let amount = "an amount above 0, at most a billion";
        check("revenue_per_month", revenue, is_amount(revenue), amount)?;
        let is_share = (0.0..=1.0).contains(&margin);
        check("gross_margin", margin, is_share, "a share from 0 to 1, such as 0.8 for 80 %")?;
        let rate = self.discount_per_year;
        let is_rate = (0.0..=1.0).contains(&rate);
        check("discount_per_year", rate, is_rate, "a rate from 0 to 1, such as 0.1 for 10 %")?;
        let months = self.horizon_months;
        let is_horizon = (1..=600).contains(&months);
        check("horizon_months", months, is_horizon, "a number of months from 1 to 600")?;
        let Some(cost) = self.acquisition_cost else { return Ok(()) };
        let or_none = format!("{amount}, or leave it out where it is not known");
        check("acquisition_cost", cost, is_amount(cost), &or_none)
    }
}

fn check_curve(survival: &Survival) -> Result<(), InputError> {
    if survival.lives == 0 {
        let problem = "no customer was seen for any time; bring in subscriptions first";
        return Err(InputError { field: "survival", problem: problem.to_owned() });
    }
    let Some(time) = survival.emptied_at else { return Ok(()) };
    let problem = format!(
        "all customers left that were seen at time {time}, and others were seen only later, so that \
         nothing is known in between; take more customers together"
    );
    Err(InputError { field: "survival", problem })
}

/// A month's margin, and the chance that it comes.
struct Coupon {
    /// Since the start, in the curve's unit.
    time: f64,
    estimate: Estimate,
    /// How often the tail's period fits between the last time that is known and this; 0 until then.
    periods_beyond: f64,
    /// Discounted.
    amount: f64,
}

impl Coupon {
    fn value(&self) -> f64 {
        self.amount * self.estimate.survival
    }

    fn is_known(&self) -> bool {
        self.periods_beyond <= 0.0
    }
}

/// The last of what is known, which goes on beyond it.
struct Tail {
    from: f64,
    until: f64,
    first: Estimate,
    last: Estimate,
}

impl Tail {
    /// None where nothing is known beyond the very start.
    fn of(survival: &Survival, unit: TimeUnit) -> Option<Self> {
        let until = f64::from(survival.known_until);
        let from = (until - 12.0 * unit.per_month()).max(0.0);
        let (first, last) = (known(survival, from)?, known(survival, until)?);
        (from < until).then_some(Self { from, until, first, last })
    }

    /// log S(t) = log S(last) + k × (log S(last) − log S(first)), with k periods from the last time
    /// until t. The steps within the period weigh 1 + k times as much in it as those before.
    fn at(&self, time: f64) -> (Estimate, f64) {
        let Self { first, last, .. } = self;
        let periods = (time - self.until) / (self.until - self.from);
        let survival = last.survival * (last.survival / first.survival).powf(periods);
        let within = last.greenwood - first.greenwood;
        let greenwood = first.greenwood + (1.0 + periods).powi(2) * within;
        (Estimate { survival, greenwood }, periods)
    }
}

/// Survival at a time between whole ones is that of the whole one before.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn known(survival: &Survival, time: f64) -> Option<Estimate> {
    survival.at(time as u32)
}

/// The variance of the coupons' value. The logarithm of survival is a sum over steps that do not
/// depend on each other, so each step adds its own variance times the square of all value that hangs
/// on it. The same as the double sum over Greenwood's covariances.
fn variance(survival: &Survival, coupons: &[Coupon], tail: Option<&Tail>) -> f64 {
    let mut before = 0.0;
    let of_step = |step: &Step| {
        let time = f64::from(step.time);
        let in_tail = tail.is_some_and(|tail| time > tail.from);
        let weight = |coupon: &Coupon| if in_tail { 1.0 + coupon.periods_beyond } else { 1.0 };
        let hanging = coupons.iter().filter(|coupon| time <= coupon.time);
        let hangs: f64 = hanging.map(|coupon| weight(coupon) * coupon.value()).sum();
        let own = step.estimate.greenwood - before;
        before = step.estimate.greenwood;
        own * hangs * hangs
    };
    survival.steps.iter().map(of_step).sum()
}

fn payback(coupons: &[Coupon], margin: f64, cost: f64) -> Option<u32> {
    let earned = coupons.iter().scan(0.0, |sum, coupon| {
        *sum += margin * coupon.estimate.survival;
        Some(*sum)
    });
    (1..).zip(earned).find(|(_, earned)| *earned >= cost).map(|(months, _)| months)
}

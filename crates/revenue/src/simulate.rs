//! What churn costs: the same company with and without it, month by month.
//!
//! Nothing here is taken from records: it is arithmetic on assumptions. Two conventions are in use for
//! how growth and churn work together, and they do not give the same figures. Both are worked out, so
//! that nobody has to guess which one a figure is from:
//!
//! - *evenly*: growth is spread evenly over the months, and what churn takes is taken from it. A
//!   month's factor is 1 + g ÷ 12 − (1 − (1 − c)^(1 ÷ 12)), without churn 1 + g ÷ 12.
//! - *compounding*: both compound, each on its own. A month's factor is ((1 + g)(1 − c))^(1 ÷ 12),
//!   without churn (1 + g)^(1 ÷ 12).
//!
//! Here g is the yearly growth and c the yearly churn. The table of months is the first one's.

use std::fmt::Display;

use thiserror::Error;

/// Beyond this an amount is taken for a slip.
pub(crate) const BILLION: f64 = 1e9;

/// What is assumed of a company.
#[derive(Debug, Clone, PartialEq)]
pub struct Assumptions {
    /// At the start.
    pub customers: f64,
    /// What each pays a month, in major units; it does not change.
    pub price_per_month: f64,
    /// New customers of a year as a share of those there are: 0.5 for 50 %.
    pub growth_per_year: f64,
    /// One to five rates that are compared: the share of customers that leave in a year.
    pub churn_per_year: Vec<f64>,
    /// From 1 to 10.
    pub years: u32,
}

/// What becomes of the company at one rate of churn.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    pub churn_per_year: f64,
    /// From month 0, the start, to month 12 × years; with growth spread evenly.
    pub months: Vec<SimulatedMonth>,
    /// With growth spread evenly over the months: the shares that belong to the table.
    pub evenly: Kept,
    /// With growth and churn both compounding. Here [`Kept::mrr`] is (1 − c)^years whatever the growth.
    pub compounding: Kept,
}

/// The company at the start of a month. Customers are no whole numbers, money is in major units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SimulatedMonth {
    pub month: u32,
    pub customers: f64,
    pub mrr: f64,
    /// Of all months before this one together.
    pub revenue_so_far: f64,
}

/// What churn leaves, as shares of the same without it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kept {
    /// Of the MRR at the end, in month 12 × years.
    pub mrr: f64,
    /// Of the revenue of all months together, 0 to 12 × years − 1.
    pub revenue: f64,
}

/// Why something cannot be worked out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{field}: {problem}")]
pub struct InputError {
    pub field: &'static str,
    /// What is wrong, and what to do.
    pub problem: String,
}

/// Works out each rate of churn, in their order.
///
/// # Errors
/// [`InputError`] when an assumption is out of range.
pub fn simulate(assumptions: &Assumptions) -> Result<Vec<Scenario>, InputError> {
    assumptions.check()?;
    Ok(assumptions.churn_per_year.iter().map(|churn| assumptions.scenario(*churn)).collect())
}

impl Assumptions {
    fn check(&self) -> Result<(), InputError> {
        let Self { customers, price_per_month: price, growth_per_year: growth, years, .. } = *self;
        let is_amount = |amount: f64| amount > 0.0 && amount <= BILLION;
        let amount = "a number above 0, at most a billion";
        check("customers", customers, is_amount(customers), amount)?;
        check("price_per_month", price, is_amount(price), amount)?;
        let is_growth = (0.0..=10.0).contains(&growth);
        check("growth_per_year", growth, is_growth, "0 to 10, such as 0.5 for 50 %")?;
        let rates = self.churn_per_year.len();
        let is_few = (1..=5).contains(&rates);
        check("churn_per_year", format!("a list of {rates}"), is_few, "one to five rates")?;
        for churn in &self.churn_per_year {
            let wanted = "a share from 0 to below 1, such as 0.3 for 30 %";
            check("churn_per_year", churn, (0.0..1.0).contains(churn), wanted)?;
        }
        check("years", years, (1..=10).contains(&years), "a whole number from 1 to 10")
    }

    fn scenario(&self, churn: f64) -> Scenario {
        let (growth, count) = (self.growth_per_year, 12 * self.years);
        let without = 1.0 + growth / 12.0;
        let lost = 1.0 - monthly(1.0 - churn);
        let factor = without - lost;
        let compounding = (monthly((1.0 + growth) * (1.0 - churn)), monthly(1.0 + growth));
        Scenario {
            churn_per_year: churn,
            months: self.months(factor, count),
            evenly: kept(factor, without, count),
            compounding: kept(compounding.0, compounding.1, count),
        }
    }

    fn months(&self, factor: f64, count: u32) -> Vec<SimulatedMonth> {
        let (mut customers, mut revenue_so_far) = (self.customers, 0.0);
        let next = |month| {
            let mrr = customers * self.price_per_month;
            let this = SimulatedMonth { month, customers, mrr, revenue_so_far };
            customers *= factor;
            revenue_so_far += mrr;
            this
        };
        (0..=count).map(next).collect()
    }
}

/// The factor of a month, twelve of which make that of a year.
fn monthly(yearly: f64) -> f64 {
    yearly.powf(1.0 / 12.0)
}

/// What is left after so many months, where each has one factor with churn and another without.
fn kept(with: f64, without: f64, months: u32) -> Kept {
    let power = |factor: f64, month: u32| factor.powf(f64::from(month));
    let revenue = |factor| (0..months).map(|month| power(factor, month)).sum::<f64>();
    Kept { mrr: power(with / without, months), revenue: revenue(with) / revenue(without) }
}

/// An error that names the field, what was given, and what to write instead, unless it is fine.
pub(crate) fn check(
    field: &'static str,
    given: impl Display,
    is_fine: bool,
    wanted: &str,
) -> Result<(), InputError> {
    if is_fine {
        return Ok(());
    }
    Err(InputError { field, problem: format!("{given} does not fit; give {wanted}") })
}

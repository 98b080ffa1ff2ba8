//! `GET /api/revenue/lifetime`: what a customer is worth.

use axum::Json;
use perennial_revenue::{Beyond, Lifetime, Step, USUAL_HORIZON_MONTHS, ValueTerms};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{RevenueQuery, answer};
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::Date,
    extract::Params,
    revenue::LifetimeRow,
};

/// The terms on which a lifetime is priced.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LifetimeQuery {
    /// Split by `plan`, `segment` or `owner`.
    by: Option<String>,
    segment: Option<String>,
    owner: Option<String>,
    plan: Option<String>,
    currency: Option<String>,
    /// The share of revenue that is left after the cost of serving; 0.8 without it.
    margin: Option<f64>,
    /// How much less an amount is worth a year later; 0.1 without it.
    discount: Option<f64>,
    /// Months that are counted; 60 without it.
    months: Option<u32>,
    /// `true` goes on after the longest known life as in its last year; otherwise nothing more counts.
    beyond: Option<bool>,
    /// What it costs to win a customer, in major units.
    cost: Option<f64>,
}

/// What customers are worth.
#[derive(Debug, Serialize, ToSchema)]
pub struct Lifetimes {
    pub day: Date,
    #[schema(value_type = String, example = "EUR")]
    pub currency: perennial_model::Currency,
    pub margin: f64,
    pub discount: f64,
    pub months: u32,
    /// All customers.
    pub whole: LifetimeOf,
    /// As it is split.
    pub groups: Vec<LifetimeOf>,
}

/// What a customer of a group is worth. Amounts in major units: these are estimates.
#[derive(Debug, Serialize, ToSchema)]
pub struct LifetimeOf {
    pub key: String,
    pub name: String,
    /// Customers now.
    pub customers: u64,
    /// All that ever were, and those of them that left: what the estimate rests on.
    pub lives: u64,
    pub left: u64,
    /// What a customer brings a month.
    pub arpa: Option<f64>,
    /// Days after which half have left; not there where fewer have.
    pub median_days: Option<u32>,
    /// The share that stays longer, by days.
    pub curve: Vec<SurvivalPoint>,
    /// The longest that anybody was seen, in days.
    pub known_days: u32,
    pub value: Option<LifetimeValue>,
    /// Why there is no value.
    pub problem: Option<String>,
}

/// How many stay longer than so many days.
#[derive(Debug, Serialize, ToSchema)]
pub struct SurvivalPoint {
    pub days: u32,
    pub at_risk: u64,
    pub share: f64,
    pub low: f64,
    pub high: f64,
}

/// A lifetime priced as a bond, with 95 % limits.
#[derive(Debug, Serialize, ToSchema)]
pub struct LifetimeValue {
    pub value: f64,
    pub low: f64,
    pub high: f64,
    /// Months of the horizon for which survival is known.
    pub known_months: u32,
    /// The part of the value that lies beyond what is known.
    pub extrapolated_share: f64,
    /// The first month by which the margin has paid for winning the customer.
    pub payback_months: Option<u32>,
    pub value_to_cost: Option<f64>,
}

impl From<&Lifetime> for LifetimeValue {
    fn from(of: &Lifetime) -> Self {
        Self {
            value: of.value,
            low: of.low,
            high: of.high,
            known_months: of.known_months,
            extrapolated_share: of.extrapolated_share,
            payback_months: of.payback_months,
            value_to_cost: of.value_to_cost,
        }
    }
}

fn told(row: &LifetimeRow) -> LifetimeOf {
    let point = |step: &Step| {
        let (low, high) = step.estimate.interval();
        SurvivalPoint {
            days: step.time,
            at_risk: step.at_risk as u64,
            share: step.estimate.survival,
            low,
            high,
        }
    };
    LifetimeOf {
        key: row.group.as_ref().map_or_else(String::new, |group| group.key.clone()),
        name: row.group.as_ref().map_or_else(|| "All customers".to_owned(), |g| g.name.clone()),
        customers: row.customers,
        lives: row.survival.lives as u64,
        left: row.survival.left as u64,
        arpa: row.arpa,
        median_days: row.survival.median(),
        curve: row.survival.steps.iter().filter(|step| step.left > 0).map(point).collect(),
        known_days: row.survival.known_until,
        value: row.value.as_ref().ok().map(Into::into),
        problem: row.value.as_ref().err().cloned(),
    }
}

/// What a customer is worth over its lifetime: survival-weighted, discounted margin, with 95 % limits
/// from the Kaplan–Meier estimate.
#[utoipa::path(
    get, path = "/revenue/lifetime", tag = "revenue", params(LifetimeQuery, AsOfQuery),
    responses((status = 200, body = Lifetimes)),
)]
pub async fn list_lifetimes(
    _caller: Reader,
    state: View,
    Params(query): Params<LifetimeQuery>,
) -> Result<Json<Lifetimes>, Problem> {
    if matches!(query.by.as_deref(), Some("month" | "quarter")) {
        let detail = "a lifetime is by \"plan\", \"segment\" or \"owner\"";
        return Err(Problem::bad_parameter("by", detail));
    }
    let terms = ValueTerms {
        // Each group has its own.
        revenue_per_month: 1.0,
        gross_margin: query.margin.unwrap_or(0.8),
        discount_per_year: query.discount.unwrap_or(0.1),
        horizon_months: query.months.unwrap_or(USUAL_HORIZON_MONTHS),
        beyond: if query.beyond == Some(true) { Beyond::ConstantHazard } else { Beyond::Stop },
        acquisition_cost: query.cost,
    };
    terms.check().map_err(|error| {
        let name = match error.field {
            "gross_margin" => "margin",
            "discount_per_year" => "discount",
            "horizon_months" => "months",
            "acquisition_cost" => "cost",
            other => other,
        };
        Problem::bad_parameter(name, error.problem)
    })?;
    let (by, segment, owner) = (query.by, query.segment, query.owner);
    let (plan, currency) = (query.plan, query.currency);
    let asked = RevenueQuery { by, segment, owner, plan, currency, ..RevenueQuery::default() };
    let question = asked.read(state.board.today())?;
    answer(&state, question, move |state, book, question| {
        let rows = book.lifetimes(&question, &terms);
        let mut all = rows.iter().map(told);
        let whole = all.next().ok_or_else(|| Problem::not_found("there are no customers"))?;
        Ok(Json(Lifetimes {
            day: Date(state.board.today()),
            currency: book.currency(question.selection),
            margin: terms.gross_margin,
            discount: terms.discount_per_year,
            months: terms.horizon_months,
            whole,
            groups: all.collect(),
        }))
    })
    .await
}

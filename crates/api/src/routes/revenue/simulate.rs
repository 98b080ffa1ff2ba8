//! `GET /api/revenue/simulate`: what churn costs, by assumptions alone.

use axum::Json;
use perennial_revenue::{Assumptions, Kept, SimulatedMonth, simulate};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{Problem, auth::Reader, extract::Params};

/// What is assumed of a company.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SimulationQuery {
    /// At the start.
    customers: f64,
    /// What each pays a month.
    price: f64,
    /// New customers of a year as a share: 0.5 for 50 %.
    growth: f64,
    /// One to five yearly rates, separated by commas: `0.1,0.3`.
    churn: String,
    /// 1 to 10.
    years: u32,
}

/// The company with each rate of churn.
#[derive(Debug, Serialize, ToSchema)]
pub struct Simulation {
    pub scenarios: Vec<ChurnScenario>,
}

/// What becomes of it at one rate of churn.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChurnScenario {
    pub churn: f64,
    /// From month 0, the start. Growth is spread evenly over the months: a month's factor is
    /// 1 + growth ÷ 12 − (1 − (1 − churn)^(1 ÷ 12)).
    pub months: Vec<ScenarioMonth>,
    /// What is left beside no churn, with growth spread evenly: the shares that belong to `months`.
    pub evenly: KeptShare,
    /// The same with growth and churn both compounding; its MRR is (1 − churn)^years.
    pub compounding: KeptShare,
}

/// The company at the start of a month, in major units.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScenarioMonth {
    pub month: u32,
    pub customers: f64,
    pub mrr: f64,
    /// Of all months before this one together.
    pub revenue_so_far: f64,
}

/// What churn leaves, as shares of the same without it.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeptShare {
    /// Of the MRR at the end.
    pub mrr: f64,
    /// Of the revenue of all months together.
    pub revenue: f64,
}

impl From<Kept> for KeptShare {
    fn from(kept: Kept) -> Self {
        Self { mrr: kept.mrr, revenue: kept.revenue }
    }
}

impl From<&SimulatedMonth> for ScenarioMonth {
    fn from(month: &SimulatedMonth) -> Self {
        let SimulatedMonth { month, customers, mrr, revenue_so_far } = *month;
        Self { month, customers, mrr, revenue_so_far }
    }
}

/// What churn costs: the same company month by month at up to five rates.
#[utoipa::path(
    get, path = "/revenue/simulate", tag = "revenue", params(SimulationQuery),
    responses((status = 200, body = Simulation)),
)]
pub async fn simulate_churn(
    _caller: Reader,
    Params(query): Params<SimulationQuery>,
) -> Result<Json<Simulation>, Problem> {
    let rate = |text: &str| {
        text.trim().parse::<f64>().map_err(|_| {
            Problem::bad_parameter("churn", format!("\"{text}\" is no number; write 0.3 for 30 %"))
        })
    };
    let churn_per_year = query.churn.split(',').map(rate).collect::<Result<_, _>>()?;
    let assumed = Assumptions {
        customers: query.customers,
        price_per_month: query.price,
        growth_per_year: query.growth,
        churn_per_year,
        years: query.years,
    };
    let scenarios = simulate(&assumed).map_err(|error| {
        let name = match error.field {
            "price_per_month" => "price",
            "growth_per_year" => "growth",
            "churn_per_year" => "churn",
            other => other,
        };
        Problem::bad_parameter(name, error.problem)
    })?;
    let told = |one: perennial_revenue::Scenario| ChurnScenario {
        churn: one.churn_per_year,
        months: one.months.iter().map(Into::into).collect(),
        evenly: one.evenly.into(),
        compounding: one.compounding.into(),
    };
    Ok(Json(Simulation { scenarios: scenarios.into_iter().map(told).collect() }))
}

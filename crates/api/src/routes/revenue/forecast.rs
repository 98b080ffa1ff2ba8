//! `GET /api/revenue/forecast`: what the terms of each quarter will come to.

use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{RevenueQuery, answer};
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::Date,
    extract::{Params, out_of_range},
    revenue::QuarterForecast,
};

/// Which terms.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ForecastQuery {
    segment: Option<String>,
    owner: Option<String>,
    plan: Option<String>,
    currency: Option<String>,
    /// So many quarters, the present one first, 1 to 8; 4 without it.
    quarters: Option<i32>,
}

/// What contract terms will come to, quarter by quarter. Amounts a year, in major units: estimates.
#[derive(Debug, Serialize, ToSchema)]
pub struct RenewalForecast {
    #[schema(value_type = String, example = "EUR")]
    pub currency: perennial_model::Currency,
    /// In time order: four past quarters, as they could have been forecast when they began, then the
    /// present one and those that follow.
    pub quarters: Vec<ForecastQuarter>,
}

/// A quarter's terms.
#[derive(Debug, Serialize, ToSchema)]
pub struct ForecastQuarter {
    /// `2026-Q4`
    pub key: String,
    pub from: Date,
    pub to: Date,
    /// Terms that are up (or were, when the quarter began).
    pub terms: u64,
    /// What they bring a year.
    pub acv: f64,
    /// What they will come to on average.
    pub expected: f64,
    /// In one case of ten it comes to less.
    pub low: f64,
    pub middle: f64,
    /// In one case of ten it comes to more.
    pub high: f64,
    /// What it came to, where all of it is decided.
    pub came: Option<f64>,
    /// Decided terms that it was learnt from.
    pub learnt_from: u64,
}

fn told(one: QuarterForecast) -> ForecastQuarter {
    let date = one.period.from.to_date();
    ForecastQuarter {
        key: format!("{}-Q{}", date.year(), (date.month() - 1) / 3 + 1),
        from: Date(one.period.from),
        to: Date(one.period.to),
        terms: one.terms as u64,
        acv: one.told.acv,
        expected: one.told.expected,
        low: one.told.low,
        middle: one.told.middle,
        high: one.told.high,
        came: one.came,
        learnt_from: one.learnt_from as u64,
    }
}

/// What the contract terms of the next quarters will come to, as a range: from what became of past terms
/// whose accounts looked alike, and from what the team expects. With past quarters, as they could have been
/// forecast, beside what came.
#[utoipa::path(
    get, path = "/revenue/forecast", tag = "revenue", params(ForecastQuery, AsOfQuery),
    responses((status = 200, body = RenewalForecast)),
)]
pub async fn get_forecast(
    _caller: Reader,
    state: View,
    Params(query): Params<ForecastQuery>,
) -> Result<Json<RenewalForecast>, Problem> {
    let quarters = query.quarters.unwrap_or(4);
    if !(1..=8).contains(&quarters) {
        return Err(out_of_range("quarters", 1, 8));
    }
    let (segment, owner) = (query.segment, query.owner);
    let (plan, currency) = (query.plan, query.currency);
    let asked = RevenueQuery { segment, owner, plan, currency, ..RevenueQuery::default() };
    let question = asked.read(state.board.today())?;
    answer(&state, question, move |state, book, question| {
        let told_of = book.forecast(&state.board, &question, quarters);
        let quarters = told_of.map_err(|error| Problem::internal(&error))?;
        Ok(Json(RenewalForecast {
            currency: book.currency(question.selection),
            quarters: quarters.into_iter().map(told).collect(),
        }))
    })
    .await
}

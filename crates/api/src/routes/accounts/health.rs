//! `GET /api/accounts/{id}/health`: why the score is what it is, on any day.

use axum::{Json, extract::Path};
use perennial_health::MOVE_DAYS;
use perennial_model::Day;
use serde::Deserialize;
use utoipa::IntoParams;

use super::evidence::Evidence;
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{Explanation, OverrideRow},
    extract::{Params, day_parameter},
    rows::{entry_of, missing},
};

/// As of which day.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HealthQuery {
    /// `YYYY-MM-DD`; today where it is left out.
    pub day: Option<String>,
}

/// As of which day, and over how long.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MovedQuery {
    /// `YYYY-MM-DD`; today where it is left out.
    pub day: Option<String>,
    /// The move over so many days is told, 1 to 730; 28 where it is left out.
    #[param(minimum = 1, maximum = 730, default = 28)]
    pub days: Option<u32>,
}

/// The longest move that is told.
const MOST_DAYS: u32 = 730;

/// The day that is asked for.
///
/// # Errors
/// 400 when it is none, or has not come yet.
pub fn day_of(query: &HealthQuery, today: Day) -> Result<Day, Problem> {
    let day = query.day.as_deref().map(|text| day_parameter("day", text)).transpose()?;
    let day = day.unwrap_or(today);
    if day > today {
        return Err(Problem::bad_parameter(
            "day",
            format!("{day} has not come yet; today is {today}"),
        ));
    }
    Ok(day)
}

/// The score on a day, opened to what it is made of.
#[utoipa::path(
    get, path = "/accounts/{id}/health", tag = "accounts",
    params(("id" = String, Path), MovedQuery, AsOfQuery), responses((status = 200, body = Explanation)),
)]
pub async fn get_health(
    _caller: Reader,
    state: View,
    Path(id): Path<String>,
    Params(query): Params<MovedQuery>,
) -> Result<Json<Explanation>, Problem> {
    let entry = entry_of(&state.board, &id)?;
    let today = state.board.today();
    let day = day_of(&HealthQuery { day: query.day }, today)?;
    let days = query.days.unwrap_or(MOVE_DAYS);
    if !(1..=MOST_DAYS).contains(&days) {
        let detail = format!("it is {days}; write 1 to {MOST_DAYS} days");
        return Err(Problem::bad_parameter("days", detail));
    }
    let explanation = state.board.explain(entry.id(), day, days).ok_or_else(|| missing(&id))?;
    let r#override = OverrideRow::in_force(&entry).filter(|_| day == today);
    let told = Explanation { r#override, ..explanation.into() };
    Ok(Json(Evidence::of(&state.board, &entry, day).prove(told)))
}

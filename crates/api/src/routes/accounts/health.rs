//! `GET /api/accounts/{id}/health`: why the score is what it is, on any day.

use axum::{Json, extract::Path};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::Explanation,
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

/// The score on a day, opened to what it is made of.
#[utoipa::path(
    get, path = "/accounts/{id}/health", tag = "accounts",
    params(("id" = String, Path), HealthQuery, AsOfQuery), responses((status = 200, body = Explanation)),
)]
pub async fn get_health(
    _caller: Reader,
    state: View,
    Path(id): Path<String>,
    Params(query): Params<HealthQuery>,
) -> Result<Json<Explanation>, Problem> {
    let entry = entry_of(&state.board, &id)?;
    let day = query.day.map(|text| day_parameter("day", &text)).transpose()?;
    let today = state.board.today();
    let day = day.unwrap_or(today);
    if day > today {
        return Err(Problem::bad_parameter(
            "day",
            format!("{day} has not come yet; today is {today}"),
        ));
    }
    let explanation = state.board.explain(entry.id(), day).ok_or_else(|| missing(&id))?;
    Ok(Json(explanation.into()))
}

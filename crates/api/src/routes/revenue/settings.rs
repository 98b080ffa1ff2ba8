//! `/api/revenue/settings`: how revenue is counted.

use axum::{Json, extract::State};
use perennial_revenue as revenue;

use crate::{
    AppState, Problem,
    auth::{DataManager, Reader},
    dto::{ChurnCounted, RevenueSettings},
    extract::Body,
    revenue::{SETTING, Terms},
};

/// A year and a day; more is a mistake.
const MOST_DAYS: u32 = 366;

/// How revenue is counted.
#[utoipa::path(
    get, path = "/revenue/settings", tag = "revenue", responses((status = 200, body = RevenueSettings)),
)]
pub async fn get_revenue_settings(
    State(state): State<AppState>,
    _caller: Reader,
) -> Result<Json<RevenueSettings>, Problem> {
    let terms = Terms::of(&state.store, state.board.currency()).await?;
    Ok(Json((&terms.settings).into()))
}

/// Count revenue by these rules from now on; past figures too.
#[utoipa::path(
    put, path = "/revenue/settings", tag = "revenue", request_body = RevenueSettings,
    responses((status = 200, body = RevenueSettings)),
)]
pub async fn save_revenue_settings(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Body(form): Body<RevenueSettings>,
) -> Result<Json<RevenueSettings>, Problem> {
    if form.churn_counted == ChurnCounted::Overdue && form.overdue_days.is_none() {
        return Err(Problem::invalid("overdue_days", "say after how many days"));
    }
    let numbers = [
        ("overdue_days", form.overdue_days.unwrap_or(0)),
        ("renewed_within_days", form.renewed_within_days),
    ];
    if let Some((name, days)) = numbers.into_iter().find(|(_, days)| *days > MOST_DAYS) {
        return Err(Problem::invalid(name, format!("{days} days are more than {MOST_DAYS}")));
    }
    let settings = revenue::Settings::from(&form);
    let text = serde_json::to_string(&settings).map_err(|error| Problem::internal(&error))?;
    let by = caller.signature();
    let tx = state.store.begin().await?;
    state.store.set_setting_in(&tx, SETTING, &text).await?;
    state.store.audit(&tx, &by, "save_revenue_settings", SETTING, Some(&text)).await?;
    tx.commit().await?;
    Ok(Json((&settings).into()))
}

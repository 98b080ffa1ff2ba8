//! `DELETE /api/metrics/{key}`: take a declaration back.

use axum::{
    extract::{Path, State},
    http::StatusCode,
};

use super::{known, save::keep_and_use};
use crate::{
    AppState, Problem,
    audit::audit,
    auth::DataManager,
    dto::MetricOrigin,
    metrics::{given, origin, redeclared, uses},
};

/// Take a declaration back: an own metric is gone, a changed one is built-in again. A metric that
/// is used elsewhere stays, and the answer says where. Its versions stay in any case.
#[utoipa::path(
    delete, path = "/metrics/{key}", tag = "health", params(("key" = String, Path)),
    responses((status = 204), (status = 409, description = "It is used elsewhere, or built in")),
)]
pub async fn delete_metric(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Path(key): Path<String>,
) -> Result<StatusCode, Problem> {
    let before = state.board.catalogue();
    let given = given(&state).await?;
    match origin(known(&before, &key)?, &given) {
        MetricOrigin::BuiltIn => {
            return Err(Problem::conflict(
                "built_in",
                format!(
                    "\"{key}\" is built in, or made from a capability, and cannot be removed; it can be declared anew"
                ),
            ));
        }
        MetricOrigin::Changed => {}
        MetricOrigin::Own => {
            let uses = uses(&state, &key).await?;
            if !uses.is_empty() {
                let places: Vec<&str> = uses.iter().map(|one| one.detail.as_str()).collect();
                let detail = format!("\"{key}\" is in use: {}", places.join("; "));
                let problem = Problem::conflict("in_use", detail);
                return Err(uses
                    .into_iter()
                    .fold(problem, |problem, one| problem.with_part(&one.name, one.detail)));
            }
        }
    }
    let catalogue = redeclared(&state, &key, None).await?;
    let who = caller.signature();
    keep_and_use(&state, &key, None, catalogue, &who).await?;
    audit(&state, &who, "withdraw_metric", &key, None).await?;
    Ok(StatusCode::NO_CONTENT)
}

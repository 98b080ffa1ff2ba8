//! `GET /api/revenue`: movements, retention and renewals of a period.

use axum::Json;

use super::{RevenueQuery, answer};
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::RevenueReport,
    extract::Params,
};

/// Movements of recurring revenue, retention and renewals of a period, split as is asked.
#[utoipa::path(
    get, path = "/revenue", tag = "revenue", params(RevenueQuery, AsOfQuery),
    responses((status = 200, body = RevenueReport)),
)]
pub async fn get_revenue(
    _caller: Reader,
    state: View,
    Params(query): Params<RevenueQuery>,
) -> Result<Json<RevenueReport>, Problem> {
    let question = query.read(state.board.today())?;
    answer(&state, question, |_, book, question| Ok(Json((&book.report(&question)).into()))).await
}

//! `GET /api/functions`: the functions of the condition language.

use axum::Json;
use perennial_expr::{FUNCTIONS, PEER_FUNCTIONS};

use crate::{
    auth::Reader,
    dto::{FunctionInfo, FunctionList},
};

/// The functions that conditions and the expressions of metrics may call, in the order in which a
/// help page shows them.
#[utoipa::path(get, path = "/functions", tag = "accounts", responses((status = 200, body = FunctionList)))]
pub async fn list_functions(_caller: Reader) -> Json<FunctionList> {
    Json(FUNCTIONS.iter().chain(PEER_FUNCTIONS).map(FunctionInfo::from).collect())
}

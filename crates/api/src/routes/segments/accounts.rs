//! `PUT /api/segments/{key}/accounts`: who is on a list.

use axum::{
    Json,
    extract::{Path, State},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{AppState, Problem, auth::DataManager, extract::Body, segments::change_list};

/// Whom to put on a list and whom to take off, by id or alias.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListedAccounts {
    #[serde(default)]
    pub add: Vec<String>,
    #[serde(default)]
    pub remove: Vec<String>,
}

/// What became of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedChange {
    /// Accounts that were not on the list before.
    pub added: u64,
    /// Accounts that were on the list before.
    pub removed: u64,
}

/// Put accounts on a list and take others off, all or nothing. That they were on it is kept for
/// the list's history.
#[utoipa::path(
    put, path = "/segments/{key}/accounts", tag = "segments", params(("key" = String, Path)),
    request_body = ListedAccounts, responses((status = 200, body = ListedChange)),
)]
pub async fn change_segment_accounts(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Path(key): Path<String>,
    Body(form): Body<ListedAccounts>,
) -> Result<Json<ListedChange>, Problem> {
    let done =
        change_list(&state.store, &key, &form.add, &form.remove, &caller.signature()).await?;
    Ok(Json(ListedChange { added: done.added, removed: done.removed }))
}

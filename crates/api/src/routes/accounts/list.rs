//! `GET /api/accounts`: search, filter and sort the accounts.

use std::collections::BTreeMap;

use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{AccountRow, SortDirection},
    extract::Params,
    rows::account_row,
    segments::{aside, segment_parameter},
};

/// The longest page.
const MOST_ROWS: usize = 500;

/// Which accounts, in which order.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AccountQuery {
    /// Part of a name, an id or a domain.
    #[serde(default)]
    pub q: String,
    /// Key of a band; `unscored` for accounts without a score.
    pub band: Option<String>,
    /// E-mail address of the owner; `none` for accounts without one.
    pub owner: Option<String>,
    /// Tier; `none` for accounts without one.
    pub tier: Option<String>,
    /// Key of a segment: only its accounts.
    pub segment: Option<String>,
    /// A condition such as `arr > 50000 and open_tickets > 3`.
    pub r#where: Option<String>,
    #[serde(default)]
    pub sort: AccountSort,
    pub dir: Option<SortDirection>,
    /// At most 500.
    #[serde(default = "fifty")]
    #[param(minimum = 1, maximum = 500, default = 50)]
    pub limit: usize,
    #[serde(default)]
    #[param(default = 0)]
    pub offset: usize,
}

fn fifty() -> usize {
    50
}

/// What accounts are sorted by. Accounts without the value come last, whichever the way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccountSort {
    Name,
    Tier,
    Stage,
    OwnerEmail,
    Arr,
    #[default]
    Score,
    HiddenRisk,
    #[serde(rename = "score_change_28d")]
    ScoreChange28d,
    #[serde(rename = "active_contacts_28d")]
    ActiveContacts28d,
    #[serde(rename = "events_28d")]
    Events28d,
    #[serde(rename = "events_change_28d")]
    EventsChange28d,
    DaysSinceLastSeen,
    OpenTickets,
    LastNps,
    DaysToRenewal,
    OpenSignals,
}

/// A page of accounts, with what the filters can be set to.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountPage {
    /// All accounts.
    pub total: u64,
    /// Accounts that pass the filters.
    pub matching: u64,
    /// Accounts per band key (and `unscored`) that pass all filters but the one on the band.
    pub bands: BTreeMap<String, u64>,
    /// All owners, for the filter.
    pub owners: Vec<String>,
    /// All tiers, for the filter.
    pub tiers: Vec<String>,
    pub rows: Vec<AccountRow>,
}

/// Search, filter and sort the accounts.
#[utoipa::path(
    get, path = "/accounts", tag = "accounts", params(AccountQuery, AsOfQuery),
    responses((status = 200, body = AccountPage)),
)]
pub async fn list_accounts(
    _caller: Reader,
    state: View,
    Params(query): Params<AccountQuery>,
) -> Result<Json<AccountPage>, Problem> {
    if !(1..=MOST_ROWS).contains(&query.limit) {
        return Err(Problem::bad_parameter(
            "limit",
            format!("limit must be from 1 to {MOST_ROWS}"),
        ));
    }
    let segment = match query.segment.as_deref().filter(|key| !key.is_empty()) {
        Some(key) => Some(segment_parameter(&state.board, key).await?),
        None => None,
    };
    let listed = aside(move || {
        let snapshot = state.snapshot();
        let members =
            segment.map(|segment| segment.members(&state.board, &snapshot)).transpose()?;
        Ok(snapshot.page(&state.board, &query, members.as_ref())?)
    })
    .await?;
    Ok(Json(AccountPage {
        total: listed.total,
        matching: listed.matching,
        bands: listed.bands,
        owners: listed.owners,
        tiers: listed.tiers,
        rows: listed.entries.iter().map(|entry| account_row(entry)).collect(),
    }))
}

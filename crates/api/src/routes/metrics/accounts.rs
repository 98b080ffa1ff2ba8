//! `GET /api/metrics/{key}/accounts`: a metric of every account, with its last half year.

use std::sync::Arc;

use axum::{Json, extract::Path};
use perennial_board::{Entry, SPARK_WEEKS};
use perennial_metrics::Catalogue;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::known;
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{AccountTrend, MetricAccounts},
    extract::Params,
};

const MOST: usize = 200;

/// Which accounts first.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MetricAccountsQuery {
    #[serde(default)]
    pub order: MetricOrder,
    /// At most 200.
    #[serde(default = "fifty")]
    pub limit: usize,
    #[serde(default)]
    pub offset: usize,
}

fn fifty() -> usize {
    50
}

/// Which accounts first; those without a value are always last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MetricOrder {
    #[default]
    Highest,
    Lowest,
}

/// A metric of every account, with its value on every seventh day of the last half year.
#[utoipa::path(
    get, path = "/metrics/{key}/accounts", tag = "health",
    params(("key" = String, Path), MetricAccountsQuery, AsOfQuery),
    responses((status = 200, body = MetricAccounts)),
)]
pub async fn list_metric_accounts(
    _caller: Reader,
    state: View,
    Path(key): Path<String>,
    Params(query): Params<MetricAccountsQuery>,
) -> Result<Json<MetricAccounts>, Problem> {
    let catalogue = state.board.catalogue();
    known(&catalogue, &key)?;
    let mut entries: Vec<Arc<Entry>> = state.board.accounts().to_vec();
    let value = |entry: &Arc<Entry>| entry.metric(&key);
    entries.sort_by(|a, b| match (value(a), value(b)) {
        (Some(a), Some(b)) if query.order == MetricOrder::Highest => b.total_cmp(&a),
        (Some(a), Some(b)) => a.total_cmp(&b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    });
    let total = entries.len();
    let limit = query.limit.min(MOST);
    let page: Vec<Arc<Entry>> = entries.into_iter().skip(query.offset).take(limit).collect();
    let only = catalogue
        .only(std::slice::from_ref(&key), state.board.zone())
        .map_err(|error| crate::metrics::problem(&error))?;
    let work = state.clone();
    let accounts = tokio::task::spawn_blocking(move || {
        page.iter().map(|entry| trend(&work, &only, entry, &key)).collect()
    })
    .await
    .map_err(|error| Problem::internal(&error))?;
    Ok(Json(MetricAccounts { total, accounts }))
}

fn trend(state: &View, only: &Catalogue, entry: &Entry, key: &str) -> AccountTrend {
    let matrix = state.board.matrix_under(only, entry.id());
    let on = |back: i32| matrix.as_ref().and_then(|m| m.value(key, entry.day.plus(-back)));
    let value = entry.metric(key);
    let weeks = (0..SPARK_WEEKS).rev().map(|week| on(7 * i32::try_from(week).unwrap_or(0)));
    AccountTrend {
        account_id: entry.id().to_string(),
        name: entry.account.name.clone(),
        value,
        change_28d: value.zip(on(28)).map(|(now, then)| now - then),
        weeks: weeks.collect(),
    }
}

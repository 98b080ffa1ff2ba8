//! `GET /api/accounts/{id}`: one account.

use axum::{Json, extract::Path};
use perennial_board::Entry;
use perennial_health::explain;
use perennial_model::SignalStatus;
use perennial_store::SignalFilter;
use serde::Serialize;
use utoipa::ToSchema;

use super::evidence::Evidence;
use crate::{
    Problem,
    as_of::{self, AsOfQuery, View},
    auth::Reader,
    dto::{
        Account, AccountRow, Date, Explanation, MetricInfo, MetricValue, OverrideRow, SignalRow,
        number,
    },
    rows::{account_row, entry_of, missing, signal_row},
};

/// So many closed signals are shown.
const MOST_CLOSED: usize = 20;

/// One account, as of the day.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountDetail {
    pub account: Account,
    pub row: AccountRow,
    pub health: Explanation,
    /// Every metric of the catalogue, in its order.
    pub metrics: Vec<MetricValue>,
    /// Its signals that are not closed, then the latest closed ones.
    pub signals: Vec<SignalRow>,
    /// First day of its history.
    pub first_day: Option<Date>,
    /// Last day of its history: today, or the past day.
    pub last_day: Option<Date>,
}

/// One account: its record, health, metrics and signals. An alias works as its id.
#[utoipa::path(
    get, path = "/accounts/{id}", tag = "accounts", params(("id" = String, Path), AsOfQuery),
    responses((status = 200, body = AccountDetail)),
)]
pub async fn get_account(
    _caller: Reader,
    state: View,
    Path(id): Path<String>,
) -> Result<Json<AccountDetail>, Problem> {
    let entry = entry_of(&state.board, &id)?;
    let catalogue = state.board.catalogue();
    let matrix = state.board.matrix_under(&catalogue, entry.id()).ok_or_else(|| missing(&id))?;
    let cards = state.board.scorecards();
    let card = &cards.for_account(&entry.account, &matrix).card;
    let health = explain(card, &matrix, entry.day);
    let days = (!matrix.is_empty()).then(|| (Date(matrix.first()), Date(matrix.last())));
    Ok(Json(AccountDetail {
        account: Account::from(&*entry.account),
        row: account_row(&entry),
        health: Evidence::of(&state.board, &entry, entry.day)
            .prove(Explanation { r#override: OverrideRow::in_force(&entry), ..health.into() }),
        metrics: metrics(&entry),
        signals: signals(&state, &entry).await?,
        first_day: days.map(|(first, _)| first),
        last_day: days.map(|(_, last)| last),
    }))
}

fn metrics(entry: &Entry) -> Vec<MetricValue> {
    let value = |of: &[f64], at: usize| of.get(at).copied().and_then(number);
    let row = |(at, metric)| {
        let now = value(&entry.metrics, at);
        let then = value(&entry.metrics_28d_ago, at);
        let change_28d = now.zip(then).map(|(now, then)| now - then);
        MetricValue { info: MetricInfo::from(metric), value: now, change_28d }
    };
    entry.catalogue.metrics().iter().enumerate().map(row).collect()
}

async fn signals(state: &View, entry: &Entry) -> Result<Vec<SignalRow>, Problem> {
    let account_id = Some(entry.id().clone());
    let filter = SignalFilter { account_id, ..SignalFilter::default() };
    let all = as_of::signals(&state.board, &filter).await?;
    let (closed, live): (Vec<_>, Vec<_>) =
        all.iter().partition(|signal| signal.status == SignalStatus::Closed);
    let shown = live.into_iter().chain(closed.into_iter().take(MOST_CLOSED));
    Ok(shown.map(|signal| signal_row(&state.board, signal)).collect())
}

//! `GET /api/signals`: the signals inbox.

use axum::Json;
use perennial_model::{AccountId, Signal};
use perennial_store::SignalFilter;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Problem,
    as_of::{AsOfQuery, View, signals},
    auth::Reader,
    dto::{Severity, SignalCounts, SignalRow, SignalRule, SignalStatus},
    extract::Params,
    rows::signal_row,
};

/// The longest list.
const MOST_ROWS: usize = 1000;

/// Which signals.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SignalQuery {
    pub status: Option<SignalStatus>,
    pub rule: Option<SignalRule>,
    pub severity: Option<Severity>,
    pub account_id: Option<String>,
}

/// Signals, the most severe first, then the newest.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignalList {
    pub counts: SignalCounts,
    /// At most 1,000; the counts tell of more.
    pub rows: Vec<SignalRow>,
}

/// Signals, the most severe first, then the newest.
#[utoipa::path(
    get, path = "/signals", tag = "signals", params(SignalQuery, AsOfQuery),
    responses((status = 200, body = SignalList)),
)]
pub async fn list_signals(
    _caller: Reader,
    state: View,
    Params(query): Params<SignalQuery>,
) -> Result<Json<SignalList>, Problem> {
    let filter = SignalFilter {
        rule: query.rule.map(Into::into),
        severity: query.severity.map(Into::into),
        account_id: query.account_id.map(AccountId::from),
        ..SignalFilter::default()
    };
    let all = signals(&state.board, &filter).await?;
    let wanted = query.status.map(perennial_model::SignalStatus::from);
    let mut chosen: Vec<&Signal> =
        all.iter().filter(|signal| wanted.is_none_or(|status| signal.status == status)).collect();
    // The store gives the newest first; among equally severe ones that stays so.
    chosen.sort_by_key(|signal| std::cmp::Reverse(signal.severity));
    let rows =
        chosen.into_iter().take(MOST_ROWS).map(|signal| signal_row(&state.board, signal)).collect();
    Ok(Json(SignalList { counts: counts(&all), rows }))
}

fn counts(signals: &[Signal]) -> SignalCounts {
    let mut counts = SignalCounts::default();
    for signal in signals {
        let count = match SignalStatus::from(signal.status) {
            SignalStatus::Open => &mut counts.open,
            SignalStatus::Acknowledged => &mut counts.acknowledged,
            SignalStatus::Snoozed => &mut counts.snoozed,
            SignalStatus::Closed => &mut counts.closed,
        };
        *count += 1;
    }
    counts
}

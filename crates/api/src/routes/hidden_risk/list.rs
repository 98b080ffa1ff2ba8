//! `GET /api/hidden-risk`: green outside, red inside.

use std::sync::Arc;

use axum::Json;
use perennial_board::Entry;
use perennial_health::HiddenRisk;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{Date, HiddenBand, HiddenRiskList, HiddenRow, HiddenSideInfo, HiddenSignInfo, Money},
    extract::Params,
    overview::arr_or_zero,
};

/// Which accounts.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HiddenRiskQuery {
    /// Every customer with a risk, not only those that look well and carry a high one.
    #[serde(default)]
    #[param(default = false)]
    pub all: bool,
}

/// Customers that look well and carry a high hidden risk, the highest first.
#[utoipa::path(
    get, path = "/hidden-risk", tag = "health", params(HiddenRiskQuery, AsOfQuery),
    responses((status = 200, body = HiddenRiskList)),
)]
pub async fn list_hidden_risk(
    _caller: Reader,
    state: View,
    Params(query): Params<HiddenRiskQuery>,
) -> Result<Json<HiddenRiskList>, Problem> {
    let settings = state.board.hidden_risk();
    let everyone = state.board.accounts();
    let customers: Vec<&Arc<Entry>> =
        everyone.iter().filter(|entry| entry.left_on.is_none()).collect();
    let listed = || customers.iter().filter(|entry| entry.is_red_inside());
    let judged = customers.iter().filter(|entry| entry.hidden.risk.is_some()).count();
    let chosen = customers.iter().filter(|entry| query.all || entry.is_red_inside());
    let mut rows: Vec<HiddenRow> = chosen.filter_map(|entry| HiddenRow::of(entry)).collect();
    rows.sort_by(|a, b| b.risk.total_cmp(&a.risk));
    Ok(Json(HiddenRiskList {
        day: Date(state.board.today()),
        settings: settings.name.clone(),
        version: settings.version,
        listed_from: settings.listed_from,
        bands: bands(&settings),
        sides: sides(&settings),
        judged: judged as u64,
        unknown: (customers.len() - judged) as u64,
        listed: listed().count() as u64,
        listed_arr: Money::from(arr_or_zero(
            listed().map(|entry| entry.as_ref()),
            state.board.currency(),
        )),
        rows,
    }))
}

fn bands(settings: &HiddenRisk) -> Vec<HiddenBand> {
    let mut bands: Vec<HiddenBand> = settings
        .bands
        .iter()
        .map(|band| HiddenBand { key: band.key.clone(), name: band.name.clone(), from: band.from })
        .collect();
    bands.sort_by(|a, b| a.from.total_cmp(&b.from));
    bands
}

fn sides(settings: &HiddenRisk) -> Vec<HiddenSideInfo> {
    let side = |side: &perennial_health::Side| HiddenSideInfo {
        key: side.key.clone(),
        name: side.name.clone(),
        signs: side
            .signs
            .iter()
            .map(|sign| HiddenSignInfo {
                key: sign.key.clone(),
                name: sign.name.clone(),
                metric: sign.metric.clone(),
                strength: sign.weight,
            })
            .collect(),
    };
    settings.sides.iter().map(side).collect()
}

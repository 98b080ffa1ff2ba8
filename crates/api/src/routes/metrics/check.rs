//! `POST /api/metrics/check`: what a definition would give, without keeping it.

use axum::Json;
use perennial_metrics::{Catalogue, Definition};

use super::known;
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{AccountValue, MetricCheck, MetricInfo, WrittenMetric, number},
    extract::Body,
    metrics::{problem, read, redeclared, spread, written},
};

/// So many accounts are shown.
const SHOWN: usize = 10;

/// Check a definition and see what it would give today. Nothing is kept.
#[utoipa::path(
    post, path = "/metrics/check", tag = "health", params(AsOfQuery), request_body = WrittenMetric,
    responses((status = 200, body = MetricCheck)),
)]
pub async fn check_metric(
    _caller: Reader,
    state: View,
    Body(form): Body<WrittenMetric>,
) -> Result<Json<MetricCheck>, Problem> {
    let definition = read(form)?;
    let all = redeclared(state.app(), &definition.key.clone(), Some(definition.clone())).await?;
    tokio::task::spawn_blocking(move || check(&state, &definition, &all))
        .await
        .map_err(|error| Problem::internal(&error))?
        .map(Json)
}

fn check(state: &View, definition: &Definition, all: &Catalogue) -> Result<MetricCheck, Problem> {
    let key = definition.key.clone();
    let (toml, fields) = (definition.to_toml(), written(definition)?);
    let metric = MetricInfo::from(known(all, &key)?);
    let only = all
        .only(std::slice::from_ref(&key), state.board.zone())
        .map_err(|error| problem(&error))?;
    let entries = state.board.accounts();
    let values = state.board.values_under(&only, &key);
    let rereads = values.is_none();
    let values: Vec<Option<f64>> = values.unwrap_or_default().into_iter().map(number).collect();
    let shown = entries.iter().zip(&values).filter(|(_, value)| value.is_some()).take(SHOWN);
    let accounts = shown
        .map(|(entry, value)| AccountValue {
            account_id: entry.id().to_string(),
            name: entry.account.name.clone(),
            value: *value,
        })
        .collect();
    Ok(MetricCheck {
        metric,
        definition: fields,
        toml,
        distribution: spread(values.iter().copied()),
        accounts,
        rereads,
    })
}

//! `GET /api/metrics/{key}`: all that is known of a metric.

use axum::{Json, extract::Path};
use perennial_metrics::Catalogue;
use perennial_model::DeclaredKind;

use super::{known, row, spread_now};
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{MetricDetail, MetricVersion},
    metrics::{given, uses, written},
};

/// A metric: its definition and versions, what it is made of and who uses it, and how its values
/// are spread over accounts today.
#[utoipa::path(
    get, path = "/metrics/{key}", tag = "health", params(("key" = String, Path), AsOfQuery),
    responses((status = 200, body = MetricDetail)),
)]
pub async fn get_metric(
    _caller: Reader,
    state: View,
    Path(key): Path<String>,
) -> Result<Json<MetricDetail>, Problem> {
    detail(&state, &state.board.catalogue(), &key).await.map(Json)
}

/// See [`get_metric`].
pub async fn detail(
    state: &View,
    catalogue: &Catalogue,
    key: &str,
) -> Result<MetricDetail, Problem> {
    let metric = known(catalogue, key)?;
    let given = given(state.app()).await?;
    let versions = state.store.declaration_versions(DeclaredKind::Metric, key).await?;
    // What was just declared is computed by another catalogue than the board has.
    let now = state.board.catalogue();
    let place = now.position(key);
    let is_fed = place.is_some_and(|place| now.fed()[place]);
    let distribution = spread_now(state, key).filter(|_| is_fed);
    let version = versions.first().map_or(0, |one| one.version);
    let accounts = state.board.accounts();
    // One account tells whether it can be computed: a formula fails for all of them or for none.
    let failure = accounts.first().and_then(|entry| {
        let matrix = state.board.matrix_under(catalogue, entry.id())?;
        matrix.failures().find(|(failed, _)| *failed == key).map(|(_, why)| why.to_owned())
    });
    let version_of = |one: perennial_model::Declaration| MetricVersion {
        version: one.version,
        changed_at: one.changed_at.into(),
        changed_by: one.changed_by,
        toml: one.content,
    };
    Ok(MetricDetail {
        row: row(metric, &given, version, accounts.len(), is_fed, distribution.as_ref()),
        definition: written(&metric.definition)?,
        toml: metric.definition.to_toml(),
        made_of: catalogue.reads(key).into_iter().map(str::to_owned).collect(),
        uses: uses(state.app(), key).await?,
        versions: versions.into_iter().map(version_of).collect(),
        distribution,
        failure,
    })
}

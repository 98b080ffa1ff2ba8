//! `GET /api/accounts/{id}/history`: score and metrics day by day.

use std::collections::BTreeMap;

use axum::{Json, extract::Path};
use perennial_board::Numbers;
use perennial_metrics::Catalogue;
use perennial_model::Day;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::annotations::annotations;
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{Date, number},
    extract::{Params, day_parameter},
    rows::{entry_of, missing},
};

/// Which metrics, from when to when.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HistoryQuery {
    /// Metric keys, separated by commas.
    #[serde(default)]
    pub metrics: String,
    /// `YYYY-MM-DD`; the first day of the history where it is left out.
    pub from: Option<String>,
    /// `YYYY-MM-DD`; today where it is left out.
    pub to: Option<String>,
}

/// Score and metrics day by day. Every list is as long as `days`.
#[derive(Debug, Serialize, ToSchema)]
pub struct History {
    pub days: Vec<Date>,
    pub score: Vec<Option<f64>>,
    pub metrics: BTreeMap<String, Vec<Option<f64>>>,
    /// What happened meanwhile, in time order.
    pub annotations: Vec<Annotation>,
}

/// Something that happened on a day, to be marked in a chart.
#[derive(Debug, Serialize, ToSchema)]
pub struct Annotation {
    pub day: Date,
    pub kind: AnnotationKind,
    pub label: String,
}

/// What sort of mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnnotationKind {
    /// A subscription started, ended or changed its price.
    Subscription,
    /// A contract term ends.
    Renewal,
    /// An urgent ticket was opened.
    Ticket,
    /// Somebody answered a survey.
    Survey,
    /// A signal opened.
    Signal,
    /// One of us said what they think.
    Judgement,
    /// One of us set another score against the scorecard's.
    Override,
    /// The scorecard was published anew.
    Scorecard,
}

/// Score and metrics of an account, day by day, with what happened meanwhile.
#[utoipa::path(
    get, path = "/accounts/{id}/history", tag = "accounts",
    params(("id" = String, Path), HistoryQuery, AsOfQuery), responses((status = 200, body = History)),
)]
pub async fn get_history(
    _caller: Reader,
    state: View,
    Path(id): Path<String>,
    Params(query): Params<HistoryQuery>,
) -> Result<Json<History>, Problem> {
    let entry = entry_of(&state.board, &id)?;
    let keys = metric_keys(&query.metrics, &state.board.catalogue())?;
    let from = query.from.map(|text| day_parameter("from", &text)).transpose()?;
    let to = query.to.map(|text| day_parameter("to", &text)).transpose()?;
    let numbers = state.board.numbers(entry.id()).ok_or_else(|| missing(&id))?;
    let (first, last) = (numbers.matrix.first(), numbers.matrix.last());
    let (from, to) = (from.unwrap_or(first).max(first), to.unwrap_or(last).min(last));
    let annotations = annotations(&state, &entry, &numbers, from, to).await?;
    Ok(Json(history(&numbers, &keys, from, to, annotations)))
}

fn history(
    numbers: &Numbers,
    keys: &[String],
    from: Day,
    to: Day,
    annotations: Vec<Annotation>,
) -> History {
    let days: Vec<Day> = (from.0..=to.0).map(Day).collect();
    let column = |key: &str| {
        days.iter().map(|day| numbers.matrix.value(key, *day).and_then(number)).collect()
    };
    History {
        score: days.iter().map(|day| numbers.health.score(*day)).collect(),
        metrics: keys.iter().map(|key| (key.clone(), column(key))).collect(),
        days: days.iter().copied().map(Date).collect(),
        annotations,
    }
}

fn metric_keys(text: &str, metrics: &Catalogue) -> Result<Vec<String>, Problem> {
    let words = text.split(',').map(str::trim).filter(|word| !word.is_empty());
    words
        .map(|word| match metrics.require(word) {
            Ok(metric) => Ok(metric.key.clone()),
            Err(error) => {
                Err(Problem::bad_parameter("metrics", format!("{error} (/api/metrics lists all)")))
            }
        })
        .collect()
}

//! `GET /api/tables/{name}`: any relation as a file.

use std::collections::HashSet;

use axum::{
    body::Body,
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use perennial_model::AccountId;
use perennial_tables::{Format, Relation, Selection};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    extract::Params,
    segments::{aside, segment_parameter},
    tables,
};

/// Which rows and columns, in which format.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TableQuery {
    /// A condition over the relation's columns.
    pub r#where: Option<String>,
    /// Key of a segment: only rows of the accounts that are in it on the day.
    pub segment: Option<String>,
    /// Column names, separated by commas; all where it is left out.
    pub columns: Option<String>,
    #[serde(default)]
    pub format: TableFormat,
}

/// The format of the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TableFormat {
    #[default]
    Csv,
    Json,
    Parquet,
}

impl From<TableFormat> for Format {
    fn from(format: TableFormat) -> Self {
        match format {
            TableFormat::Csv => Self::Csv,
            TableFormat::Json => Self::Json,
            TableFormat::Parquet => Self::Parquet,
        }
    }
}

/// A relation as a file: accounts, contacts, subscriptions, tickets, surveys, invoices,
/// churn_reviews, interactions, facts, daily, metrics, health or signals.
#[utoipa::path(
    get, path = "/tables/{name}", tag = "tables", params(("name" = String, Path), TableQuery, AsOfQuery),
    responses((
        status = 200, description = "The file",
        content(
            (String = "text/csv"),
            (Vec<serde_json::Value> = "application/json"),
            (Vec<u8> = "application/vnd.apache.parquet"),
        ),
    )),
)]
pub async fn get_table(
    _caller: Reader,
    state: View,
    Path(name): Path<String>,
    Params(query): Params<TableQuery>,
) -> Result<Response, Problem> {
    let relation: Relation = name.parse()?;
    let format = Format::from(query.format);
    let columns: Option<Vec<&str>> = query
        .columns
        .as_deref()
        .map(|names| names.split(',').filter(|name| !name.trim().is_empty()).collect());
    let condition = query.r#where.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let metrics = state.board.catalogue();
    let zone = state.board.zone();
    let mut selection = Selection::new(relation, condition, columns.as_deref(), &metrics, zone)?;
    if let Some(key) = query.segment.as_deref().filter(|key| !key.is_empty()) {
        selection = selection.among(accounts_of(&state, key).await?);
    }
    let board = state.board.clone();
    let body = tables::stream(move |out| tables::write(&board, selection, format, out).map(|_| ()));
    Ok(file(body, &format!("{relation}.{format}"), format.content_type()))
}

/// The accounts that are in a segment on the day.
async fn accounts_of(state: &View, key: &str) -> Result<HashSet<AccountId>, Problem> {
    let segment = segment_parameter(&state.board, key).await?;
    let state = state.clone();
    aside(move || {
        let snapshot = state.snapshot();
        let entries = segment.entries(&state.board, &snapshot)?;
        Ok(entries.iter().map(|entry| entry.id().clone()).collect())
    })
    .await
}

/// An answer that browsers save under this name.
pub(super) fn file(body: Body, name: &str, content_type: &'static str) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

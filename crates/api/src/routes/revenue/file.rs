//! `GET /api/revenue/file`: any of the tables for a spreadsheet.

use axum::{body::Body, response::Response};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::{RevenueQuery, answer};
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    extract::Params,
    revenue::Sheet,
    routes::tables::file,
};

/// Which table, in which format, of which days and accounts.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FileQuery {
    #[serde(default)]
    table: RevenueTable,
    #[serde(default)]
    format: RevenueFormat,
    from: Option<String>,
    to: Option<String>,
    /// As for `/revenue`; cohorts are by `month` or `quarter`.
    by: Option<String>,
    segment: Option<String>,
    owner: Option<String>,
    plan: Option<String>,
    currency: Option<String>,
    rates: Option<String>,
}

/// A table of revenue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RevenueTable {
    #[default]
    Figures,
    /// The accounts behind them.
    Accounts,
    Cohorts,
    Renewals,
}

/// The format of the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RevenueFormat {
    #[default]
    Csv,
    Xlsx,
}

/// Figures, the accounts behind them, cohorts or renewals as CSV or as a workbook.
#[utoipa::path(
    get, path = "/revenue/file", tag = "revenue", params(FileQuery, AsOfQuery),
    responses((
        status = 200, description = "The file",
        content(
            (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ),
    )),
)]
pub async fn get_revenue_file(
    _caller: Reader,
    state: View,
    Params(query): Params<FileQuery>,
) -> Result<Response, Problem> {
    let FileQuery { table, format, from, to, by, segment, owner, plan, currency, rates } = query;
    let by = match (table, by) {
        (RevenueTable::Cohorts, None) => Some("month".to_owned()),
        (_, by) => by,
    };
    let asked = RevenueQuery { from, to, by, segment, owner, plan, currency, rates };
    let question = asked.read(state.board.today())?;
    let what = match table {
        RevenueTable::Figures => "revenue",
        RevenueTable::Accounts => "revenue accounts",
        RevenueTable::Cohorts => "cohorts",
        RevenueTable::Renewals => "renewals",
    };
    let name = format!("{what} {} to {}", question.period.from, question.period.closing());
    let body = answer(&state, question, move |_, book, question| {
        let currency = book.currency(question.selection);
        let sheet = match table {
            RevenueTable::Figures => Sheet::figures(&book.report(&question)),
            RevenueTable::Accounts => Sheet::accounts(&book.accounts(&question), currency),
            RevenueTable::Cohorts => Sheet::cohorts(&book.cohorts(&question), &question, currency),
            RevenueTable::Renewals => Sheet::renewals(&book.renewals(&question), currency),
        };
        match format {
            RevenueFormat::Csv => Ok(Body::from(sheet.csv())),
            RevenueFormat::Xlsx => {
                Ok(Body::from(sheet.xlsx().map_err(|error| Problem::internal(&error))?))
            }
        }
    })
    .await?;
    let (kind, ending) = match format {
        RevenueFormat::Csv => ("text/csv; charset=utf-8", "csv"),
        RevenueFormat::Xlsx => {
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
        }
    };
    Ok(file(body, &format!("{name}.{ending}"), kind))
}

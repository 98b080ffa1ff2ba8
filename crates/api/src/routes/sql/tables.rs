//! `GET /api/sql/tables`: what a query can name, and within which bounds it runs.

use axum::{Json, extract::State};
use perennial_metrics::Catalogue;
use perennial_tables::{Column, Relation};
use serde::Serialize;
use utoipa::ToSchema;

use super::engine;
use crate::{AppState, Problem, auth::Reader, sql::SqlType};

/// What a query can name.
#[derive(Debug, Serialize, ToSchema)]
pub struct SqlTables {
    pub tables: Vec<SqlTable>,
    /// Rows of an answer that are shown.
    pub rows: usize,
    /// Seconds that a query may take.
    pub seconds: u64,
    /// Megabytes of memory that all queries together may use.
    pub memory_mb: usize,
}

/// A relation.
#[derive(Debug, Serialize, ToSchema)]
pub struct SqlTable {
    pub name: String,
    /// What its rows are, in one line.
    pub about: String,
    pub columns: Vec<SqlTableColumn>,
}

/// A column of a relation.
#[derive(Debug, Serialize, ToSchema)]
pub struct SqlTableColumn {
    pub name: String,
    pub r#type: SqlType,
    /// What it says, in one line.
    pub about: String,
    /// Whether every row has a value.
    pub required: bool,
}

/// The relations with their columns, and the bounds of a query.
#[utoipa::path(
    get, path = "/sql/tables", tag = "sql", responses((status = 200, body = SqlTables)),
)]
pub async fn list_sql_tables(
    State(state): State<AppState>,
    _caller: Reader,
) -> Result<Json<SqlTables>, Problem> {
    engine(&state)?;
    let catalogue = state.board.catalogue();
    let settings = state.config.sql;
    Ok(Json(SqlTables {
        tables: Relation::ALL.into_iter().map(|relation| table(relation, &catalogue)).collect(),
        rows: settings.rows,
        seconds: settings.seconds,
        memory_mb: settings.memory_mb,
    }))
}

fn table(relation: Relation, catalogue: &Catalogue) -> SqlTable {
    let column = |column: Column| SqlTableColumn {
        name: column.name.into_owned(),
        r#type: column.kind.into(),
        about: column.about.into_owned(),
        required: column.required,
    };
    SqlTable {
        name: relation.as_str().to_owned(),
        about: relation.about().to_owned(),
        columns: relation.columns(catalogue).into_iter().map(column).collect(),
    }
}

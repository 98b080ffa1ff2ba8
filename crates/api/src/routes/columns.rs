//! `GET /api/columns`: what conditions over accounts can name.

use std::collections::BTreeSet;

use axum::Json;
use perennial_expr::Type;

use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{ColumnKind, ConditionColumn, ConditionColumns},
    listing::{self, Row, Snapshot, label},
    segments::aside,
};

/// A text column with more different values than this is one to type in, not to choose from.
const MOST_VALUES: usize = 60;

/// The columns that a condition over accounts can name, with their types and what they are about;
/// of texts also the values that accounts have.
#[utoipa::path(
    get, path = "/columns", tag = "segments", params(AsOfQuery), responses((status = 200, body = ConditionColumns)),
)]
pub async fn list_columns(_caller: Reader, state: View) -> Result<Json<ConditionColumns>, Problem> {
    let columns = aside(move || {
        let snapshot = state.snapshot();
        let schema = snapshot.columns();
        let typed = schema.names().filter_map(|name| Some((name, schema.type_of(name)?)));
        Ok(typed.map(|(name, of)| column(name, of, &snapshot)).collect::<Vec<_>>())
    })
    .await?;
    Ok(Json(columns.into_iter().collect()))
}

fn column(name: &str, of: Type, snapshot: &Snapshot) -> ConditionColumn {
    let said = label(name, snapshot.catalogue());
    ConditionColumn {
        column: name.to_owned(),
        name: said.name,
        about: said.about,
        r#type: of.into(),
        kind: match said.kind {
            listing::ColumnKind::Metric => ColumnKind::Metric,
            listing::ColumnKind::Day => ColumnKind::Day,
            listing::ColumnKind::Attribute => ColumnKind::Attribute,
        },
        unit: said.unit.map(Into::into),
        values: if of == Type::Text { values(name, snapshot) } else { Vec::new() },
    }
}

/// The different texts in a column; nothing where there are too many to choose from.
fn values(column: &str, snapshot: &Snapshot) -> Vec<String> {
    let mut found = BTreeSet::new();
    for entry in snapshot.entries.iter() {
        let row = Row::now(entry);
        let Some(text) = row.text(column) else { continue };
        found.insert(text.to_owned());
        if found.len() > MOST_VALUES {
            return Vec::new();
        }
    }
    found.into_iter().collect()
}

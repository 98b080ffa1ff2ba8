//! Reads rows by their ids and writes many rows at once.

use std::collections::HashSet;

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityName, EntityTrait, Iterable, ModelTrait,
    PrimaryKeyToColumn, QueryFilter, StatementBuilder,
    sea_query::{Expr, OnConflict, Query},
};

use super::rows::Row;
use crate::Result;

/// Ids asked for in one statement.
const LOOKUP_CHUNK: usize = 1000;
/// Rows written in one statement: long enough to be fast, and below SQLite's 32,766 variables for
/// every table here.
const SAVE_CHUNK: usize = 400;

/// The rows with these ids.
pub(crate) async fn load<R: Row, C: ConnectionTrait>(conn: &C, ids: Vec<&str>) -> Result<Vec<R>> {
    let mut rows = Vec::new();
    for chunk in distinct(ids).chunks(LOOKUP_CHUNK) {
        let some = R::LOOKUP.is_in(chunk.iter().copied());
        rows.extend(R::Entity::find().filter(some).all(conn).await?);
    }
    Ok(rows)
}

/// Each id once, in the order in which they came.
pub(crate) fn distinct(ids: Vec<&str>) -> Vec<&str> {
    let mut seen = HashSet::new();
    ids.into_iter().filter(|id| seen.insert(*id)).collect()
}

/// Inserts the rows, or replaces those that are there. No key may come twice.
pub(crate) async fn save<M, C>(conn: &C, rows: &[M]) -> Result<()>
where
    M: ModelTrait,
    C: ConnectionTrait,
{
    for chunk in rows.chunks(SAVE_CHUNK) {
        conn.execute(&statement(chunk)).await?;
    }
    Ok(())
}

fn statement<M: ModelTrait>(rows: &[M]) -> impl StatementBuilder + use<M> {
    type Columns<M> = <<M as ModelTrait>::Entity as EntityTrait>::Column;
    type Keys<M> = <<M as ModelTrait>::Entity as EntityTrait>::PrimaryKey;
    let keys: Vec<Columns<M>> = Keys::<M>::iter().map(PrimaryKeyToColumn::into_column).collect();
    let is_key = |column: &Columns<M>| {
        use sea_orm::IdenStatic;
        keys.iter().any(|key| key.as_str() == column.as_str())
    };
    let rest: Vec<Columns<M>> = Columns::<M>::iter().filter(|column| !is_key(column)).collect();
    let mut insert = Query::insert();
    insert.into_table(M::Entity::default().table_ref()).columns(Columns::<M>::iter());
    for row in rows {
        insert
            .values_panic(Columns::<M>::iter().map(|column| Expr::val(storable(row.get(column)))));
    }
    insert.on_conflict(OnConflict::columns(keys).update_columns(rest).to_owned());
    insert
}

/// PostgreSQL's text has no room for the character NUL; it is left out on both.
fn storable(value: sea_orm::Value) -> sea_orm::Value {
    match value {
        sea_orm::Value::String(Some(text)) if text.contains('\0') => text.replace('\0', "").into(),
        other => other,
    }
}

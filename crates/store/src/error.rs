//! What can go wrong with the records.

use std::path::PathBuf;

/// What can go wrong with the records.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error(
        "the database file {path} cannot be opened: {reason}; check that the folder exists and can be written"
    )]
    CannotOpen { path: PathBuf, reason: String },
    #[error("PostgreSQL cannot be reached: {reason}; check PERENNIAL_DATABASE_URL")]
    CannotConnect { reason: String },
    #[error(
        "the database is busy with another writer for too long; try again, and do not run two long imports at once"
    )]
    Busy,
    #[error("there is already a {what} with the {field} \"{value}\"")]
    Taken { what: &'static str, field: &'static str, value: String },
    #[error("there is no {what} \"{id}\"")]
    Missing { what: &'static str, id: String },
    #[error(
        "somebody else changed the {what} \"{id}\" meanwhile; look at it anew and change it again"
    )]
    Superseded { what: &'static str, id: String },
    #[error(
        "the table {table} holds a row that cannot be read: {reason}; restore a backup or report it"
    )]
    Damaged { table: &'static str, reason: String },
    #[error("the database refused: {0}")]
    Database(sea_orm::DbErr),
}

impl From<sea_orm::DbErr> for StoreError {
    fn from(error: sea_orm::DbErr) -> Self {
        if is_busy(&error) { Self::Busy } else { Self::Database(error) }
    }
}

/// SQLite's SQLITE_BUSY (5) and its extended codes, or no free connection in time.
fn is_busy(error: &sea_orm::DbErr) -> bool {
    use sea_orm::{DbErr, RuntimeErr};
    let (DbErr::Exec(inner) | DbErr::Query(inner) | DbErr::Conn(inner)) = error else {
        return matches!(error, DbErr::ConnectionAcquire(_));
    };
    let RuntimeErr::SqlxError(inner) = inner else { return false };
    let code = inner.as_database_error().and_then(|e| e.code());
    code.is_some_and(|code| matches!(code.as_ref(), "5" | "261" | "517" | "773" | "55P03"))
}

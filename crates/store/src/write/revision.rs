//! The counter that moves with every change of records.

use sea_orm::{
    ConnectionTrait, EntityTrait, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

use crate::{Result, StoreError, Tx, entity::revision};

/// Says that records changed. Every function of [`crate::write`] does it by itself when it
/// changed something; call it for changes made elsewhere.
///
/// # Errors
/// When the database refuses.
pub async fn bump_revision(tx: &Tx) -> Result<()> {
    revision::Entity::update_many()
        .col_expr(revision::Column::Revision, Expr::col(revision::Column::Revision).add(1))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Waits until no other transaction is changing records, and keeps others waiting. SQLite has one
/// writer anyway.
pub(crate) async fn lock_records(tx: &Tx) -> Result<()> {
    revision::Entity::find().lock_exclusive().all(&**tx).await?;
    Ok(())
}

pub(crate) async fn read<C: ConnectionTrait>(conn: &C) -> Result<i64> {
    let row = revision::Entity::find().one(conn).await?;
    row.map(|row| row.revision).ok_or_else(|| StoreError::Damaged {
        table: "revision",
        reason: "its only row is missing".to_owned(),
    })
}

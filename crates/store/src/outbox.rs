//! The outbox: what is to leave the house, queued in the transaction of what caused it.

use perennial_model::{Delivery, Micros};
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, LockBehavior, LockType, OnConflict, Value},
};

use crate::{Result, Store, Tx, entity::delivery};

/// How an attempt to deliver ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Delivered,
    /// Try again then.
    Retry {
        next_attempt_at: Micros,
        error: String,
    },
    /// It is over.
    Failed {
        error: String,
    },
}

/// Queues a message. False, and nothing happens, when one with its `dedupe_key` is or was there.
///
/// # Errors
/// When the database refuses.
pub async fn enqueue(tx: &Tx, delivery: &Delivery) -> Result<bool> {
    let row = delivery::Model::from(delivery).into_active_model();
    let once = OnConflict::column(delivery::Column::DedupeKey).do_nothing().to_owned();
    let insert = delivery::Entity::insert(row).on_conflict(once);
    Ok(insert.exec_without_returning(&**tx).await? > 0)
}

/// Errors of all of these: when the database cannot be reached or refuses.
impl Store {
    /// The messages that are due, longest due first.
    pub async fn due_deliveries(&self, now: Micros, limit: u64) -> Result<Vec<Delivery>> {
        let rows = due(now, limit).all(self.db().reader()).await?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    /// As [`Store::due_deliveries`], and keeps them from every other process until `lease_until`:
    /// by then their outcome is recorded, or they are due again.
    pub async fn claim_deliveries(
        &self,
        now: Micros,
        limit: u64,
        lease_until: Micros,
    ) -> Result<Vec<Delivery>> {
        let tx = self.begin().await?;
        let rows = due(now, limit)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .all(&*tx)
            .await?;
        delivery::Entity::update_many()
            .col_expr(delivery::Column::NextAttemptAt, Expr::val(lease_until.0))
            .filter(
                delivery::Column::DeliveryId.is_in(rows.iter().map(|row| row.delivery_id.as_str())),
            )
            .exec(&*tx)
            .await?;
        tx.commit().await?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    /// Counts an attempt and notes how it ended.
    pub async fn record_attempt(&self, delivery_id: &str, outcome: &Outcome) -> Result<()> {
        use delivery::Column;
        let now = Value::from(self.clock().now().0);
        let nothing = Value::BigInt(None);
        let (next, delivered, failed, error) = match outcome {
            Outcome::Delivered => (nothing.clone(), now, nothing, None),
            Outcome::Retry { next_attempt_at, error } => {
                (next_attempt_at.0.into(), nothing.clone(), nothing, Some(error))
            }
            Outcome::Failed { error } => (nothing.clone(), nothing, now, Some(error)),
        };
        let tx = self.begin().await?;
        delivery::Entity::update_many()
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
            .col_expr(Column::NextAttemptAt, Expr::val(next))
            .col_expr(Column::DeliveredAt, Expr::val(delivered))
            .col_expr(Column::FailedAt, Expr::val(failed))
            .col_expr(Column::LastError, Expr::val(Value::String(error.cloned())))
            .filter(Column::DeliveryId.eq(delivery_id))
            .exec(&*tx)
            .await?;
        tx.commit().await
    }

    /// The last `limit` messages, newest first.
    pub async fn deliveries(&self, limit: u64) -> Result<Vec<Delivery>> {
        let rows = delivery::Entity::find()
            .order_by_desc(delivery::Column::CreatedAt)
            .order_by_desc(delivery::Column::DeliveryId)
            .limit(limit);
        rows.all(self.db().reader()).await?.into_iter().map(TryInto::try_into).collect()
    }
}

fn due(now: Micros, limit: u64) -> sea_orm::Select<delivery::Entity> {
    delivery::Entity::find()
        .filter(delivery::Column::NextAttemptAt.lte(now.0))
        .order_by_asc(delivery::Column::NextAttemptAt)
        .order_by_asc(delivery::Column::CreatedAt)
        .order_by_asc(delivery::Column::DeliveryId)
        .limit(limit)
}

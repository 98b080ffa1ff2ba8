//! Write keys and API keys.

use perennial_model::{AccessKey, KeyPurpose, Micros};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};

use crate::{
    Result, Store,
    entity::access_key::{self, purpose_text},
    write::save,
};

/// Errors of all of these: when the database cannot be reached or refuses.
impl Store {
    pub async fn add_key(&self, key: &AccessKey) -> Result<()> {
        let tx = self.begin().await?;
        save(&*tx, &[access_key::Model::from(key)]).await?;
        tx.commit().await
    }

    /// Every key, revoked ones included, oldest first.
    pub async fn keys(&self) -> Result<Vec<AccessKey>> {
        let rows = access_key::Entity::find()
            .order_by_asc(access_key::Column::CreatedAt)
            .order_by_asc(access_key::Column::KeyId);
        rows.all(self.db().reader()).await?.into_iter().map(TryInto::try_into).collect()
    }

    /// The key with this secret that opens this door, unless it was revoked.
    pub async fn key_by_hash(
        &self,
        purpose: KeyPurpose,
        secret_hash: &str,
    ) -> Result<Option<AccessKey>> {
        let row = access_key::Entity::find()
            .filter(access_key::Column::SecretHash.eq(secret_hash))
            .filter(access_key::Column::Purpose.eq(purpose_text(purpose)))
            .filter(access_key::Column::RevokedAt.is_null())
            .one(self.db().reader())
            .await?;
        row.map(TryInto::try_into).transpose()
    }

    /// Ends a key for good. False when there is no such key, or it was revoked before.
    pub async fn revoke_key(&self, key_id: &str) -> Result<bool> {
        let tx = self.begin().await?;
        let done = access_key::Entity::update_many()
            .col_expr(access_key::Column::RevokedAt, Expr::val(self.clock().now().0))
            .filter(access_key::Column::KeyId.eq(key_id))
            .filter(access_key::Column::RevokedAt.is_null())
            .exec(&*tx)
            .await?;
        tx.commit().await?;
        Ok(done.rows_affected > 0)
    }

    /// Notes that a key was used. Callers do it now and then, not on every request.
    pub async fn touch_key(&self, key_id: &str, at: Micros) -> Result<()> {
        let tx = self.begin().await?;
        access_key::Entity::update_many()
            .col_expr(access_key::Column::LastUsedAt, Expr::val(at.0))
            .filter(access_key::Column::KeyId.eq(key_id))
            .exec(&*tx)
            .await?;
        tx.commit().await
    }
}

//! Addresses that receive signed messages.

use perennial_model::Webhook;
use sea_orm::{EntityTrait, QueryOrder};

use crate::{Result, Store, entity::webhook, write::save};

/// Errors of all of these: when the database cannot be reached or refuses.
impl Store {
    /// Every webhook, oldest first.
    pub async fn webhooks(&self) -> Result<Vec<Webhook>> {
        let rows = webhook::Entity::find()
            .order_by_asc(webhook::Column::CreatedAt)
            .order_by_asc(webhook::Column::WebhookId);
        Ok(rows.all(self.db().reader()).await?.into_iter().map(Into::into).collect())
    }

    pub async fn webhook(&self, id: &str) -> Result<Option<Webhook>> {
        Ok(webhook::Entity::find_by_id(id).one(self.db().reader()).await?.map(Into::into))
    }

    pub async fn add_webhook(&self, webhook: &Webhook) -> Result<()> {
        self.update_webhook(webhook).await
    }

    /// Replaces what is known of a webhook.
    pub async fn update_webhook(&self, webhook: &Webhook) -> Result<()> {
        let tx = self.begin().await?;
        save(&*tx, &[webhook::Model::from(webhook)]).await?;
        tx.commit().await
    }

    /// False when there is no such webhook.
    pub async fn delete_webhook(&self, id: &str) -> Result<bool> {
        let tx = self.begin().await?;
        let done = webhook::Entity::delete_by_id(id).exec(&*tx).await?;
        tx.commit().await?;
        Ok(done.rows_affected > 0)
    }
}

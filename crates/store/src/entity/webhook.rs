//! The table `webhooks`.

use perennial_model::{Micros, Webhook};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "webhooks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub webhook_id: String,
    pub url: String,
    pub secret: String,
    pub created_at: i64,
    pub disabled_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for Webhook {
    fn from(row: Model) -> Self {
        Self {
            webhook_id: row.webhook_id,
            url: row.url,
            secret: row.secret,
            created_at: Micros(row.created_at),
            disabled_at: row.disabled_at.map(Micros),
        }
    }
}

impl From<&Webhook> for Model {
    fn from(webhook: &Webhook) -> Self {
        Self {
            webhook_id: webhook.webhook_id.clone(),
            url: webhook.url.clone(),
            secret: webhook.secret.clone(),
            created_at: webhook.created_at.0,
            disabled_at: webhook.disabled_at.map(|at| at.0),
        }
    }
}

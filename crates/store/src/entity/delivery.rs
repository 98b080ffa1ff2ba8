//! The table `deliveries`: the outbox.

use perennial_model::{Channel, Delivery, Micros};

use crate::{StoreError, convert::damaged};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deliveries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub delivery_id: String,
    pub dedupe_key: String,
    pub channel: String,
    pub recipient: String,
    pub payload: String,
    pub created_at: i64,
    pub next_attempt_at: Option<i64>,
    pub attempts: i64,
    pub delivered_at: Option<i64>,
    pub failed_at: Option<i64>,
    pub last_error: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Delivery {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        Ok(Self {
            delivery_id: row.delivery_id,
            dedupe_key: row.dedupe_key,
            channel: channel_from(&row.channel).map_err(damaged("deliveries"))?,
            recipient: row.recipient,
            payload: row.payload,
            created_at: Micros(row.created_at),
            next_attempt_at: row.next_attempt_at.map(Micros),
            attempts: row.attempts,
            delivered_at: row.delivered_at.map(Micros),
            failed_at: row.failed_at.map(Micros),
            last_error: row.last_error,
        })
    }
}

impl From<&Delivery> for Model {
    fn from(delivery: &Delivery) -> Self {
        Self {
            delivery_id: delivery.delivery_id.clone(),
            dedupe_key: delivery.dedupe_key.clone(),
            channel: delivery.channel.as_str().to_owned(),
            recipient: delivery.recipient.clone(),
            payload: delivery.payload.clone(),
            created_at: delivery.created_at.0,
            next_attempt_at: delivery.next_attempt_at.map(|at| at.0),
            attempts: delivery.attempts,
            delivered_at: delivery.delivered_at.map(|at| at.0),
            failed_at: delivery.failed_at.map(|at| at.0),
            last_error: delivery.last_error.clone(),
        }
    }
}

fn channel_from(text: &str) -> Result<Channel, String> {
    [Channel::Email, Channel::Webhook]
        .into_iter()
        .find(|channel| channel.as_str() == text)
        .ok_or_else(|| format!("there is no channel \"{text}\""))
}

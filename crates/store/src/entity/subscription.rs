//! The table `subscriptions`: one row per period at one price.

use perennial_model::{Currency, Micros, Money, Subscription};

use crate::{
    StoreError,
    convert::{attributes_from, attributes_text, damaged},
};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "subscriptions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub subscription_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub started_at: i64,
    pub account_id: String,
    pub ended_at: Option<i64>,
    pub plan: Option<String>,
    pub mrr_minor: Option<i64>,
    pub currency: Option<String>,
    pub seats: Option<i64>,
    pub term_end: Option<i64>,
    pub cancelled_at: Option<i64>,
    pub status: Option<String>,
    pub attributes: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Subscription {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        let mrr = match (row.mrr_minor, row.currency) {
            (Some(minor), Some(text)) => {
                let currency = Currency::parse(&text).map_err(damaged("subscriptions"))?;
                Some(Money { minor, currency })
            }
            _ => None,
        };
        Ok(Self {
            subscription_id: row.subscription_id,
            account_id: row.account_id.into(),
            started_at: Micros(row.started_at),
            ended_at: row.ended_at.map(Micros),
            plan: row.plan,
            mrr,
            seats: row.seats,
            term_end: row.term_end.map(Micros),
            cancelled_at: row.cancelled_at.map(Micros),
            status: row.status,
            attributes: attributes_from(&row.attributes),
        })
    }
}

impl From<&Subscription> for Model {
    fn from(period: &Subscription) -> Self {
        Self {
            subscription_id: period.subscription_id.clone(),
            started_at: period.started_at.0,
            account_id: period.account_id.as_str().to_owned(),
            ended_at: period.ended_at.map(|at| at.0),
            plan: period.plan.clone(),
            mrr_minor: period.mrr.map(|money| money.minor),
            currency: period.mrr.map(|money| money.currency.to_string()),
            seats: period.seats,
            term_end: period.term_end.map(|at| at.0),
            cancelled_at: period.cancelled_at.map(|at| at.0),
            status: period.status.clone(),
            attributes: attributes_text(&period.attributes),
        }
    }
}

//! The table `renewal_calls`: what teammates expect of terms that end.

use perennial_model::{Currency, Expects, Micros, Money, RenewalCall};
use sea_orm::entity::prelude::*;

use crate::{StoreError, convert::damaged};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "renewal_calls")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub call_id: String,
    pub account_id: String,
    pub subscription_id: String,
    pub term_end: i64,
    pub expects: String,
    pub mrr_minor: Option<i64>,
    pub currency: Option<String>,
    pub reason: String,
    pub made_by: String,
    pub made_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for RenewalCall {
    type Error = StoreError;

    fn try_from(row: Model) -> Result<Self, StoreError> {
        let currency = row.currency.as_deref().map(Currency::parse).transpose();
        let currency = currency.map_err(damaged("renewal_calls"))?;
        let wrong = |reason| StoreError::Damaged { table: "renewal_calls", reason };
        Ok(Self {
            call_id: row.call_id,
            account_id: row.account_id.into(),
            subscription_id: row.subscription_id,
            term_end: Micros(row.term_end),
            expects: row.expects.parse::<Expects>().map_err(wrong)?,
            mrr: row.mrr_minor.zip(currency).map(|(minor, currency)| Money { minor, currency }),
            reason: row.reason,
            made_by: row.made_by,
            made_at: Micros(row.made_at),
        })
    }
}

impl From<&RenewalCall> for Model {
    fn from(call: &RenewalCall) -> Self {
        Self {
            call_id: call.call_id.clone(),
            account_id: call.account_id.as_str().to_owned(),
            subscription_id: call.subscription_id.clone(),
            term_end: call.term_end.0,
            expects: call.expects.as_str().to_owned(),
            mrr_minor: call.mrr.map(|mrr| mrr.minor),
            currency: call.mrr.map(|mrr| mrr.currency.to_string()),
            reason: call.reason.clone(),
            made_by: call.made_by.clone(),
            made_at: call.made_at.0,
        }
    }
}

//! The table `judgements`: what our own people think of accounts.

use perennial_model::{Judgement, Micros};
use sea_orm::entity::prelude::*;

use crate::StoreError;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "judgements")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub judgement_id: String,
    pub account_id: String,
    pub kind: String,
    pub value: f64,
    pub reason: String,
    pub made_by: String,
    pub made_at: i64,
    pub until: i64,
    pub ended_at: Option<i64>,
    pub ended_by: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Judgement {
    type Error = StoreError;

    fn try_from(row: Model) -> Result<Self, StoreError> {
        let damaged = |reason| StoreError::Damaged { table: "judgements", reason };
        Ok(Self {
            judgement_id: row.judgement_id,
            account_id: row.account_id.into(),
            kind: row.kind.parse().map_err(damaged)?,
            value: row.value,
            reason: row.reason,
            made_by: row.made_by,
            made_at: Micros(row.made_at),
            until: Micros(row.until),
            ended_at: row.ended_at.map(Micros),
            ended_by: row.ended_by,
        })
    }
}

impl From<&Judgement> for Model {
    fn from(judgement: &Judgement) -> Self {
        Self {
            judgement_id: judgement.judgement_id.clone(),
            account_id: judgement.account_id.as_str().to_owned(),
            kind: judgement.kind.as_str().to_owned(),
            value: judgement.value,
            reason: judgement.reason.clone(),
            made_by: judgement.made_by.clone(),
            made_at: judgement.made_at.0,
            until: judgement.until.0,
            ended_at: judgement.ended_at.map(|at| at.0),
            ended_by: judgement.ended_by.clone(),
        }
    }
}

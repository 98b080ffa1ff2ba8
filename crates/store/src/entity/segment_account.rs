//! The table `segment_accounts`: each stay of an account on a list.

use perennial_model::{ListStay, Micros};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "segment_accounts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stay_id: String,
    pub segment_id: String,
    pub account_id: String,
    pub added_at: i64,
    pub added_by: String,
    pub removed_at: Option<i64>,
    pub removed_by: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for ListStay {
    fn from(row: Model) -> Self {
        Self {
            account_id: row.account_id.into(),
            added_at: Micros(row.added_at),
            added_by: row.added_by,
            removed_at: row.removed_at.map(Micros),
            removed_by: row.removed_by,
        }
    }
}

//! The table `setup_links`.

use perennial_model::{Micros, SetupLink};

use crate::{StoreError, convert::damaged};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "setup_links")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub link_id: String,
    pub secret_hash: String,
    pub teammate_id: Option<String>,
    pub role: String,
    pub created_at: i64,
    pub expires_at: i64,
    pub used_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for SetupLink {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        Ok(Self {
            link_id: row.link_id,
            secret_hash: row.secret_hash,
            teammate_id: row.teammate_id,
            role: row.role.parse().map_err(damaged("setup_links"))?,
            created_at: Micros(row.created_at),
            expires_at: Micros(row.expires_at),
            used_at: row.used_at.map(Micros),
        })
    }
}

impl From<&SetupLink> for Model {
    fn from(link: &SetupLink) -> Self {
        Self {
            link_id: link.link_id.clone(),
            secret_hash: link.secret_hash.clone(),
            teammate_id: link.teammate_id.clone(),
            role: link.role.as_str().to_owned(),
            created_at: link.created_at.0,
            expires_at: link.expires_at.0,
            used_at: link.used_at.map(|at| at.0),
        }
    }
}

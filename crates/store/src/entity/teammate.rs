//! The table `teammates`.

use perennial_model::{Micros, Teammate};

use crate::{StoreError, convert::damaged};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "teammates")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub teammate_id: String,
    pub email: String,
    pub name: Option<String>,
    pub role: String,
    pub password_hash: Option<String>,
    pub created_at: i64,
    pub disabled_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Teammate {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        Ok(Self {
            teammate_id: row.teammate_id,
            email: row.email,
            name: row.name,
            role: row.role.parse().map_err(damaged("teammates"))?,
            password_hash: row.password_hash,
            created_at: Micros(row.created_at),
            disabled_at: row.disabled_at.map(Micros),
        })
    }
}

/// The address is stored in lower case, whatever was typed.
impl From<&Teammate> for Model {
    fn from(teammate: &Teammate) -> Self {
        Self {
            teammate_id: teammate.teammate_id.clone(),
            email: teammate.email.trim().to_lowercase(),
            name: teammate.name.clone(),
            role: teammate.role.as_str().to_owned(),
            password_hash: teammate.password_hash.clone(),
            created_at: teammate.created_at.0,
            disabled_at: teammate.disabled_at.map(|at| at.0),
        }
    }
}

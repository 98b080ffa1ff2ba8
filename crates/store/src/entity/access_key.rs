//! The table `access_keys`.

use perennial_model::{AccessKey, KeyPurpose, Micros};

use crate::{StoreError, convert::damaged};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "access_keys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key_id: String,
    pub name: String,
    pub purpose: String,
    pub role: Option<String>,
    pub secret_hash: String,
    pub prefix: String,
    pub created_at: i64,
    pub last_used_at: Option<i64>,
    pub revoked_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for AccessKey {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        let role = row.role.as_deref().map(str::parse).transpose();
        Ok(Self {
            key_id: row.key_id,
            name: row.name,
            purpose: purpose_from(&row.purpose).map_err(damaged("access_keys"))?,
            role: role.map_err(damaged("access_keys"))?,
            secret_hash: row.secret_hash,
            prefix: row.prefix,
            created_at: Micros(row.created_at),
            last_used_at: row.last_used_at.map(Micros),
            revoked_at: row.revoked_at.map(Micros),
        })
    }
}

impl From<&AccessKey> for Model {
    fn from(key: &AccessKey) -> Self {
        Self {
            key_id: key.key_id.clone(),
            name: key.name.clone(),
            purpose: purpose_text(key.purpose).to_owned(),
            role: key.role.map(|role| role.as_str().to_owned()),
            secret_hash: key.secret_hash.clone(),
            prefix: key.prefix.clone(),
            created_at: key.created_at.0,
            last_used_at: key.last_used_at.map(|at| at.0),
            revoked_at: key.revoked_at.map(|at| at.0),
        }
    }
}

pub(crate) fn purpose_text(purpose: KeyPurpose) -> &'static str {
    match purpose {
        KeyPurpose::Write => "write",
        KeyPurpose::Api => "api",
    }
}

fn purpose_from(text: &str) -> Result<KeyPurpose, String> {
    match text {
        "write" => Ok(KeyPurpose::Write),
        "api" => Ok(KeyPurpose::Api),
        other => Err(format!("there is no key purpose \"{other}\"")),
    }
}

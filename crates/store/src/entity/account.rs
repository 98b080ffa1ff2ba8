//! The table `accounts`.

use perennial_model::{Account, Micros};

use crate::convert::{attributes_from, attributes_text};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "accounts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: String,
    pub seq: i64,
    pub name: String,
    pub parent_account_id: Option<String>,
    pub domain: Option<String>,
    pub industry: Option<String>,
    pub country: Option<String>,
    pub employees: Option<i64>,
    pub tier: Option<String>,
    pub stage: Option<String>,
    pub owner_email: Option<String>,
    pub created_at: Option<i64>,
    pub attributes: String,
    pub identified_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for Account {
    fn from(row: Model) -> Self {
        Self {
            account_id: row.account_id.into(),
            name: row.name,
            parent_account_id: row.parent_account_id.map(Into::into),
            domain: row.domain,
            industry: row.industry,
            country: row.country,
            employees: row.employees,
            tier: row.tier,
            stage: row.stage,
            owner_email: row.owner_email,
            created_at: row.created_at.map(Micros),
            attributes: attributes_from(&row.attributes),
        }
    }
}

/// Not numbered yet: `seq` is 0.
impl From<&Account> for Model {
    fn from(account: &Account) -> Self {
        Self {
            account_id: account.account_id.as_str().to_owned(),
            seq: 0,
            name: account.name.clone(),
            parent_account_id: account.parent_account_id.as_ref().map(ToString::to_string),
            domain: account.domain.clone(),
            industry: account.industry.clone(),
            country: account.country.clone(),
            employees: account.employees,
            tier: account.tier.clone(),
            stage: account.stage.clone(),
            owner_email: account.owner_email.clone(),
            created_at: account.created_at.map(|at| at.0),
            attributes: attributes_text(&account.attributes),
            identified_at: None,
        }
    }
}

//! The table `contacts`.

use perennial_model::{Contact, Micros};

use crate::convert::{attributes_from, attributes_text};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contacts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub contact_id: String,
    pub account_id: Option<String>,
    pub email: Option<String>,
    pub name: Option<String>,
    pub title: Option<String>,
    pub role: Option<String>,
    pub created_at: Option<i64>,
    pub attributes: String,
    pub identified_at: Option<i64>,
    pub grouped_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for Contact {
    fn from(row: Model) -> Self {
        Self {
            contact_id: row.contact_id.into(),
            account_id: row.account_id.map(Into::into),
            email: row.email,
            name: row.name,
            title: row.title,
            role: row.role,
            created_at: row.created_at.map(Micros),
            attributes: attributes_from(&row.attributes),
        }
    }
}

impl From<&Contact> for Model {
    fn from(contact: &Contact) -> Self {
        Self {
            contact_id: contact.contact_id.as_str().to_owned(),
            account_id: contact.account_id.as_ref().map(ToString::to_string),
            email: contact.email.clone(),
            name: contact.name.clone(),
            title: contact.title.clone(),
            role: contact.role.clone(),
            created_at: contact.created_at.map(|at| at.0),
            attributes: attributes_text(&contact.attributes),
            identified_at: None,
            grouped_at: None,
        }
    }
}

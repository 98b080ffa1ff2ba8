//! The table `invoices`.

use perennial_model::{Currency, Invoice, Micros, Money};

use crate::{
    StoreError,
    convert::{attributes_from, attributes_text, damaged},
};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "invoices")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub invoice_id: String,
    pub account_id: String,
    pub amount_minor: i64,
    pub currency: String,
    pub issued_at: i64,
    pub due_at: i64,
    pub paid_at: Option<i64>,
    pub status: Option<String>,
    pub attributes: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Invoice {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        let currency = Currency::parse(&row.currency).map_err(damaged("invoices"))?;
        Ok(Self {
            invoice_id: row.invoice_id,
            account_id: row.account_id.into(),
            amount: Money { minor: row.amount_minor, currency },
            issued_at: Micros(row.issued_at),
            due_at: Micros(row.due_at),
            paid_at: row.paid_at.map(Micros),
            status: row.status,
            attributes: attributes_from(&row.attributes),
        })
    }
}

impl From<&Invoice> for Model {
    fn from(invoice: &Invoice) -> Self {
        Self {
            invoice_id: invoice.invoice_id.clone(),
            account_id: invoice.account_id.as_str().to_owned(),
            amount_minor: invoice.amount.minor,
            currency: invoice.amount.currency.to_string(),
            issued_at: invoice.issued_at.0,
            due_at: invoice.due_at.0,
            paid_at: invoice.paid_at.map(|at| at.0),
            status: invoice.status.clone(),
            attributes: attributes_text(&invoice.attributes),
        }
    }
}

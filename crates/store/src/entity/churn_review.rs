//! The table `churn_reviews`: one row per departure.

use perennial_model::{ChurnReview, Micros};

use crate::convert::{attributes_from, attributes_text};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "churn_reviews")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub churned_at: i64,
    pub reason: Option<String>,
    pub competitor: Option<String>,
    pub comment: Option<String>,
    pub was_expected: Option<bool>,
    pub attributes: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for ChurnReview {
    fn from(row: Model) -> Self {
        Self {
            account_id: row.account_id.into(),
            churned_at: Micros(row.churned_at),
            reason: row.reason,
            competitor: row.competitor,
            comment: row.comment,
            was_expected: row.was_expected,
            attributes: attributes_from(&row.attributes),
        }
    }
}

impl From<&ChurnReview> for Model {
    fn from(review: &ChurnReview) -> Self {
        Self {
            account_id: review.account_id.as_str().to_owned(),
            churned_at: review.churned_at.0,
            reason: review.reason.clone(),
            competitor: review.competitor.clone(),
            comment: review.comment.clone(),
            was_expected: review.was_expected,
            attributes: attributes_text(&review.attributes),
        }
    }
}

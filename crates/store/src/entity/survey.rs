//! The table `surveys`.

use perennial_model::{Micros, SurveyResponse};

use crate::{
    StoreError,
    convert::{attributes_from, attributes_text, damaged},
};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "surveys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub response_id: String,
    pub account_id: String,
    pub kind: String,
    pub score: f64,
    pub answered_at: i64,
    pub contact_id: Option<String>,
    pub scale: Option<f64>,
    pub comment: Option<String>,
    pub attributes: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for SurveyResponse {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        Ok(Self {
            response_id: row.response_id,
            account_id: row.account_id.into(),
            kind: row.kind.parse().map_err(damaged("surveys"))?,
            score: row.score,
            answered_at: Micros(row.answered_at),
            contact_id: row.contact_id.map(Into::into),
            scale: row.scale,
            comment: row.comment,
            attributes: attributes_from(&row.attributes),
        })
    }
}

impl From<&SurveyResponse> for Model {
    fn from(response: &SurveyResponse) -> Self {
        Self {
            response_id: response.response_id.clone(),
            account_id: response.account_id.as_str().to_owned(),
            kind: response.kind.as_str().to_owned(),
            score: response.score,
            answered_at: response.answered_at.0,
            contact_id: response.contact_id.as_ref().map(ToString::to_string),
            scale: response.scale.filter(|scale| scale.is_finite()),
            comment: response.comment.clone(),
            attributes: attributes_text(&response.attributes),
        }
    }
}

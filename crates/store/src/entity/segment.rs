//! The table `segments`.

use perennial_model::{Micros, Segment, SegmentRule};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "segments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub segment_id: String,
    pub segment_key: String,
    pub name: String,
    pub description: Option<String>,
    /// Empty for a list.
    pub condition_text: Option<String>,
    pub created_by: String,
    pub created_at: i64,
    pub updated_by: String,
    pub updated_at: i64,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for Segment {
    fn from(row: Model) -> Self {
        Self {
            segment_id: row.segment_id,
            key: row.segment_key,
            name: row.name,
            description: row.description,
            rule: row.condition_text.map_or(SegmentRule::List, SegmentRule::Condition),
            created_by: row.created_by,
            created_at: Micros(row.created_at),
            updated_by: row.updated_by,
            updated_at: Micros(row.updated_at),
            version: row.version,
        }
    }
}

impl From<&Segment> for Model {
    fn from(segment: &Segment) -> Self {
        Self {
            segment_id: segment.segment_id.clone(),
            segment_key: segment.key.clone(),
            name: segment.name.clone(),
            description: segment.description.clone(),
            condition_text: segment.rule.condition().map(str::to_owned),
            created_by: segment.created_by.clone(),
            created_at: segment.created_at.0,
            updated_by: segment.updated_by.clone(),
            updated_at: segment.updated_at.0,
            version: segment.version,
        }
    }
}

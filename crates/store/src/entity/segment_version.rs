//! The table `segment_versions`: what a segment was after each change, the latest included.

use perennial_model::{Micros, Segment, SegmentVersion};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "segment_versions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub segment_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    pub name: String,
    pub description: Option<String>,
    pub condition_text: Option<String>,
    pub changed_by: String,
    pub changed_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for SegmentVersion {
    fn from(row: Model) -> Self {
        Self {
            version: row.version,
            name: row.name,
            description: row.description,
            condition: row.condition_text,
            changed_by: row.changed_by,
            changed_at: Micros(row.changed_at),
        }
    }
}

impl From<&Segment> for Model {
    fn from(segment: &Segment) -> Self {
        Self {
            segment_id: segment.segment_id.clone(),
            version: segment.version,
            name: segment.name.clone(),
            description: segment.description.clone(),
            condition_text: segment.rule.condition().map(str::to_owned),
            changed_by: segment.updated_by.clone(),
            changed_at: segment.updated_at.0,
        }
    }
}

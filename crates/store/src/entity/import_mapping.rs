//! The table `import_mappings`.

use perennial_model::{Micros, SavedMapping};

use crate::{
    StoreError,
    convert::{from_json, to_json},
};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "import_mappings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    pub kind: String,
    pub headings: String,
    pub content: String,
    pub changed_at: i64,
    pub changed_by: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for SavedMapping {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        Ok(Self {
            name: row.name,
            kind: row.kind,
            headings: from_json("import_mappings", &row.headings)?,
            content: row.content,
            changed_at: Micros(row.changed_at),
            changed_by: row.changed_by,
        })
    }
}

impl TryFrom<&SavedMapping> for Model {
    type Error = StoreError;
    fn try_from(mapping: &SavedMapping) -> Result<Self, StoreError> {
        Ok(Self {
            name: mapping.name.clone(),
            kind: mapping.kind.clone(),
            headings: to_json("import_mappings", &mapping.headings)?,
            content: mapping.content.clone(),
            changed_at: mapping.changed_at.0,
            changed_by: mapping.changed_by.clone(),
        })
    }
}

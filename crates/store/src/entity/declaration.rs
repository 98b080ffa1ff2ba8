//! The table `declarations`.

use perennial_model::{Declaration, DeclaredKind, Micros};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "declarations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub declared_key: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    pub content: Option<String>,
    pub changed_by: String,
    pub changed_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub(crate) fn of(kind: DeclaredKind, declaration: &Declaration) -> Self {
        Self {
            kind: kind.as_str().to_owned(),
            declared_key: declaration.key.clone(),
            version: declaration.version,
            content: declaration.content.clone(),
            changed_by: declaration.changed_by.clone(),
            changed_at: declaration.changed_at.0,
        }
    }
}

impl From<Model> for Declaration {
    fn from(row: Model) -> Self {
        Self {
            key: row.declared_key,
            version: row.version,
            content: row.content,
            changed_by: row.changed_by,
            changed_at: Micros(row.changed_at),
        }
    }
}

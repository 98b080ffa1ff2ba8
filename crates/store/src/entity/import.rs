//! The table `imports`.

use perennial_model::{ImportRun, Micros};

use crate::{
    StoreError,
    convert::{count, damaged, from_json, to_json},
};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "imports")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: String,
    pub kind: String,
    pub file: String,
    pub started_at: i64,
    pub finished_at: i64,
    pub rows_read: i64,
    pub added: i64,
    pub updated: i64,
    pub unchanged: i64,
    pub refused: i64,
    pub refusals: String,
    pub findings: String,
    pub rejected_file: Option<String>,
    pub imported_by: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for ImportRun {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        let number = |n: i64| u64::try_from(n).map_err(damaged("imports"));
        Ok(Self {
            import_id: row.import_id,
            kind: row.kind,
            file: row.file,
            started_at: Micros(row.started_at),
            finished_at: Micros(row.finished_at),
            rows: number(row.rows_read)?,
            added: number(row.added)?,
            updated: number(row.updated)?,
            unchanged: number(row.unchanged)?,
            refused: number(row.refused)?,
            refusals: from_json("imports", &row.refusals)?,
            findings: from_json("imports", &row.findings)?,
            rejected_file: row.rejected_file,
            by: row.imported_by,
        })
    }
}

impl TryFrom<&ImportRun> for Model {
    type Error = StoreError;
    fn try_from(run: &ImportRun) -> Result<Self, StoreError> {
        Ok(Self {
            import_id: run.import_id.clone(),
            kind: run.kind.clone(),
            file: run.file.clone(),
            started_at: run.started_at.0,
            finished_at: run.finished_at.0,
            rows_read: count(run.rows),
            added: count(run.added),
            updated: count(run.updated),
            unchanged: count(run.unchanged),
            refused: count(run.refused),
            refusals: to_json("imports", &run.refusals)?,
            findings: to_json("imports", &run.findings)?,
            rejected_file: run.rejected_file.clone(),
            imported_by: run.by.clone(),
        })
    }
}

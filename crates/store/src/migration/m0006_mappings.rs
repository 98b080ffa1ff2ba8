//! Mappings of import files, kept for the next file with the same headings.

use sea_orm_migration::prelude::*;

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, &[MAPPINGS]).await
    }
}

const MAPPINGS: &str = "
CREATE TABLE import_mappings (
    name TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    headings TEXT NOT NULL,
    content TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT
)";

//! What people declare as text: metrics, and later other things, each with all its versions.

use sea_orm_migration::prelude::*;

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, &[DECLARATIONS]).await
    }
}

const DECLARATIONS: &str = "
CREATE TABLE declarations (
    kind TEXT NOT NULL,
    declared_key TEXT NOT NULL,
    version BIGINT NOT NULL,
    content TEXT,
    changed_by TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (kind, declared_key, version)
)";

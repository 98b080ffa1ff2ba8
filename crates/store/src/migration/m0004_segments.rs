//! Segments: saved conditions over accounts, and lists of accounts.

use sea_orm_migration::prelude::*;

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, &[SEGMENTS, VERSIONS, ACCOUNTS]).await
    }
}

const SEGMENTS: &str = "
CREATE TABLE segments (
    segment_id TEXT NOT NULL PRIMARY KEY,
    segment_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    description TEXT,
    condition_text TEXT,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    version BIGINT NOT NULL
)";

const VERSIONS: &str = "
CREATE TABLE segment_versions (
    segment_id TEXT NOT NULL REFERENCES segments (segment_id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    condition_text TEXT,
    changed_by TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (segment_id, version)
)";

/// A row is one stay of an account on a list.
const ACCOUNTS: &str = "
CREATE TABLE segment_accounts (
    stay_id TEXT NOT NULL PRIMARY KEY,
    segment_id TEXT NOT NULL REFERENCES segments (segment_id) ON DELETE CASCADE,
    account_id TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    added_by TEXT NOT NULL,
    removed_at BIGINT,
    removed_by TEXT
);
CREATE UNIQUE INDEX segment_accounts_now ON segment_accounts (segment_id, account_id)
    WHERE removed_at IS NULL;
CREATE INDEX segment_accounts_account ON segment_accounts (account_id)";

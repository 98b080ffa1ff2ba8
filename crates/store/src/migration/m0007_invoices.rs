//! What customers owe, and why those who left did.

use sea_orm_migration::prelude::*;

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, &[TABLES, INDEXES]).await
    }
}

const TABLES: &str = "
CREATE TABLE invoices (
    invoice_id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (account_id),
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    issued_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    paid_at BIGINT,
    status TEXT,
    attributes TEXT NOT NULL
);
CREATE TABLE churn_reviews (
    account_id TEXT NOT NULL REFERENCES accounts (account_id),
    churned_at BIGINT NOT NULL,
    reason TEXT,
    competitor TEXT,
    comment TEXT,
    was_expected BOOLEAN,
    attributes TEXT NOT NULL,
    PRIMARY KEY (account_id, churned_at)
)";

const INDEXES: &str = "CREATE INDEX invoices_account ON invoices (account_id)";

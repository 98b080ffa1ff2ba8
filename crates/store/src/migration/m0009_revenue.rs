//! What the revenue ledger needs besides the periods of subscriptions.

use sea_orm_migration::prelude::*;

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, &[CANCELLED, RATES, CALLS]).await
    }
}

const CANCELLED: &str = "ALTER TABLE subscriptions ADD COLUMN cancelled_at BIGINT";

/// What a unit of a currency is worth in the company's, from a day on. A decimal, so a text.
const RATES: &str = "
CREATE TABLE rates (
    currency TEXT NOT NULL,
    from_day INTEGER NOT NULL,
    rate TEXT NOT NULL,
    PRIMARY KEY (currency, from_day)
)";

/// What a teammate expects of a term that ends; the latest one holds.
const CALLS: &str = "
CREATE TABLE renewal_calls (
    call_id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (account_id),
    subscription_id TEXT NOT NULL,
    term_end BIGINT NOT NULL,
    expects TEXT NOT NULL,
    mrr_minor BIGINT,
    currency TEXT,
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL
)";

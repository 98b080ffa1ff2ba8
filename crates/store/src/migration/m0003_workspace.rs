//! The company's own side: teammates, keys, signals, imports, the outbox, settings, the audit log.

use sea_orm_migration::prelude::*;

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, &[TEAM, KEYS, SIGNALS, IMPORTS, OUTBOX, SETTINGS, AUDIT]).await
    }
}

const TEAM: &str = "
CREATE TABLE teammates (
    teammate_id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT,
    role TEXT NOT NULL,
    password_hash TEXT,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT
);
CREATE TABLE sessions (
    session_id TEXT NOT NULL PRIMARY KEY,
    teammate_id TEXT NOT NULL REFERENCES teammates (teammate_id) ON DELETE CASCADE,
    secret_hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    user_agent TEXT
);
CREATE INDEX sessions_teammate ON sessions (teammate_id);
CREATE TABLE setup_links (
    link_id TEXT NOT NULL PRIMARY KEY,
    secret_hash TEXT NOT NULL UNIQUE,
    teammate_id TEXT REFERENCES teammates (teammate_id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
)";

const KEYS: &str = "
CREATE TABLE access_keys (
    key_id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    role TEXT,
    secret_hash TEXT NOT NULL UNIQUE,
    prefix TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    revoked_at BIGINT
)";

const SIGNALS: &str = "
CREATE TABLE signals (
    signal_id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    opened_on BIGINT NOT NULL,
    closed_on BIGINT,
    reason TEXT NOT NULL,
    evidence TEXT NOT NULL,
    status TEXT NOT NULL,
    snoozed_until BIGINT,
    handled_by TEXT,
    handled_at BIGINT,
    note TEXT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX signals_name ON signals (account_id, rule, opened_on);
CREATE INDEX signals_status ON signals (status, opened_on)";

const IMPORTS: &str = "
CREATE TABLE imports (
    import_id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    file TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT NOT NULL,
    rows_read BIGINT NOT NULL,
    added BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    refusals TEXT NOT NULL,
    findings TEXT NOT NULL,
    rejected_file TEXT,
    imported_by TEXT
);
CREATE INDEX imports_started ON imports (started_at)";

const OUTBOX: &str = "
CREATE TABLE deliveries (
    delivery_id TEXT NOT NULL PRIMARY KEY,
    dedupe_key TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    next_attempt_at BIGINT,
    attempts BIGINT NOT NULL,
    delivered_at BIGINT,
    failed_at BIGINT,
    last_error TEXT
);
CREATE INDEX deliveries_due ON deliveries (next_attempt_at);
CREATE INDEX deliveries_created ON deliveries (created_at);
CREATE TABLE webhooks (
    webhook_id TEXT NOT NULL PRIMARY KEY,
    url TEXT NOT NULL,
    secret TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT
)";

const SETTINGS: &str = "
CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    content TEXT NOT NULL,
    changed_at BIGINT NOT NULL
)";

const AUDIT: &str = "
CREATE TABLE audit_log (
    entry_id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT
);
CREATE INDEX audit_log_at ON audit_log (at)";

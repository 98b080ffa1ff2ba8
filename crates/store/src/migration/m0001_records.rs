//! What is known about customers: accounts, contacts, who is who, subscriptions, tickets, surveys.

use sea_orm_migration::prelude::*;

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, &[PEOPLE, IDENTITIES, RECORDS, INDEXES, REVISION]).await
    }
}

/// `seq` counts accounts in the order in which they became known; lists are sorted by it.
/// `identified_at` and `grouped_at` are the latest call that spoke of the traits, or of the
/// contact's account, so that a late call does not undo a newer one.
const PEOPLE: &str = "
CREATE TABLE accounts (
    account_id TEXT NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    name TEXT NOT NULL,
    parent_account_id TEXT,
    domain TEXT,
    industry TEXT,
    country TEXT,
    employees BIGINT,
    tier TEXT,
    stage TEXT,
    owner_email TEXT,
    created_at BIGINT,
    attributes TEXT NOT NULL,
    identified_at BIGINT
);
CREATE TABLE contacts (
    contact_id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT REFERENCES accounts (account_id),
    email TEXT,
    name TEXT,
    title TEXT,
    role TEXT,
    created_at BIGINT,
    attributes TEXT NOT NULL,
    identified_at BIGINT,
    grouped_at BIGINT
)";

/// An alias points at the record itself, never at another alias.
const IDENTITIES: &str = "
CREATE TABLE account_aliases (
    alias TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (account_id),
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL
);
CREATE TABLE contact_aliases (
    alias TEXT NOT NULL PRIMARY KEY,
    contact_id TEXT NOT NULL REFERENCES contacts (contact_id),
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL
)";

const RECORDS: &str = "
CREATE TABLE subscriptions (
    subscription_id TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (account_id),
    ended_at BIGINT,
    plan TEXT,
    mrr_minor BIGINT,
    currency TEXT,
    seats BIGINT,
    term_end BIGINT,
    status TEXT,
    attributes TEXT NOT NULL,
    PRIMARY KEY (subscription_id, started_at)
);
CREATE TABLE tickets (
    ticket_id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (account_id),
    opened_at BIGINT NOT NULL,
    contact_id TEXT REFERENCES contacts (contact_id),
    subject TEXT,
    body TEXT,
    priority TEXT,
    status TEXT,
    product TEXT,
    cause TEXT,
    first_response_at BIGINT,
    solved_at BIGINT,
    reopens BIGINT,
    csat DOUBLE PRECISION,
    attributes TEXT NOT NULL
);
CREATE TABLE surveys (
    response_id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (account_id),
    kind TEXT NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    answered_at BIGINT NOT NULL,
    contact_id TEXT REFERENCES contacts (contact_id),
    scale DOUBLE PRECISION,
    comment TEXT,
    attributes TEXT NOT NULL
)";

const INDEXES: &str = "
CREATE UNIQUE INDEX accounts_seq ON accounts (seq);
CREATE INDEX contacts_account ON contacts (account_id);
CREATE INDEX account_aliases_account ON account_aliases (account_id);
CREATE INDEX contact_aliases_contact ON contact_aliases (contact_id);
CREATE INDEX subscriptions_account ON subscriptions (account_id);
CREATE INDEX tickets_account ON tickets (account_id);
CREATE INDEX tickets_contact ON tickets (contact_id);
CREATE INDEX surveys_account ON surveys (account_id);
CREATE INDEX surveys_contact ON surveys (contact_id)";

/// One row. Whoever changes records holds it locked, so on PostgreSQL too they come one by one.
const REVISION: &str = "
CREATE TABLE revision (
    id BIGINT NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL
);
INSERT INTO revision (id, revision) VALUES (1, 0)";

//! The tables, in the order in which they came to be. One set serves both databases: plain SQL
//! that SQLite and PostgreSQL read alike (TEXT, BIGINT, DOUBLE PRECISION).
//!
//! A migration that was released is never edited; what changes is a new one.

use sea_orm::ConnectionTrait;
use sea_orm_migration::{MigrationTrait, MigratorTrait, SchemaManager};

use crate::{Backend, Db, Result};

mod m0001_records;
mod m0002_lake;
mod m0003_workspace;
mod m0004_segments;
mod m0005_declarations;
mod m0006_mappings;
mod m0007_invoices;
mod m0008_judgements;
mod m0009_revenue;

/// The list of migrations.
#[derive(Debug)]
pub struct Migrations;

impl MigratorTrait for Migrations {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            // What is known about customers.
            Box::new(m0001_records::Migration),
            // The inbox, and the catalogue of the lake.
            Box::new(m0002_lake::Migration),
            // Our own people, keys, signals, the outbox and the like.
            Box::new(m0003_workspace::Migration),
            // Saved groups of accounts.
            Box::new(m0004_segments::Migration),
            // What people declare as text.
            Box::new(m0005_declarations::Migration),
            // How files of others are read, kept by name.
            Box::new(m0006_mappings::Migration),
            // What customers owe, and why they left.
            Box::new(m0007_invoices::Migration),
            // What our own people think of them.
            Box::new(m0008_judgements::Migration),
            // Exchange rates, and what is expected of renewals.
            Box::new(m0009_revenue::Migration),
        ]
    }
}

/// Brings the tables up to date, all or nothing; processes that start at once wait for each other.
///
/// # Errors
/// When a statement fails; then the database is as it was.
pub async fn migrate(db: &Db) -> Result<()> {
    // Any number, the same in every process.
    const MIGRATION_LOCK: &str = "SELECT pg_advisory_xact_lock(7373)";
    if Migrations::get_pending_migrations_read_only(db.reader()).await?.is_empty() {
        return Ok(());
    }
    let tx = db.begin().await?;
    if db.backend() == Backend::Postgres {
        tx.execute_unprepared(MIGRATION_LOCK).await?;
    }
    Migrations::up(&*tx, None).await?;
    tx.commit().await
}

/// Runs statements one after the other.
async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), sea_orm::DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}

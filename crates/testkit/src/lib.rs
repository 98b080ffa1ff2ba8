//! What tests share: a fresh store on SQLite or PostgreSQL, a clock that is set by hand, ids that
//! can be foreseen.
//!
//! What always holds here: a test that needs PostgreSQL fails where there is none, and says how to
//! get it; it is never skipped. Nothing outlives a run for long: the PostgreSQL server stops by
//! itself about a minute after the last test.
//! This crate is for tests only. It must not know more of the workspace than `model` and `store`.
//!
//! ```ignore
//! perennial_testkit::both_databases! {
//!     async fn an_account_reads_back(db: TestDb) {
//!         assert!(db.store.accounts().await.unwrap().is_empty());
//!     }
//! }
//! // Makes the tests `an_account_reads_back::sqlite` and `an_account_reads_back::postgres`.
//! ```

// Test code may stop a test; the lints' leave for tests does not reach a library.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod clock;
mod cluster;
mod database;
mod ids;
mod postgres;

pub use clock::FixedClock;
pub use database::{TestDb, run};
pub use ids::SeqIds;
pub use perennial_store::Backend;
pub use postgres::postgres_database;

/// Makes each test one on SQLite and one on PostgreSQL, with a database of its own.
#[macro_export]
macro_rules! both_databases {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident: TestDb) $body:block)+) => {$(
        #[cfg(test)]
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn check($db: $crate::TestDb) $body

            $(#[$meta])*
            #[test]
            fn sqlite() {
                $crate::run($crate::Backend::Sqlite, check);
            }

            $(#[$meta])*
            #[test]
            fn postgres() {
                $crate::run($crate::Backend::Postgres, check);
            }
        }
    )+};
}

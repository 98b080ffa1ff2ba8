//! The lake's catalogue: `ducklake_*` tables in the DuckLake 1.0 format.
//!
//! What always holds: every change is a new snapshot, made under the lock of `lake_state` in the
//! transaction of whatever belongs to it; a file that a snapshot shows is on the disk.
//! Writers other than Perennial are not supported; readers are welcome.

mod expire;
mod files;
mod init;
mod publish;
mod stats;

pub(crate) use expire::{Scheduled, due, expire, forget_removed, schedule};
pub(crate) use files::{DataFile, changes_since, latest_snapshot, live_files, named_files};
pub(crate) use init::ensure;
pub(crate) use publish::{ChangeKind, Publication, publish};

/// The schema `main` and the table `facts`.
const SCHEMA_ID: i64 = 0;
const TABLE_ID: i64 = 1;
/// The version of the schema: it never changed since the table was made.
const SCHEMA_VERSION: i64 = 1;
/// The next id of a schema, table or view.
const NEXT_CATALOG_ID: i64 = 2;

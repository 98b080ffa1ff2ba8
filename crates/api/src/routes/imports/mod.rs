//! Imports of files.

pub mod list;
pub mod show;
pub mod upload;

//! Imports of files.

mod file;
pub mod list;
pub mod preview;
pub mod rejected;
pub mod show;
pub mod upload;

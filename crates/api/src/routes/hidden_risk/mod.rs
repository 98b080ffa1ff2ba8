//! `/api/hidden-risk`: who looks well and is not, and what that is judged by.

pub mod list;
pub mod settings;

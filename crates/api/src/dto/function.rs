//! Functions of the condition language.

use perennial_expr as expr;
use serde::Serialize;
use utoipa::ToSchema;

/// A function that conditions and formulas may call.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FunctionInfo {
    pub name: String,
    /// How it is written, such as `lag(metric, days)`.
    pub form: String,
    /// What it gives, in words.
    pub about: String,
    /// Whether only the expressions of metrics know it: it compares an account with its peers.
    pub of_peers: bool,
}

impl From<&expr::FunctionInfo> for FunctionInfo {
    fn from(info: &expr::FunctionInfo) -> Self {
        Self {
            name: info.name.into(),
            form: info.form.into(),
            about: info.about.into(),
            of_peers: info.function.is_of_peers(),
        }
    }
}

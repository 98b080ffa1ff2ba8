//! One file per subcommand.

pub mod backtest;
pub mod capabilities;
pub mod check;
pub mod compact;
mod declared;
pub mod demo;
mod demo_extras;
pub mod erase;
pub mod hidden_risk;
pub mod import;
pub mod keys;
pub mod metrics;
pub mod revenue;
pub mod scorecards;
pub mod segments;
pub mod serve;
pub mod sql;
pub mod table;
pub mod users;

/// Who changes things from the command line.
const BY: &str = "command line";

/// The command was used wrongly: exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Usage(pub String);

/// A day given on the command line.
///
/// # Errors
/// [`Usage`] when the text is no day.
pub fn day(text: Option<&str>) -> anyhow::Result<Option<perennial_model::Day>> {
    text.map(|text| perennial_model::Day::parse(text).map_err(|e| Usage(e.to_string()).into()))
        .transpose()
}

//! Revenue: what is asked of the ledger, and what it answers. For the API and the command line.

mod forecast;
mod groups;
mod question;
mod report;
mod sheet;
mod terms;

pub use forecast::QuarterForecast;
pub use groups::GroupName;
pub use question::{By, Question, RevenueError, Words, month_of};
pub use report::{
    AccountSum, Behind, Book, FlaggedRow, LifetimeRow, Parts, RenewalRow, Report, ReportRow,
};
pub use sheet::{Sheet, Value};
pub use terms::{SETTING, Terms};

//! Revenue: what is asked of the ledger, and what it answers. For the API and the command line.

mod behind;
mod book;
mod forecast;
mod groups;
mod lives;
mod question;
mod renewals;
mod report;
mod rows;
mod sheet;
mod terms;

pub use book::{Book, Parts};
pub use forecast::QuarterForecast;
pub use groups::GroupName;
pub use question::{By, Question, RevenueError, Words, month_of};
pub use rows::{AccountSum, Behind, FlaggedRow, LifetimeRow, RenewalRow, Report, ReportRow};
pub use sheet::{Sheet, Value};
pub use terms::{SETTING, Terms};

//! What the command line offers.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The open customer success platform: one program, one folder.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub place: Place,
    #[command(subcommand)]
    pub command: Command,
}

/// Where the data and the configuration are.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// Folder with the records (perennial.db) and the timeline (timeline/)
    /// [default: ./perennial-data; for the demo ./perennial-demo]
    #[arg(long, global = true, env = "PERENNIAL_DATA")]
    pub data: Option<PathBuf>,
    /// Configuration file; without it, perennial.toml in the data folder where there is one
    #[arg(long, global = true, env = "PERENNIAL_CONFIG")]
    pub config: Option<PathBuf>,
}

impl Place {
    pub fn folder(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(|| PathBuf::from("./perennial-data"))
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a sample company and serve it
    Demo(Demo),
    /// Serve the app, the API and the ingest door
    Serve(Serve),
    /// Bring files in: accounts, contacts, subscriptions, facts, tickets, surveys, interactions,
    /// invoices, churn reviews
    Import(Import),
    /// Get a relation out as CSV, JSON or Parquet
    Table(Table),
    /// Ask with SQL over all relations; it only reads
    Sql(Sql),
    /// The metric catalogue: list, check, declare, and write the matrix to a file
    #[command(subcommand)]
    Metrics(Metrics),
    /// What plans entitle to: makes the metrics of the consumption gap
    #[command(subcommand)]
    Capabilities(Capabilities),
    /// Saved groups of accounts
    #[command(subcommand)]
    Segments(Segments),
    /// How metrics become a health score: show, check, publish
    #[command(subcommand)]
    Scorecards(Scorecards),
    /// Who looks well and is not, and what that is judged by
    #[command(subcommand, name = "hidden-risk")]
    HiddenRisk(HiddenRiskCommand),
    /// Recurring revenue: movements, retention and renewals of any period
    Revenue(Revenue),
    /// Judge a scorecard or a metric by what then happened
    Backtest(Backtest),
    /// Keys for the ingest door and the API
    #[command(subcommand)]
    Keys(Keys),
    /// Teammates who sign in
    #[command(subcommand)]
    Users(Users),
    /// Forget a contact or an account: records, facts and rollups
    Erase(Erase),
    /// Check that data folder, database and lake agree
    Check,
    /// Merge small files and drop what is no longer needed
    Compact,
    /// Print the commented default configuration
    Config,
}

#[derive(Debug, Args)]
pub struct Demo {
    /// Address to listen on
    #[arg(long)]
    pub addr: Option<std::net::SocketAddr>,
    /// Another seed makes another company
    #[arg(long, default_value_t = 7)]
    pub seed: u64,
    /// How many accounts
    #[arg(long, default_value_t = 200)]
    pub accounts: usize,
    /// Make the company and leave
    #[arg(long)]
    pub no_serve: bool,
}

#[derive(Debug, Args)]
pub struct Serve {
    /// Address to listen on
    #[arg(long)]
    pub addr: Option<std::net::SocketAddr>,
    /// Show everything as it stood at the end of this day; facts and signals are left as they are
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,
}

#[derive(Debug, Args)]
pub struct Import {
    /// accounts, contacts, subscriptions, facts, tickets, surveys, interactions, invoices or
    /// churn_reviews
    #[arg(required_unless_present = "guess")]
    pub kind: Option<String>,
    /// CSV or XLSX
    #[arg(required_unless_present = "guess")]
    pub files: Vec<PathBuf>,
    /// How the file's columns map to Perennial's
    #[arg(long, visible_alias = "mapping")]
    pub map: Option<PathBuf>,
    /// Say what would happen and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Say what this file seems to be, and print a mapping for it; nothing is written
    #[arg(long, value_name = "FILE", conflicts_with_all = ["kind", "files", "map", "dry_run"])]
    pub guess: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t = Print::Table)]
    pub format: Print,
}

#[derive(Debug, Args)]
pub struct Table {
    /// accounts, contacts, subscriptions, tickets, surveys, invoices, churn_reviews,
    /// interactions, facts, daily, metrics, health, signals
    pub name: String,
    /// Only rows for which this holds, such as "arr > 50000 and active_contacts_28d < 3"
    #[arg(long = "where")]
    pub condition: Option<String>,
    /// Only rows of the accounts that are in this segment
    #[arg(long, value_name = "KEY")]
    pub segment: Option<String>,
    /// Only these columns
    #[arg(long, value_delimiter = ',')]
    pub columns: Vec<String>,
    /// Write here; the ending tells the format. Without it, to standard output
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// csv, json or parquet
    #[arg(long)]
    pub format: Option<String>,
    /// As it stood at the end of this day instead of now
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,
}

#[derive(Debug, Args)]
pub struct Sql {
    /// One SELECT, WITH, EXPLAIN, DESCRIBE or SHOW TABLES
    pub query: String,
    /// How the answer is printed
    #[arg(long, value_enum, default_value_t = Print::Table)]
    pub format: Print,
    /// Write all rows here instead; the ending tells the format: .csv, .json or .parquet
    #[arg(long, value_name = "FILE", conflicts_with_all = ["format", "limit"])]
    pub out: Option<PathBuf>,
    /// Print so many rows at most [default: the setting sql.rows]
    #[arg(long, value_name = "ROWS")]
    pub limit: Option<usize>,
    /// History ends with this day instead of today
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Metrics {
    /// List the metrics
    List {
        #[arg(long, value_enum, default_value_t = Print::Table)]
        format: Print,
    },
    /// Print a metric's definition as TOML
    Show { key: String },
    /// Check the definitions in a file and keep nothing
    Check { file: PathBuf },
    /// Declare the metrics in a file, or declare them anew: that is a new version
    Add { file: PathBuf },
    /// Take a declaration back; a changed built-in metric is built-in again
    Remove { key: String },
    /// Write the metric matrix: a row for each account and day
    Export(MatrixExport),
}

#[derive(Debug, Args)]
pub struct MatrixExport {
    /// Where to; the ending tells the format: .parquet, .csv or .json
    pub file: PathBuf,
    /// Only these metrics; all without it
    #[arg(long, value_delimiter = ',')]
    pub metrics: Vec<String>,
    /// First day; each account's own first day without it
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: Option<String>,
    /// Last day; today without it
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to: Option<String>,
    /// One row in so many days, counted back from the last: 1d, 7d, 4w
    #[arg(long, default_value = "1d")]
    pub every: String,
}

#[derive(Debug, Subcommand)]
pub enum Scorecards {
    /// List the scorecards in use, in order of precedence
    List {
        #[arg(long, value_enum, default_value_t = Print::Table)]
        format: Print,
    },
    /// Ask scorecards in this order which one scores an account; default always comes last
    Order { keys: Vec<String> },
    /// Print the scorecard in use as TOML
    Show {
        /// Which of several
        #[arg(long, default_value = "default")]
        key: String,
        /// The one that comes with the program, whatever is in use
        #[arg(long)]
        built_in: bool,
    },
    /// Check a scorecard in a file and keep nothing
    Check {
        file: PathBuf,
        /// Which of several it is to be
        #[arg(long, default_value = "default")]
        key: String,
    },
    /// Score with the scorecard in a file from now on: that is a new version
    Publish {
        file: PathBuf,
        /// Which of several it is to be; any but default says whom it scores (applies_to)
        #[arg(long, default_value = "default")]
        key: String,
    },
    /// Go back to the scorecard that comes with the program, or take another one out of use
    Reset {
        /// Which of several
        #[arg(long, default_value = "default")]
        key: String,
    },
    /// What was published when
    Versions {
        /// Which of several
        #[arg(long, default_value = "default")]
        key: String,
        #[arg(long, value_enum, default_value_t = Print::Table)]
        format: Print,
    },
}

#[derive(Debug, Subcommand)]
pub enum HiddenRiskCommand {
    /// List the customers that look well and carry a high hidden risk
    List {
        /// Every customer with a risk
        #[arg(long)]
        all: bool,
        /// As it was to be known at the end of this day
        #[arg(long, value_name = "YYYY-MM-DD")]
        as_of: Option<String>,
        #[arg(long, value_enum, default_value_t = Print::Table)]
        format: Print,
    },
    /// Print the settings in use as TOML
    Show {
        /// Those that come with the program, whatever is in use
        #[arg(long)]
        built_in: bool,
    },
    /// Check settings in a file and keep nothing
    Check { file: PathBuf },
    /// Judge by the settings in a file from now on: that is a new version
    Publish { file: PathBuf },
    /// Go back to the settings that come with the program
    Reset,
    /// What was published when
    Versions {
        #[arg(long, value_enum, default_value_t = Print::Table)]
        format: Print,
    },
}

#[derive(Debug, Args)]
pub struct Revenue {
    /// First day [default: the first of the month eleven months before the last day]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: Option<String>,
    /// First day that is not in it [default: tomorrow]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to: Option<String>,
    /// Split by month, quarter, plan, segment or owner
    #[arg(long)]
    pub by: Option<String>,
    /// Only accounts that were in this segment when the period opened
    #[arg(long, value_name = "KEY")]
    pub segment: Option<String>,
    /// Only accounts of this teammate
    #[arg(long, value_name = "EMAIL")]
    pub owner: Option<String>,
    /// Only accounts whose largest line had this plan when the period opened
    #[arg(long)]
    pub plan: Option<String>,
    /// Only what is priced in this currency, unconverted
    #[arg(long, value_name = "CODE")]
    pub currency: Option<String>,
    /// Rates that convert: last (those of the last day, for all of it), each (each period at its own),
    /// or those of a day
    #[arg(long)]
    pub rates: Option<String>,
    /// As it was to be known at the end of this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,
    #[arg(long, value_enum, default_value_t = Print::Table)]
    pub format: Print,
}

#[derive(Debug, Args)]
pub struct Backtest {
    /// A scorecard by its key or name, or a file that holds one; without it those in use
    #[arg(long, value_name = "NAME", conflicts_with = "metric")]
    pub scorecard: Option<String>,
    /// A metric instead of a scorecard
    #[arg(long, value_name = "KEY")]
    pub metric: Option<String>,
    /// The hidden risk instead of a scorecard
    #[arg(long, conflicts_with_all = ["metric", "scorecard"])]
    pub hidden_risk: bool,
    /// Whoever leaves within that time was to be foreseen
    #[arg(long, default_value = "90d")]
    pub horizon: String,
    /// From one as-of day to the next
    #[arg(long, default_value = "7d")]
    pub every: String,
    /// Whoever leaves within that time is not counted: too late to do anything
    #[arg(long, default_value = "0d")]
    pub blackout: String,
    /// What counts as having left: subscription; silence:180d for so many days without a fact;
    /// event:NAME for facts of that name [default: subscription where there are any, otherwise
    /// silence:180d]
    #[arg(long)]
    pub churn: Option<String>,
    /// How many accounts the team can call on each as-of day
    #[arg(long, default_value_t = 20, value_name = "ACCOUNTS")]
    pub calls: usize,
    /// As it was to be known at the end of this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,
    #[arg(long, value_enum, default_value_t = Print::Table)]
    pub format: Print,
}

#[derive(Debug, Subcommand)]
pub enum Capabilities {
    /// List the capabilities
    List {
        #[arg(long, value_enum, default_value_t = Print::Table)]
        format: Print,
    },
    /// Declare the capabilities in a file, or declare them anew
    Add { file: PathBuf },
    /// Take a capability back, and its metrics with it
    Remove { key: String },
}

#[derive(Debug, Subcommand)]
pub enum Segments {
    /// List the segments with how large they are
    List {
        /// How large they were at the end of this day
        #[arg(long, value_name = "YYYY-MM-DD")]
        as_of: Option<String>,
        #[arg(long, value_enum, default_value_t = Print::Table)]
        format: Print,
    },
    /// Show a segment and its accounts
    Show {
        key: String,
        /// Those that were in it at the end of this day
        #[arg(long, value_name = "YYYY-MM-DD")]
        as_of: Option<String>,
        #[arg(long, value_enum, default_value_t = Print::Table)]
        format: Print,
    },
    /// Save a condition or a list of accounts
    Add(AddSegment),
    /// Delete a segment
    Remove { key: String },
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("rule").required(true))]
pub struct AddSegment {
    /// Small letters, digits and _, a letter first, such as big_customers
    pub key: String,
    /// The accounts for which this holds, such as "arr > 50000"
    #[arg(long = "where", value_name = "CONDITION", group = "rule")]
    pub condition: Option<String>,
    /// The accounts in this file: an id per line, or CSV with a column account_id
    #[arg(long, value_name = "FILE", group = "rule")]
    pub accounts: Option<PathBuf>,
    /// What people call it [default: the key]
    #[arg(long)]
    pub name: Option<String>,
    /// What it is for
    #[arg(long)]
    pub description: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Keys {
    /// Make a key and print it, once
    Create {
        name: String,
        /// Opens the product API with this role instead of the ingest door
        #[arg(long, value_name = "ROLE")]
        api: Option<String>,
    },
    /// List the keys
    List {
        #[arg(long, value_enum, default_value_t = Print::Table)]
        format: Print,
    },
    /// Close a key for good
    Revoke { key_id: String },
}

#[derive(Debug, Subcommand)]
pub enum Users {
    /// Add a teammate and print the one-time set-up link
    Create {
        email: String,
        /// admin, leader, csm or viewer
        #[arg(long, default_value = "csm")]
        role: String,
    },
    /// List the teammates
    List {
        #[arg(long, value_enum, default_value_t = Print::Table)]
        format: Print,
    },
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Erase {
    /// The contact to forget
    #[arg(long)]
    pub contact: Option<String>,
    /// The account to forget, with its contacts
    #[arg(long)]
    pub account: Option<String>,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Print {
    Table,
    Json,
    Csv,
}

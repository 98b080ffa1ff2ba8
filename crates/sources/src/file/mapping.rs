//! The column mapping: a small TOML file that says how somebody else's columns become ours.
//!
//! ```toml
//! kind = "facts"                     # optional; must agree with the command
//! ignore = ["arr_amount"]            # columns to leave out
//! delimiter = ";"                    # guessed from the header when it is not said
//! sheet = "Export"                   # of a workbook; the first when it is not said
//! decimal_comma = true               # 1.299,50
//!
//! [numbers]
//! thousands = ","                    # 1,299.50; with decimal_comma the point is it anyway
//! strip = ["$", "%"]                 # signs around numbers that say nothing new
//!
//! [columns]                          # ours = theirs
//! fact_id = "usage_id"
//! kind = { constant = "usage" }
//! name = { template = "used {feature}" }
//! tier = { column = "plan", values = { Basic = "starter" }, otherwise = "other" }
//! minutes = { column = "seconds", divide_by = 60 }
//! solved_at = { column = "opened", plus = "hours_to_solve", unit = "hours" }
//! account_id = { account_of_subscription = "subscription_id" }
//!
//! [dates]
//! formats = ["%d-%m-%Y %H:%M", "%d-%m-%Y"]   # strptime; also "unix" and "unix_ms"
//! zone = "Europe/Berlin"             # for times without an offset
//!
//! [booleans]
//! true = ["Y"]
//! false = ["N"]
//! ```

use std::{collections::BTreeMap, str::FromStr};

use perennial_model::Zone;

use crate::file::{FileError, Kind, layout::plain, mapping_reader::MappingReader, mapping_writer};

/// How a file's columns become ours.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    /// The kind that the mapping is made for, when it says so.
    pub kind: Option<Kind>,
    /// Our column → where its value comes from.
    pub columns: BTreeMap<String, Recipe>,
    /// Columns of the file to leave out.
    pub ignore: Vec<String>,
    /// Date formats, tried in turn, before ISO 8601.
    pub date_formats: Vec<String>,
    /// Where times without an offset are; the company's zone when it is not said.
    pub zone: Option<Zone>,
    /// Further words for true and for false, lower case.
    pub truths: Vec<String>,
    pub falsehoods: Vec<String>,
    /// Numbers are written as 1.299,50.
    pub decimal_comma: bool,
    /// What stands between thousands, where that is not the point of `decimal_comma`.
    pub thousands: Option<char>,
    /// Signs to take away around numbers: currencies, percent.
    pub strip: Vec<String>,
    pub delimiter: Option<u8>,
    pub sheet: Option<String>,
}

/// Where the value of one of our columns comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Recipe {
    /// A column of the file, its words exchanged and its numbers scaled.
    Column {
        column: String,
        values: BTreeMap<String, String>,
        otherwise: Option<String>,
        scale: f64,
    },
    /// The same for every row.
    Constant(String),
    /// Text with columns in braces.
    Template(Vec<Piece>),
    /// The account that has the subscription which a column names.
    AccountOfSubscription { column: String },
    /// A time, and a number of seconds (after `seconds_each`) to add to it.
    Plus { column: String, plus: String, seconds_each: f64 },
}

/// A part of a template.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    Text(String),
    Column(String),
}

impl Recipe {
    /// A column as it is.
    pub fn column(name: impl Into<String>) -> Self {
        Self::Column { column: name.into(), values: BTreeMap::new(), otherwise: None, scale: 1.0 }
    }

    /// The columns of the file that it reads.
    pub fn reads(&self) -> Vec<&str> {
        match self {
            Self::Column { column, .. } | Self::AccountOfSubscription { column } => vec![column],
            Self::Constant(_) => Vec::new(),
            Self::Plus { column, plus, .. } => vec![column, plus],
            Self::Template(pieces) => pieces
                .iter()
                .filter_map(|piece| match piece {
                    Piece::Column(name) => Some(name.as_str()),
                    Piece::Text(_) => None,
                })
                .collect(),
        }
    }
}

impl Mapping {
    /// Reads a mapping. The kind of the import is needed to know a slip from an attribute.
    ///
    /// # Errors
    /// [`FileError`] naming the key and, where there is one, the nearest valid word.
    pub fn parse(text: &str, kind: Kind) -> Result<Self, FileError> {
        MappingReader::read(text, Some(kind))
    }

    /// The same mapping with every column named that would be found by its name alone.
    #[must_use]
    pub fn told_in_full<'a>(mut self, kind: Kind, header: impl Iterator<Item = &'a str>) -> Self {
        self.kind = self.kind.or(Some(kind));
        for column in header {
            let is_read = self.columns.values().any(
                |recipe| matches!(recipe, Recipe::Column { column: theirs, .. } if theirs == column),
            );
            let ours = kind.columns().find(|ours| *ours == plain(column));
            if let Some(ours) =
                ours.filter(|_| !is_read && !self.ignore.iter().any(|i| i == column))
            {
                let own = || Recipe::column(column);
                self.columns.entry(ours.to_owned()).or_insert_with(own);
            }
        }
        self
    }

    /// The columns that a kind needs and that have no source in a mapping which says all there are.
    pub fn missing(&self, kind: Kind) -> Vec<&'static str> {
        let has = |ours: &str| self.columns.contains_key(ours);
        let mut missing: Vec<&'static str> =
            kind.required().iter().filter(|ours| !has(ours)).copied().collect();
        if kind == Kind::Facts && !has("account_id") && !has("contact_id") {
            missing.insert(0, "account_id");
        }
        missing
    }

    /// Reads a mapping in TOML, or in JSON with the same keys (what [`Mapping::to_json`] gives).
    ///
    /// # Errors
    /// As [`Mapping::parse`].
    pub fn read(text: &str, kind: Option<Kind>) -> Result<Self, FileError> {
        if text.trim_start().starts_with('{') {
            return MappingReader::read_table(&mapping_writer::from_json(text)?, kind);
        }
        MappingReader::read(text, kind)
    }
}

impl FromStr for Mapping {
    type Err = FileError;
    fn from_str(text: &str) -> Result<Self, FileError> {
        MappingReader::read(text, None)
    }
}

//! Which columns there are, and of which type.

use std::fmt;

use arrow::datatypes::DataType;
use jiff::tz::TimeZone;

/// The type of a column or an expression. Every type has null besides its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// A 64-bit float; whole numbers and decimals are read as such.
    Number,
    Text,
    Bool,
    /// An instant.
    Time,
    /// A calendar day.
    Day,
}

impl Type {
    /// With its article, for sentences: "a number".
    pub fn described(self) -> &'static str {
        match self {
            Self::Number => "a number",
            Self::Text => "text",
            Self::Bool => "true or false",
            Self::Time => "a time",
            Self::Day => "a day",
        }
    }

    /// Whether values of it come before and after each other.
    pub(crate) fn is_ordered(self) -> bool {
        self != Self::Bool
    }

    fn of(data_type: &DataType) -> Option<Self> {
        match data_type {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Some(Self::Text),
            DataType::Dictionary(_, values) => Self::of(values),
            DataType::Boolean => Some(Self::Bool),
            DataType::Timestamp(_, _) => Some(Self::Time),
            DataType::Date32 | DataType::Date64 => Some(Self::Day),
            numeric if numeric.is_numeric() => Some(Self::Number),
            _ => None,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.described())
    }
}

#[derive(Debug, Clone)]
struct Column {
    name: String,
    column_type: Type,
    label: Option<String>,
}

/// The columns that an expression may name, and the time zone in which days begin.
#[derive(Debug, Clone)]
pub struct Schema {
    columns: Vec<Column>,
    zone: TimeZone,
    /// Keys of the segments that peers can be told by, where an account can be compared at all.
    segments: Option<Vec<String>>,
}

impl Schema {
    /// Days begin at midnight UTC until [`Schema::in_zone`] says otherwise.
    pub fn new<N: Into<String>>(columns: impl IntoIterator<Item = (N, Type)>) -> Self {
        let columns = columns
            .into_iter()
            .map(|(name, column_type)| Column { name: name.into(), column_type, label: None })
            .collect();
        Self { columns, zone: TimeZone::UTC, segments: None }
    }

    /// The columns of an Arrow schema; those of other types (lists, structs) cannot be named.
    pub fn from_arrow(schema: &arrow::datatypes::Schema) -> Self {
        Self::new(
            schema.fields().iter().filter_map(|f| Type::of(f.data_type()).map(|t| (f.name(), t))),
        )
    }

    /// Sets the time zone in which a day begins and a time without an offset stands.
    #[must_use]
    pub fn in_zone(mut self, zone: TimeZone) -> Self {
        self.zone = zone;
        self
    }

    /// Allows the functions that compare an account with its peers, who may be told by these
    /// segments.
    #[must_use]
    pub fn with_peers(mut self, segments: impl IntoIterator<Item = String>) -> Self {
        self.segments = Some(segments.into_iter().collect());
        self
    }

    pub(crate) fn segments(&self) -> Option<&[String]> {
        self.segments.as_deref()
    }

    /// Sets what a person calls a column; used by `explain`. An unknown column is left alone.
    #[must_use]
    pub fn label(mut self, column: &str, label: impl Into<String>) -> Self {
        if let Some(found) = self.columns.iter_mut().find(|c| c.name == column) {
            found.label = Some(label.into());
        }
        self
    }

    /// A column's type, by its exact name.
    pub fn type_of(&self, column: &str) -> Option<Type> {
        self.columns.iter().find(|c| c.name == column).map(|c| c.column_type)
    }

    /// Names in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|c| c.name.as_str())
    }

    pub(crate) fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Finds a column by its exact name, else by the only name that differs in case alone.
    pub(crate) fn find(&self, name: &str) -> Option<(&str, Type)> {
        let exact = self.columns.iter().find(|c| c.name == name);
        let found = exact.or_else(|| {
            let mut alike = self.columns.iter().filter(|c| c.name.eq_ignore_ascii_case(name));
            alike.next().filter(|_| alike.next().is_none())
        })?;
        Some((&found.name, found.column_type))
    }

    /// What a person calls the column: its label, else its name in words.
    pub(crate) fn said(&self, name: &str) -> String {
        let column = self.find(name).and_then(|(n, _)| self.columns.iter().find(|c| c.name == n));
        column.and_then(|c| c.label.clone()).unwrap_or_else(|| name.replace(['_', '.'], " "))
    }
}

//! What a table's columns are.

use std::borrow::Cow;

use arrow::datatypes::{DataType, Field, TimeUnit};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// An instant: microseconds, UTC.
    Time,
    /// A calendar day in the company's time zone.
    Day,
    /// A 64-bit float.
    Number,
    /// A 64-bit whole number.
    Whole,
    Bool,
    /// Major units with three decimals, which the finest currency needs; its currency stands in
    /// another column.
    Money,
    /// A JSON value as text.
    Json,
}

/// Digits and decimals of [`Kind::Money`]: any 64-bit amount of minor units fits.
pub(crate) const MONEY: (u8, i8) = (22, 3);

impl Kind {
    /// What a person calls it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Time => "time",
            Self::Day => "day",
            Self::Number => "number",
            Self::Whole => "whole number",
            Self::Bool => "true or false",
            Self::Money => "money",
            Self::Json => "JSON",
        }
    }

    pub(crate) fn data_type(self) -> DataType {
        match self {
            Self::Text | Self::Json => DataType::Utf8,
            Self::Time => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            Self::Day => DataType::Date32,
            Self::Number => DataType::Float64,
            Self::Whole => DataType::Int64,
            Self::Bool => DataType::Boolean,
            Self::Money => DataType::Decimal128(MONEY.0, MONEY.1),
        }
    }
}

/// One column of a relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub name: Cow<'static, str>,
    pub kind: Kind,
    /// What it says, in one line.
    pub about: Cow<'static, str>,
    /// Whether it has a value in every row.
    pub required: bool,
}

impl Column {
    pub(crate) const fn required(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), kind, about: Cow::Borrowed(about), required: true }
    }

    pub(crate) const fn optional(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), kind, about: Cow::Borrowed(about), required: false }
    }

    /// A column whose name is only known when the program runs.
    pub(crate) fn named(name: String, kind: Kind, about: String) -> Self {
        Self { name: Cow::Owned(name), kind, about: Cow::Owned(about), required: false }
    }

    pub(crate) fn field(&self) -> Field {
        Field::new(self.name.as_ref(), self.kind.data_type(), !self.required)
    }
}

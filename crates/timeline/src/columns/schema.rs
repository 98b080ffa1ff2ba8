//! The columns of a fact, as they stand in files and catalogue.

use std::{collections::HashMap, sync::Arc};

use arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};

/// A column of the table `facts`, in the order of DESIGN.md §4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    FactId,
    AccountId,
    ContactId,
    Kind,
    Name,
    OccurredAt,
    ReceivedAt,
    Value,
    SessionId,
    Source,
    Properties,
    /// Only in files, unknown to the catalogue: whether `account_id` was filled in by compaction.
    Credited,
}

impl Column {
    /// What the catalogue knows of.
    pub(crate) const TABLE: [Self; 11] = [
        Self::FactId,
        Self::AccountId,
        Self::ContactId,
        Self::Kind,
        Self::Name,
        Self::OccurredAt,
        Self::ReceivedAt,
        Self::Value,
        Self::SessionId,
        Self::Source,
        Self::Properties,
    ];

    /// Its place in a file and in a batch.
    pub(crate) fn index(self) -> usize {
        self as usize
    }

    /// Its id in the catalogue and in the Parquet schema.
    pub(crate) fn field_id(self) -> i64 {
        // No column of a DuckLake table gets this far.
        const CREDITED: i64 = 1_000_000;
        if self == Self::Credited { CREDITED } else { self as i64 + 1 }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::FactId => "fact_id",
            Self::AccountId => "account_id",
            Self::ContactId => "contact_id",
            Self::Kind => "kind",
            Self::Name => "name",
            Self::OccurredAt => "occurred_at",
            Self::ReceivedAt => "received_at",
            Self::Value => "value",
            Self::SessionId => "session_id",
            Self::Source => "source",
            Self::Properties => "properties",
            Self::Credited => "_credited",
        }
    }

    /// The type's name in DuckLake.
    pub(crate) fn lake_type(self) -> &'static str {
        match self {
            Self::OccurredAt | Self::ReceivedAt => "timestamptz",
            Self::Value => "float64",
            Self::Credited => "boolean",
            _ => "varchar",
        }
    }

    pub(crate) fn nullable(self) -> bool {
        matches!(
            self,
            Self::AccountId | Self::ContactId | Self::Value | Self::SessionId | Self::Properties
        )
    }

    /// Whether least and greatest value are worth keeping.
    pub(crate) fn has_bounds(self) -> bool {
        !matches!(self, Self::Properties | Self::Credited)
    }

    fn data_type(self) -> DataType {
        match self {
            Self::OccurredAt | Self::ReceivedAt => {
                DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
            }
            Self::Value => DataType::Float64,
            Self::Credited => DataType::Boolean,
            _ => DataType::Utf8,
        }
    }

    /// Whether a value is likely to come again and again.
    fn repeats(self) -> bool {
        matches!(
            self,
            Self::AccountId
                | Self::ContactId
                | Self::Kind
                | Self::Name
                | Self::SessionId
                | Self::Source
        )
    }

    fn field(self, data_type: DataType) -> Field {
        let id = ("PARQUET:field_id".to_owned(), self.field_id().to_string());
        Field::new(self.name(), data_type, self.nullable()).with_metadata(HashMap::from([id]))
    }
}

fn all() -> impl Iterator<Item = Column> {
    Column::TABLE.into_iter().chain([Column::Credited])
}

/// The columns of a file.
pub(crate) fn file_schema() -> SchemaRef {
    Arc::new(Schema::new(all().map(|column| column.field(column.data_type())).collect::<Vec<_>>()))
}

/// The columns of a file, texts that repeat as numbers into a dictionary: quicker to fold.
pub(crate) fn dictionary_schema() -> SchemaRef {
    let dictionary = || DataType::Dictionary(DataType::Int32.into(), DataType::Utf8.into());
    let kind = |column: Column| if column.repeats() { dictionary() } else { column.data_type() };
    Arc::new(Schema::new(all().map(|column| column.field(kind(column))).collect::<Vec<_>>()))
}

/// The columns that a scan yields: those of the table `facts`.
pub fn facts_schema() -> SchemaRef {
    let field = |column: Column| Field::new(column.name(), column.data_type(), column.nullable());
    Arc::new(Schema::new(Column::TABLE.map(field).to_vec()))
}

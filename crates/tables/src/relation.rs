//! The relations that exist.

use std::{fmt, str::FromStr, sync::Arc};

use arrow::datatypes::{Schema, SchemaRef};
use perennial_expr::nearest;

use crate::{Column, TableError, relations};

/// A table that can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    Accounts,
    Contacts,
    Subscriptions,
    Tickets,
    Surveys,
    Interactions,
    Facts,
    Daily,
    Metrics,
    Health,
    Signals,
}

impl Relation {
    pub const ALL: [Self; 11] = [
        Self::Accounts,
        Self::Contacts,
        Self::Subscriptions,
        Self::Tickets,
        Self::Surveys,
        Self::Interactions,
        Self::Facts,
        Self::Daily,
        Self::Metrics,
        Self::Health,
        Self::Signals,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Contacts => "contacts",
            Self::Subscriptions => "subscriptions",
            Self::Tickets => "tickets",
            Self::Surveys => "surveys",
            Self::Interactions => "interactions",
            Self::Facts => "facts",
            Self::Daily => "daily",
            Self::Metrics => "metrics",
            Self::Health => "health",
            Self::Signals => "signals",
        }
    }

    /// What its rows are, in one line.
    pub fn about(self) -> &'static str {
        match self {
            Self::Accounts => "customer companies",
            Self::Contacts => "people at accounts",
            Self::Subscriptions => "periods of subscriptions, each at one price",
            Self::Tickets => "support tickets",
            Self::Surveys => "answers to surveys",
            Self::Interactions => "e-mails, calls, meetings and chats with customers",
            Self::Facts => "everything that ever happened, one row each",
            Self::Daily => "facts counted per account, contact, day, kind and name",
            Self::Metrics => "every metric of every account on every day",
            Self::Health => "the health score of every account on every day",
            Self::Signals => "conditions that needed somebody's eye",
        }
    }

    /// Its columns, in order.
    pub fn columns(self) -> Vec<Column> {
        match self {
            Self::Accounts => relations::accounts::COLUMNS.to_vec(),
            Self::Contacts => relations::contacts::COLUMNS.to_vec(),
            Self::Subscriptions => relations::subscriptions::COLUMNS.to_vec(),
            Self::Tickets => relations::tickets::COLUMNS.to_vec(),
            Self::Surveys => relations::surveys::COLUMNS.to_vec(),
            Self::Interactions => relations::interactions::COLUMNS.to_vec(),
            Self::Facts => relations::facts::COLUMNS.to_vec(),
            Self::Daily => relations::daily::COLUMNS.to_vec(),
            Self::Metrics => relations::metrics::columns(),
            Self::Health => relations::health::COLUMNS.to_vec(),
            Self::Signals => relations::signals::COLUMNS.to_vec(),
        }
    }

    /// Its columns as Arrow has them.
    pub fn schema(self) -> SchemaRef {
        let fields: Vec<_> = self.columns().iter().map(Column::field).collect();
        Arc::new(Schema::new(fields))
    }

    /// Whether it has one row per account and day, as `lag` needs.
    pub fn is_by_day(self) -> bool {
        matches!(self, Self::Metrics | Self::Health)
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Relation {
    type Err = TableError;

    fn from_str(text: &str) -> Result<Self, TableError> {
        Self::ALL.into_iter().find(|relation| relation.as_str() == text).ok_or_else(|| {
            let names = Self::ALL.map(Self::as_str);
            TableError::UnknownRelation {
                name: text.to_owned(),
                suggestion: nearest(text, names).map(str::to_owned),
                known: names.join(", "),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_and_wrong_ones_get_a_hint() {
        for relation in Relation::ALL {
            assert_eq!(relation.as_str().parse::<Relation>().unwrap(), relation);
        }
        let refused = |name: &str| name.parse::<Relation>().unwrap_err().to_string();
        assert_eq!(refused("acounts"), "there is no table \"acounts\"; did you mean accounts?");
        assert!(refused("invoices!").contains("use one of accounts, contacts, "));
    }

    #[test]
    fn a_relation_names_each_column_once() {
        for relation in Relation::ALL {
            let columns = relation.columns();
            for column in &columns {
                assert_eq!(columns.iter().filter(|c| c.name == column.name).count(), 1);
            }
            assert_eq!(relation.schema().fields().len(), columns.len());
        }
    }
}

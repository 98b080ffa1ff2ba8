//! The relations that exist.

use std::{fmt, str::FromStr, sync::Arc};

use arrow::datatypes::{Schema, SchemaRef};
use perennial_expr::nearest;
use perennial_metrics::Catalogue;

use crate::{Column, TableError, relations};

/// A table that can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    Accounts,
    Contacts,
    Subscriptions,
    Tickets,
    Surveys,
    Invoices,
    ChurnReviews,
    Judgements,
    Interactions,
    Facts,
    Daily,
    Metrics,
    Health,
    Signals,
}

impl Relation {
    pub const ALL: [Self; 14] = [
        Self::Accounts,
        Self::Contacts,
        Self::Subscriptions,
        Self::Tickets,
        Self::Surveys,
        Self::Invoices,
        Self::ChurnReviews,
        Self::Judgements,
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
            Self::Invoices => "invoices",
            Self::ChurnReviews => "churn_reviews",
            Self::Judgements => "judgements",
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
            Self::Invoices => "what accounts owe, and when they paid",
            Self::ChurnReviews => "why accounts left, as people wrote it down",
            Self::Judgements => "what our own people said of accounts, with overrides of the score",
            Self::Interactions => "e-mails, calls, meetings and chats with customers",
            Self::Facts => "everything that ever happened, one row each",
            Self::Daily => "facts counted per account, contact, day, kind and name",
            Self::Metrics => "every metric of every account on every day",
            Self::Health => "the health score and the hidden risk of every account on every day",
            Self::Signals => "conditions that needed somebody's eye",
        }
    }

    /// Its columns, in order; the relation of metrics has one for each of the catalogue.
    pub fn columns(self, metrics: &Catalogue) -> Vec<Column> {
        let mut columns = self.fixed_columns().to_vec();
        if self == Self::Metrics {
            columns.extend(relations::metrics::of_catalogue(metrics));
        }
        columns
    }

    fn fixed_columns(self) -> &'static [Column] {
        match self {
            Self::Accounts => relations::accounts::COLUMNS,
            Self::Contacts => relations::contacts::COLUMNS,
            Self::Subscriptions => relations::subscriptions::COLUMNS,
            Self::Tickets => relations::tickets::COLUMNS,
            Self::Surveys => relations::surveys::COLUMNS,
            Self::Invoices => relations::invoices::COLUMNS,
            Self::ChurnReviews => relations::churn_reviews::COLUMNS,
            Self::Judgements => relations::judgements::COLUMNS,
            Self::Interactions => relations::interactions::COLUMNS,
            Self::Facts => relations::facts::COLUMNS,
            Self::Daily => relations::daily::COLUMNS,
            Self::Metrics => relations::metrics::COLUMNS,
            Self::Health => relations::health::COLUMNS,
            Self::Signals => relations::signals::COLUMNS,
        }
    }

    /// Its columns as Arrow has them.
    pub fn schema(self, metrics: &Catalogue) -> SchemaRef {
        let fields: Vec<_> = self.columns(metrics).iter().map(Column::field).collect();
        Arc::new(Schema::new(fields))
    }

    /// The columns that it has whatever metrics there are.
    pub(crate) fn fixed_schema(self) -> SchemaRef {
        let fields: Vec<_> = self.fixed_columns().iter().map(Column::field).collect();
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
        assert!(refused("nothing_like_it").contains("use one of accounts, contacts, "));
    }

    #[test]
    fn a_relation_names_each_column_once() {
        for relation in Relation::ALL {
            let metrics = Catalogue::built_in(&perennial_model::Zone::utc()).unwrap();
            let columns = relation.columns(&metrics);
            for column in &columns {
                assert_eq!(columns.iter().filter(|c| c.name == column.name).count(), 1);
            }
            assert_eq!(relation.schema(&metrics).fields().len(), columns.len());
        }
    }
}

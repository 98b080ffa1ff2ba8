//! Every metric of every account on every day.

use arrow::array::RecordBatch;
use perennial_metrics::{Matrix, Unit, catalogue};
use perennial_model::AccountId;

use crate::{Column, Kind, Relation, TableError};

/// `account_id`, `day`, then the metrics in the catalogue's order.
pub(crate) fn columns() -> Vec<Column> {
    let mut columns =
        vec![Column::required("account_id", Kind::Text), Column::required("day", Kind::Day)];
    columns.extend(catalogue().iter().map(|m| Column::optional(m.key, kind_of(m.unit))));
    columns
}

/// What is counted is whole.
fn kind_of(unit: Unit) -> Kind {
    match unit {
        Unit::Contacts | Unit::Events | Unit::Days | Unit::Names | Unit::Tickets => Kind::Whole,
        Unit::Ratio | Unit::Points | Unit::Money => Kind::Number,
    }
}

/// One account's whole history in the order of days, as `lag` needs it.
///
/// # Errors
/// When the matrix does not fit the catalogue.
pub fn batch(account_id: &AccountId, matrix: &Matrix) -> Result<RecordBatch, TableError> {
    Relation::Metrics.conform(&matrix.record_batch(account_id)?)
}

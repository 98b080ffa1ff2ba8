//! Every metric of every account on every day.

use arrow::array::RecordBatch;
use perennial_metrics::{Catalogue, Matrix, Metric};
use perennial_model::AccountId;

use crate::{Column, Kind, Relation, TableError};

pub(crate) const COLUMNS: &[Column] = &[
    Column::required("account_id", Kind::Text, "The account"),
    Column::required("day", Kind::Day, "The day, in the company's time zone"),
];

/// A column for each metric, in the catalogue's order; they stand behind [`COLUMNS`].
pub(crate) fn of_catalogue(metrics: &Catalogue) -> impl Iterator<Item = Column> {
    metrics.metrics().iter().map(|metric| {
        Column::named(metric.key.clone(), kind_of(metric), metric.description.clone())
    })
}

fn kind_of(metric: &Metric) -> Kind {
    if metric.is_whole() { Kind::Whole } else { Kind::Number }
}

/// One account's whole history in the order of days, as `lag` needs it.
///
/// # Errors
/// When the matrix does not fit the catalogue.
pub fn batch(
    account_id: &AccountId,
    matrix: &Matrix,
    metrics: &Catalogue,
) -> Result<RecordBatch, TableError> {
    let schema = Relation::Metrics.schema(metrics);
    Relation::Metrics.conform(&matrix.record_batch(account_id)?, &schema)
}

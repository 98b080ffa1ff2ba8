//! The relations of a board for SQL: only the columns, accounts and days that a query needs.

use std::{fmt, ops::Range, sync::Arc};

use arrow::{
    array::RecordBatch,
    datatypes::{Field, Schema, SchemaRef},
};
use perennial_board::Board;
use perennial_metrics::{Catalogue, Matrix, matrix_schema};
use perennial_model::AccountId;
use perennial_query::{Ask, Ended, Sink, Source, SourceError, Table};
use perennial_tables::Relation;
use tokio::runtime::Handle;

use crate::tables::{WriteError, feed};

/// A board's relations as they stand now.
pub struct BoardRows {
    board: Board,
    catalogue: Catalogue,
    /// Where store and timeline are at home; queries run on other threads.
    runtime: Handle,
}

impl BoardRows {
    pub fn new(board: Board, runtime: Handle) -> Self {
        Self { catalogue: board.catalogue(), board, runtime }
    }

    /// Each account's history with the metrics that are needed and no others.
    fn metrics(&self, ask: &Ask, schema: &SchemaRef, sink: Sink<'_>) -> Result<(), SourceError> {
        let named = ask.columns.iter().filter(|name| self.catalogue.get(name).is_some());
        let mut keys: Vec<String> = named.cloned().collect();
        if keys.is_empty() {
            keys.extend(self.catalogue.keys().next().map(str::to_owned)); // the days are the same
        }
        let only = self.catalogue.only(&keys, self.board.zone())?;
        let laid_out = matrix_schema(keys.iter().map(String::as_str));
        let mut give = |id: &AccountId, matrix: &Matrix| -> Result<(), SourceError> {
            let rows = matrix.rows(id, &laid_out, days(ask, matrix), 1)?;
            if rows.num_rows() > 0 {
                sink(Relation::Metrics.conform(&rows, schema)?)?;
            }
            Ok(())
        };
        let Some(accounts) = &ask.accounts else {
            return self.board.each_matrix(&only, |id, matrix| give(id, &matrix));
        };
        let ids = self.board.account_ids();
        for id in ids.iter().filter(|id| accounts.contains(id.as_str())) {
            if let Some(matrix) = self.board.matrix_under(&only, id) {
                give(id, &matrix)?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for BoardRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BoardRows")
    }
}

impl Source for BoardRows {
    fn tables(&self) -> Vec<Table> {
        let table = |relation: Relation| Table {
            name: relation.as_str().to_owned(),
            schema: relation.schema(&self.catalogue),
        };
        Relation::ALL.into_iter().map(table).collect()
    }

    fn read(&self, ask: &Ask, sink: Sink<'_>) -> Result<(), SourceError> {
        let _at_home = self.runtime.enter();
        let relation: Relation = ask.table.parse()?;
        let schema = chosen(&relation.schema(&self.catalogue), &ask.columns);
        if relation == Relation::Metrics {
            return self.metrics(ask, &schema, sink);
        }
        let wanted =
            |id: &AccountId| ask.accounts.as_ref().is_none_or(|ids| ids.contains(id.as_str()));
        feed(&self.board, relation, &wanted, &mut |batch: RecordBatch| {
            let rows = relation.conform(&batch, &schema)?;
            sink(rows).map_err(gone)
        })?;
        Ok(())
    }
}

/// The days of a matrix that are needed, as places in it.
fn days(ask: &Ask, matrix: &Matrix) -> Range<usize> {
    let first = i64::from(matrix.first().0);
    let place = |day: i64| usize::try_from(day - first).unwrap_or(0);
    place(i64::from(*ask.days.start()))..place(i64::from(*ask.days.end()) + 1)
}

/// The named columns of a schema, in its order.
fn chosen(schema: &SchemaRef, names: &[String]) -> SchemaRef {
    let fields = schema.fields().iter().filter(|field| names.contains(field.name()));
    Arc::new(Schema::new(fields.cloned().collect::<Vec<Arc<Field>>>()))
}

/// Nobody takes the rows any more, in the words of whoever writes tables.
fn gone(ended: Ended) -> WriteError {
    WriteError::Table(std::io::Error::new(std::io::ErrorKind::BrokenPipe, ended).into())
}

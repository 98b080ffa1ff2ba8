//! A relation as DataFusion's table: columns and rows chosen early, batches as they come.

use std::sync::Arc;

use arrow::{
    array::{RecordBatch, RecordBatchOptions},
    datatypes::SchemaRef,
    error::ArrowError,
};
use async_trait::async_trait;
use datafusion::{
    catalog::{Session, TableProvider},
    error::{DataFusionError, Result},
    execution::TaskContext,
    logical_expr::{Expr, TableProviderFilterPushDown, TableType},
    physical_plan::{
        ExecutionPlan, SendableRecordBatchStream,
        stream::RecordBatchReceiverStreamBuilder,
        streaming::{PartitionStream, StreamingTableExec},
    },
};

use crate::{
    Ask, Ended, Source, Table,
    ask::{ALL_DAYS, is_telling},
};

/// Batches that are read ahead of the query.
const AHEAD: usize = 2;

/// A relation of a source.
#[derive(Debug)]
pub(crate) struct Provider {
    source: Arc<dyn Source>,
    table: Table,
}

impl Provider {
    pub fn new(source: Arc<dyn Source>, table: Table) -> Self {
        Self { source, table }
    }

    fn ask(&self, needed: &SchemaRef, filters: &[Expr]) -> Ask {
        let columns = if needed.fields().is_empty() { &self.table.schema } else { needed };
        let least = if needed.fields().is_empty() { 1 } else { needed.fields().len() };
        let names = columns.fields().iter().take(least).map(|field| field.name().clone());
        let mut ask = Ask {
            table: self.table.name.clone(),
            columns: names.collect(),
            accounts: None,
            days: ALL_DAYS,
        };
        filters.iter().for_each(|filter| ask.narrow(filter));
        ask
    }
}

#[async_trait]
impl TableProvider for Provider {
    fn schema(&self) -> SchemaRef {
        self.table.schema.clone()
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    fn supports_filters_pushdown(
        &self,
        filters: &[&Expr],
    ) -> Result<Vec<TableProviderFilterPushDown>> {
        let support = |filter: &&Expr| match is_telling(filter) {
            true => TableProviderFilterPushDown::Inexact,
            false => TableProviderFilterPushDown::Unsupported,
        };
        Ok(filters.iter().map(support).collect())
    }

    async fn scan(
        &self,
        _session: &dyn Session,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let schema = match projection {
            Some(places) => Arc::new(self.table.schema.project(places)?),
            None => self.table.schema.clone(),
        };
        let ask = self.ask(&schema, filters);
        let rows = Rows { source: self.source.clone(), ask, schema: schema.clone() };
        let plan =
            StreamingTableExec::try_new(schema, vec![Arc::new(rows)], None, [], false, limit)?;
        Ok(Arc::new(plan))
    }
}

/// The rows of one scan.
#[derive(Debug)]
struct Rows {
    source: Arc<dyn Source>,
    ask: Ask,
    schema: SchemaRef,
}

impl PartitionStream for Rows {
    fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// Reads on a blocking thread, which ends with the first batch that nobody takes.
    fn execute(&self, _context: Arc<TaskContext>) -> SendableRecordBatchStream {
        let mut stream = RecordBatchReceiverStreamBuilder::new(self.schema.clone(), AHEAD);
        let (sender, source) = (stream.tx(), self.source.clone());
        let (ask, schema) = (self.ask.clone(), self.schema.clone());
        stream.spawn_blocking(move || {
            let mut sink = |batch: RecordBatch| {
                let chosen = choose(&batch, &schema).map_err(DataFusionError::from);
                sender.blocking_send(chosen).map_err(|_| Ended)
            };
            match source.read(&ask, &mut sink) {
                Ok(()) => Ok(()),
                Err(_) if sender.is_closed() => Ok(()),
                Err(error) => Err(DataFusionError::External(error)),
            }
        });
        stream.build()
    }
}

/// The columns of the schema, by name.
fn choose(batch: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let column = |field: &arrow::datatypes::FieldRef| {
        batch.column_by_name(field.name()).cloned().ok_or_else(|| {
            ArrowError::SchemaError(format!("the rows lack the column \"{}\"", field.name()))
        })
    };
    let columns = schema.fields().iter().map(column).collect::<Result<Vec<_>, _>>()?;
    let rows = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
    RecordBatch::try_new_with_options(schema.clone(), columns, &rows)
}

//! Where the matrix goes: into Parquet files, or into sums.

use std::{fs::File, path::Path, sync::Arc};

use anyhow::Result;
use arrow::{
    array::{
        ArrayRef, Date32Builder, Float64Builder, Int64Builder, RecordBatch, StringDictionaryBuilder,
    },
    datatypes::{DataType, Field, Int32Type, Schema, SchemaRef},
};
use parquet::{
    arrow::ArrowWriter,
    basic::{Compression, ZstdLevel},
    file::properties::WriterProperties,
};
use perennial_metrics::{Catalogue, Matrix};
use perennial_model::AccountId;

use super::report::Sum;

pub(super) enum Sink {
    Sums(Vec<Sum>),
    File(Box<Writer>),
}

impl Sink {
    pub(super) fn sums(metrics: usize) -> Self {
        Self::Sums(vec![(0, 0.0); metrics])
    }

    pub(super) fn file(path: &Path, catalogue: &Catalogue) -> Result<Self> {
        Ok(Self::File(Box::new(Writer::new(path, catalogue)?)))
    }

    pub(super) fn take(&mut self, account: &AccountId, matrix: &Matrix) -> Result<()> {
        match self {
            Self::Sums(sums) => {
                for (place, sum) in sums.iter_mut().enumerate() {
                    let values = matrix.column_at(place).unwrap_or(&[]);
                    let (count, total) = summed(values);
                    *sum = (sum.0 + count, sum.1 + total);
                }
                Ok(())
            }
            Self::File(writer) => writer.take(account, matrix),
        }
    }

    pub(super) fn finish(self) -> Result<Option<Vec<Sum>>> {
        match self {
            Self::Sums(sums) => Ok(Some(sums)),
            Self::File(writer) => writer.finish().map(|()| None),
        }
    }
}

/// How many values there are, and their sum; in lanes, so that an addition need not wait for the one before.
fn summed(values: &[f64]) -> Sum {
    const LANES: usize = 8;
    let (mut counts, mut totals) = ([0; LANES], [0.0; LANES]);
    for chunk in values.chunks(LANES) {
        for ((count, total), value) in counts.iter_mut().zip(&mut totals).zip(chunk) {
            *count += u64::from(!value.is_nan());
            *total += if value.is_nan() { 0.0 } else { *value };
        }
    }
    (counts.iter().sum(), totals.iter().sum())
}

const ROWS: usize = 65_536;

pub(super) struct Writer {
    schema: SchemaRef,
    parquet: ArrowWriter<File>,
    accounts: StringDictionaryBuilder<Int32Type>,
    days: Date32Builder,
    columns: Vec<Column>,
}

/// Whole numbers are written as such: of these metrics, all that are no ratios.
enum Column {
    Whole(Int64Builder),
    Real(Float64Builder),
}

impl Writer {
    fn new(path: &Path, catalogue: &Catalogue) -> Result<Self> {
        let words = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
        let mut fields = vec![
            Field::new("account_id", words, false),
            Field::new("day", DataType::Date32, false),
        ];
        let whole: Vec<bool> = catalogue.metrics().iter().map(|metric| metric.is_whole()).collect();
        for (key, is_whole) in catalogue.keys().zip(&whole) {
            let kind = if *is_whole { DataType::Int64 } else { DataType::Float64 };
            fields.push(Field::new(key, kind, true));
        }
        let schema = Arc::new(Schema::new(fields));
        let zstd = Compression::ZSTD(ZstdLevel::try_new(1)?);
        let properties = WriterProperties::builder().set_compression(zstd).build();
        let parquet =
            ArrowWriter::try_new(File::create(path)?, Arc::clone(&schema), Some(properties))?;
        let column = |is_whole: &bool| {
            if *is_whole {
                Column::Whole(Int64Builder::new())
            } else {
                Column::Real(Float64Builder::new())
            }
        };
        let columns = whole.iter().map(column).collect();
        let (accounts, days) = (StringDictionaryBuilder::new(), Date32Builder::new());
        Ok(Self { schema, parquet, accounts, days, columns })
    }

    fn take(&mut self, account: &AccountId, matrix: &Matrix) -> Result<()> {
        self.accounts.append_n(account.as_str(), matrix.days())?;
        let first = matrix.first().0;
        (first..).take(matrix.days()).for_each(|day| self.days.append_value(day));
        for (place, column) in self.columns.iter_mut().enumerate() {
            let values = matrix.column_at(place).unwrap_or(&[]).iter();
            match column {
                // Counts are whole, and small enough for the integer to be exact.
                #[allow(clippy::cast_possible_truncation)]
                Column::Whole(builder) => {
                    values.for_each(|v| builder.append_option((!v.is_nan()).then_some(*v as i64)));
                }
                Column::Real(builder) => {
                    values.for_each(|v| builder.append_option((!v.is_nan()).then_some(*v)));
                }
            }
        }
        if self.days.values_slice().len() >= ROWS { self.write() } else { Ok(()) }
    }

    fn write(&mut self) -> Result<()> {
        let mut arrays: Vec<ArrayRef> =
            vec![Arc::new(self.accounts.finish()), Arc::new(self.days.finish())];
        for column in &mut self.columns {
            arrays.push(match column {
                Column::Whole(builder) => Arc::new(builder.finish()),
                Column::Real(builder) => Arc::new(builder.finish()),
            });
        }
        Ok(self.parquet.write(&RecordBatch::try_new(Arc::clone(&self.schema), arrays)?)?)
    }

    fn finish(mut self) -> Result<()> {
        self.write()?;
        self.parquet.close()?;
        Ok(())
    }
}

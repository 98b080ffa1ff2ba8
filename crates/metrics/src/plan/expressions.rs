//! Metrics that are formulas over other metrics.

use std::{cell::OnceCell, collections::BTreeSet, sync::Arc};

use arrow::{
    array::{ArrayRef, Date32Array, Float64Array},
    datatypes::{DataType, Field, Schema},
    record_batch::{RecordBatch, RecordBatchOptions},
};
use perennial_expr::{Formula, parse_formula};
use perennial_model::{Account, Zone};

use super::{in_field, parsed};
use crate::{
    Axis, How, Metric, MetricsError,
    sources::{ACCOUNT_ATTRIBUTES, ACCOUNT_NUMBERS, columns_named, expression_schema},
    stream::{
        records::{number_of, text_of},
        rows::{numbers, texts, times},
    },
};

/// Formulas in an order in which each finds what it needs.
#[derive(Debug)]
pub(crate) struct Expressions {
    ordered: Vec<Expression>,
}

#[derive(Debug)]
struct Expression {
    column: usize,
    formula: Formula,
    /// The columns that it reads, and the metric's number where one of them is a metric.
    reads: Vec<(String, Option<usize>)>,
}

impl Expressions {
    pub fn new(metrics: &[Metric], zone: &Zone) -> Result<Self, MetricsError> {
        let mut found = Vec::new();
        for (column, metric) in metrics.iter().enumerate() {
            let How::Expression(text) = &metric.how else { continue };
            let field = "expression";
            let named = columns_named(&parsed(metric, field, text)?);
            let keys = metrics.iter().map(|other| other.key.as_str());
            let schema = expression_schema(keys, &named, zone);
            let formula = parse_formula(text, &schema).map_err(|e| in_field(metric, field, e))?;
            let number = |name: &str| metrics.iter().position(|other| other.key == name);
            let reads =
                formula.columns().into_iter().map(|name| (name.to_owned(), number(name))).collect();
            found.push(Expression { column, formula, reads });
        }
        Ok(Self { ordered: in_order(found, metrics)? })
    }

    /// Fills in the columns of the expressions. A formula that fails leaves its column without
    /// values and says why.
    pub fn fill(
        &self,
        columns: &mut [Vec<f64>],
        account: &Account,
        axis: Axis,
        failures: &mut Vec<(usize, String)>,
    ) {
        let shared = Shared { account, axis, days: OnceCell::new(), id: OnceCell::new() };
        let mut arrays: Vec<Option<ArrayRef>> = vec![None; columns.len()];
        for one in &self.ordered {
            let mut fields = Vec::with_capacity(one.reads.len());
            let mut read = Vec::with_capacity(one.reads.len());
            for (name, metric) in &one.reads {
                let array = match metric {
                    Some(number) => Arc::clone(
                        arrays[*number].get_or_insert_with(|| nullable(&columns[*number])),
                    ),
                    None => shared.column(name),
                };
                fields.push(Field::new(name, array.data_type().clone(), true));
                read.push(array);
            }
            let options = RecordBatchOptions::new().with_row_count(Some(axis.days));
            let batch =
                RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), read, &options);
            let values = match batch.map_err(|error| error.to_string()) {
                Ok(batch) => one.formula.eval(&batch).map_err(|error| error.to_string()),
                Err(error) => Err(error),
            };
            columns[one.column] = match values {
                Ok(values) => values.iter().map(|value| value.unwrap_or(f64::NAN)).collect(),
                Err(error) => {
                    failures.push((one.column, error));
                    vec![f64::NAN; axis.days]
                }
            };
        }
    }
}

/// NaN becomes null.
fn nullable(values: &[f64]) -> ArrayRef {
    if values.iter().any(|value| value.is_nan()) {
        numbers(values.iter().map(|value| (!value.is_nan()).then_some(*value)))
    } else {
        Arc::new(Float64Array::from(values.to_vec()))
    }
}

/// Columns that are no metrics.
struct Shared<'a> {
    account: &'a Account,
    axis: Axis,
    days: OnceCell<ArrayRef>,
    id: OnceCell<ArrayRef>,
}

impl Shared<'_> {
    fn column(&self, name: &str) -> ArrayRef {
        let (account, rows) = (self.account, self.axis.days);
        let text = |value: Option<&str>| texts(std::iter::repeat_n(value, rows));
        let number = |value: Option<f64>| numbers(std::iter::repeat_n(value, rows));
        let attribute =
            |prefix| name.strip_prefix(prefix).and_then(|key| account.attributes.get(key));
        match name {
            "account_id" => {
                Arc::clone(self.id.get_or_init(|| text(Some(account.account_id.as_str()))))
            }
            "day" => Arc::clone(self.days.get_or_init(|| {
                let days = (self.axis.first.0..).take(rows);
                Arc::new(Date32Array::from_iter_values(days))
            })),
            "account.name" => text(Some(&account.name)),
            "account.domain" => text(account.domain.as_deref()),
            "account.industry" => text(account.industry.as_deref()),
            "account.country" => text(account.country.as_deref()),
            "account.tier" => text(account.tier.as_deref()),
            "account.stage" => text(account.stage.as_deref()),
            "account.owner_email" => text(account.owner_email.as_deref()),
            "account.employees" => number(account.employees.map(|n| n as f64)),
            "account.created_at" => times(std::iter::repeat_n(account.created_at, rows)),
            name if name.starts_with(ACCOUNT_NUMBERS) => {
                number(attribute(ACCOUNT_NUMBERS).and_then(|json| number_of(json)))
            }
            name if name.starts_with(ACCOUNT_ATTRIBUTES) => {
                text(attribute(ACCOUNT_ATTRIBUTES).and_then(|json| text_of(json)).as_deref())
            }
            _ => arrow::array::new_null_array(&DataType::Float64, rows),
        }
    }
}

/// Each after those that it reads.
fn in_order(found: Vec<Expression>, metrics: &[Metric]) -> Result<Vec<Expression>, MetricsError> {
    let mut waiting = found;
    let mut open: BTreeSet<usize> = waiting.iter().map(|one| one.column).collect();
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let before = waiting.len();
        let is_ready = |one: &Expression, open: &BTreeSet<usize>| {
            one.reads.iter().all(|(_, metric)| metric.is_none_or(|number| !open.contains(&number)))
        };
        let (ready, rest): (Vec<_>, Vec<_>) =
            waiting.into_iter().partition(|one| is_ready(one, &open));
        for one in &ready {
            open.remove(&one.column);
        }
        ordered.extend(ready);
        waiting = rest;
        if waiting.len() == before {
            let names: Vec<&str> =
                waiting.iter().map(|one| metrics[one.column].key.as_str()).collect();
            return Err(MetricsError::Circle(names.join(", ")));
        }
    }
    Ok(ordered)
}

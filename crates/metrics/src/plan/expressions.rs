//! Metrics that are formulas over other metrics.

use std::{cell::OnceCell, collections::BTreeSet, iter::repeat_n, sync::Arc};

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
    /// The metrics that some expression reads, by number, ascending.
    pub inputs: Vec<usize>,
    /// How many days before a row the formulas look at others, the furthest first.
    pub lags: Vec<u32>,
}

#[derive(Debug)]
struct Expression {
    column: usize,
    formula: Formula,
    /// The columns that it reads, and the metric's number where one of them is a metric.
    reads: Vec<(String, Option<usize>)>,
}

/// Rows of one account that formulas are evaluated over: these days, ascending.
#[derive(Debug)]
pub(crate) struct Run<'a> {
    pub account: &'a Account,
    pub days: Vec<i32>,
    /// The values of so many of them, from the first on, are known already.
    pub known: usize,
}

impl<'a> Run<'a> {
    /// Every day of an account's matrix.
    pub fn whole(account: &'a Account, axis: Axis) -> Self {
        Self { account, days: (axis.first.0..).take(axis.days).collect(), known: 0 }
    }
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
        let reads = found.iter().flat_map(|one| one.reads.iter().filter_map(|read| read.1));
        let inputs: BTreeSet<usize> = reads.collect();
        let lags: BTreeSet<u32> = found.iter().flat_map(|one| one.formula.lags()).collect();
        Ok(Self {
            ordered: in_order(found, metrics)?,
            inputs: inputs.into_iter().collect(),
            lags: lags.into_iter().rev().collect(),
        })
    }

    /// The metrics that are expressions, by number.
    pub fn outputs(&self) -> impl Iterator<Item = usize> {
        self.ordered.iter().map(|one| one.column)
    }

    /// Fills in the columns of the expressions for these rows. A formula that fails leaves its
    /// column without values and says why.
    pub fn fill(
        &self,
        columns: &mut [Vec<f64>],
        runs: &[Run<'_>],
        failures: &mut Vec<(usize, String)>,
    ) {
        let shared = Shared::new(runs);
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
            let options = RecordBatchOptions::new().with_row_count(Some(shared.rows));
            let batch =
                RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), read, &options);
            let values = match batch.map_err(|error| error.to_string()) {
                Ok(batch) => one.formula.eval(&batch).map_err(|error| error.to_string()),
                Err(error) => Err(error),
            };
            let values = match values {
                Ok(values) => values.iter().map(|value| value.unwrap_or(f64::NAN)).collect(),
                Err(error) => {
                    failures.push((one.column, error));
                    vec![f64::NAN; shared.rows]
                }
            };
            put(&mut columns[one.column], values, runs);
        }
    }
}

/// Takes what a formula gave, but for what was known already.
fn put(column: &mut Vec<f64>, values: Vec<f64>, runs: &[Run<'_>]) {
    if column.is_empty() {
        *column = values;
        return;
    }
    let mut from = 0;
    for run in runs {
        let (new, to) = (from + run.known, from + run.days.len());
        column[new..to].copy_from_slice(&values[new..to]);
        from = to;
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
    runs: &'a [Run<'a>],
    rows: usize,
    days: OnceCell<ArrayRef>,
    id: OnceCell<ArrayRef>,
}

impl<'a> Shared<'a> {
    fn new(runs: &'a [Run<'a>]) -> Self {
        let rows = runs.iter().map(|run| run.days.len()).sum();
        Self { runs, rows, days: OnceCell::new(), id: OnceCell::new() }
    }

    /// A value of each row's account.
    fn each<T: Clone>(&self, value: impl Fn(&'a Account) -> T) -> impl Iterator<Item = T> {
        self.runs.iter().flat_map(move |run| repeat_n(value(run.account), run.days.len()))
    }

    fn text(&self, value: impl Fn(&'a Account) -> Option<&'a str>) -> ArrayRef {
        texts(self.each(value))
    }

    fn column(&self, name: &str) -> ArrayRef {
        match name {
            "account_id" => {
                let id = || self.text(|account| Some(account.account_id.as_str()));
                Arc::clone(self.id.get_or_init(id))
            }
            "day" => Arc::clone(self.days.get_or_init(|| {
                let days = self.runs.iter().flat_map(|run| run.days.iter().copied());
                Arc::new(Date32Array::from_iter_values(days))
            })),
            "account.name" => self.text(|account| Some(&account.name)),
            "account.domain" => self.text(|account| account.domain.as_deref()),
            "account.industry" => self.text(|account| account.industry.as_deref()),
            "account.country" => self.text(|account| account.country.as_deref()),
            "account.tier" => self.text(|account| account.tier.as_deref()),
            "account.stage" => self.text(|account| account.stage.as_deref()),
            "account.owner_email" => self.text(|account| account.owner_email.as_deref()),
            "account.employees" => {
                numbers(self.each(|account| account.employees.map(|n| n as f64)))
            }
            "account.created_at" => times(self.each(|account| account.created_at)),
            name => self.attribute(name),
        }
    }

    fn attribute(&self, name: &str) -> ArrayRef {
        if let Some(key) = name.strip_prefix(ACCOUNT_NUMBERS) {
            return numbers(self.each(|account| number_of(account.attributes.get(key)?)));
        }
        if let Some(key) = name.strip_prefix(ACCOUNT_ATTRIBUTES) {
            let values: Vec<Option<String>> =
                self.each(|account| text_of(account.attributes.get(key)?)).collect();
            return texts(values.iter().map(Option::as_deref));
        }
        arrow::array::new_null_array(&DataType::Float64, self.rows)
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

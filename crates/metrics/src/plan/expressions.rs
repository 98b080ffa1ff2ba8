//! Metrics that are formulas over other metrics.

use std::{cell::OnceCell, collections::BTreeSet, iter::repeat_n, sync::Arc};

use arrow::{
    array::{ArrayRef, AsArray, Date32Array, Float64Array},
    datatypes::{Field, Float64Type, Schema},
    record_batch::{RecordBatch, RecordBatchOptions},
};
use perennial_expr::{Formula, Function, PeerCall, parse_formula};
use perennial_model::{Account, Zone};

use super::{feeds::Feeds, in_field, parsed};
use crate::{
    Axis, How, Metric, MetricsError, PeerReference, PeerSegments,
    peers::{PeerColumns, PeerPlan},
    sources::{ACCOUNT_NUMBERS, account_text, columns_named, expression_schema},
    stream::{
        records::number_of,
        rows::{numbers, texts, times},
    },
};

/// Formulas in an order in which each finds what it needs.
#[derive(Debug)]
pub(crate) struct Expressions {
    ordered: Vec<Expression>,
    /// What they compare with other accounts.
    pub peers: PeerPlan,
    /// The metrics that some expression reads, by number, ascending.
    pub inputs: Vec<usize>,
    /// How many days before a row the formulas look at others, the furthest first.
    pub lags: Vec<u32>,
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

#[derive(Debug)]
struct Expression {
    column: usize,
    formula: Formula,
    /// The columns that it reads, by name.
    reads: Vec<(String, Read)>,
    feeds: Feeds,
}

/// Where a column comes from.
#[derive(Debug)]
enum Read {
    Metric(usize),
    /// The account, or the day.
    Account,
    /// A comparison with peers; `own` is the compared metric where its own values are asked for.
    Peers {
        call: PeerCall,
        need: usize,
        own: Option<usize>,
    },
}

impl Read {
    /// The metric that must be there before.
    fn metric(&self) -> Option<usize> {
        match self {
            Self::Metric(number) => Some(*number),
            Self::Peers { own, .. } => *own,
            Self::Account => None,
        }
    }
}

impl Expressions {
    pub fn new(
        metrics: &[Metric],
        segments: &PeerSegments,
        zone: &Zone,
    ) -> Result<Self, MetricsError> {
        let mut formulas = Vec::new();
        for (column, metric) in metrics.iter().enumerate() {
            let How::Expression(text) = &metric.how else { continue };
            let field = "expression";
            let named = columns_named(&parsed(metric, field, text)?);
            let keys = metrics.iter().map(|other| other.key.as_str());
            let schema = expression_schema(keys, &named, segments, zone);
            let formula = parse_formula(text, &schema).map_err(|e| in_field(metric, field, e))?;
            formulas.push((column, formula));
        }
        let all: Vec<(usize, &Formula)> = formulas.iter().map(|(at, one)| (*at, one)).collect();
        let number = |name: &str| metrics.iter().position(|other| other.key == name);
        // What is made of itself is told as such before comparisons are looked at.
        in_order(
            all.iter().map(|(at, one)| (*at, named_metrics(one, &number))).collect(),
            metrics,
        )?;
        let peers = PeerPlan::new(&all, metrics, segments, zone)?;
        let found: Vec<Expression> = formulas
            .into_iter()
            .map(|(column, formula)| Expression {
                column,
                reads: reads(&formula, &peers, segments, &number),
                feeds: Feeds::of(formula.ast(), &number),
                formula,
            })
            .collect();
        let needed = found.iter().map(|one| {
            (one.column, one.reads.iter().filter_map(|(_, read)| read.metric()).collect())
        });
        let order = in_order(needed.collect(), metrics)?;
        let reads = found.iter().flat_map(|one| one.reads.iter().filter_map(|(_, r)| r.metric()));
        let inputs: BTreeSet<usize> = reads.collect();
        let lags: BTreeSet<u32> = found.iter().flat_map(|one| one.formula.lags()).collect();
        let mut found: Vec<Option<Expression>> = found.into_iter().map(Some).collect();
        let ordered = order.into_iter().filter_map(|place| found[place].take()).collect();
        Ok(Self {
            ordered,
            peers,
            inputs: inputs.into_iter().collect(),
            lags: lags.into_iter().rev().collect(),
        })
    }

    /// The metrics that are expressions, by number.
    pub fn outputs(&self) -> impl Iterator<Item = usize> {
        self.ordered.iter().map(|one| one.column)
    }

    /// Says of each expression whether it has data, given that of folds.
    pub fn tell_fed(&self, fed: &mut [bool]) {
        for one in &self.ordered {
            let is_fed = one.feeds.is_fed(&|metric| fed[metric]);
            fed[one.column] = is_fed;
        }
    }

    /// Fills in the columns of the expressions for these rows. A formula that fails leaves its
    /// column without values and says why. Comparisons have no value where there is no reference.
    pub fn fill(
        &self,
        columns: &mut [Vec<f64>],
        runs: &[Run<'_>],
        peers: Option<&PeerReference>,
        failures: &mut Vec<(usize, String)>,
    ) {
        let compared = PeerColumns { plan: &self.peers, reference: peers, runs };
        let shared = Shared::new(runs);
        let mut arrays: Vec<Option<ArrayRef>> = vec![None; columns.len()];
        for one in &self.ordered {
            let mut fields = Vec::with_capacity(one.reads.len());
            let mut read = Vec::with_capacity(one.reads.len());
            for (name, from) in &one.reads {
                let array = match from {
                    Read::Metric(number) => Arc::clone(
                        arrays[*number].get_or_insert_with(|| nullable(&columns[*number])),
                    ),
                    Read::Account => shared.column(name),
                    Read::Peers { call, need, own } => {
                        let own = match own {
                            Some(number) => columns[*number].clone(),
                            None => shared.numbers(&call.of),
                        };
                        nullable(&compared.column(*need, call, &own))
                    }
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
            let compares = one.reads.iter().any(|(_, read)| matches!(read, Read::Peers { .. }));
            let refused = peers.and_then(PeerReference::why_refused).filter(|_| compares);
            let values = refused.map_or(values, |why| Err(why.to_owned()));
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
pub(crate) fn nullable(values: &[f64]) -> ArrayRef {
    if values.iter().any(|value| value.is_nan()) {
        numbers(values.iter().map(|value| (!value.is_nan()).then_some(*value)))
    } else {
        Arc::new(Float64Array::from(values.to_vec()))
    }
}

/// Columns that are no metrics.
pub(crate) struct Shared<'a> {
    runs: &'a [Run<'a>],
    rows: usize,
    days: OnceCell<ArrayRef>,
    id: OnceCell<ArrayRef>,
}

impl<'a> Shared<'a> {
    pub fn new(runs: &'a [Run<'a>]) -> Self {
        let rows = runs.iter().map(|run| run.days.len()).sum();
        Self { runs, rows, days: OnceCell::new(), id: OnceCell::new() }
    }

    /// A value of each row's account.
    fn each<T: Clone>(&self, value: impl Fn(&'a Account) -> T) -> impl Iterator<Item = T> {
        self.runs.iter().flat_map(move |run| repeat_n(value(run.account), run.days.len()))
    }

    pub fn column(&self, name: &str) -> ArrayRef {
        match name {
            "account_id" => {
                let id = || texts(self.each(|account| Some(account.account_id.as_str())));
                Arc::clone(self.id.get_or_init(id))
            }
            "day" => Arc::clone(self.days.get_or_init(|| {
                let days = self.runs.iter().flat_map(|run| run.days.iter().copied());
                Arc::new(Date32Array::from_iter_values(days))
            })),
            "account.employees" => {
                numbers(self.each(|account| account.employees.map(|n| n as f64)))
            }
            "account.created_at" => times(self.each(|account| account.created_at)),
            name => match name.strip_prefix(ACCOUNT_NUMBERS) {
                Some(key) => numbers(self.each(|account| number_of(account.attributes.get(key)?))),
                None => {
                    let values: Vec<Option<String>> =
                        self.each(|account| account_text(account, name)).collect();
                    texts(values.iter().map(Option::as_deref))
                }
            },
        }
    }

    /// A column of numbers as values; nothing becomes NaN.
    fn numbers(&self, name: &str) -> Vec<f64> {
        let column = self.column(name);
        let values = column.as_primitive_opt::<Float64Type>();
        values.map(|all| all.iter().map(|v| v.unwrap_or(f64::NAN)).collect()).unwrap_or_default()
    }
}

type Number<'a> = dyn Fn(&str) -> Option<usize> + 'a;

/// The metrics that a formula names outside of comparisons.
fn named_metrics(formula: &Formula, number: &Number<'_>) -> Vec<usize> {
    formula.columns().into_iter().filter_map(number).collect()
}

/// Where each column of a formula comes from.
fn reads(
    formula: &Formula,
    peers: &PeerPlan,
    segments: &PeerSegments,
    number: &Number<'_>,
) -> Vec<(String, Read)> {
    let calls = formula.peer_calls();
    let read = |name: &str| {
        let call = calls.iter().find(|call| call.column == name);
        if let Some((call, need)) = call.and_then(|call| Some((call, peers.place(call, segments)?)))
        {
            let own = (call.function == Function::Percentile).then(|| number(&call.of)).flatten();
            return Read::Peers { call: call.clone(), need, own };
        }
        number(name).map_or(Read::Account, Read::Metric)
    };
    formula.columns().into_iter().map(|name| (name.to_owned(), read(name))).collect()
}

/// The places of expressions, each after those that it reads. `found` are the metrics' numbers,
/// each with those of the metrics that it reads.
fn in_order(
    found: Vec<(usize, Vec<usize>)>,
    metrics: &[Metric],
) -> Result<Vec<usize>, MetricsError> {
    let mut waiting: Vec<usize> = (0..found.len()).collect();
    let mut open: BTreeSet<usize> = found.iter().map(|(column, _)| *column).collect();
    let mut ordered = Vec::with_capacity(found.len());
    while !waiting.is_empty() {
        let is_ready = |place: &usize| found[*place].1.iter().all(|metric| !open.contains(metric));
        let (ready, rest): (Vec<usize>, Vec<usize>) = waiting.iter().partition(|p| is_ready(p));
        if ready.is_empty() {
            let names: Vec<&str> =
                waiting.iter().map(|place| metrics[found[*place].0].key.as_str()).collect();
            return Err(MetricsError::Circle(names.join(", ")));
        }
        for place in &ready {
            open.remove(&found[*place].0);
        }
        ordered.extend(ready);
        waiting = rest;
    }
    Ok(ordered)
}

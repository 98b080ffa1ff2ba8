//! The metrics that exist, checked together and ready to be computed.

mod built_in;

use std::{collections::BTreeSet, sync::Arc};

use perennial_expr::{ast::Expr, nearest, parse};
use perennial_model::{Keep, Zone};

pub use built_in::{built_in_definitions, definitions_for};

use crate::{
    AccountFacts, Definition, How, Matrix, Metric, MetricsError, Today,
    compute::{compute, compute_with_today},
    limits::MAX_METRICS,
    matrix::Keys,
    plan::Plan,
    sources::columns_named,
};

/// The metrics that exist, in the order in which they are shown. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Catalogue {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    metrics: Vec<Metric>,
    keys: Arc<Keys>,
    plan: Plan,
}

impl Catalogue {
    /// These metrics together. Days in their conditions begin at midnight in `zone`.
    ///
    /// # Errors
    /// When a definition makes no sense, names what does not exist, stands twice, or metrics are
    /// made of each other. The error names the metric, the field and the place in it.
    pub fn new(
        definitions: impl IntoIterator<Item = Definition>,
        zone: &Zone,
    ) -> Result<Self, MetricsError> {
        let metrics: Vec<Metric> =
            definitions.into_iter().map(Metric::new).collect::<Result<_, _>>()?;
        if metrics.len() > MAX_METRICS {
            return Err(MetricsError::TooMany(metrics.len(), MAX_METRICS));
        }
        let mut seen = BTreeSet::new();
        if let Some(twice) = metrics.iter().find(|metric| !seen.insert(metric.key.as_str())) {
            return Err(MetricsError::Repeated(twice.key.clone()));
        }
        let plan = Plan::new(&metrics, zone)?;
        let keys = Arc::new(Keys::new(metrics.iter().map(|metric| metric.key.clone())));
        Ok(Self { inner: Arc::new(Inner { metrics, keys, plan }) })
    }

    /// The metrics that come with the program, days beginning at midnight UTC.
    ///
    /// # Errors
    /// Never: a test makes sure of it.
    pub fn built_in(zone: &Zone) -> Result<Self, MetricsError> {
        Self::new(built_in_definitions()?, zone)
    }

    /// Every metric, in the order of the matrix's columns.
    pub fn metrics(&self) -> &[Metric] {
        &self.inner.metrics
    }

    /// Keys of all metrics, in their order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.inner.metrics.iter().map(|metric| metric.key.as_str())
    }

    pub fn get(&self, key: &str) -> Option<&Metric> {
        self.position(key).map(|place| &self.inner.metrics[place])
    }

    /// A metric's place among the columns.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.inner.keys.position(key)
    }

    /// Whether both have the same metrics, declared in the same words.
    pub fn is_same(&self, other: &Self) -> bool {
        self.inner.metrics == other.inner.metrics
    }

    /// What the rollup must keep so that these metrics can be computed.
    pub fn keep(&self) -> &Keep {
        &self.inner.plan.keep
    }

    /// The metric of that key, or an error with the nearest one.
    ///
    /// # Errors
    /// [`MetricsError::Unknown`].
    pub fn require(&self, key: &str) -> Result<&Metric, MetricsError> {
        self.get(key).ok_or_else(|| MetricsError::Unknown {
            name: key.to_owned(),
            suggestion: nearest(key, self.keys()).map(str::to_owned),
        })
    }

    /// Keys of the metrics whose expressions name this one.
    pub fn made_of(&self, key: &str) -> Vec<&str> {
        let names = |metric: &&Metric| match &metric.how {
            How::Expression(text) => named(text).iter().any(|name| name == key),
            How::Fold(_) => false,
        };
        self.inner.metrics.iter().filter(names).map(|metric| metric.key.as_str()).collect()
    }

    /// Keys of the metrics that this one's expression names.
    pub fn reads(&self, key: &str) -> Vec<&str> {
        let Some(How::Expression(text)) = self.get(key).map(|metric| &metric.how) else {
            return Vec::new();
        };
        let names = named(text);
        self.keys().filter(|key| names.iter().any(|name| name == key)).collect()
    }

    /// Only these metrics, in this order, with those that they are made of behind them.
    ///
    /// # Errors
    /// [`MetricsError::Unknown`].
    pub fn only(&self, keys: &[String], zone: &Zone) -> Result<Self, MetricsError> {
        let mut wanted: Vec<String> = Vec::new();
        let mut open: Vec<String> = keys.iter().rev().cloned().collect();
        let mut needed: Vec<String> = Vec::new();
        while let Some(key) = open.pop() {
            let metric = self.require(&key)?;
            let list = if keys.contains(&key) { &mut wanted } else { &mut needed };
            if list.contains(&key) {
                continue;
            }
            list.push(key);
            if let How::Expression(text) = &metric.how {
                let metrics = named(text).into_iter().filter(|name| self.get(name).is_some());
                open.splice(0..0, metrics);
            }
        }
        let all = wanted.iter().chain(needed.iter().filter(|key| !wanted.contains(key)));
        let definitions: Vec<Definition> =
            all.filter_map(|key| self.get(key)).map(|metric| metric.definition.clone()).collect();
        Self::new(definitions, zone)
    }

    /// Every metric on every day from the account's first fact, record or creation until today.
    pub fn compute(&self, facts: &AccountFacts<'_>) -> Matrix {
        let computed = compute(&self.inner.plan, facts);
        Matrix::computed(Arc::clone(&self.inner.keys), computed)
    }

    /// The same, and what today's facts can be laid on later ([`Catalogue::rows_today`]); none for
    /// an account without days, or where something could not be computed.
    pub fn compute_with_today(&self, facts: &AccountFacts<'_>) -> (Matrix, Option<Today>) {
        let (computed, today) = compute_with_today(&self.inner.plan, facts);
        (Matrix::computed(Arc::clone(&self.inner.keys), computed), today)
    }

    pub(crate) fn plan(&self) -> &Plan {
        &self.inner.plan
    }
}

fn named(expression: &str) -> Vec<String> {
    let expr: Option<Expr> = parse(expression).ok();
    expr.as_ref().map(columns_named).unwrap_or_default()
}

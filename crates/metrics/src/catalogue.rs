//! The metrics that exist, checked together and ready to be computed.

mod built_in;

use std::{
    collections::BTreeSet,
    sync::{Arc, atomic::Ordering},
};

use perennial_expr::{ast::Expr, nearest, parse};
use perennial_model::{Keep, Zone};

pub use built_in::{built_in_definitions, definitions_for};

use crate::{
    AccountFacts, Definition, How, Matrix, Metric, MetricsError, PeerReference, PeerSegments,
    Today,
    compute::{compute, compute_with_today},
    limits::MAX_METRICS,
    matrix::Keys,
    peers::{Need, segments_named},
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
    segments: PeerSegments,
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
        Self::with_segments(definitions, PeerSegments::new(), zone)
    }

    /// The same, where peers can be told by these segments.
    ///
    /// # Errors
    /// As [`Catalogue::new`].
    pub fn with_segments(
        definitions: impl IntoIterator<Item = Definition>,
        segments: PeerSegments,
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
        let plan = Plan::new(&metrics, &segments, zone)?;
        let keys = Arc::new(Keys::new(metrics.iter().map(|metric| metric.key.clone())));
        Ok(Self { inner: Arc::new(Inner { metrics, keys, plan, segments }) })
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
        let of = |inner: &Inner| inner.plan.expressions.peers.needs.clone();
        self.inner.metrics == other.inner.metrics && of(&self.inner) == of(&other.inner)
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
            let names = self.needed_by(metric).into_iter();
            open.splice(0..0, names.filter(|name| self.get(name).is_some()));
        }
        let all = wanted.iter().chain(needed.iter().filter(|key| !wanted.contains(key)));
        let definitions: Vec<Definition> =
            all.filter_map(|key| self.get(key)).map(|metric| metric.definition.clone()).collect();
        Self::with_segments(definitions, self.inner.segments.clone(), zone)
    }

    /// The columns that a metric's expression names, and those of the segments in it.
    fn needed_by(&self, metric: &Metric) -> Vec<String> {
        let How::Expression(text) = &metric.how else { return Vec::new() };
        let segments = segments_named(&metric.definition).into_iter();
        let conditions = segments.filter_map(|key| self.inner.segments.get(&key));
        std::iter::once(text).chain(conditions).flat_map(|text| named(text)).collect()
    }

    /// For each metric, whether data stands behind it: whether any account that was computed with
    /// this catalogue had something for it to read. A count of what nobody sends is 0 and has none.
    pub fn fed(&self) -> Vec<bool> {
        let plan = &self.inner.plan;
        let mut fed = vec![false; plan.columns];
        for stream in &plan.streams.list {
            let is_fed = stream.is_fed.load(Ordering::Relaxed);
            stream.uses.iter().for_each(|one| fed[one.column] = is_fed);
        }
        plan.expressions.tell_fed(&mut fed);
        fed
    }

    /// What of other accounts is compared with.
    pub(crate) fn peer_needs(&self) -> &[Need] {
        &self.inner.plan.expressions.peers.needs
    }

    /// The metrics that a reference of peers is made with.
    pub(crate) fn of_peers(&self) -> Option<&Self> {
        self.inner.plan.expressions.peers.catalogue.as_ref()
    }

    /// Whether some metric compares an account with its peers.
    pub fn compares(&self) -> bool {
        !self.peer_needs().is_empty()
    }

    /// The same as [`Catalogue::compute_among`] where nothing is known of peers.
    pub fn compute(&self, facts: &AccountFacts<'_>) -> Matrix {
        self.compute_among(facts, None)
    }

    /// Every metric on every day from the account's first fact, record or creation until today.
    ///
    /// Comparisons have no value without a reference, or with one that does not cover them.
    pub fn compute_among(&self, facts: &AccountFacts<'_>, peers: Option<&PeerReference>) -> Matrix {
        let computed = compute(&self.inner.plan, facts, peers);
        Matrix::computed(Arc::clone(&self.inner.keys), computed)
    }

    /// The same, and what today's facts can be laid on later ([`Catalogue::rows_today`]); none for
    /// an account without days, or where something could not be computed.
    pub fn compute_with_today(
        &self,
        facts: &AccountFacts<'_>,
        peers: Option<&PeerReference>,
    ) -> (Matrix, Option<Today>) {
        let (computed, today) = compute_with_today(&self.inner.plan, facts, peers);
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

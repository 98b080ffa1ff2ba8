//! Which comparisons a catalogue makes, and the columns that they give to an account.

use std::{collections::BTreeSet, sync::Arc};

use perennial_expr::{Formula, Function, PeerCall, ast::Expr, parse};
use perennial_model::{Account, Day, Zone};

use super::{PeerReference, PeerSegments, days::PeerValues};
use crate::{
    Catalogue, Definition, How, Metric, MetricsError,
    limits::MAX_PEER_SETS,
    plan::Run,
    sources::{account_text, columns_named},
};

/// One comparison: whose values, among which accounts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Need {
    of: String,
    /// Attributes in which peers are alike.
    alike: Vec<String>,
    /// Conditions that peers meet.
    meeting: Vec<String>,
    /// The column of the peers' catalogue that has a value where an account counts.
    pub column: String,
    /// Says all that its values depend on: what is declared in the same words has the same values.
    pub fingerprint: Arc<str>,
}

impl Need {
    fn of(call: &PeerCall, segments: &PeerSegments) -> Self {
        let asked = call.segments.iter().filter_map(|key| segments.get(key).cloned());
        Self {
            of: call.of.clone(),
            alike: call.alike.clone(),
            meeting: call.meeting.iter().cloned().chain(asked).collect(),
            column: String::new(),
            fingerprint: "".into(),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        (&self.of, &self.alike, &self.meeting) == (&other.of, &other.alike, &other.meeting)
    }

    /// What the account is alike in; nothing where one of its attributes is not known.
    pub fn group_of(&self, account: &Account) -> Option<Vec<String>> {
        self.alike.iter().map(|name| account_text(account, name)).collect()
    }

    /// A value where the account counts, and none where it does not.
    fn expression(&self) -> String {
        if self.meeting.is_empty() {
            return self.of.clone();
        }
        let all: Vec<String> = self.meeting.iter().map(|one| format!("({one})")).collect();
        format!("case when {} then {} end", all.join(" and "), self.of)
    }

    fn named(&self) -> Vec<String> {
        let parsed: Option<Expr> = parse(&self.expression()).ok();
        parsed.as_ref().map(columns_named).unwrap_or_default()
    }
}

/// Every comparison of a catalogue.
#[derive(Debug, Default)]
pub(crate) struct PeerPlan {
    pub needs: Vec<Need>,
    /// What accounts are computed with to make the reference.
    pub catalogue: Option<Catalogue>,
}

impl PeerPlan {
    /// The comparisons of these formulas, which belong to these metrics.
    ///
    /// # Errors
    /// When there are too many, or a metric is compared that is made of comparisons itself.
    pub fn new(
        formulas: &[(usize, &Formula)],
        metrics: &[Metric],
        segments: &PeerSegments,
        zone: &Zone,
    ) -> Result<Self, MetricsError> {
        let comparing: Vec<usize> = formulas
            .iter()
            .filter(|(_, formula)| !formula.peer_calls().is_empty())
            .map(|(metric, _)| *metric)
            .collect();
        let mut needs: Vec<Need> = Vec::new();
        for (metric, formula) in formulas {
            for call in formula.peer_calls() {
                let need = Need::of(&call, segments);
                let made_of = closure(metrics, need.named());
                if let Some(other) = made_of.iter().find(|place| comparing.contains(place)) {
                    return Err(circular(&metrics[*metric], &call, &metrics[*other]));
                }
                if !needs.iter().any(|known| known.is_same(&need)) {
                    needs.push(need);
                }
            }
        }
        if needs.len() > MAX_PEER_SETS {
            return Err(MetricsError::TooManyComparisons(needs.len(), MAX_PEER_SETS));
        }
        if needs.is_empty() {
            return Ok(Self::default());
        }
        let mut places: Vec<usize> = Vec::new();
        let mut own: Vec<Definition> = Vec::new();
        for (number, need) in needs.iter_mut().enumerate() {
            let mut made_of = closure(metrics, need.named());
            made_of.sort_unstable();
            // In the order of the texts: a part of the catalogue has its metrics in another.
            let texts = made_of.iter().map(|place| metrics[*place].definition.to_toml());
            let texts: BTreeSet<String> = texts.collect();
            let words = [need.expression(), need.alike.join(", ")].into_iter().chain(texts);
            need.fingerprint = words.collect::<Vec<_>>().join("\n").into();
            need.column = free_key(number, metrics);
            own.push(value_of(need));
            places.extend(made_of);
        }
        places.sort_unstable();
        places.dedup();
        let definitions = places.iter().map(|place| metrics[*place].definition.clone());
        let catalogue = Catalogue::new(definitions.chain(own), zone)?;
        Ok(Self { needs, catalogue: Some(catalogue) })
    }

    pub fn place(&self, call: &PeerCall, segments: &PeerSegments) -> Option<usize> {
        let wanted = Need::of(call, segments);
        self.needs.iter().position(|need| need.is_same(&wanted))
    }
}

fn circular(metric: &Metric, call: &PeerCall, other: &Metric) -> MetricsError {
    MetricsError::Invalid {
        metric: metric.key.clone(),
        field: "expression",
        message: format!(
            "{} would compare by the metric {}, which is made of a comparison with peers itself; \
             compare by a metric that looks at one account alone",
            call.column, other.key
        ),
        suggestion: None,
    }
}

/// The places of the metrics with these names, and of all that they are made of.
fn closure(metrics: &[Metric], names: Vec<String>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut open = names;
    while let Some(name) = open.pop() {
        let Some(place) = metrics.iter().position(|metric| metric.key == name) else { continue };
        if found.contains(&place) {
            continue;
        }
        found.push(place);
        if let How::Expression(text) = &metrics[place].how
            && let Ok(expr) = parse(text)
        {
            open.extend(columns_named(&expr));
        }
    }
    found
}

fn free_key(number: usize, metrics: &[Metric]) -> String {
    let mut key = format!("peers_{number}");
    while metrics.iter().any(|metric| metric.key == key) {
        key.push('_');
    }
    key
}

fn value_of(need: &Need) -> Definition {
    let expression = Some(need.expression());
    Definition { expression, ..Definition::named(&need.column, &need.column) }
}

/// What one call gives to each row.
pub(crate) struct PeerColumns<'a> {
    pub plan: &'a PeerPlan,
    pub reference: Option<&'a PeerReference>,
    pub runs: &'a [Run<'a>],
}

impl PeerColumns<'_> {
    /// `own` are the rows' own values, which a percentile asks for.
    pub fn column(&self, need: usize, call: &PeerCall, own: &[f64]) -> Vec<f64> {
        let need = &self.plan.needs[need];
        let groups = self.reference.and_then(|reference| reference.groups(need));
        let mut column = Vec::with_capacity(own.len());
        for run in self.runs {
            let own = own.get(column.len()..).unwrap_or_default();
            let own = own.iter().copied().chain(std::iter::repeat(f64::NAN));
            let group = need.group_of(run.account);
            let of = groups.zip(group.as_ref()).map(|(groups, group)| groups.get(group));
            let value = |(day, own): (&i32, f64)| match of {
                Some(Some(days)) => compared(call, days.on(Day(day.saturating_sub(1))), own),
                Some(None) if call.function == Function::PeerCount => 0.0,
                _ => f64::NAN,
            };
            column.extend(run.days.iter().zip(own).map(value));
        }
        column
    }
}

/// An account's own value against those of its peers.
fn compared(call: &PeerCall, peers: PeerValues<'_>, own: f64) -> f64 {
    match call.function {
        Function::Percentile => peers.percentile(own),
        Function::PeerMedian => peers.quantile(0.5),
        Function::PeerQuantile => peers.quantile(call.share.unwrap_or(0.5)),
        _ => f64::from(peers.n()),
    }
}

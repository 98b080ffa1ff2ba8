//! Which folds read the same, so that it is read once.

use std::{collections::BTreeMap, sync::atomic::AtomicBool};

use perennial_expr::{Condition, Formula, Type, parse_condition, parse_formula};
use perennial_model::{Keep, Zone};

use super::{in_field, parsed, split::split};
use crate::{
    Earlier, Empty, Fold, FoldKind, Metric, MetricsError, Source, Window,
    limits::MAX_PROPERTIES,
    sources::{ATTRIBUTES, NUMBERS, PROPERTIES, columns_named},
    stream::{Asks, memo::Memo},
};

/// Everything that folds read.
#[derive(Debug)]
pub(crate) struct Streams {
    pub list: Vec<StreamPlan>,
    pub memo: Memo,
    /// The attributes that somebody names, by source.
    pub attributes: BTreeMap<Source, Vec<String>>,
}

/// One reading: a source, what of it counts, and the folds over that.
#[derive(Debug)]
pub(crate) struct StreamPlan {
    pub source: Source,
    /// Of facts: the number of the condition in the memo.
    pub of_facts: usize,
    /// Of facts and sessions: which contacts.
    pub of_contacts: Option<Condition>,
    /// Of records.
    pub of_records: Option<Condition>,
    pub value: Option<Formula>,
    pub by: String,
    pub at: String,
    pub until: Option<String>,
    pub date: Option<String>,
    pub asks: Asks,
    pub uses: Vec<Use>,
    /// Whether some account had any of it since the plan was made.
    pub is_fed: AtomicBool,
}

/// A fold over a stream.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Use {
    /// Where the result goes.
    pub column: usize,
    pub kind: FoldKind,
    pub window: Window,
    pub before: Option<Earlier>,
    pub least: Option<u32>,
    /// The stream in which journeys arrive.
    pub then: Option<usize>,
    pub empty: Empty,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    source: Source,
    condition: Option<String>,
    value: Option<String>,
    by: String,
    at: String,
    until: Option<String>,
    date: Option<String>,
}

pub(super) struct Building<'a> {
    zone: &'a Zone,
    streams: Vec<StreamPlan>,
    places: BTreeMap<Key, usize>,
    /// Conditions on facts, as written; none counts every fact.
    of_facts: Vec<(Option<String>, Option<Condition>)>,
    properties: Vec<String>,
    attributes: BTreeMap<Source, Vec<String>>,
    keep: Keep,
}

impl<'a> Building<'a> {
    pub fn new(zone: &'a Zone) -> Self {
        Self {
            zone,
            streams: Vec::new(),
            places: BTreeMap::new(),
            of_facts: Vec::new(),
            properties: Vec::new(),
            attributes: BTreeMap::new(),
            keep: Keep::default(),
        }
    }

    pub fn add(&mut self, column: usize, metric: &Metric, fold: &Fold) -> Result<(), MetricsError> {
        let then = match &fold.then {
            Some(then) => Some(self.stream(metric, "then", fold, Some(then.clone()))?),
            None => None,
        };
        let place = self.stream(metric, "where", fold, fold.condition.clone())?;
        let kind = fold.kind;
        let stream = &mut self.streams[place];
        stream.asks = stream.asks.and(Asks {
            sums: kind == FoldKind::Sum,
            minutes: kind == FoldKind::Minutes || fold.value.as_deref() == Some("minutes"),
            values: kind.needs_values(),
            spans: kind.is_open() && kind != FoldKind::DaysToNext,
            dates: kind == FoldKind::DaysToNext,
        });
        // The sum of facts' minutes has a fold of its own.
        let of_minutes = fold.from == Source::Facts && fold.value.as_deref() == Some("minutes");
        stream.uses.push(Use {
            column,
            kind: if of_minutes { FoldKind::Minutes } else { kind },
            window: fold.window,
            before: fold.before,
            least: fold.least,
            then,
            empty: fold.empty,
        });
        self.keep.sessions |= fold.from == Source::Sessions;
        self.keep.values |= fold.from == Source::Facts && kind.needs_values();
        Ok(())
    }

    /// The place of the stream that reads just this; made when there is none yet.
    fn stream(
        &mut self,
        metric: &Metric,
        field: &'static str,
        fold: &Fold,
        condition: Option<String>,
    ) -> Result<usize, MetricsError> {
        let date = fold.value.clone().filter(|_| fold.kind == FoldKind::DaysToNext);
        let is_record = fold.from.is_record();
        let key = Key {
            source: fold.from,
            condition,
            value: fold.value.clone().filter(|_| date.is_none() && is_record),
            by: fold.by.clone().unwrap_or_else(|| fold.from.by().to_owned()),
            at: fold.at.clone().unwrap_or_else(|| fold.from.at().to_owned()),
            until: fold.until.as_ref().map(|column| format!("_{column}")),
            date,
        };
        if let Some(place) = self.places.get(&key) {
            return Ok(*place);
        }
        let mut stream = StreamPlan {
            source: key.source,
            of_facts: 0,
            of_contacts: None,
            of_records: None,
            value: None,
            by: key.by.clone(),
            at: key.at.clone(),
            until: key.until.clone(),
            date: key.date.clone(),
            asks: Asks::default(),
            uses: Vec::new(),
            is_fed: AtomicBool::new(false),
        };
        self.name_attributes(fold.from, std::slice::from_ref(&key.by));
        if is_record {
            self.read_records(metric, field, &key, &mut stream)?;
        } else {
            self.read_facts(metric, field, &key, &mut stream)?;
        }
        let place = self.streams.len();
        self.streams.push(stream);
        self.places.insert(key, place);
        Ok(place)
    }

    fn read_records(
        &mut self,
        metric: &Metric,
        field: &'static str,
        key: &Key,
        stream: &mut StreamPlan,
    ) -> Result<(), MetricsError> {
        let source = key.source;
        if let Some(text) = &key.condition {
            let named = columns_named(&parsed(metric, field, text)?);
            let schema = source.schema(&named, false, self.zone);
            let condition =
                parse_condition(text, &schema).map_err(|e| in_field(metric, field, e))?;
            stream.of_records = Some(condition);
            self.name_attributes(source, &named);
        }
        if let Some(text) = &key.value {
            let named = columns_named(&parsed(metric, "value", text)?);
            let schema = source.schema(&named, true, self.zone);
            let value = parse_formula(text, &schema).map_err(|e| in_field(metric, "value", e))?;
            stream.value = Some(value);
            self.name_attributes(source, &named);
        }
        if let Some(column) = &key.date {
            let known = source.columns().iter().filter(|(_, of)| *of == Type::Time);
            let names: Vec<&str> = known.map(|(name, _)| *name).collect();
            if !names.contains(&column.as_str()) {
                return Err(MetricsError::Invalid {
                    metric: metric.key.clone(),
                    field: "value",
                    message: format!(
                        "\"{column}\" is no time here; use one of {}",
                        names.join(", ")
                    ),
                    suggestion: perennial_expr::nearest(column, names).map(str::to_owned),
                });
            }
        }
        Ok(())
    }

    fn read_facts(
        &mut self,
        metric: &Metric,
        field: &'static str,
        key: &Key,
        stream: &mut StreamPlan,
    ) -> Result<(), MetricsError> {
        let (mut of_fact, mut of_contact) = (None, None);
        if let Some(text) = &key.condition {
            let whole = parsed(metric, field, text)?;
            let named = columns_named(&whole);
            let schema = key.source.schema(&named, false, self.zone);
            // The whole is checked first, so that an error shows the place in what was written.
            parse_condition(text, &schema).map_err(|error| in_field(metric, field, error))?;
            let parts = split(&whole).map_err(|part| MetricsError::Invalid {
                metric: metric.key.clone(),
                field,
                message: format!(
                    "\"{part}\" asks of the fact and of its contact at once; join the two with \"and\""
                ),
                suggestion: None,
            })?;
            let read = |text: &String| {
                parse_condition(text, &schema).map_err(|error| in_field(metric, field, error))
            };
            of_contact = parts.contact.as_ref().map(read).transpose()?;
            if let Some(text) = parts.fact {
                let condition = read(&text)?;
                of_fact = Some((text, condition));
            }
            self.name_properties(metric, field, &named)?;
        }
        if key.source == Source::Sessions && of_fact.is_some() {
            return Err(MetricsError::Invalid {
                metric: metric.key.clone(),
                field,
                message:
                    "sessions can be chosen by contact.id, contact.role and contact.title only"
                        .to_owned(),
                suggestion: None,
            });
        }
        stream.of_contacts = of_contact;
        let (text, condition) = of_fact.unzip();
        let known = self.of_facts.iter().position(|(written, _)| *written == text);
        stream.of_facts = known.unwrap_or_else(|| {
            self.of_facts.push((text, condition));
            self.of_facts.len() - 1
        });
        Ok(())
    }

    fn name_properties(
        &mut self,
        metric: &Metric,
        field: &'static str,
        named: &[String],
    ) -> Result<(), MetricsError> {
        for key in named.iter().filter_map(|name| name.strip_prefix(PROPERTIES)) {
            if !self.properties.iter().any(|known| known == key) {
                self.properties.push(key.to_owned());
            }
        }
        if self.properties.len() > MAX_PROPERTIES {
            return Err(MetricsError::Invalid {
                metric: metric.key.clone(),
                field,
                message: format!(
                    "metrics name more than {MAX_PROPERTIES} different properties of facts, and each makes the rollup larger; do without this one or another"
                ),
                suggestion: None,
            });
        }
        Ok(())
    }

    fn name_attributes(&mut self, source: Source, named: &[String]) {
        let of = self.attributes.entry(source).or_default();
        for name in named {
            let is_attribute = name.starts_with(ATTRIBUTES) || name.starts_with(NUMBERS);
            if is_attribute && !of.contains(name) {
                of.push(name.clone());
            }
        }
    }

    pub fn finish(mut self) -> (Streams, Keep) {
        self.keep.properties.extend(self.properties.iter().cloned());
        let conditions = self.of_facts.into_iter().map(|(_, condition)| condition).collect();
        let memo = Memo::new(conditions, self.properties);
        let streams = Streams { list: self.streams, memo, attributes: self.attributes };
        (streams, self.keep)
    }
}

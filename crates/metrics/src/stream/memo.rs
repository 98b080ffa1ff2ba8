//! Which sorts of facts match which conditions, worked out once per sort.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use arrow::{
    array::{ArrayRef, StringArray},
    datatypes::{DataType, Field, Schema},
    record_batch::RecordBatch,
};
use perennial_expr::Condition;
use perennial_model::{Detail, FactKind};
use rustc_hash::FxHashMap;

use crate::sources::PROPERTIES;

/// More sorts than this are not remembered at a time.
const MOST: usize = 200_000;

/// A set of conditions, by number.
pub(crate) type Matches = Arc<[bool]>;

/// Conditions over a fact's kind, name and properties, and the answers that were given.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    /// None counts every fact.
    conditions: Vec<Option<Condition>>,
    /// Names of the columns of the batches that the conditions are given.
    properties: Vec<String>,
    known: RwLock<FxHashMap<String, OfName>>,
}

#[derive(Debug, Default)]
struct OfName {
    plain: [Option<Matches>; FactKind::ALL.len()],
    detailed: FxHashMap<(FactKind, Detail), Matches>,
}

/// Answers that were given, to look up many at a time.
pub(crate) struct Known<'a>(RwLockReadGuard<'a, FxHashMap<String, OfName>>);

impl Known<'_> {
    /// Which conditions facts of that sort match, if it was asked before.
    pub fn find(&self, kind: FactKind, name: &str, detail: Option<&Detail>) -> Option<&Matches> {
        let of = self.0.get(name)?;
        match detail {
            None => of.plain[kind as usize].as_ref(),
            // The key is cloned: facts with properties that count are few.
            Some(detail) => of.detailed.get(&(kind, detail.clone())),
        }
    }
}

impl Memo {
    /// `properties` are those that the conditions name, without their prefix.
    pub fn new(conditions: Vec<Option<Condition>>, properties: Vec<String>) -> Self {
        Self { conditions, properties, known: RwLock::default() }
    }

    /// The answers that were given so far. Others wait with new ones while this is held.
    pub fn known(&self) -> Known<'_> {
        Known(self.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Which conditions facts of that sort match.
    pub fn matches(&self, kind: FactKind, name: &str, detail: Option<&Detail>) -> Matches {
        if let Some(found) = self.known().find(kind, name, detail) {
            return Arc::clone(found);
        }
        let made = self.ask(kind, name, detail);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        let of = known.entry(name.to_owned()).or_default();
        if of.detailed.len() >= MOST {
            of.detailed.clear();
        }
        match detail {
            None => of.plain[kind as usize] = Some(Arc::clone(&made)),
            Some(detail) => {
                of.detailed.insert((kind, detail.clone()), Arc::clone(&made));
            }
        }
        made
    }

    fn ask(&self, kind: FactKind, name: &str, detail: Option<&Detail>) -> Matches {
        let property = |key: &String| {
            let found = detail.and_then(|d| d.iter().find(|(name, _)| name == key));
            found.map(|(_, value)| value.as_str())
        };
        let mut columns =
            vec![("kind".to_owned(), Some(kind.as_str())), ("name".to_owned(), Some(name))];
        columns.extend(
            self.properties.iter().map(|key| (format!("{PROPERTIES}{key}"), property(key))),
        );
        let fields: Vec<Field> =
            columns.iter().map(|(name, _)| Field::new(name, DataType::Utf8, true)).collect();
        let arrays: Vec<ArrayRef> = columns
            .iter()
            .map(|(_, value)| Arc::new(StringArray::from(vec![*value])) as ArrayRef)
            .collect();
        let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays);
        let holds = |condition: &Option<Condition>| match (condition, &batch) {
            (None, _) => true,
            // The condition passed its check against these columns, so it can be asked.
            (Some(condition), Ok(batch)) => condition.eval(batch).is_ok_and(|yes| yes.value(0)),
            (Some(_), Err(_)) => false,
        };
        self.conditions.iter().map(holds).collect()
    }
}

//! Which rows and which columns of a relation.

use std::{collections::HashSet, sync::Arc};

use arrow::{
    array::{AsArray, BooleanArray, RecordBatch},
    compute::filter_record_batch,
    datatypes::SchemaRef,
};
use perennial_expr::{Condition, Schema, nearest, parse_condition};
use perennial_metrics::Catalogue;
use perennial_model::{AccountId, Zone};

use crate::{Relation, TableError};

/// A sound choice of rows and columns. The condition may name columns that are not chosen.
#[derive(Debug, Clone)]
pub struct Selection {
    relation: Relation,
    /// All of its columns.
    whole: SchemaRef,
    condition: Option<Condition>,
    /// Only rows of these accounts; nothing means all.
    accounts: Option<Arc<HashSet<AccountId>>>,
    /// Places in the relation's schema; nothing means all.
    columns: Option<Vec<usize>>,
    schema: SchemaRef,
}

impl Selection {
    /// Everything.
    pub fn all(relation: Relation, metrics: &Catalogue) -> Self {
        let schema = relation.schema(metrics);
        let whole = schema.clone();
        Self { relation, whole, condition: None, accounts: None, columns: None, schema }
    }

    /// Rows for which a condition holds, and the named columns in the order named.
    ///
    /// Days of the condition begin in `zone`.
    ///
    /// # Errors
    /// When the condition is not sound, or a column is unknown or named twice.
    pub fn new<C: AsRef<str>>(
        relation: Relation,
        condition: Option<&str>,
        columns: Option<&[C]>,
        metrics: &Catalogue,
        zone: &Zone,
    ) -> Result<Self, TableError> {
        let whole = Self::all(relation, metrics);
        let read = |text| read_condition(relation, &whole.schema, text, zone);
        let condition = condition.map(read).transpose()?;
        let Some(names) = columns else {
            return Ok(Self { condition, ..whole });
        };
        let mut places = Vec::with_capacity(names.len());
        for name in names {
            let place = place_of(relation, &whole.schema, name.as_ref().trim())?;
            if places.contains(&place) {
                return Err(TableError::RepeatedColumn(whole.schema.field(place).name().clone()));
            }
            places.push(place);
        }
        if places.is_empty() {
            return Err(TableError::NoColumns(known(&whole.schema)));
        }
        let schema = SchemaRef::new(whole.schema.project(&places)?);
        Ok(Self { condition, columns: Some(places), schema, ..whole })
    }

    /// Of these only the rows of some accounts, such as a segment's.
    #[must_use]
    pub fn among(self, accounts: HashSet<AccountId>) -> Self {
        Self { accounts: Some(Arc::new(accounts)), ..self }
    }

    /// Whether rows of this account may be among those chosen.
    pub fn takes_account(&self, id: &AccountId) -> bool {
        self.accounts.as_ref().is_none_or(|accounts| accounts.contains(id))
    }

    pub fn relation(&self) -> Relation {
        self.relation
    }

    /// What is asked of the rows, if anything.
    pub fn condition(&self) -> Option<&Condition> {
        self.condition.as_ref()
    }

    /// The columns that come out.
    pub fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    /// Chooses from a batch of the relation. For a condition with `lag` the batch must hold whole
    /// accounts, their days in order: as [`crate::relations::metrics::batch`] makes them.
    ///
    /// # Errors
    /// When the batch is not the relation's.
    pub fn apply(&self, batch: &RecordBatch) -> Result<RecordBatch, TableError> {
        let mut chosen = self.relation.conform(batch, &self.whole)?;
        if let Some(accounts) = &self.accounts {
            chosen = filter_record_batch(&chosen, &of_accounts(&chosen, accounts))?;
        }
        if let Some(condition) = &self.condition {
            chosen = filter_record_batch(&chosen, &condition.eval(&chosen)?)?;
        }
        Ok(match &self.columns {
            Some(places) => chosen.project(places)?,
            None => chosen,
        })
    }
}

/// Which rows are of these accounts; none of a batch that has no account.
fn of_accounts(batch: &RecordBatch, accounts: &HashSet<AccountId>) -> BooleanArray {
    let ids = batch.column_by_name("account_id").and_then(|column| column.as_string_opt::<i32>());
    match ids {
        Some(ids) => {
            ids.iter().map(|id| Some(id.is_some_and(|id| accounts.contains(id)))).collect()
        }
        None => BooleanArray::from(vec![false; batch.num_rows()]),
    }
}

fn read_condition(
    relation: Relation,
    schema: &SchemaRef,
    text: &str,
    zone: &Zone,
) -> Result<Condition, TableError> {
    let schema = Schema::from_arrow(schema).in_zone(zone.time_zone());
    let condition = parse_condition(text, &schema)?;
    if condition.lag_days() > 0 && !relation.is_by_day() {
        return Err(TableError::NotByDay(relation.as_str()));
    }
    Ok(condition)
}

fn place_of(relation: Relation, schema: &SchemaRef, name: &str) -> Result<usize, TableError> {
    schema.index_of(name).map_err(|_| {
        let names = schema.fields().iter().map(|field| field.name().as_str());
        TableError::UnknownColumn {
            name: name.to_owned(),
            relation: relation.as_str(),
            suggestion: nearest(name, names).map(str::to_owned),
            known: known(schema),
        }
    })
}

fn known(schema: &SchemaRef) -> String {
    let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    names.join(", ")
}

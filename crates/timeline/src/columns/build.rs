//! From facts to columns.

use std::sync::Arc;

use arrow::{
    array::{ArrayRef, BooleanArray, Float64Array, StringArray, TimestampMicrosecondArray},
    record_batch::RecordBatch,
};
use perennial_model::Fact;

use super::schema::{facts_schema, file_schema};
use crate::{Result, identity::Resolver};

/// The facts as they stand in files: ids as the sources gave them, nothing credited.
pub(crate) fn facts_batch(facts: &[Fact]) -> Result<RecordBatch> {
    let accounts = facts.iter().map(|fact| fact.account_id.as_ref().map(AsRef::as_ref));
    let contacts = facts.iter().map(|fact| fact.contact_id.as_ref().map(AsRef::as_ref));
    let mut columns = table_columns(facts, accounts.collect(), contacts.collect());
    columns.push(Arc::new(BooleanArray::from(vec![false; facts.len()])));
    Ok(RecordBatch::try_new(file_schema(), columns)?)
}

/// The facts as a reader wants them: identities resolved.
pub(crate) fn resolved_batch(facts: &[Fact], resolver: &Resolver) -> Result<RecordBatch> {
    let (accounts, contacts): (Vec<_>, Vec<_>) = facts
        .iter()
        .map(|fact| resolver.owner(fact.account_id.as_ref(), fact.contact_id.as_ref()))
        .map(|(account, contact)| (account.map(AsRef::as_ref), contact.map(AsRef::as_ref)))
        .unzip();
    let columns =
        table_columns(facts, accounts.into_iter().collect(), contacts.into_iter().collect());
    Ok(RecordBatch::try_new(facts_schema(), columns)?)
}

fn table_columns(facts: &[Fact], accounts: StringArray, contacts: StringArray) -> Vec<ArrayRef> {
    let texts = |get: fn(&Fact) -> &str| -> ArrayRef {
        Arc::new(StringArray::from_iter_values(facts.iter().map(get)))
    };
    let maybe = |get: fn(&Fact) -> Option<&str>| -> ArrayRef {
        Arc::new(facts.iter().map(get).collect::<StringArray>())
    };
    let times = |get: fn(&Fact) -> i64| -> ArrayRef {
        let times = TimestampMicrosecondArray::from_iter_values(facts.iter().map(get));
        Arc::new(times.with_timezone("UTC"))
    };
    vec![
        texts(|fact| &fact.fact_id),
        Arc::new(accounts),
        Arc::new(contacts),
        texts(|fact| fact.kind.as_str()),
        texts(|fact| &fact.name),
        times(|fact| fact.occurred_at.0),
        times(|fact| fact.received_at.0),
        Arc::new(facts.iter().map(|fact| fact.value).collect::<Float64Array>()),
        maybe(|fact| fact.session_id.as_deref()),
        texts(|fact| &fact.source),
        maybe(|fact| fact.properties.as_deref()),
    ]
}

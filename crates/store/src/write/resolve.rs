//! Turns ids as sources gave them into the ids of the records.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::contents::distinct;
use crate::{
    Result,
    entity::{account_alias, contact_alias},
};

const LOOKUP_CHUNK: usize = 1000;

/// Aliases of one kind: alias → the record's own id.
#[derive(Debug, Default)]
pub(crate) struct Aliases(HashMap<String, String>);

impl Aliases {
    /// The record's own id; an id that is no alias stays itself.
    pub fn own(&self, id: &str) -> String {
        self.0.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    pub fn into_map(self) -> HashMap<String, String> {
        self.0
    }
}

pub(crate) async fn account_aliases<C: ConnectionTrait>(
    conn: &C,
    ids: Vec<&str>,
) -> Result<Aliases> {
    let mut found = HashMap::new();
    for chunk in distinct(ids).chunks(LOOKUP_CHUNK) {
        let some = account_alias::Column::Alias.is_in(chunk.iter().copied());
        let rows = account_alias::Entity::find().filter(some).all(conn).await?;
        found.extend(rows.into_iter().map(|row| (row.alias, row.account_id)));
    }
    Ok(Aliases(found))
}

pub(crate) async fn contact_aliases<C: ConnectionTrait>(
    conn: &C,
    ids: Vec<&str>,
) -> Result<Aliases> {
    let mut found = HashMap::new();
    for chunk in distinct(ids).chunks(LOOKUP_CHUNK) {
        let some = contact_alias::Column::Alias.is_in(chunk.iter().copied());
        let rows = contact_alias::Entity::find().filter(some).all(conn).await?;
        found.extend(rows.into_iter().map(|row| (row.alias, row.contact_id)));
    }
    Ok(Aliases(found))
}

/// An account's own id, whatever it was called.
pub(crate) async fn own_account<C: ConnectionTrait>(conn: &C, id: &str) -> Result<String> {
    Ok(account_aliases(conn, vec![id]).await?.own(id))
}

/// A contact's own id, whatever it was called.
pub(crate) async fn own_contact<C: ConnectionTrait>(conn: &C, id: &str) -> Result<String> {
    Ok(contact_aliases(conn, vec![id]).await?.own(id))
}

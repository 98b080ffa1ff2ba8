//! Segments: saved conditions over accounts, and lists of accounts with who was on them when.

use std::collections::HashSet;

use perennial_model::{AccountId, ListStay, Micros, Segment, SegmentVersion};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

use crate::{
    Result, Store, StoreError, Tx,
    entity::{account, segment, segment_account, segment_version},
    write::{account_aliases, bump_revision, distinct, load, lock_records, save},
};

/// Accounts changed in one statement.
const CHUNK: usize = 1000;

/// Errors of all of these: when the database cannot be reached or refuses.
impl Store {
    /// Every segment, by name, then key.
    pub async fn segments(&self) -> Result<Vec<Segment>> {
        let rows = segment::Entity::find()
            .order_by_asc(segment::Column::Name)
            .order_by_asc(segment::Column::SegmentKey);
        Ok(rows.all(self.db().reader()).await?.into_iter().map(Into::into).collect())
    }

    /// A segment by its key.
    pub async fn segment(&self, key: &str) -> Result<Option<Segment>> {
        Ok(find(self.db().reader(), key).await?.map(Into::into))
    }

    /// What a segment was after each change, the newest first; the first is how it is now.
    pub async fn segment_versions(&self, segment_id: &str) -> Result<Vec<SegmentVersion>> {
        let rows = segment_version::Entity::find()
            .filter(segment_version::Column::SegmentId.eq(segment_id))
            .order_by_desc(segment_version::Column::Version);
        Ok(rows.all(self.db().reader()).await?.into_iter().map(Into::into).collect())
    }

    /// Every stay of an account on a list, by account, then time.
    pub async fn list_stays(&self, segment_id: &str) -> Result<Vec<ListStay>> {
        let rows = segment_account::Entity::find()
            .filter(segment_account::Column::SegmentId.eq(segment_id))
            .order_by_asc(segment_account::Column::AccountId)
            .order_by_asc(segment_account::Column::AddedAt)
            .order_by_asc(segment_account::Column::StayId);
        Ok(rows.all(self.db().reader()).await?.into_iter().map(Into::into).collect())
    }

    /// The accounts that are on a list now.
    pub async fn listed_accounts(&self, segment_id: &str) -> Result<HashSet<AccountId>> {
        let rows = on_list(self.db().reader(), segment_id).await?;
        Ok(rows.into_iter().map(|row| row.account_id.into()).collect())
    }

    /// Puts accounts, named by their own ids, on a list; tells how many were not on it before.
    pub async fn add_to_list(
        &self,
        tx: &Tx,
        segment_id: &str,
        accounts: &[AccountId],
        by: &str,
    ) -> Result<u64> {
        lock_records(tx).await?;
        let at = self.clock().now();
        let there = on_list(&**tx, segment_id).await?;
        let there: HashSet<&str> = there.iter().map(|row| row.account_id.as_str()).collect();
        let new: Vec<segment_account::Model> =
            distinct(accounts.iter().map(AccountId::as_str).collect())
                .into_iter()
                .filter(|id| !there.contains(id))
                .map(|id| segment_account::Model {
                    stay_id: self.ids().next_id(),
                    segment_id: segment_id.to_owned(),
                    account_id: id.to_owned(),
                    added_at: at.0,
                    added_by: by.to_owned(),
                    removed_at: None,
                    removed_by: None,
                })
                .collect();
        save(&**tx, &new).await?;
        if !new.is_empty() {
            touch(tx, segment_id, by, at).await?;
        }
        Ok(new.len() as u64)
    }

    /// Takes accounts, named by their own ids, off a list; tells how many were on it. That they
    /// were on it, and when, is kept.
    pub async fn remove_from_list(
        &self,
        tx: &Tx,
        segment_id: &str,
        accounts: &[AccountId],
        by: &str,
    ) -> Result<u64> {
        lock_records(tx).await?;
        let at = self.clock().now();
        let mut removed = 0;
        for some in accounts.chunks(CHUNK) {
            let done = segment_account::Entity::update_many()
                .col_expr(segment_account::Column::RemovedAt, Expr::val(at.0))
                .col_expr(segment_account::Column::RemovedBy, Expr::val(by))
                .filter(segment_account::Column::SegmentId.eq(segment_id))
                .filter(segment_account::Column::RemovedAt.is_null())
                .filter(
                    segment_account::Column::AccountId.is_in(some.iter().map(AccountId::as_str)),
                )
                .exec(&**tx)
                .await?;
            removed += done.rows_affected;
        }
        if removed > 0 {
            touch(tx, segment_id, by, at).await?;
        }
        Ok(removed)
    }
}

/// Keeps a new segment, as its first version.
///
/// # Errors
/// [`StoreError::Taken`] when there is one with this key.
pub async fn add_segment(tx: &Tx, new: &Segment) -> Result<()> {
    if find(&**tx, &new.key).await?.is_some() {
        return Err(StoreError::Taken { what: "segment", field: "key", value: new.key.clone() });
    }
    save(&**tx, &[segment::Model::from(new)]).await?;
    save(&**tx, &[segment_version::Model::from(new)]).await?;
    bump_revision(tx).await
}

/// Replaces name, description and condition of the segment with this id; the versions before stay.
/// Its `version` must be the next one.
///
/// # Errors
/// [`StoreError::Missing`] when it is gone, [`StoreError::Superseded`] when somebody else changed
/// it since it was read.
pub async fn change_segment(tx: &Tx, changed: &Segment) -> Result<()> {
    let done = segment::Entity::update_many()
        .col_expr(segment::Column::Name, Expr::val(changed.name.as_str()))
        .col_expr(segment::Column::Description, Expr::val(changed.description.clone()))
        .col_expr(
            segment::Column::ConditionText,
            Expr::val(changed.rule.condition().map(str::to_owned)),
        )
        .col_expr(segment::Column::UpdatedBy, Expr::val(changed.updated_by.as_str()))
        .col_expr(segment::Column::UpdatedAt, Expr::val(changed.updated_at.0))
        .col_expr(segment::Column::Version, Expr::val(changed.version))
        .filter(segment::Column::SegmentId.eq(changed.segment_id.as_str()))
        .filter(segment::Column::Version.eq(changed.version - 1))
        .exec(&**tx)
        .await?;
    if done.rows_affected == 0 {
        let id = changed.key.clone();
        return Err(match find(&**tx, &id).await? {
            Some(_) => StoreError::Superseded { what: "segment", id },
            None => StoreError::Missing { what: "segment", id },
        });
    }
    save(&**tx, &[segment_version::Model::from(changed)]).await?;
    // Metrics compare accounts with those of segments.
    bump_revision(tx).await
}

/// Forgets a segment with its versions and stays. False when there is none.
///
/// # Errors
/// When the database refuses.
pub async fn delete_segment(tx: &Tx, segment_id: &str) -> Result<bool> {
    let done = segment::Entity::delete_by_id(segment_id).exec(&**tx).await?;
    bump_revision(tx).await?;
    Ok(done.rows_affected > 0)
}

/// The accounts' own ids in the order given, an alias standing for its account; the names that no
/// account has stand apart.
///
/// # Errors
/// When the database cannot be reached.
pub async fn known_accounts<C: ConnectionTrait>(
    conn: &C,
    named: &[String],
) -> Result<(Vec<AccountId>, Vec<String>)> {
    let aliases = account_aliases(conn, named.iter().map(String::as_str).collect()).await?;
    let own: Vec<String> = named.iter().map(|name| aliases.own(name)).collect();
    let rows: Vec<account::Model> = load(conn, own.iter().map(String::as_str).collect()).await?;
    let known: HashSet<String> = rows.into_iter().map(|row| row.account_id).collect();
    let (mut found, mut unknown) = (Vec::new(), Vec::new());
    for (name, own) in named.iter().zip(own) {
        if known.contains(&own) {
            found.push(own.into());
        } else {
            unknown.push(name.clone());
        }
    }
    Ok((found, unknown))
}

async fn find<C: ConnectionTrait>(conn: &C, key: &str) -> Result<Option<segment::Model>> {
    let row = segment::Entity::find().filter(segment::Column::SegmentKey.eq(key));
    Ok(row.one(conn).await?)
}

async fn on_list<C: ConnectionTrait>(
    conn: &C,
    segment_id: &str,
) -> Result<Vec<segment_account::Model>> {
    let rows = segment_account::Entity::find()
        .filter(segment_account::Column::SegmentId.eq(segment_id))
        .filter(segment_account::Column::RemovedAt.is_null());
    Ok(rows.all(conn).await?)
}

/// Notes who changed a list's accounts, and when. Its definition is as before, and so its version.
async fn touch(tx: &Tx, segment_id: &str, by: &str, at: Micros) -> Result<()> {
    segment::Entity::update_many()
        .col_expr(segment::Column::UpdatedBy, Expr::val(by))
        .col_expr(segment::Column::UpdatedAt, Expr::val(at.0))
        .filter(segment::Column::SegmentId.eq(segment_id))
        .exec(&**tx)
        .await?;
    Ok(())
}

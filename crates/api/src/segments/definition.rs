//! Making, changing and deleting segments: the use cases behind API and command line.

use perennial_expr::{Condition, nearest};
use perennial_metrics::Catalogue;
use perennial_model::{AccountId, Segment, SegmentRule, Zone, check_segment_key};
use perennial_store::{
    Store, Tx,
    segments::{add_segment, change_segment, delete_segment, known_accounts},
};

use super::{
    SegmentError,
    uses::{can_be_compared, uses_of},
};
use crate::listing::read_condition;

/// The longest name, in characters.
const LONGEST_NAME: usize = 120;
/// The longest description, in characters.
const LONGEST_DESCRIPTION: usize = 2000;

/// A segment that is to be made.
#[derive(Debug, Clone)]
pub struct NewSegment {
    pub key: String,
    pub name: String,
    pub description: Option<String>,
    pub rule: SegmentRule,
    /// Whom a list has at first: ids or aliases.
    pub accounts: Vec<String>,
}

/// What a segment is to become.
#[derive(Debug, Clone)]
pub struct ChangedSegment {
    pub name: String,
    pub description: Option<String>,
    /// Nothing for a list.
    pub condition: Option<String>,
    /// The version that was looked at; another one means that somebody changed it meanwhile.
    pub version: Option<i64>,
}

/// What became of a change of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListChange {
    pub added: u64,
    pub removed: u64,
}

/// A segment by its key.
///
/// # Errors
/// [`SegmentError::Unknown`] with the nearest key.
pub async fn find(store: &Store, key: &str) -> Result<Segment, SegmentError> {
    if let Some(segment) = store.segment(key).await? {
        return Ok(segment);
    }
    let all = store.segments().await?;
    let near = nearest(key, all.iter().map(|segment| segment.key.as_str()));
    Err(SegmentError::Unknown { key: key.to_owned(), suggestion: near.map(str::to_owned) })
}

/// Reads a condition that somebody gives for a segment.
///
/// # Errors
/// [`SegmentError::Condition`] with the place and the nearest valid word.
pub fn read(text: &str, metrics: &Catalogue, zone: &Zone) -> Result<Condition, SegmentError> {
    read_condition(text, metrics, zone).map_err(SegmentError::Condition)
}

/// Makes a segment.
///
/// # Errors
/// When key, name or condition will not do, the key is taken, or an account is not known.
pub async fn create(
    store: &Store,
    metrics: &Catalogue,
    zone: &Zone,
    new: NewSegment,
    by: &str,
) -> Result<Segment, SegmentError> {
    check_segment_key(&new.key)?;
    let rule = match new.rule {
        SegmentRule::Condition(text) => SegmentRule::Condition(checked(&text, metrics, zone)?),
        SegmentRule::List => SegmentRule::List,
    };
    if rule != SegmentRule::List && !new.accounts.is_empty() {
        return Err(SegmentError::NotAList(new.key));
    }
    let now = store.clock().now();
    let segment = Segment {
        segment_id: store.ids().next_id(),
        key: new.key,
        name: name(&new.name)?,
        description: description(new.description)?,
        rule,
        created_by: by.to_owned(),
        created_at: now,
        updated_by: by.to_owned(),
        updated_at: now,
        version: 1,
    };
    let tx = store.begin().await?;
    add_segment(&tx, &segment).await?;
    let accounts = known(store, &tx, &new.accounts).await?;
    store.add_to_list(&tx, &segment.segment_id, &accounts, by).await?;
    store.audit(&tx, by, "create_segment", &segment.key, None).await?;
    tx.commit().await?;
    Ok(segment)
}

/// Changes name, description or condition; what says nothing new makes no version.
///
/// # Errors
/// When there is no such segment, somebody changed it meanwhile, or name or condition will not do.
pub async fn change(
    store: &Store,
    metrics: &Catalogue,
    zone: &Zone,
    key: &str,
    to: ChangedSegment,
    by: &str,
) -> Result<Segment, SegmentError> {
    let was = find(store, key).await?;
    let rule = match (&was.rule, to.condition) {
        (SegmentRule::Condition(_), Some(text)) => {
            SegmentRule::Condition(checked(&text, metrics, zone)?)
        }
        // A list stays one; a segment whose condition is left out keeps it.
        (rule, None) => rule.clone(),
        (SegmentRule::List, Some(_)) => return Err(SegmentError::NotACondition(was.key)),
    };
    if rule != was.rule && !uses_of(store, &was).await?.is_empty() {
        can_be_compared(store, zone, &was.key, rule.condition()).await?;
    }
    let (name, description) = (name(&to.name)?, description(to.description)?);
    let seen = to.version.unwrap_or(was.version);
    if seen == was.version
        && (&rule, &name, &description) == (&was.rule, &was.name, &was.description)
    {
        return Ok(was);
    }
    let segment = Segment {
        name,
        description,
        rule,
        updated_by: by.to_owned(),
        updated_at: store.clock().now(),
        version: seen + 1,
        ..was
    };
    let tx = store.begin().await?;
    change_segment(&tx, &segment).await?;
    let detail = format!("version {}", segment.version);
    store.audit(&tx, by, "change_segment", &segment.key, Some(&detail)).await?;
    tx.commit().await?;
    Ok(segment)
}

/// Deletes a segment that nothing uses.
///
/// # Errors
/// When there is no such segment, or [`SegmentError::InUse`] with the places.
pub async fn delete(store: &Store, key: &str, by: &str) -> Result<(), SegmentError> {
    let segment = find(store, key).await?;
    let uses = uses_of(store, &segment).await?;
    if !uses.is_empty() {
        let places = uses.iter().map(|one| format!("the {} {}", one.kind, one.name)).collect();
        return Err(SegmentError::InUse { key: segment.key, places });
    }
    let tx = store.begin().await?;
    delete_segment(&tx, &segment.segment_id).await?;
    store.audit(&tx, by, "delete_segment", &segment.key, None).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts accounts on a list and takes others off, all or nothing.
///
/// # Errors
/// When there is no such list, or an account is not known by its id or an alias.
pub async fn change_list(
    store: &Store,
    key: &str,
    add: &[String],
    remove: &[String],
    by: &str,
) -> Result<ListChange, SegmentError> {
    let segment = find(store, key).await?;
    if segment.rule != SegmentRule::List {
        return Err(SegmentError::NotAList(segment.key));
    }
    let tx = store.begin().await?;
    let named: Vec<String> = add.iter().chain(remove).cloned().collect();
    let all = known(store, &tx, &named).await?;
    let (add, remove) = all.split_at(add.len());
    let removed = store.remove_from_list(&tx, &segment.segment_id, remove, by).await?;
    let added = store.add_to_list(&tx, &segment.segment_id, add, by).await?;
    if added + removed > 0 {
        let detail = format!("{added} added, {removed} removed");
        store.audit(&tx, by, "change_segment_accounts", &segment.key, Some(&detail)).await?;
    }
    tx.commit().await?;
    Ok(ListChange { added, removed })
}

/// The accounts' own ids; all that are not known are named at once.
async fn known(store: &Store, tx: &Tx, named: &[String]) -> Result<Vec<AccountId>, SegmentError> {
    let (known, unknown) = known_accounts(&**tx, named).await?;
    if unknown.is_empty() {
        return Ok(known);
    }
    let ids = store.accounts().await?;
    let near = |name: &String| {
        nearest(name, ids.iter().map(|account| account.account_id.as_str())).map(str::to_owned)
    };
    let suggestions = unknown.iter().map(near).collect();
    Err(SegmentError::UnknownAccounts { names: unknown, suggestions })
}

fn checked(text: &str, metrics: &Catalogue, zone: &Zone) -> Result<String, SegmentError> {
    read(text.trim(), metrics, zone).map(|condition| condition.text().to_owned())
}

fn name(text: &str) -> Result<String, SegmentError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(SegmentError::Words { field: "name", said: "a segment needs a name" });
    }
    if text.chars().count() > LONGEST_NAME {
        return Err(SegmentError::Words {
            field: "name",
            said: "the name is longer than 120 characters; shorten it",
        });
    }
    Ok(text.to_owned())
}

fn description(text: Option<String>) -> Result<Option<String>, SegmentError> {
    let text = crate::dto::filled(text);
    if text.as_ref().is_some_and(|text| text.chars().count() > LONGEST_DESCRIPTION) {
        return Err(SegmentError::Words {
            field: "description",
            said: "the description is longer than 2000 characters; shorten it",
        });
    }
    Ok(text)
}

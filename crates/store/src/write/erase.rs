//! Forgets a person, or a whole account.
//!
//! What is gone: the record, its aliases, the words that the person wrote (tickets' subject and
//! body, surveys' comments), custom attributes of those rows, and the person's id, address and name
//! wherever signals, segments, messages and import reports quote them. What stays is what others need and no
//! longer points at anybody: that there was a ticket, a score, a signal.

use perennial_model::{AccountId, ContactId};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, Value},
};

use super::{
    bump_revision, lock_records,
    quotes::unquote,
    resolve::{own_account, own_contact},
};
use crate::{
    Result, Tx,
    entity::{
        account, account_alias, churn_review, contact, contact_alias, invoice, judgement,
        renewal_call, segment_account, signal, subscription, survey, ticket,
    },
};

/// What was erased. The ids, aliases included, are what facts may still name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ErasedRecords {
    pub account_ids: Vec<AccountId>,
    pub contact_ids: Vec<ContactId>,
    pub subscriptions: u64,
    /// Deleted with an account; emptied of words with a contact.
    pub tickets: u64,
    /// Deleted with an account; emptied of words with a contact.
    pub surveys: u64,
    pub invoices: u64,
    pub churn_reviews: u64,
    /// Deleted with an account.
    pub judgements: u64,
    /// Deleted with an account; rewritten with a contact.
    pub signals: u64,
    /// Messages, import reports and segments that quoted a contact and were rewritten.
    pub quotes: u64,
}

impl ErasedRecords {
    /// Whether there was nothing on record. Facts may name the id all the same.
    pub fn is_empty(&self) -> bool {
        self.account_ids.is_empty() && self.contact_ids.is_empty()
    }
}

/// Forgets a contact, named by its id or an alias.
///
/// # Errors
/// When the database refuses.
pub async fn erase_contact(tx: &Tx, id: &ContactId) -> Result<ErasedRecords> {
    lock_records(tx).await?;
    let own = own_contact(&**tx, id.as_str()).await?;
    let mut erased = ErasedRecords::default();
    let Some(row) = contact::Entity::find_by_id(own.as_str()).one(&**tx).await? else {
        return Ok(erased);
    };
    forget(tx, row, &mut erased).await?;
    bump_revision(tx).await?;
    Ok(erased)
}

/// Forgets an account, named by its id or an alias, and every contact of it.
///
/// # Errors
/// When the database refuses.
pub async fn erase_account(tx: &Tx, id: &AccountId) -> Result<ErasedRecords> {
    lock_records(tx).await?;
    let own = own_account(&**tx, id.as_str()).await?;
    let mut erased = ErasedRecords::default();
    if account::Entity::find_by_id(own.as_str()).one(&**tx).await?.is_none() {
        return Ok(erased);
    }
    let contacts = contact::Entity::find().filter(contact::Column::AccountId.eq(own.as_str()));
    for row in contacts.all(&**tx).await? {
        forget(tx, row, &mut erased).await?;
    }
    macro_rules! delete_of_account {
        ($table:ident) => {
            $table::Entity::delete_many()
                .filter($table::Column::AccountId.eq(own.as_str()))
                .exec(&**tx)
                .await?
                .rows_affected
        };
    }
    erased.subscriptions = delete_of_account!(subscription);
    erased.tickets = delete_of_account!(ticket);
    erased.surveys = delete_of_account!(survey);
    erased.invoices = delete_of_account!(invoice);
    erased.churn_reviews = delete_of_account!(churn_review);
    erased.signals = delete_of_account!(signal);
    erased.judgements = delete_of_account!(judgement);
    delete_of_account!(segment_account);
    delete_of_account!(renewal_call);
    account::Entity::update_many()
        .col_expr(account::Column::ParentAccountId, Expr::val(Value::String(None)))
        .filter(account::Column::ParentAccountId.eq(own.as_str()))
        .exec(&**tx)
        .await?;
    let aliases = account_alias::Entity::find()
        .filter(account_alias::Column::AccountId.eq(own.as_str()))
        .all(&**tx)
        .await?;
    delete_of_account!(account_alias);
    erased.account_ids = aliases.into_iter().map(|row| row.alias.into()).collect();
    account::Entity::delete_by_id(own.as_str()).exec(&**tx).await?;
    erased.account_ids.push(own.into());
    bump_revision(tx).await?;
    Ok(erased)
}

/// Forgets one contact.
async fn forget(tx: &Tx, row: contact::Model, erased: &mut ErasedRecords) -> Result<()> {
    let own = row.contact_id.as_str();
    erased.tickets += silence_tickets(tx, own).await?;
    erased.surveys += silence_surveys(tx, own).await?;
    let aliases = contact_alias::Entity::find()
        .filter(contact_alias::Column::ContactId.eq(own))
        .all(&**tx)
        .await?;
    contact_alias::Entity::delete_many()
        .filter(contact_alias::Column::ContactId.eq(own))
        .exec(&**tx)
        .await?;
    contact::Entity::delete_by_id(own).exec(&**tx).await?;
    let ids: Vec<&str> = aliases.iter().map(|row| row.alias.as_str()).chain([own]).collect();
    let known_as = ids.iter().copied().chain(row.email.as_deref()).chain(row.name.as_deref());
    for words in known_as {
        let found = unquote(tx, words).await?;
        erased.signals += found.signals;
        erased.quotes += found.elsewhere;
    }
    erased.contact_ids.extend(ids.into_iter().map(Into::into));
    Ok(())
}

async fn silence_tickets(tx: &Tx, contact: &str) -> Result<u64> {
    let nothing = || Expr::val(Value::String(None));
    let done = ticket::Entity::update_many()
        .col_expr(ticket::Column::Subject, nothing())
        .col_expr(ticket::Column::Body, nothing())
        .col_expr(ticket::Column::Attributes, Expr::val("{}"))
        .col_expr(ticket::Column::ContactId, nothing())
        .filter(ticket::Column::ContactId.eq(contact))
        .exec(&**tx)
        .await?;
    Ok(done.rows_affected)
}

async fn silence_surveys(tx: &Tx, contact: &str) -> Result<u64> {
    let nothing = || Expr::val(Value::String(None));
    let done = survey::Entity::update_many()
        .col_expr(survey::Column::Comment, nothing())
        .col_expr(survey::Column::Attributes, Expr::val("{}"))
        .col_expr(survey::Column::ContactId, nothing())
        .filter(survey::Column::ContactId.eq(contact))
        .exec(&**tx)
        .await?;
    Ok(done.rows_affected)
}

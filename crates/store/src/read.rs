//! Reads of customers' records. Whole tables are fine: they fit in memory.

use perennial_model::{
    Account, AccountId, ChurnReview, Contact, ContactId, IdentityMap, Invoice, Micros,
    Subscription, SurveyResponse, Ticket,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    Result, Store,
    entity::{
        account, account_alias, churn_review, contact, contact_alias, invoice, subscription,
        survey, ticket,
    },
    write::{own_account, own_contact, read_revision},
};

/// An id that stands for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias<Id> {
    pub alias: Id,
    /// The record's own id.
    pub stands_for: Id,
    pub made_at: Micros,
    /// Which call made it: `identify`, `alias`, `import` …
    pub made_by: String,
}

/// Every alias, in the order in which they were made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aliases {
    pub accounts: Vec<Alias<AccountId>>,
    pub contacts: Vec<Alias<ContactId>>,
}

/// Errors of all of these: when the database cannot be reached, or holds what we did not write.
impl Store {
    /// Every account, in the order in which they became known.
    pub async fn accounts(&self) -> Result<Vec<Account>> {
        let rows = account::Entity::find().order_by_asc(account::Column::Seq);
        Ok(rows.all(self.db().reader()).await?.into_iter().map(Into::into).collect())
    }

    /// An account by its id or an alias.
    pub async fn account(&self, id: &AccountId) -> Result<Option<Account>> {
        let own = own_account(self.db().reader(), id.as_str()).await?;
        let row = account::Entity::find_by_id(own).one(self.db().reader()).await?;
        Ok(row.map(Into::into))
    }

    /// Every contact, sorted by id.
    pub async fn contacts(&self) -> Result<Vec<Contact>> {
        let rows = contact::Entity::find().order_by_asc(contact::Column::ContactId);
        Ok(rows.all(self.db().reader()).await?.into_iter().map(Into::into).collect())
    }

    /// The contacts of an account, sorted by id.
    pub async fn contacts_of(&self, id: &AccountId) -> Result<Vec<Contact>> {
        let own = own_account(self.db().reader(), id.as_str()).await?;
        let rows = contact::Entity::find()
            .filter(contact::Column::AccountId.eq(own))
            .order_by_asc(contact::Column::ContactId);
        Ok(rows.all(self.db().reader()).await?.into_iter().map(Into::into).collect())
    }

    /// A contact by its id or an alias (an anonymous id, a previous id).
    pub async fn contact(&self, id: &ContactId) -> Result<Option<Contact>> {
        let own = own_contact(self.db().reader(), id.as_str()).await?;
        let row = contact::Entity::find_by_id(own).one(self.db().reader()).await?;
        Ok(row.map(Into::into))
    }

    /// Every period of every subscription, by account, then start.
    pub async fn subscriptions(&self) -> Result<Vec<Subscription>> {
        let rows = subscription::Entity::find()
            .order_by_asc(subscription::Column::AccountId)
            .order_by_asc(subscription::Column::StartedAt)
            .order_by_asc(subscription::Column::SubscriptionId);
        rows.all(self.db().reader()).await?.into_iter().map(TryInto::try_into).collect()
    }

    /// The periods of an account's subscriptions, by start.
    pub async fn subscriptions_of(&self, id: &AccountId) -> Result<Vec<Subscription>> {
        let own = own_account(self.db().reader(), id.as_str()).await?;
        let rows = subscription::Entity::find()
            .filter(subscription::Column::AccountId.eq(own))
            .order_by_asc(subscription::Column::StartedAt)
            .order_by_asc(subscription::Column::SubscriptionId);
        rows.all(self.db().reader()).await?.into_iter().map(TryInto::try_into).collect()
    }

    /// Every ticket, by account, then opening.
    pub async fn tickets(&self) -> Result<Vec<Ticket>> {
        let rows = ticket::Entity::find()
            .order_by_asc(ticket::Column::AccountId)
            .order_by_asc(ticket::Column::OpenedAt)
            .order_by_asc(ticket::Column::TicketId);
        Ok(rows.all(self.db().reader()).await?.into_iter().map(Into::into).collect())
    }

    /// An account's tickets, by opening.
    pub async fn tickets_of(&self, id: &AccountId) -> Result<Vec<Ticket>> {
        let own = own_account(self.db().reader(), id.as_str()).await?;
        let rows = ticket::Entity::find()
            .filter(ticket::Column::AccountId.eq(own))
            .order_by_asc(ticket::Column::OpenedAt)
            .order_by_asc(ticket::Column::TicketId);
        Ok(rows.all(self.db().reader()).await?.into_iter().map(Into::into).collect())
    }

    /// Every survey response, by account, then time.
    pub async fn surveys(&self) -> Result<Vec<SurveyResponse>> {
        let rows = survey::Entity::find()
            .order_by_asc(survey::Column::AccountId)
            .order_by_asc(survey::Column::AnsweredAt)
            .order_by_asc(survey::Column::ResponseId);
        rows.all(self.db().reader()).await?.into_iter().map(TryInto::try_into).collect()
    }

    /// An account's survey responses, by time.
    pub async fn surveys_of(&self, id: &AccountId) -> Result<Vec<SurveyResponse>> {
        let own = own_account(self.db().reader(), id.as_str()).await?;
        let rows = survey::Entity::find()
            .filter(survey::Column::AccountId.eq(own))
            .order_by_asc(survey::Column::AnsweredAt)
            .order_by_asc(survey::Column::ResponseId);
        rows.all(self.db().reader()).await?.into_iter().map(TryInto::try_into).collect()
    }

    /// Every invoice, by account, then issue.
    pub async fn invoices(&self) -> Result<Vec<Invoice>> {
        let rows = invoice::Entity::find()
            .order_by_asc(invoice::Column::AccountId)
            .order_by_asc(invoice::Column::IssuedAt)
            .order_by_asc(invoice::Column::InvoiceId);
        rows.all(self.db().reader()).await?.into_iter().map(TryInto::try_into).collect()
    }

    /// An account's invoices, by issue.
    pub async fn invoices_of(&self, id: &AccountId) -> Result<Vec<Invoice>> {
        let own = own_account(self.db().reader(), id.as_str()).await?;
        let rows = invoice::Entity::find()
            .filter(invoice::Column::AccountId.eq(own))
            .order_by_asc(invoice::Column::IssuedAt)
            .order_by_asc(invoice::Column::InvoiceId);
        rows.all(self.db().reader()).await?.into_iter().map(TryInto::try_into).collect()
    }

    /// Every churn review, by account, then time.
    pub async fn churn_reviews(&self) -> Result<Vec<ChurnReview>> {
        let rows = churn_review::Entity::find()
            .order_by_asc(churn_review::Column::AccountId)
            .order_by_asc(churn_review::Column::ChurnedAt);
        Ok(rows.all(self.db().reader()).await?.into_iter().map(Into::into).collect())
    }

    /// An account's churn reviews, by time.
    pub async fn churn_reviews_of(&self, id: &AccountId) -> Result<Vec<ChurnReview>> {
        let own = own_account(self.db().reader(), id.as_str()).await?;
        let rows = churn_review::Entity::find()
            .filter(churn_review::Column::AccountId.eq(own))
            .order_by_asc(churn_review::Column::ChurnedAt);
        Ok(rows.all(self.db().reader()).await?.into_iter().map(Into::into).collect())
    }

    /// Who is who, as of now.
    pub async fn identity_map(&self) -> Result<IdentityMap> {
        identity_map(self.db().reader()).await
    }

    /// Every alias, with when and how it came to be.
    pub async fn aliases(&self) -> Result<Aliases> {
        let conn = self.db().reader();
        let accounts = account_alias::Entity::find()
            .order_by_asc(account_alias::Column::MadeAt)
            .order_by_asc(account_alias::Column::Alias);
        let contacts = contact_alias::Entity::find()
            .order_by_asc(contact_alias::Column::MadeAt)
            .order_by_asc(contact_alias::Column::Alias);
        Ok(Aliases {
            accounts: accounts.all(conn).await?.into_iter().map(Into::into).collect(),
            contacts: contacts.all(conn).await?.into_iter().map(Into::into).collect(),
        })
    }

    /// Grows with every change of records, whichever process made it.
    pub async fn revision(&self) -> Result<i64> {
        read_revision(self.db().reader()).await
    }
}

/// Who is who, as this connection or transaction sees it.
///
/// # Errors
/// When the database cannot be reached.
pub async fn identity_map<C: ConnectionTrait>(conn: &C) -> Result<IdentityMap> {
    let accounts = account_alias::Entity::find().all(conn).await?;
    let contacts = contact_alias::Entity::find().all(conn).await?;
    let owners: Vec<(String, String)> = contact::Entity::find()
        .select_only()
        .column(contact::Column::ContactId)
        .column(contact::Column::AccountId)
        .filter(contact::Column::AccountId.is_not_null())
        .into_tuple()
        .all(conn)
        .await?;
    Ok(IdentityMap {
        account_aliases: accounts
            .into_iter()
            .map(|a| (a.alias.into(), a.account_id.into()))
            .collect(),
        contact_aliases: contacts
            .into_iter()
            .map(|a| (a.alias.into(), a.contact_id.into()))
            .collect(),
        contact_accounts: owners.into_iter().map(|(c, a)| (c.into(), a.into())).collect(),
    })
}

impl From<account_alias::Model> for Alias<AccountId> {
    fn from(row: account_alias::Model) -> Self {
        Self {
            alias: row.alias.into(),
            stands_for: row.account_id.into(),
            made_at: Micros(row.made_at),
            made_by: row.made_by,
        }
    }
}

impl From<contact_alias::Model> for Alias<ContactId> {
    fn from(row: contact_alias::Model) -> Self {
        Self {
            alias: row.alias.into(),
            stands_for: row.contact_id.into(),
            made_at: Micros(row.made_at),
            made_by: row.made_by,
        }
    }
}

//! Records as rows of their tables, every id the record's own.

use perennial_model::{
    Account, AccountId, ChurnReview, Contact, ContactId, Invoice, Subscription, SurveyResponse,
    Ticket,
};
use sea_orm::ConnectionTrait;

use super::resolve::{Aliases, account_aliases, contact_aliases};
use crate::{
    Result,
    entity::{account, churn_review, contact, invoice, subscription, survey, ticket},
};

pub(super) async fn accounts<C: ConnectionTrait>(
    conn: &C,
    accounts: &[Account],
) -> Result<Vec<account::Model>> {
    let named = accounts.iter().flat_map(|a| [Some(&a.account_id), a.parent_account_id.as_ref()]);
    let own = account_aliases(conn, named.flatten().map(AccountId::as_str).collect()).await?;
    let row = |account: &Account| {
        let mut row = account::Model::from(account);
        let own_id = own.own(&row.account_id);
        if row.name == row.account_id {
            row.name.clone_from(&own_id);
        }
        row.account_id = own_id;
        row.parent_account_id = row.parent_account_id.map(|id| own.own(&id));
        row
    };
    Ok(accounts.iter().map(row).collect())
}

pub(super) async fn contacts<C: ConnectionTrait>(
    conn: &C,
    contacts: &[Contact],
) -> Result<Vec<contact::Model>> {
    let named = contacts.iter().map(|c| (c.account_id.as_ref(), Some(&c.contact_id)));
    let ids = Ids::of(conn, named.collect()).await?;
    let row = |contact: &Contact| {
        let mut row = contact::Model::from(contact);
        row.contact_id = ids.contacts.own(&row.contact_id);
        row.account_id = row.account_id.map(|id| ids.accounts.own(&id));
        row
    };
    Ok(contacts.iter().map(row).collect())
}

pub(super) async fn subscriptions<C: ConnectionTrait>(
    conn: &C,
    periods: &[Subscription],
) -> Result<Vec<subscription::Model>> {
    let ids = Ids::of(conn, periods.iter().map(|p| (Some(&p.account_id), None)).collect()).await?;
    let row = |period: &Subscription| {
        let mut row = subscription::Model::from(period);
        row.account_id = ids.accounts.own(&row.account_id);
        row
    };
    Ok(periods.iter().map(row).collect())
}

pub(super) async fn tickets<C: ConnectionTrait>(
    conn: &C,
    tickets: &[Ticket],
) -> Result<Vec<ticket::Model>> {
    let named = tickets.iter().map(|t| (Some(&t.account_id), t.contact_id.as_ref()));
    let ids = Ids::of(conn, named.collect()).await?;
    let row = |ticket: &Ticket| {
        let mut row = ticket::Model::from(ticket);
        row.account_id = ids.accounts.own(&row.account_id);
        row.contact_id = row.contact_id.map(|id| ids.contacts.own(&id));
        row
    };
    Ok(tickets.iter().map(row).collect())
}

pub(super) async fn surveys<C: ConnectionTrait>(
    conn: &C,
    responses: &[SurveyResponse],
) -> Result<Vec<survey::Model>> {
    let named = responses.iter().map(|r| (Some(&r.account_id), r.contact_id.as_ref()));
    let ids = Ids::of(conn, named.collect()).await?;
    let row = |response: &SurveyResponse| {
        let mut row = survey::Model::from(response);
        row.account_id = ids.accounts.own(&row.account_id);
        row.contact_id = row.contact_id.map(|id| ids.contacts.own(&id));
        row
    };
    Ok(responses.iter().map(row).collect())
}

pub(super) async fn invoices<C: ConnectionTrait>(
    conn: &C,
    invoices: &[Invoice],
) -> Result<Vec<invoice::Model>> {
    let ids = Ids::of(conn, invoices.iter().map(|i| (Some(&i.account_id), None)).collect()).await?;
    let row = |invoice: &Invoice| {
        let mut row = invoice::Model::from(invoice);
        row.account_id = ids.accounts.own(&row.account_id);
        row
    };
    Ok(invoices.iter().map(row).collect())
}

pub(super) async fn churn_reviews<C: ConnectionTrait>(
    conn: &C,
    reviews: &[ChurnReview],
) -> Result<Vec<churn_review::Model>> {
    let ids = Ids::of(conn, reviews.iter().map(|r| (Some(&r.account_id), None)).collect()).await?;
    let row = |review: &ChurnReview| {
        let mut row = churn_review::Model::from(review);
        row.account_id = ids.accounts.own(&row.account_id);
        row
    };
    Ok(reviews.iter().map(row).collect())
}

/// The aliases among the ids that some records name.
struct Ids {
    accounts: Aliases,
    contacts: Aliases,
}

impl Ids {
    async fn of<C: ConnectionTrait>(
        conn: &C,
        named: Vec<(Option<&AccountId>, Option<&ContactId>)>,
    ) -> Result<Self> {
        let named = named.iter().copied();
        let accounts = named.clone().filter_map(|(account, _)| account).map(AccountId::as_str);
        let contacts = named.filter_map(|(_, contact)| contact).map(ContactId::as_str);
        Ok(Self {
            accounts: account_aliases(conn, accounts.collect()).await?,
            contacts: contact_aliases(conn, contacts.collect()).await?,
        })
    }
}

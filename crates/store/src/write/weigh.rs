//! What an upsert would do with records, without doing it: nothing is written, nobody has to wait.

use perennial_model::{
    Account, ChurnReview, Contact, Invoice, Subscription, SurveyResponse, Ticket,
};
use sea_orm::ConnectionTrait;

use super::{Upserted, contents::load, merge::merge, prepare, rows::Row};
use crate::{Result, Store};

/// Errors of all of these: when the database cannot be reached or refuses.
impl Store {
    /// What [`super::upsert_accounts`] would do.
    pub async fn weigh_accounts(&self, accounts: &[Account]) -> Result<Upserted> {
        let conn = self.db().reader();
        weigh(conn, prepare::accounts(conn, accounts).await?).await
    }

    /// What [`super::upsert_contacts`] would do.
    pub async fn weigh_contacts(&self, contacts: &[Contact]) -> Result<Upserted> {
        let conn = self.db().reader();
        weigh(conn, prepare::contacts(conn, contacts).await?).await
    }

    /// What [`super::upsert_subscriptions`] would do.
    pub async fn weigh_subscriptions(&self, periods: &[Subscription]) -> Result<Upserted> {
        let conn = self.db().reader();
        weigh(conn, prepare::subscriptions(conn, periods).await?).await
    }

    /// What [`super::upsert_tickets`] would do.
    pub async fn weigh_tickets(&self, tickets: &[Ticket]) -> Result<Upserted> {
        let conn = self.db().reader();
        weigh(conn, prepare::tickets(conn, tickets).await?).await
    }

    /// What [`super::upsert_surveys`] would do.
    pub async fn weigh_surveys(&self, responses: &[SurveyResponse]) -> Result<Upserted> {
        let conn = self.db().reader();
        weigh(conn, prepare::surveys(conn, responses).await?).await
    }

    /// What [`super::upsert_invoices`] would do.
    pub async fn weigh_invoices(&self, invoices: &[Invoice]) -> Result<Upserted> {
        let conn = self.db().reader();
        weigh(conn, prepare::invoices(conn, invoices).await?).await
    }

    /// What [`super::upsert_churn_reviews`] would do.
    pub async fn weigh_churn_reviews(&self, reviews: &[ChurnReview]) -> Result<Upserted> {
        let conn = self.db().reader();
        weigh(conn, prepare::churn_reviews(conn, reviews).await?).await
    }
}

async fn weigh<R: Row + Clone, C: ConnectionTrait>(conn: &C, rows: Vec<R>) -> Result<Upserted> {
    let known = load(conn, rows.iter().map(Row::lookup).collect()).await?;
    Ok(merge(known, rows).counts)
}

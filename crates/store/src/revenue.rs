//! Exchange rates, and what teammates expect of renewals.

use perennial_model::{AccountId, Currency, Day, Micros, RenewalCall, Subscription};
use sea_orm::{EntityTrait, QueryOrder};

use crate::{
    Result, Store, StoreError, Tx,
    convert::damaged,
    entity::{rate, renewal_call, subscription},
    write::{bump_revision, lock_records, own_account, save},
};

/// What a unit of a currency is worth in the company's own, from a day on: a decimal, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRate {
    pub currency: Currency,
    pub from: Day,
    pub rate: String,
}

/// Errors of all of these: when the database cannot be reached or refuses.
impl Store {
    /// Every rate, by currency, then day.
    pub async fn rates(&self) -> Result<Vec<StoredRate>> {
        let rows = rate::Entity::find()
            .order_by_asc(rate::Column::Currency)
            .order_by_asc(rate::Column::FromDay);
        let read = |row: rate::Model| {
            let currency = Currency::parse(&row.currency).map_err(damaged("rates"))?;
            Ok(StoredRate { currency, from: Day(row.from_day), rate: row.rate })
        };
        rows.all(self.db().reader()).await?.into_iter().map(read).collect()
    }

    /// Writes rates down; one of the same currency and day takes the other's place.
    pub async fn set_rates(&self, tx: &Tx, rates: &[StoredRate]) -> Result<()> {
        lock_records(tx).await?;
        let rows: Vec<rate::Model> = rates
            .iter()
            .map(|one| rate::Model {
                currency: one.currency.to_string(),
                from_day: one.from.0,
                rate: one.rate.clone(),
            })
            .collect();
        save(&**tx, &rows).await?;
        bump_revision(tx).await
    }

    /// Takes a rate out; false where there was none.
    pub async fn remove_rate(&self, tx: &Tx, currency: Currency, from: Day) -> Result<bool> {
        lock_records(tx).await?;
        let key = (currency.to_string(), from.0);
        let done = rate::Entity::delete_by_id(key).exec(&**tx).await?;
        bump_revision(tx).await?;
        Ok(done.rows_affected > 0)
    }

    /// The period of a subscription that began then.
    pub async fn period(&self, id: &str, started_at: Micros) -> Result<Option<Subscription>> {
        let key = (id.to_owned(), started_at.0);
        let found = subscription::Entity::find_by_id(key).one(self.db().reader()).await?;
        found.map(TryInto::try_into).transpose()
    }

    /// Puts a period of a subscription in the place of the one that began then, or takes that out.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when there is no such period, [`StoreError::Taken`] when another one of the
    /// subscription begins when the new one does.
    pub async fn replace_period(
        &self,
        tx: &Tx,
        (subscription_id, started_at): (&str, Micros),
        with: Option<&Subscription>,
    ) -> Result<()> {
        lock_records(tx).await?;
        let key = (subscription_id.to_owned(), started_at.0);
        let gone = subscription::Entity::delete_by_id(key).exec(&**tx).await?;
        if gone.rows_affected == 0 {
            let id = format!("{subscription_id} from {started_at}");
            return Err(StoreError::Missing { what: "period of a subscription", id });
        }
        if let Some(period) = with {
            let key = (period.subscription_id.clone(), period.started_at.0);
            if subscription::Entity::find_by_id(key).one(&**tx).await?.is_some() {
                let value = period.started_at.to_string();
                let (what, field) = ("period of this subscription", "start");
                return Err(StoreError::Taken { what, field, value });
            }
            save(&**tx, &[subscription::Model::from(period)]).await?;
        }
        bump_revision(tx).await
    }

    /// What was ever expected of renewals, the latest last.
    pub async fn renewal_calls(&self) -> Result<Vec<RenewalCall>> {
        let rows = renewal_call::Entity::find()
            .order_by_asc(renewal_call::Column::MadeAt)
            .order_by_asc(renewal_call::Column::CallId);
        rows.all(self.db().reader()).await?.into_iter().map(TryInto::try_into).collect()
    }

    /// Writes down what somebody expects of a renewal; earlier calls stay. The account may be named by
    /// an alias.
    ///
    /// # Errors
    /// Also when there is no such account.
    pub async fn call_renewal(&self, tx: &Tx, call: RenewalCall) -> Result<RenewalCall> {
        lock_records(tx).await?;
        let own = own_account(&**tx, call.account_id.as_str()).await?;
        let call = RenewalCall { account_id: AccountId::from(own), ..call };
        save(&**tx, &[renewal_call::Model::from(&call)]).await?;
        bump_revision(tx).await?;
        Ok(call)
    }
}

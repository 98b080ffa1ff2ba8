//! What our own people think of accounts: judgements and overrides, with all that were ever made.

use perennial_model::{AccountId, Judgement, JudgementKind, Micros};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Result, Store, StoreError, Tx,
    entity::judgement,
    write::{bump_revision, lock_records, own_account, save},
};

/// What somebody says of an account.
#[derive(Debug, Clone, PartialEq)]
pub struct NewJudgement<'a> {
    /// By id or alias.
    pub account_id: &'a AccountId,
    pub kind: JudgementKind,
    pub value: f64,
    pub reason: &'a str,
    /// E-mail address of the teammate, or "key" and a key's name.
    pub by: &'a str,
    /// The first moment at which it holds no more.
    pub until: Micros,
}

/// Errors of all of these: when the database cannot be reached or refuses.
impl Store {
    /// Every judgement, by account, then time.
    pub async fn judgements(&self) -> Result<Vec<Judgement>> {
        let rows = judgement::Entity::find()
            .order_by_asc(judgement::Column::AccountId)
            .order_by_asc(judgement::Column::MadeAt)
            .order_by_asc(judgement::Column::JudgementId);
        rows.all(self.db().reader()).await?.into_iter().map(TryInto::try_into).collect()
    }

    /// An account's judgements, by time.
    pub async fn judgements_of(&self, id: &AccountId) -> Result<Vec<Judgement>> {
        let own = own_account(self.db().reader(), id.as_str()).await?;
        let rows = judgement::Entity::find()
            .filter(judgement::Column::AccountId.eq(own))
            .order_by_asc(judgement::Column::MadeAt)
            .order_by_asc(judgement::Column::JudgementId);
        rows.all(self.db().reader()).await?.into_iter().map(TryInto::try_into).collect()
    }

    /// Writes a judgement down. An override takes the place of the one that holds.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when there is no such account.
    pub async fn judge(&self, tx: &Tx, new: &NewJudgement<'_>) -> Result<Judgement> {
        lock_records(tx).await?;
        let own = own_account(&**tx, new.account_id.as_str()).await?;
        let at = self.clock().now();
        if new.kind == JudgementKind::Override {
            let before = judgement::Entity::find()
                .filter(judgement::Column::AccountId.eq(own.as_str()))
                .filter(judgement::Column::Kind.eq(new.kind.as_str()))
                .filter(judgement::Column::EndedAt.is_null())
                .filter(judgement::Column::Until.gt(at.0));
            for row in before.all(&**tx).await? {
                end(tx, row, new.by, at).await?;
            }
        }
        let made = Judgement {
            judgement_id: self.ids().next_id(),
            account_id: own.into(),
            kind: new.kind,
            value: new.value,
            reason: new.reason.to_owned(),
            made_by: new.by.to_owned(),
            made_at: at,
            until: new.until,
            ended_at: None,
            ended_by: None,
        };
        save(&**tx, &[judgement::Model::from(&made)]).await?;
        bump_revision(tx).await?;
        Ok(made)
    }

    /// Writes judgements down as they are, each once: those of accounts that are not known are refused
    /// by the database.
    pub async fn keep_judgements(&self, tx: &Tx, all: &[Judgement]) -> Result<()> {
        lock_records(tx).await?;
        let rows: Vec<judgement::Model> = all.iter().map(judgement::Model::from).collect();
        save(&**tx, &rows).await?;
        bump_revision(tx).await
    }

    /// Ends a judgement of an account now; it stays on record. Nothing happens where it has ended.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when the account has no such judgement.
    pub async fn end_judgement(
        &self,
        tx: &Tx,
        account: &AccountId,
        id: &str,
        by: &str,
    ) -> Result<Judgement> {
        lock_records(tx).await?;
        let own = own_account(&**tx, account.as_str()).await?;
        let row = judgement::Entity::find_by_id(id)
            .filter(judgement::Column::AccountId.eq(own))
            .one(&**tx)
            .await?;
        let missing = || StoreError::Missing { what: "judgement", id: id.to_owned() };
        let row = row.ok_or_else(missing)?;
        let at = self.clock().now();
        let row = if row.ended_at.is_none() && row.until > at.0 {
            let ended = end(tx, row, by, at).await?;
            bump_revision(tx).await?;
            ended
        } else {
            row
        };
        row.try_into()
    }
}

async fn end(tx: &Tx, row: judgement::Model, by: &str, at: Micros) -> Result<judgement::Model> {
    let ended = judgement::Model { ended_at: Some(at.0), ended_by: Some(by.to_owned()), ..row };
    save(&**tx, std::slice::from_ref(&ended)).await?;
    Ok(ended)
}

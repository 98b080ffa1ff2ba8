//! Our own people: teammates, their sessions, and the links with which they choose a password.

use perennial_model::{Micros, Session, SetupLink, Teammate};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};

use crate::{
    Result, Store, StoreError,
    entity::{session, setup_link, teammate},
    write::save,
};

/// Errors of all of these: when the database cannot be reached or refuses.
impl Store {
    /// Every teammate, disabled ones included, oldest first.
    pub async fn teammates(&self) -> Result<Vec<Teammate>> {
        let rows = teammate::Entity::find()
            .order_by_asc(teammate::Column::CreatedAt)
            .order_by_asc(teammate::Column::TeammateId);
        rows.all(self.db().reader()).await?.into_iter().map(TryInto::try_into).collect()
    }

    pub async fn teammate(&self, id: &str) -> Result<Option<Teammate>> {
        let row = teammate::Entity::find_by_id(id).one(self.db().reader()).await?;
        row.map(TryInto::try_into).transpose()
    }

    /// A teammate by e-mail address, in whatever case it was typed.
    pub async fn teammate_by_email(&self, email: &str) -> Result<Option<Teammate>> {
        let row = teammate::Entity::find()
            .filter(teammate::Column::Email.eq(email.trim().to_lowercase()))
            .one(self.db().reader())
            .await?;
        row.map(TryInto::try_into).transpose()
    }

    /// # Errors
    /// [`StoreError::Taken`] when somebody has the address already.
    pub async fn add_teammate(&self, teammate: &Teammate) -> Result<()> {
        self.save_teammate(teammate).await
    }

    /// Replaces what is known of a teammate. Disabling one ends their sessions.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when somebody else has the address.
    pub async fn update_teammate(&self, teammate: &Teammate) -> Result<()> {
        self.save_teammate(teammate).await
    }

    async fn save_teammate(&self, teammate: &Teammate) -> Result<()> {
        let row = teammate::Model::from(teammate);
        let tx = self.begin().await?;
        let other = teammate::Entity::find()
            .filter(teammate::Column::Email.eq(row.email.as_str()))
            .filter(teammate::Column::TeammateId.ne(row.teammate_id.as_str()))
            .one(&*tx)
            .await?;
        if other.is_some() {
            return Err(StoreError::Taken {
                what: "teammate",
                field: "e-mail address",
                value: row.email,
            });
        }
        if row.disabled_at.is_some() {
            session::Entity::delete_many()
                .filter(session::Column::TeammateId.eq(row.teammate_id.as_str()))
                .exec(&*tx)
                .await?;
        }
        save(&*tx, &[row]).await?;
        tx.commit().await
    }

    pub async fn add_session(&self, session: &Session) -> Result<()> {
        let tx = self.begin().await?;
        save(&*tx, &[session::Model::from(session)]).await?;
        tx.commit().await
    }

    /// The session with this secret, unless it has expired.
    pub async fn session_by_secret_hash(&self, secret_hash: &str) -> Result<Option<Session>> {
        let row = session::Entity::find()
            .filter(session::Column::SecretHash.eq(secret_hash))
            .filter(session::Column::ExpiresAt.gt(self.clock().now().0))
            .one(self.db().reader())
            .await?;
        Ok(row.map(Into::into))
    }

    /// Notes that a session is in use. Callers do it now and then, not on every request.
    pub async fn touch_session(&self, session_id: &str, at: Micros) -> Result<()> {
        let tx = self.begin().await?;
        session::Entity::update_many()
            .col_expr(session::Column::LastSeenAt, Expr::val(at.0))
            .filter(session::Column::SessionId.eq(session_id))
            .exec(&*tx)
            .await?;
        tx.commit().await
    }

    /// A teammate's sessions that have not expired, last seen first.
    pub async fn sessions_of(&self, teammate_id: &str) -> Result<Vec<Session>> {
        let rows = session::Entity::find()
            .filter(session::Column::TeammateId.eq(teammate_id))
            .filter(session::Column::ExpiresAt.gt(self.clock().now().0))
            .order_by_desc(session::Column::LastSeenAt)
            .order_by_asc(session::Column::SessionId);
        Ok(rows.all(self.db().reader()).await?.into_iter().map(Into::into).collect())
    }

    /// False when there is no such session.
    pub async fn end_session(&self, session_id: &str) -> Result<bool> {
        let tx = self.begin().await?;
        let done = session::Entity::delete_by_id(session_id).exec(&*tx).await?;
        tx.commit().await?;
        Ok(done.rows_affected > 0)
    }

    /// Ends every session of a teammate, but for `keep`. How many there were.
    pub async fn end_sessions(&self, teammate_id: &str, keep: Option<&str>) -> Result<u64> {
        let tx = self.begin().await?;
        let done = session::Entity::delete_many()
            .filter(session::Column::TeammateId.eq(teammate_id))
            .filter(session::Column::SessionId.ne(keep.unwrap_or_default()))
            .exec(&*tx)
            .await?;
        tx.commit().await?;
        Ok(done.rows_affected)
    }

    /// Removes sessions that have expired. How many there were.
    pub async fn remove_expired_sessions(&self) -> Result<u64> {
        let tx = self.begin().await?;
        let done = session::Entity::delete_many()
            .filter(session::Column::ExpiresAt.lte(self.clock().now().0))
            .exec(&*tx)
            .await?;
        tx.commit().await?;
        Ok(done.rows_affected)
    }

    pub async fn add_setup_link(&self, link: &SetupLink) -> Result<()> {
        let tx = self.begin().await?;
        save(&*tx, &[setup_link::Model::from(link)]).await?;
        tx.commit().await
    }

    /// The link with this secret, unless it was used or has expired.
    pub async fn setup_link_by_hash(&self, secret_hash: &str) -> Result<Option<SetupLink>> {
        let row = setup_link::Entity::find()
            .filter(setup_link::Column::SecretHash.eq(secret_hash))
            .filter(setup_link::Column::UsedAt.is_null())
            .filter(setup_link::Column::ExpiresAt.gt(self.clock().now().0))
            .one(self.db().reader())
            .await?;
        row.map(TryInto::try_into).transpose()
    }

    /// Uses a link up: true for exactly one caller, and only before it expires.
    pub async fn use_setup_link(&self, link_id: &str) -> Result<bool> {
        let now = self.clock().now().0;
        let tx = self.begin().await?;
        let done = setup_link::Entity::update_many()
            .col_expr(setup_link::Column::UsedAt, Expr::val(now))
            .filter(setup_link::Column::LinkId.eq(link_id))
            .filter(setup_link::Column::UsedAt.is_null())
            .filter(setup_link::Column::ExpiresAt.gt(now))
            .exec(&*tx)
            .await?;
        tx.commit().await?;
        Ok(done.rows_affected > 0)
    }
}

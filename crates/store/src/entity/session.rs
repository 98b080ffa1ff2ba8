//! The table `sessions`.

use perennial_model::{Micros, Session};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: String,
    pub teammate_id: String,
    pub secret_hash: String,
    pub created_at: i64,
    pub last_seen_at: i64,
    pub expires_at: i64,
    pub user_agent: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for Session {
    fn from(row: Model) -> Self {
        Self {
            session_id: row.session_id,
            teammate_id: row.teammate_id,
            secret_hash: row.secret_hash,
            created_at: Micros(row.created_at),
            last_seen_at: Micros(row.last_seen_at),
            expires_at: Micros(row.expires_at),
            user_agent: row.user_agent,
        }
    }
}

impl From<&Session> for Model {
    fn from(session: &Session) -> Self {
        Self {
            session_id: session.session_id.clone(),
            teammate_id: session.teammate_id.clone(),
            secret_hash: session.secret_hash.clone(),
            created_at: session.created_at.0,
            last_seen_at: session.last_seen_at.0,
            expires_at: session.expires_at.0,
            user_agent: session.user_agent.clone(),
        }
    }
}

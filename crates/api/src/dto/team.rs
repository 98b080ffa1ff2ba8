//! Teammates, the signed-in session, the company.

use perennial_model as model;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Date, Permission, Role, Time};

/// Who is signed in, what they may do, and where.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SessionInfo {
    pub teammate: Identity,
    pub permissions: Vec<Permission>,
    pub company: Company,
    /// Today in the company's time zone.
    pub today: Date,
}

/// The caller: a teammate, or an API key (then `email` is empty).
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Identity {
    pub teammate_id: String,
    pub email: String,
    pub name: Option<String>,
    pub role: Role,
}

/// The company that runs this server.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Company {
    pub name: String,
    pub currency: String,
    pub time_zone: String,
    /// Whether this is the made-up sample company.
    pub sample: bool,
}

/// One of our own people.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Teammate {
    pub teammate_id: String,
    pub email: String,
    pub name: Option<String>,
    pub role: Role,
    pub created_at: Time,
    pub disabled_at: Option<Time>,
    /// Whether they have not chosen a password yet.
    pub invited: bool,
}

impl From<&model::Teammate> for Teammate {
    fn from(teammate: &model::Teammate) -> Self {
        Self {
            teammate_id: teammate.teammate_id.clone(),
            email: teammate.email.clone(),
            name: teammate.name.clone(),
            role: teammate.role.into(),
            created_at: Time(teammate.created_at),
            disabled_at: teammate.disabled_at.map(Time),
            invited: teammate.password_hash.is_none(),
        }
    }
}

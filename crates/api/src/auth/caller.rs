//! The caller of a request: a teammate with a session, or a program with an API key.

use axum::{
    extract::FromRequestParts,
    http::{Method, header, request::Parts},
};
use perennial_model::{AccessKey, KeyPurpose, Permission, Role, Session, Teammate};

use super::{cookie::session_secret, csrf::refuse_other_sites, secret::hash_secret};
use crate::{AppState, Problem};

/// Who calls.
#[derive(Debug, Clone)]
pub enum Who {
    Teammate { teammate: Teammate, session: Session },
    Key(AccessKey),
}

/// Who calls, and as what.
#[derive(Debug, Clone)]
pub struct Caller {
    pub who: Who,
    pub role: Role,
}

impl Caller {
    /// What is written beside the things they do: an e-mail address or a key's name.
    pub fn signature(&self) -> String {
        match &self.who {
            Who::Teammate { teammate, .. } => teammate.email.clone(),
            Who::Key(key) => format!("key {}", key.name),
        }
    }

    /// The session that the call came with.
    pub fn session(&self) -> Option<&Session> {
        match &self.who {
            Who::Teammate { session, .. } => Some(session),
            Who::Key(_) => None,
        }
    }

    /// The teammate who calls; programs with a key are nobody's.
    ///
    /// # Errors
    /// 403 for a call with an API key.
    pub fn teammate(&self) -> Result<&Teammate, Problem> {
        match &self.who {
            Who::Teammate { teammate, .. } => Ok(teammate),
            Who::Key(_) => Err(Problem::forbidden(
                "needs_session",
                "an API key has no sessions; sign in as a teammate for this",
            )),
        }
    }

    fn require(self, permission: Permission) -> Result<Self, Problem> {
        if self.role.may(permission) {
            return Ok(self);
        }
        let needed = match permission {
            Permission::Read => "see the data",
            Permission::HandleSignals => "handle signals",
            Permission::ManageData => "manage data",
            Permission::Administer => "administer",
        };
        Err(Problem::forbidden(
            "not_allowed",
            format!("a {} may not {needed}; ask an administrator for another role", self.role),
        ))
    }
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        // Other schemes are not ours: a proxy in front may ask for a password of its own.
        let authorization = parts.headers.get(header::AUTHORIZATION);
        if let Some(secret) = authorization.and_then(|value| value.to_str().ok()).and_then(bearer) {
            return by_key(state, secret).await;
        }
        let secret = session_secret(&parts.headers)
            .ok_or_else(|| {
                Problem::unauthorized(
                    "sign in first, or send an API key with authorization: Bearer",
                )
            })?
            .to_owned();
        if !matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS) {
            refuse_other_sites(&parts.headers)?;
        }
        let ended = || Problem::unauthorized("the session is over; sign in again");
        let (session, teammate) = state.sessions.find(&secret).await?.ok_or_else(ended)?;
        let role = teammate.role;
        Ok(Self { who: Who::Teammate { teammate, session }, role })
    }
}

fn bearer(value: &str) -> Option<&str> {
    let (scheme, secret) = value.trim().split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim()).filter(|secret| !secret.is_empty())
}

async fn by_key(state: &AppState, secret: &str) -> Result<Caller, Problem> {
    let unknown = || {
        Problem::unauthorized("the API key is not known or was revoked; make one on the data page")
    };
    let key = state.keys.find(&hash_secret(secret), KeyPurpose::Api).await?.ok_or_else(unknown)?;
    let role = key.role.unwrap_or(Role::Viewer);
    Ok(Caller { who: Who::Key((*key).clone()), role })
}

macro_rules! may {
    ($($(#[$doc:meta])* $name:ident: $permission:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name(pub Caller);

        impl FromRequestParts<AppState> for $name {
            type Rejection = Problem;

            async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
                let caller = Caller::from_request_parts(parts, state).await?;
                caller.require(Permission::$permission).map(Self)
            }
        }
    )+};
}

may! {
    /// A caller who may see accounts, contacts, scores and signals.
    Reader: Read;
    /// A caller who may acknowledge and snooze signals.
    SignalHandler: HandleSignals;
    /// A caller who may import files and see keys and live events.
    DataManager: ManageData;
    /// A caller who may invite teammates and make keys.
    Administrator: Administer;
}

//! Signing in and out, and one's own sessions.

pub mod end;
pub mod list;
pub mod show;
pub mod sign_in;
pub mod sign_out;

use axum::{
    Json,
    http::{HeaderMap, header},
    response::{IntoResponse as _, Response},
};
use perennial_model::{Role, Teammate};

use crate::{
    AppState, Problem,
    auth::{Caller, Who, set_session},
    dto::{Company, Date, Identity, Permission, SessionInfo},
};

/// The company that runs this server.
pub fn company(state: &AppState) -> Company {
    Company {
        name: state.config.company_name.clone(),
        currency: state.board.currency().to_string(),
        time_zone: state.board.zone().name().to_owned(),
        sample: state.config.sample,
    }
}

fn info(state: &AppState, teammate: Identity, role: Role) -> SessionInfo {
    SessionInfo {
        teammate,
        permissions: Permission::of(role),
        company: company(state),
        today: Date(state.board.today()),
    }
}

fn info_of(state: &AppState, caller: &Caller) -> SessionInfo {
    let identity = match &caller.who {
        Who::Teammate { teammate, .. } => identity(teammate),
        Who::Key(key) => Identity {
            teammate_id: key.key_id.clone(),
            email: String::new(),
            name: Some(key.name.clone()),
            role: caller.role.into(),
        },
    };
    info(state, identity, caller.role)
}

fn identity(teammate: &Teammate) -> Identity {
    Identity {
        teammate_id: teammate.teammate_id.clone(),
        email: teammate.email.clone(),
        name: teammate.name.clone(),
        role: teammate.role.into(),
    }
}

/// Begins a session for a teammate who has shown who they are.
///
/// # Errors
/// When the store cannot be written.
pub async fn begin(
    state: &AppState,
    teammate: &Teammate,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    let secret = state.sessions.begin(&teammate.teammate_id, agent).await?;
    let mut response = Json(info(state, identity(teammate), teammate.role)).into_response();
    if let Some(cookie) =
        set_session(&secret, state.config.session_days, state.config.secure_cookies)
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

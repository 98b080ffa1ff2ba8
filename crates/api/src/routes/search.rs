//! `GET /api/search`: go anywhere by a few letters.

use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    contacts::{ContactIndex, IndexedContact, IndexedContacts},
    extract::Params,
    finding::{Best, Rank},
};

/// So many hits are shown.
const MOST_HITS: usize = 10;

/// What to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// The first letters of a name, a word of it, or any part of it; an id or e-mail address.
    #[serde(default)]
    pub q: String,
}

/// What was found, the best first; at most 10.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchResult {
    pub hits: Vec<SearchHit>,
}

/// Something that was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchHit {
    pub r#type: HitType,
    /// Id of the account or contact.
    pub id: String,
    pub title: String,
    pub subtitle: Option<String>,
    /// The account to go to; nothing for a contact whose account is unknown.
    pub account_id: Option<String>,
    /// The account's band.
    pub band: Option<String>,
}

/// What sort of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HitType {
    Account,
    Contact,
}

/// Find accounts and contacts by a few letters.
#[utoipa::path(
    get, path = "/search", tag = "search", params(SearchQuery, AsOfQuery),
    responses((status = 200, body = SearchResult)),
)]
pub async fn search(
    _caller: Reader,
    state: View,
    Params(query): Params<SearchQuery>,
) -> Result<Json<SearchResult>, Problem> {
    let contacts = ContactIndex::all(state.app()).await?;
    let hits = tokio::task::spawn_blocking(move || find(&state, &contacts, &query.q))
        .await
        .map_err(|error| Problem::internal(&error))?;
    Ok(Json(SearchResult { hits }))
}

/// Accounts come before contacts that are as close.
const ACCOUNT: u8 = 0;
const CONTACT: u8 = 1;

fn find(state: &View, contacts: &IndexedContacts, wanted: &str) -> Vec<SearchHit> {
    let accounts = state.snapshot();
    let mut best = Best::new(MOST_HITS);
    accounts.texts().search(wanted, |at, close| best.offer((close, ACCOUNT, at)));
    contacts.texts.search(wanted, |at, close| {
        if contacts.rows.get(at as usize).is_some_and(|contact| is_there(state, contact)) {
            best.offer((close, CONTACT, at));
        }
    });
    let hit = |(_, kind, at): Rank| match kind {
        ACCOUNT => accounts.entries.get(at as usize).map(|entry| account_hit(entry)),
        _ => contacts.rows.get(at as usize).map(|contact| contact_hit(state, contact)),
    };
    best.into_sorted().into_iter().filter_map(hit).collect()
}

fn account_hit(entry: &perennial_board::Entry) -> SearchHit {
    let account = &entry.account;
    SearchHit {
        r#type: HitType::Account,
        id: account.account_id.to_string(),
        title: account.name.clone(),
        subtitle: account.domain.clone().or_else(|| account.tier.clone()),
        account_id: Some(account.account_id.to_string()),
        band: entry.band.clone(),
    }
}

/// Whether a contact, and the account that it is at, was known by the day.
fn is_there(state: &View, contact: &IndexedContact) -> bool {
    let Some(until) = state.until() else { return true };
    let has_account = contact.account_id.as_ref().is_none_or(|id| state.board.get(id).is_some());
    has_account && contact.created_at.is_none_or(|at| at < until)
}

fn contact_hit(state: &View, contact: &IndexedContact) -> SearchHit {
    let entry = contact.account_id.as_ref().and_then(|id| state.board.get(id));
    let title = contact.name.as_ref().or(contact.email.as_ref());
    let company = entry.as_ref().map(|entry| entry.account.name.clone());
    SearchHit {
        r#type: HitType::Contact,
        id: contact.contact_id.to_string(),
        title: title.cloned().unwrap_or_else(|| contact.contact_id.to_string()),
        subtitle: match (company, contact.email.as_ref().filter(|_| contact.name.is_some())) {
            (Some(company), Some(email)) => Some(format!("{company} · {email}")),
            (company, email) => company.or_else(|| email.cloned()),
        },
        account_id: entry.as_ref().map(|entry| entry.id().to_string()),
        band: entry.as_ref().and_then(|entry| entry.band.clone()),
    }
}

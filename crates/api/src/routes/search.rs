//! `GET /api/search`: go anywhere by a few letters.

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    AppState, Problem,
    auth::Reader,
    contacts::{ContactIndex, IndexedContact},
    extract::Params,
    finding::{Best, Closeness, closeness},
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
    get, path = "/search", tag = "search", params(SearchQuery),
    responses((status = 200, body = SearchResult)),
)]
pub async fn search(
    State(state): State<AppState>,
    _caller: Reader,
    Params(query): Params<SearchQuery>,
) -> Result<Json<SearchResult>, Problem> {
    let wanted = query.q.trim().to_lowercase();
    if wanted.is_empty() {
        return Ok(Json(SearchResult { hits: Vec::new() }));
    }
    let contacts = ContactIndex::all(&state).await?;
    let hits = tokio::task::spawn_blocking(move || find(&state, &contacts, &wanted))
        .await
        .map_err(|error| Problem::internal(&error))?;
    Ok(Json(SearchResult { hits }))
}

/// What a hit is before it is shown: accounts come before contacts that are as close.
enum Found {
    Account(u32),
    Contact(u32),
}

fn find(state: &AppState, contacts: &[IndexedContact], wanted: &str) -> Vec<SearchHit> {
    let entries = state.board.accounts();
    let mut best = Best::new(MOST_HITS);
    for (at, entry) in (0_u32..).zip(entries.iter()) {
        let account = &entry.account;
        let by_name = closeness(&entry.name_key, wanted);
        let by_id = closeness(account.account_id.as_str(), wanted);
        let by_domain = account.domain.as_deref().and_then(|domain| closeness(domain, wanted));
        if let Some(close) = [by_name, by_id, by_domain].into_iter().flatten().min() {
            best.offer((close, 0, at), Found::Account(at));
        }
    }
    for (at, contact) in (0_u32..).zip(contacts) {
        let by_name = closeness(&contact.key, wanted);
        let by_email = closeness(&contact.email_key, wanted);
        let by_id = (contact.contact_id.as_str() == wanted).then_some(Closeness::Begins);
        if let Some(close) = [by_name, by_email, by_id].into_iter().flatten().min() {
            best.offer((close, 1, at), Found::Contact(at));
        }
    }
    best.into_sorted()
        .into_iter()
        .filter_map(|found| match found {
            Found::Account(at) => entries.get(at as usize).map(|entry| account_hit(entry)),
            Found::Contact(at) => {
                contacts.get(at as usize).map(|contact| contact_hit(state, contact))
            }
        })
        .collect()
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

fn contact_hit(state: &AppState, contact: &IndexedContact) -> SearchHit {
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

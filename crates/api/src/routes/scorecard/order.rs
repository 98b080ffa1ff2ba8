//! `/api/scorecards`: several scorecards, in order of precedence.

use std::collections::BTreeSet;

use axum::{Json, extract::State};
use perennial_board::scorecards;
use perennial_health::{DEFAULT_KEY, Ranked};
use perennial_model::DeclaredKind;

use super::use_what_is_published;
use crate::{
    AppState, Problem,
    auth::{DataManager, Reader},
    dto::{ScorecardList, ScorecardOrder, ScorecardOrigin, ScorecardSummary},
    extract::Body,
};

/// The scorecards in use: the first whose condition an account meets scores it, and the last takes
/// everybody else.
#[utoipa::path(
    get, path = "/scorecards", tag = "health", responses((status = 200, body = ScorecardList)),
)]
pub async fn list_scorecards(
    State(state): State<AppState>,
    _caller: Reader,
) -> Result<Json<ScorecardList>, Problem> {
    list(&state).await.map(Json)
}

/// Give scorecards another order of precedence. Every account is scored anew before the answer.
#[utoipa::path(
    put, path = "/scorecards/order", tag = "health", request_body = ScorecardOrder,
    responses((status = 200, body = ScorecardList)),
)]
pub async fn order_scorecards(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Body(form): Body<ScorecardOrder>,
) -> Result<Json<ScorecardList>, Problem> {
    let cards = state.board.scorecards();
    let there: BTreeSet<&str> =
        cards.iter().map(|one| one.key.as_str()).filter(|key| *key != DEFAULT_KEY).collect();
    let asked: BTreeSet<&str> = form.keys.iter().map(String::as_str).collect();
    if asked != there || asked.len() != form.keys.len() {
        let keys: Vec<&str> = there.into_iter().collect();
        let detail = format!("name each of these once: {}", keys.join(", "));
        return Err(Problem::invalid("keys", detail));
    }
    let tx = state.store.begin().await?;
    scorecards::set_order(&state.store, &tx, &form.keys, &caller.signature()).await?;
    tx.commit().await?;
    use_what_is_published(&state).await?;
    list(&state).await.map(Json)
}

async fn list(state: &AppState) -> Result<ScorecardList, Problem> {
    let declared = state.store.declarations(DeclaredKind::Scorecard).await?;
    let row = |one: &Ranked| {
        let own = declared.iter().any(|known| known.key == one.key && known.content.is_some());
        let accounts = scored_by(state, &one.key);
        let nobody =
            "it scores nobody: no account meets its condition, or one before it takes them";
        ScorecardSummary {
            key: one.key.clone(),
            name: one.card.name.clone(),
            applies_to: one.card.applies_to.clone().filter(|_| one.key != DEFAULT_KEY),
            version: one.card.version,
            origin: if own { ScorecardOrigin::Own } else { ScorecardOrigin::BuiltIn },
            accounts,
            problem: (accounts == 0 && one.key != DEFAULT_KEY).then(|| nobody.to_owned()),
        }
    };
    Ok(ScorecardList { rows: state.board.scorecards().iter().map(row).collect() })
}

/// How many of today's customers a scorecard scores.
pub fn scored_by(state: &AppState, key: &str) -> u64 {
    let all = state.board.accounts();
    all.iter().filter(|one| one.left_on.is_none() && one.scorecard == key).count() as u64
}

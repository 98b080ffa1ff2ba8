//! `/api/scorecard`: how metrics become a score, and changing it.

pub mod preview;
pub mod remove;
pub mod save;
pub mod show;
pub mod versions;

use perennial_board::scorecards;
use perennial_health::Scorecard;
use perennial_model::DeclaredKind;

use crate::{
    AppState, Problem,
    dto::{ScorecardProblem, WrittenScorecard},
};

/// The scorecard that somebody wrote, whether it makes sense or not.
///
/// # Errors
/// When it has not even the shape of one.
fn meant(written: &WrittenScorecard) -> Result<Scorecard, ScorecardProblem> {
    let wrong = |detail: String| ScorecardProblem { key: None, detail };
    match (&written.card, &written.toml) {
        (Some(card), None) => card.meant().map_err(|error| wrong(error.to_string())),
        (None, Some(toml)) => Scorecard::read(toml).map_err(|error| ScorecardProblem::of(&error)),
        _ => Err(wrong("send either card or toml".to_owned())),
    }
}

/// The scorecard, if it makes sense with the metrics that there are.
///
/// # Errors
/// When it does not; the problem names the setting.
fn checked(state: &AppState, card: Scorecard) -> Result<Scorecard, ScorecardProblem> {
    card.checked(&state.board.catalogue()).map_err(|error| ScorecardProblem::of(&error))
}

/// Publishes a scorecard, or goes back to the built-in one, and scores with it from now on. It is
/// stored first: the board looks into the store by itself, and must not find there what is no longer
/// so.
async fn publish(state: &AppState, text: Option<&str>, by: &str) -> Result<(), Problem> {
    let tx = state.store.begin().await?;
    let new = state.store.declare(&tx, DeclaredKind::Scorecard, scorecards::KEY, text, by).await?;
    tx.commit().await?;
    if new.is_none() {
        return Ok(()); // it is in use already
    }
    let card = scorecards::in_use(&state.store, &state.board.catalogue()).await?;
    state.board.use_scorecard(card).await?;
    crate::audit::audit(state, by, "publish_scorecard", scorecards::KEY, None).await
}

//! `/api/scorecard`: how metrics become a score, and changing it.

pub mod preview;
pub mod remove;
pub mod save;
pub mod show;
pub mod versions;

use perennial_board::scorecards;
use perennial_health::{HealthError, Scorecard};
use perennial_model::DeclaredKind;

use crate::{
    AppState, Problem,
    dto::{self, ScorecardProblem, WrittenScorecard},
};

/// A scorecard that somebody wrote, checked against the metrics.
///
/// # Errors
/// When it is none; the problem names the setting.
fn read(state: &AppState, written: &WrittenScorecard) -> Result<Scorecard, ScorecardProblem> {
    let wrong = |detail: String| ScorecardProblem { key: None, detail };
    let metrics = state.board.catalogue();
    let said = |error: HealthError| ScorecardProblem::of(&error);
    match (&written.card, &written.toml) {
        (Some(card), None) => {
            let card = dto::Scorecard::meant(card).map_err(|error| wrong(error.to_string()))?;
            card.checked(&metrics).map_err(said)
        }
        (None, Some(toml)) => Scorecard::parse(toml, &metrics).map_err(said),
        _ => Err(wrong("send either card or toml".to_owned())),
    }
}

/// What somebody wrote, whether it makes sense or not; nothing where it has not even the shape.
fn shape(written: &WrittenScorecard) -> Option<Scorecard> {
    match (&written.card, &written.toml) {
        (Some(card), _) => card.meant().ok(),
        (None, Some(toml)) => Scorecard::read(toml).ok(),
        (None, None) => None,
    }
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

//! `/api/scorecard`: how metrics become a score, and changing it.

pub mod draft;
pub mod order;
pub mod preview;
pub mod remove;
pub mod save;
pub mod show;
pub mod versions;

use perennial_board::scorecards;
use perennial_health::{DEFAULT_KEY, Scorecard};
use perennial_model::{DeclaredKind, MAX_SEGMENT_KEY, check_segment_key};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    AppState, Problem,
    dto::{ScorecardProblem, WrittenScorecard},
};

/// Which of several scorecards.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ScorecardQuery {
    /// Its key; `default`, which takes everybody whom no other takes, where it is left out.
    pub key: Option<String>,
}

impl ScorecardQuery {
    fn key(&self) -> &str {
        self.key.as_deref().unwrap_or(DEFAULT_KEY)
    }

    /// The key, where it can be one.
    ///
    /// # Errors
    /// 400 where it cannot.
    fn checked(&self) -> Result<&str, Problem> {
        let key = self.key();
        check_segment_key(key).map_err(|_| {
            let detail = format!(
                "\"{key}\" will not do: lower case letters, digits, - and _, at most {MAX_SEGMENT_KEY}"
            );
            Problem::bad_parameter("key", detail)
        })?;
        Ok(key)
    }
}

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

/// The scorecard, if it makes sense with the metrics that there are, and says whom it scores where it
/// has to.
///
/// # Errors
/// When it does not; the problem names the setting.
fn checked(state: &AppState, key: &str, card: Scorecard) -> Result<Scorecard, ScorecardProblem> {
    let (catalogue, board) = (state.board.catalogue(), &state.board);
    let card = card.checked(&catalogue).map_err(|error| ScorecardProblem::of(&error))?;
    board
        .scorecards()
        .with(key, card.clone(), &catalogue, board.zone())
        .map_err(|error| ScorecardProblem::of(&error))?;
    Ok(card)
}

/// Publishes a scorecard, or takes it back, and scores with what is in use from now on. It is stored
/// first: the board looks into the store by itself, and must not find there what is no longer so.
async fn publish(state: &AppState, key: &str, text: Option<&str>, by: &str) -> Result<(), Problem> {
    let tx = state.store.begin().await?;
    let new = state.store.declare(&tx, DeclaredKind::Scorecard, key, text, by).await?;
    tx.commit().await?;
    draft::forget(state, key).await?;
    if new.is_none() {
        return Ok(()); // it is in use already
    }
    use_what_is_published(state).await?;
    crate::audit::audit(state, by, "publish_scorecard", key, None).await
}

/// Scores with the scorecards that the store has.
async fn use_what_is_published(state: &AppState) -> Result<(), Problem> {
    let (catalogue, zone) = (state.board.catalogue(), state.board.zone());
    let cards = scorecards::in_use(&state.store, &catalogue, zone).await?;
    state.board.use_scorecards(cards).await?;
    Ok(())
}

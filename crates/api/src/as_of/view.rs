//! What a handler can reach, as of the day that the request names.

use std::{ops::Deref, sync::Arc};

use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts as RequestParts,
};
use perennial_board::Board;
use perennial_model::{Day, Micros};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{AS_OF, Asked, Lenses};
use crate::{AppState, Parts, Problem, auth::Reader, extract::day_parameter, listing::Snapshot};

/// As of which day.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AsOfQuery {
    /// `YYYY-MM-DD`: everything as it stood at the end of that past day. What has no history
    /// (attributes, roles, names, definitions) is as it is now. Now where it is left out.
    pub as_of: Option<String>,
}

/// Marks a request whose handler takes the day, so that its other parameters can be read alone.
#[derive(Debug, Clone, Copy)]
pub struct Taken;

/// The state with the board of a day. Cheap to clone.
#[derive(Clone)]
pub struct View {
    state: AppState,
    pub board: Board,
    pub lenses: Arc<Lenses>,
}

impl View {
    /// As it is now.
    pub fn now(state: &AppState) -> Self {
        Self { board: state.board.clone(), lenses: state.lenses.clone(), state: state.clone() }
    }

    /// As it stood at the end of a day. The first time this takes a while.
    ///
    /// # Errors
    /// 400 when the day has not come yet, or lies before every account's history.
    pub async fn at(state: &AppState, day: Day) -> Result<Self, Problem> {
        let board = state.board.at(day).await?;
        if board.past_day() == state.board.past_day() {
            return Ok(Self::now(state));
        }
        let lenses = state.past_lenses.of(day, &state.board.kept_days());
        Ok(Self { board, lenses, state: state.clone() })
    }

    /// All accounts of the day, with what was made of them already.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.lenses.listing.snapshot(&self.board)
    }

    /// The first moment after the past day; none for now.
    pub fn until(&self) -> Option<Micros> {
        Some(self.board.zone().start_of(self.board.past_day()?.plus(1)))
    }

    /// The state as it is now, for what knows no past.
    pub fn app(&self) -> &AppState {
        &self.state
    }
}

/// All parts but those that are of the day.
impl Deref for View {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.state
    }
}

impl FromRequestParts<AppState> for View {
    type Rejection = Problem;

    async fn from_request_parts(
        parts: &mut RequestParts,
        state: &AppState,
    ) -> Result<Self, Problem> {
        parts.extensions.insert(Taken);
        let query = Query::<AsOfQuery>::try_from_uri(&parts.uri);
        let query = query.map_err(|error| Problem::bad_parameter(AS_OF, error.body_text()))?;
        match query.0.as_of.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => {
                // Nobody makes the server work out a day without being signed in.
                let _reader = Reader::from_request_parts(parts, state).await?;
                let view = Self::at(state, day_parameter(AS_OF, text)?).await?;
                if let Some(asked) = parts.extensions.get::<Asked>() {
                    asked.answer();
                }
                Ok(view)
            }
            None => Ok(Self::now(state)),
        }
    }
}

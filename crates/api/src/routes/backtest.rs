//! `GET /api/backtest`: what a scorecard or a metric said, held against what happened.

use axum::{Json, extract::State};
use perennial_board::backtest::{Churn, Judge, Question, days};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{AppState, Problem, auth::Reader, dto::Backtest, extract::Params, segments::aside};

/// What is judged, and how.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct BacktestQuery {
    /// Key of a metric; without it the scorecards in use are judged, each on the accounts that it
    /// scores.
    metric: Option<String>,
    /// Key of one of the scorecards in use: only it is judged, on the accounts that it scores.
    scorecard: Option<String>,
    /// `true` judges the hidden risk instead.
    hidden_risk: Option<bool>,
    /// Whoever leaves within that time was to be foreseen, such as `90d` or `13w`.
    #[param(example = "90d")]
    horizon: Option<String>,
    /// Whoever leaves within that time is not counted: too late to do anything.
    #[param(example = "0d")]
    blackout: Option<String>,
    /// From one as-of day to the next.
    #[param(example = "7d")]
    every: Option<String>,
    /// What counts as having left: `subscription`; `silence:180d` for so many days without a fact;
    /// `event:NAME` for facts of that name. Without it subscriptions where there are any, otherwise
    /// a silence of 180 days.
    churn: Option<String>,
    /// Accounts that the team can call on each as-of day, 1 to 10000; 20 without it.
    calls: Option<usize>,
}

/// Judges the scorecard in use, or any metric, by what then happened: on past days every account is
/// scored as it stood then, and held against who left within the horizon. Takes some seconds when
/// it is first asked, and a moment after that.
#[utoipa::path(
    get, path = "/backtest", tag = "health",
    params(BacktestQuery),
    responses((status = 200, body = Backtest)),
)]
pub async fn get_backtest(
    State(state): State<AppState>,
    _caller: Reader,
    Params(query): Params<BacktestQuery>,
) -> Result<Json<Backtest>, Problem> {
    let cards = state.board.scorecards();
    let judge = match (query.metric, query.scorecard) {
        (None, None) if query.hidden_risk == Some(true) => Judge::Hidden(state.board.hidden_risk()),
        (None, key) => {
            if let Some(key) = key.as_ref().filter(|key| cards.get(key).is_none()) {
                let detail = format!("there is no scorecard \"{key}\"");
                return Err(Problem::bad_parameter("scorecard", detail));
            }
            Judge::Scorecards(cards, key)
        }
        (Some(key), _) => {
            state
                .board
                .catalogue()
                .require(&key)
                .map_err(|error| Problem::bad_parameter("metric", error.to_string()))?;
            Judge::Metric(key)
        }
    };
    let usual = Question::about(judge);
    let time = |name, text: Option<String>, least, usual| match text {
        Some(text) => {
            days(&text, least).map_err(|error| Problem::bad_parameter(name, error.to_string()))
        }
        None => Ok(usual),
    };
    let churn = query.churn.map(|text| text.parse::<Churn>()).transpose();
    let question = Question {
        horizon_days: time("horizon", query.horizon, 1, usual.horizon_days)?,
        blackout_days: time("blackout", query.blackout, 0, usual.blackout_days)?,
        every_days: time("every", query.every, 1, usual.every_days)?,
        churn: churn.map_err(|error| Problem::bad_parameter("churn", error.to_string()))?,
        calls: query.calls.unwrap_or(usual.calls),
        ..usual
    };
    let question = question
        .checked()
        .map_err(|error| Problem::bad_request("backtest_settings", error.to_string()))?;
    let test = aside(move || {
        let test = state.board.backtest(&question).map_err(|error| Problem::internal(&error))?;
        Ok(Backtest::of(&test, &question))
    });
    test.await.map(Json)
}

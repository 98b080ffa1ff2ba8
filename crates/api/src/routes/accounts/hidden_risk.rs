//! `GET /api/accounts/{id}/hidden-risk`: what is wrong under the surface, on any day.

use axum::{Json, extract::Path};
use perennial_board::Numbers;
use perennial_model::Day;

use super::{
    evidence::Evidence,
    health::{HealthQuery, day_of},
};
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{Date, HiddenHistory, HiddenRisk},
    extract::Params,
    rows::{entry_of, missing},
};

/// So many weeks of the past are told.
const MOST_WEEKS: i32 = 104;

/// The hidden risk on a day, opened to what it is made of.
#[utoipa::path(
    get, path = "/accounts/{id}/hidden-risk", tag = "accounts",
    params(("id" = String, Path), HealthQuery, AsOfQuery), responses((status = 200, body = HiddenRisk)),
)]
pub async fn get_hidden_risk(
    _caller: Reader,
    state: View,
    Path(id): Path<String>,
    Params(query): Params<HealthQuery>,
) -> Result<Json<HiddenRisk>, Problem> {
    let entry = entry_of(&state.board, &id)?;
    let day = day_of(&query, state.board.today())?;
    let (told, numbers) =
        state.board.explain_hidden(entry.id(), day).ok_or_else(|| missing(&id))?;
    let Numbers { health, hidden, card, settings, .. } = &numbers;
    let looks = settings.looks_well(card, health.score(day), hidden.looked(day));
    let evidence = Evidence::of(&state.board, &entry, day);
    let has_left = entry.left_on.is_some_and(|left| left <= day);
    let since = settings.listed_since(card, health, hidden, day).filter(|_| !has_left);
    let (band, band_name) = told.band.map(|band| (band.key, band.name)).unzip();
    Ok(Json(HiddenRisk {
        day: Date(day),
        settings: told.settings,
        version: told.version,
        risk: told.risk,
        band,
        band_name,
        change_28d: told.change_28d,
        listed: since.is_some(),
        listed_from: settings.listed_from,
        listed_since: since.map(Date),
        looks_well: looks.map(Into::into),
        outside_sentence: told.outside_sentence,
        known_sides: u32::try_from(told.known_sides).unwrap_or(u32::MAX),
        sentence: told.sentence,
        sides: told.sides.into_iter().map(|side| evidence.prove_side(side.into())).collect(),
        history: history(&numbers, day),
    }))
}

fn history(numbers: &Numbers, last: Day) -> HiddenHistory {
    let Numbers { health, hidden, card, settings, .. } = numbers;
    let weeks = ((last.0 - hidden.first.0).max(0) / 7).min(MOST_WEEKS);
    let days: Vec<Day> = (0..=weeks).rev().map(|back| last.plus(-7 * back)).collect();
    let looked_well =
        |day: &Day| settings.looks_well(card, health.score(*day), hidden.looked(*day)).is_some();
    HiddenHistory {
        risk: days.iter().map(|day| hidden.risk(*day)).collect(),
        looked_well: days.iter().map(looked_well).collect(),
        days: days.into_iter().map(Date).collect(),
    }
}

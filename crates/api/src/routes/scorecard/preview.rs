//! `POST /api/scorecard/preview`: what another scorecard would change.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Json, extract::State};
use perennial_board::backtest::{Judge, Preview, Previewed, Question};
use perennial_health::{Band, Scorecard, bands::band_of};
use perennial_model::Currency;

use super::{ScorecardQuery, checked, meant};
use crate::{
    AppState, Problem,
    auth::Reader,
    dto::{
        self, BacktestBrief, BandMove, Money, Mover, PreviewBand, ScorecardPreview,
        WrittenScorecard,
    },
    extract::{Body, Params},
    segments::aside,
};

/// So many of those who move are listed.
const MOST_MOVERS: usize = 50;
/// People see whole points: less than half of one is no change.
const LEAST: f64 = 0.5;

/// See what a scorecard would change, beside the one in use: who moves and by how much, and how both
/// would have foreseen who left. Nothing is kept. A scorecard that cannot be read is no error here:
/// the answer says what is wrong.
#[utoipa::path(
    post, path = "/scorecard/preview", tag = "health", params(ScorecardQuery), request_body = WrittenScorecard,
    responses((status = 200, body = ScorecardPreview)),
)]
pub async fn preview_scorecard(
    State(state): State<AppState>,
    _caller: Reader,
    Params(query): Params<ScorecardQuery>,
    Body(written): Body<WrittenScorecard>,
) -> Result<Json<ScorecardPreview>, Problem> {
    let with = |problem, draft| ScorecardPreview { problem: Some(problem), ..draft };
    let draft = ScorecardPreview { toml: written.toml.clone(), ..Default::default() };
    let shape = match meant(&written) {
        Ok(shape) => shape,
        Err(problem) => return Ok(Json(with(problem, draft))),
    };
    let both = ScorecardPreview {
        card: Some(dto::Scorecard::of(&shape).map_err(|error| Problem::internal(&error))?),
        toml: draft.toml.or_else(|| Some(shape.to_toml())),
        ..Default::default()
    };
    let key = query.checked()?.to_owned();
    let card = match checked(&state, &key, shape) {
        Ok(card) => Arc::new(card),
        Err(problem) => return Ok(Json(with(problem, both))),
    };
    let told = aside(move || {
        let in_use = state.board.scorecards();
        let (catalogue, zone) = (state.board.catalogue(), state.board.zone());
        let then = in_use
            .with(&key, card.as_ref().clone(), &catalogue, zone)
            .map_err(|error| Problem::internal(&error))?;
        let preview =
            state.board.preview(Arc::new(then), &key).map_err(|error| Problem::internal(&error))?;
        // Of a new scorecard: what scores its accounts now.
        let before = in_use.get(&key).map_or(in_use.default_card(), |one| &one.card);
        let told = told(&preview, before, &card, state.board.currency());
        Ok(ScorecardPreview { card: both.card, toml: both.toml, ..told })
    });
    told.await.map(Json)
}

fn told(
    preview: &Preview,
    old: &Scorecard,
    new: &Scorecard,
    currency: Currency,
) -> ScorecardPreview {
    let is_customer = |one: &&Previewed| one.entry.left_on.is_none();
    let accounts: Vec<&Previewed> = preview.accounts.iter().filter(is_customer).collect();
    let moved = |one: &Previewed| match (one.before, one.after) {
        (Some(before), Some(after)) => (after - before).abs() >= LEAST,
        (before, after) => before.is_some() != after.is_some(),
    };
    let key = |score: Option<f64>, bands: &[Band]| -> Option<String> {
        band_of(score?, bands).map(|band| band.key.clone())
    };
    let mut moves: BTreeMap<(Option<String>, Option<String>), u64> = BTreeMap::new();
    for one in &accounts {
        let way = (key(one.before, &old.bands), key(one.after, &new.bands));
        if way.0 != way.1 {
            *moves.entry(way).or_default() += 1;
        }
    }
    let changes = accounts.iter().filter_map(|one| Some(one.after? - one.before?));
    let (sum, both) = changes.fold((0.0, 0_u32), |(sum, n), change| (sum + change, n + 1));
    let mut movers: Vec<&Previewed> = accounts.iter().copied().filter(|one| moved(one)).collect();
    let by_how_much = |one: &Previewed| match (one.before, one.after) {
        (Some(before), Some(after)) => (after - before).abs(),
        _ => 100.0, // a score that comes or goes
    };
    movers.sort_by(|a, b| by_how_much(b).total_cmp(&by_how_much(a)));
    let mover = |one: &&Previewed| Mover {
        account_id: one.entry.id().to_string(),
        name: one.entry.account.name.clone(),
        arr: one.entry.arr.map(Money::from),
        before: one.before,
        after: one.after,
        band_before: key(one.before, &old.bands),
        band_after: key(one.after, &new.bands),
    };
    let calls = Question::about(Judge::Metric(String::new())).calls;
    ScorecardPreview {
        accounts: accounts.len() as u64,
        changed: movers.len() as u64,
        changed_band: moves.values().sum(),
        mean_change: (both > 0).then(|| sum / f64::from(both)),
        bands_before: bands(&accounts, &old.bands, |one| one.before, currency),
        bands_after: bands(&accounts, &new.bands, |one| one.after, currency),
        unscored_before: accounts.iter().filter(|one| one.before.is_none()).count() as u64,
        unscored_after: accounts.iter().filter(|one| one.after.is_none()).count() as u64,
        moves: moves
            .into_iter()
            .map(|((from, to), accounts)| BandMove { from, to, accounts })
            .collect(),
        movers: movers.iter().take(MOST_MOVERS).map(mover).collect(),
        before: Some(BacktestBrief::of(&preview.before, calls)),
        after: Some(BacktestBrief::of(&preview.after, calls)),
        ..Default::default()
    }
}

/// Who is in which band, from the best to the worst.
fn bands(
    accounts: &[&Previewed],
    bands: &[Band],
    score: impl Fn(&Previewed) -> Option<f64>,
    currency: Currency,
) -> Vec<PreviewBand> {
    let mut sorted: Vec<&Band> = bands.iter().collect();
    sorted.sort_by(|a, b| b.from.total_cmp(&a.from));
    let is_in = |one: &Previewed, band: &Band| {
        score(one).and_then(|score| band_of(score, bands)).is_some_and(|is| is.key == band.key)
    };
    let filled = sorted.into_iter().map(|band| {
        let (mut count, mut minor) = (0, 0_i64);
        for one in accounts.iter().filter(|one| is_in(one, band)) {
            count += 1;
            minor = minor.saturating_add(one.entry.arr.map_or(0, |arr| arr.minor));
        }
        PreviewBand {
            key: band.key.clone(),
            name: band.name.clone(),
            from: band.from,
            accounts: count,
            arr: Money { minor, currency },
        }
    });
    filled.collect()
}

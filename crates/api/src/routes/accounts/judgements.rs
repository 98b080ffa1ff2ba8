//! `/api/accounts/{id}/judgements`: what our own people think of an account.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use perennial_board::Entry;
use perennial_model::{self as model, AccountId, Day, JudgementKind as Kind, Micros, SurveyKind};
use perennial_store::NewJudgement as ToWrite;

use crate::{
    AppState, Problem,
    as_of::{AsOfQuery, View},
    auth::{Reader, SignalHandler},
    dto::{
        CurrentJudgements, Judgement, JudgementKind, Judgements, NewJudgement, Time, ValueClass,
        ValueViews,
    },
    extract::Body,
    rows::entry_of,
};

/// The longest reason.
pub const MOST_REASON: usize = 2_000;

/// What our people say of an account, and have said.
#[utoipa::path(
    get, path = "/accounts/{id}/judgements", tag = "accounts",
    params(("id" = String, Path), AsOfQuery), responses((status = 200, body = Judgements)),
)]
pub async fn list_judgements(
    _caller: Reader,
    state: View,
    Path(id): Path<String>,
) -> Result<Json<Judgements>, Problem> {
    let entry = entry_of(&state.board, &id)?;
    let mut history: Vec<Judgement> = said(&state, &entry).await?;
    history.reverse();
    let latest = |kind| history.iter().find(|one| one.kind == kind && !one.withdrawn).cloned();
    let current = CurrentJudgements {
        pulse: latest(JudgementKind::Pulse),
        fit: latest(JudgementKind::Fit),
        relationship: latest(JudgementKind::Relationship),
        value: latest(JudgementKind::Value),
    };
    Ok(Json(Judgements {
        current,
        pulse_fades_after_days: Kind::Pulse.holds_days().unwrap_or_default(),
        value: views(&state, &entry),
        history,
    }))
}

/// By time.
async fn said(state: &View, entry: &Entry) -> Result<Vec<Judgement>, Problem> {
    let all = said_of(state, entry.id()).await?;
    let today = state.board.today();
    let row = |one| row(one, today, |at| state.board.zone().day_of(at));
    Ok(all.iter().filter_map(row).collect())
}

fn row(one: &model::Judgement, today: Day, day_of: impl Fn(Micros) -> Day) -> Option<Judgement> {
    Some(Judgement {
        judgement_id: one.judgement_id.clone(),
        kind: JudgementKind::of(one.kind)?,
        value: one.kind.word(one.value)?.to_owned(),
        reason: one.reason.clone(),
        by: one.made_by.clone(),
        at: Time(one.made_at),
        age_days: (today.0 - day_of(one.made_at).0).max(0),
        withdrawn: one.ended_at.is_some(),
        old: day_of(one.until) <= today,
    })
}

/// All that was said of an account by the day that is shown. The present is read from the store, so that
/// what was just written is there.
///
/// # Errors
/// When the store cannot be read.
pub async fn said_of(state: &View, id: &AccountId) -> Result<Vec<model::Judgement>, Problem> {
    Ok(match state.board.past_day() {
        Some(_) => state.board.judgements(id),
        None => state.store.judgements_of(id).await?,
    })
}

/// What we are to them, as three sides see it.
fn views(state: &View, entry: &Entry) -> ValueViews {
    let class = |key: &str| entry.metric(key).and_then(ValueClass::of);
    let since = state.board.today().plus(-364);
    let answers = state.board.surveys(entry.id());
    let counts = answers.iter().filter(|one| {
        one.kind == SurveyKind::Value && state.board.zone().day_of(one.answered_at) >= since
    });
    let (csm, survey, behaviour) =
        (class("value_class_csm"), class("value_class_survey"), class("value_class_behaviour"));
    let known: Vec<ValueClass> = [csm, survey, behaviour].into_iter().flatten().collect();
    ValueViews {
        csm,
        survey,
        behaviour,
        survey_answers: u32::try_from(counts.count()).unwrap_or(u32::MAX),
        behaviour_sentence: behaviour_sentence(entry),
        disagree: known.windows(2).any(|pair| pair[0] != pair[1]),
    }
}

fn behaviour_sentence(entry: &Entry) -> String {
    let silence = entry.metric("days_since_last_seen");
    let Some(silence) = silence else { return "nobody has used it yet".to_owned() };
    if silence >= 28.0 {
        return format!("nobody has used it for {silence} days");
    }
    let days = entry.metric("active_days_28d").unwrap_or(0.0);
    format!(
        "somebody worked in it on {days} of the last 28 days; from 12 up it counts as essential"
    )
}

/// Say what you think of an account.
#[utoipa::path(
    post, path = "/accounts/{id}/judgements", tag = "accounts", params(("id" = String, Path)),
    request_body = NewJudgement, responses((status = 201, body = Judgement)),
)]
pub async fn create_judgement(
    State(state): State<AppState>,
    SignalHandler(caller): SignalHandler,
    Path(id): Path<String>,
    Body(form): Body<NewJudgement>,
) -> Result<(StatusCode, Json<Judgement>), Problem> {
    let entry = entry_of(&state.board, &id)?;
    let kind = Kind::from(form.kind);
    let value = kind.number(form.value.trim()).ok_or_else(|| {
        let words = kind.words().join(", ");
        Problem::invalid("value", format!("\"{}\" will not do; use one of {words}", form.value))
    })?;
    let needs_reason = matches!(kind, Kind::Pulse | Kind::Fit);
    let reason = reason(&form.reason, needs_reason)?;
    let zone = state.board.zone();
    let today = zone.day_of(state.clock.now());
    let until = zone.start_of(today.plus(1 + kind.holds_days().unwrap_or(365)));
    let by = caller.signature();
    let new = ToWrite { account_id: entry.id(), kind, value, reason, by: &by, until };
    let made = write(&state, &new).await?;
    let told = row(&made, today, |at| zone.day_of(at));
    let told = told.ok_or_else(|| Problem::not_found("there is no such judgement"))?;
    Ok((StatusCode::CREATED, Json(told)))
}

/// A reason that fits.
///
/// # Errors
/// When it is missing where it is needed, or too long.
pub fn reason(text: &str, is_needed: bool) -> Result<&str, Problem> {
    let text = text.trim();
    if is_needed && text.is_empty() {
        return Err(Problem::invalid("reason", "say why, so that others can follow it"));
    }
    if text.chars().count() > MOST_REASON {
        let detail = format!("it is longer than {MOST_REASON} characters");
        return Err(Problem::invalid("reason", detail));
    }
    Ok(text)
}

/// Writes a judgement down and shows what follows from it.
///
/// # Errors
/// When the store cannot be written.
pub async fn write(state: &AppState, new: &ToWrite<'_>) -> Result<model::Judgement, Problem> {
    let tx = state.store.begin().await?;
    let made = state.store.judge(&tx, new).await?;
    let action = if new.kind == Kind::Override { "override_score" } else { "judge" };
    state.store.audit(&tx, new.by, action, new.account_id.as_str(), None).await?;
    tx.commit().await?;
    show(state, new.account_id).await;
    Ok(made)
}

/// Take a judgement back. It stays in the history.
#[utoipa::path(
    delete, path = "/accounts/{id}/judgements/{judgement_id}", tag = "accounts",
    params(("id" = String, Path), ("judgement_id" = String, Path)), responses((status = 204)),
)]
pub async fn withdraw_judgement(
    State(state): State<AppState>,
    SignalHandler(caller): SignalHandler,
    Path((id, judgement_id)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let entry = entry_of(&state.board, &id)?;
    end(&state, entry.id(), &judgement_id, &caller.signature()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends a judgement and shows what follows from that.
///
/// # Errors
/// 404 where the account has none of that id.
pub async fn end(state: &AppState, account: &AccountId, id: &str, by: &str) -> Result<(), Problem> {
    let tx = state.store.begin().await?;
    state.store.end_judgement(&tx, account, id, by).await?;
    state.store.audit(&tx, by, "end_judgement", account.as_str(), None).await?;
    tx.commit().await?;
    show(state, account).await;
    Ok(())
}

/// Shows what follows at once. Where that cannot be, it follows within a second or two.
async fn show(state: &AppState, account: &AccountId) {
    if let Err(error) = state.board.look_at(account.clone()).await {
        tracing::warn!(%error, %account, "a judgement shows at the next look only");
    }
}

//! `GET /api/accounts/{id}/surveys`: what it answered.

use axum::{Json, extract::Path};

use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{SurveyList, SurveyRow, Time, attributes},
    rows::{contact_names, entry_of},
};

/// The survey answers of an account.
#[utoipa::path(
    get, path = "/accounts/{id}/surveys", tag = "accounts", params(("id" = String, Path), AsOfQuery),
    responses((status = 200, body = SurveyList)),
)]
pub async fn list_surveys(
    _caller: Reader,
    state: View,
    Path(id): Path<String>,
) -> Result<Json<SurveyList>, Problem> {
    let entry = entry_of(&state.board, &id)?;
    let names = contact_names(&state.board, &entry);
    let mut answers = state.board.surveys(entry.id());
    answers
        .sort_by(|a, b| b.answered_at.cmp(&a.answered_at).then(a.response_id.cmp(&b.response_id)));
    let row = |answer: perennial_model::SurveyResponse| SurveyRow {
        response_id: answer.response_id,
        account_id: answer.account_id.into_string(),
        kind: answer.kind.into(),
        score: answer.score,
        scale: answer.scale,
        answered_at: Time(answer.answered_at),
        contact_name: answer.contact_id.as_ref().and_then(|id| names.get(id).cloned()),
        contact_id: answer.contact_id.map(perennial_model::ContactId::into_string),
        comment: answer.comment,
        attributes: attributes(&answer.attributes),
    };
    Ok(Json(answers.into_iter().map(row).collect()))
}

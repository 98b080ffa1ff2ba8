use perennial_model::{ContactId, SurveyKind, SurveyResponse};

use crate::file::{extras::extras, refusal::Refusal, row::Row};

pub(crate) fn survey(row: &Row<'_>) -> Result<SurveyResponse, Refusal> {
    let kind: SurveyKind = row
        .required("kind")?
        .to_lowercase()
        .parse()
        .map_err(|reason: String| row.refuse("kind", reason))?;
    let score = row
        .number("score")?
        .ok_or_else(|| row.refuse("score", "is empty; a survey response needs its score"))?;
    let scale = row.number("scale")?;
    let best = scale.or(usual_best(kind));
    if score < lowest(kind) || best.is_some_and(|best| score > best) {
        let best = best.map_or_else(|| "its scale".to_owned(), |best| best.to_string());
        return Err(row.refuse(
            "score",
            format!(
                "{score} is no {} score, which goes from {} to {best}",
                kind.as_str(),
                lowest(kind)
            ),
        ));
    }
    Ok(SurveyResponse {
        response_id: row.required_id("response_id")?,
        account_id: row.account()?,
        kind,
        score,
        answered_at: row.required_time("answered_at")?,
        contact_id: row.id("contact_id")?.map(ContactId::new),
        scale,
        comment: row.text("comment")?,
        attributes: extras(row, "attributes")?,
    })
}

/// The best score where the file does not say; sentiment has no usual scale.
fn usual_best(kind: SurveyKind) -> Option<f64> {
    match kind {
        SurveyKind::Nps => Some(10.0),
        SurveyKind::Csat => Some(5.0),
        SurveyKind::Ces => Some(7.0),
        SurveyKind::Value => Some(2.0),
        SurveyKind::Sentiment => None,
    }
}

fn lowest(kind: SurveyKind) -> f64 {
    match kind {
        SurveyKind::Sentiment => f64::MIN,
        _ => 0.0,
    }
}

use perennial_model::ChurnReview;

use crate::file::{extras::extras, refusal::Refusal, row::Row};

pub(crate) fn churn_review(row: &Row<'_>) -> Result<ChurnReview, Refusal> {
    Ok(ChurnReview {
        account_id: row.account()?,
        churned_at: row.required_time("churned_at")?,
        reason: row.text("reason")?,
        competitor: row.text("competitor")?,
        comment: row.text("comment")?,
        was_expected: row.boolean("was_expected")?,
        attributes: extras(row, "attributes")?,
    })
}

//! `GET /api/accounts/{id}/churn-reviews`: why it left.

use axum::{Json, extract::Path};
use perennial_model::ChurnReview;

use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{ChurnReviewList, ChurnReviewRow, Time, attributes},
    rows::entry_of,
};

/// What was written down about the account's departures, the latest first.
#[utoipa::path(
    get, path = "/accounts/{id}/churn-reviews", tag = "accounts", params(("id" = String, Path), AsOfQuery),
    responses((status = 200, body = ChurnReviewList)),
)]
pub async fn list_churn_reviews(
    _caller: Reader,
    state: View,
    Path(id): Path<String>,
) -> Result<Json<ChurnReviewList>, Problem> {
    let entry = entry_of(&state.board, &id)?;
    let (zone, today) = (state.board.zone(), state.board.today());
    let mut reviews = state.store.churn_reviews_of(entry.id()).await?;
    reviews.retain(|review| zone.day_of(review.churned_at) <= today);
    reviews.sort_by_key(|review| std::cmp::Reverse(review.churned_at));
    Ok(Json(ChurnReviewList { rows: reviews.into_iter().map(row).collect() }))
}

fn row(review: ChurnReview) -> ChurnReviewRow {
    ChurnReviewRow {
        account_id: review.account_id.into_string(),
        churned_at: Time(review.churned_at),
        reason: review.reason,
        competitor: review.competitor,
        comment: review.comment,
        was_expected: review.was_expected,
        attributes: attributes(&review.attributes),
    }
}

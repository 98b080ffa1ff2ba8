//! `GET /api/revenue/cohorts`: who became customers together, and what is left of them.

use axum::Json;
use perennial_revenue::Cohort;

use super::{RevenueQuery, answer};
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{CohortStand, Date, RevenueCohort, RevenueCohorts, minor},
    extract::Params,
};

/// Those who became customers in each month (or quarter) of a period, and how they stood at the end of
/// it and of each later one: the cohort triangle.
#[utoipa::path(
    get, path = "/revenue/cohorts", tag = "revenue", params(RevenueQuery, AsOfQuery),
    responses((status = 200, body = RevenueCohorts)),
)]
pub async fn list_cohorts(
    _caller: Reader,
    state: View,
    Params(query): Params<RevenueQuery>,
) -> Result<Json<RevenueCohorts>, Problem> {
    let by = query.by.clone().or_else(|| Some("month".to_owned()));
    if !matches!(by.as_deref(), Some("month" | "quarter")) {
        let detail = "cohorts are by \"month\" or by \"quarter\"";
        return Err(Problem::bad_parameter("by", detail));
    }
    let question = RevenueQuery { by, ..query }.read(state.board.today())?;
    answer(&state, question, |_, book, question| {
        let told = |cohort: Cohort| RevenueCohort {
            key: question.period_name(cohort.began),
            from: Date(cohort.began.from),
            to: Date(cohort.began.to),
            accounts: cohort.accounts,
            mrr: minor(cohort.mrr),
            stands: cohort
                .stands
                .iter()
                .map(|stand| CohortStand { accounts: stand.accounts, mrr: minor(stand.mrr) })
                .collect(),
        };
        Ok(Json(RevenueCohorts {
            currency: book.currency(question.selection),
            cohorts: book.cohorts(&question).into_iter().map(told).collect(),
        }))
    })
    .await
}

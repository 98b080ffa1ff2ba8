//! The health score and the hidden risk of every account on every day.

use arrow::array::RecordBatch;
use perennial_health::{HealthHistory, HiddenHistory};
use perennial_model::{AccountId, Day};

use crate::{
    Column, Kind, Relation, TableError,
    arrays::{batch as lay_out, bools, days, numbers, texts, words},
};

pub(crate) const COLUMNS: &[Column] = &[
    Column::required("account_id", Kind::Text, "The account"),
    Column::required("day", Kind::Day, "The day, in the company's time zone"),
    Column::optional(
        "score",
        Kind::Number,
        "The health score, 0 to 100; empty where too little is known",
    ),
    Column::optional("band", Kind::Text, "Key of the band that the score lies in"),
    Column::optional(
        "hidden_risk",
        Kind::Number,
        "How much is wrong under the surface, 0 to 100; empty where too little is known",
    ),
    Column::optional(
        "red_inside",
        Kind::Bool,
        "Whether it looks well and carries a high hidden risk; empty where that is not known",
    ),
];

/// One account's whole history in the order of days, as `lag` needs it. The band is its key; a
/// day without a score has neither.
///
/// # Errors
/// When Arrow refuses the columns, which fixed columns rule out.
pub fn batch(
    account_id: &AccountId,
    health: &HealthHistory,
    hidden: &HiddenHistory,
    is_red_inside: impl Fn(Day) -> bool,
) -> Result<RecordBatch, TableError> {
    let all_days: Vec<Day> = (health.first.0..).map(Day).take(health.scores.len()).collect();
    let columns = vec![
        words(all_days.iter().map(|_| account_id)),
        days(all_days.iter().copied().map(Some)),
        numbers(all_days.iter().map(|day| health.score(*day))),
        texts(all_days.iter().map(|day| health.band(*day).map(|band| &band.key))),
        numbers(all_days.iter().map(|day| hidden.risk(*day))),
        bools(all_days.iter().map(|day| hidden.risk(*day).map(|_| is_red_inside(*day)))),
    ];
    lay_out(Relation::Health, columns)
}

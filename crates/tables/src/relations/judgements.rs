//! What our own people said of accounts.

use arrow::array::RecordBatch;
use perennial_model::Judgement;

use crate::{
    Column, Kind, Relation, TableError,
    arrays::{batch as lay_out, numbers, texts, times, words},
};

pub(crate) const COLUMNS: &[Column] = &[
    Column::required("judgement_id", Kind::Text, "Its id"),
    Column::required("account_id", Kind::Text, "The account"),
    Column::required("kind", Kind::Text, "pulse, fit, relationship, value or override"),
    Column::required(
        "value",
        Kind::Number,
        "pulse 1 to 5; fit 0 no, 1 more investigation, 2 yes; relationship 1 commodity to 5 trusted \
         adviser; value 0 no longer needed, 1 nice to have, 2 essential; override 0 to 100",
    ),
    Column::optional("word", Kind::Text, "The value in a word, where it has one"),
    Column::required("reason", Kind::Text, "Why, as they wrote it"),
    Column::required("made_by", Kind::Text, "Who said so"),
    Column::required("made_at", Kind::Time, "When"),
    Column::required("until", Kind::Time, "The first moment at which it holds no more"),
    Column::optional("ended_at", Kind::Time, "When somebody withdrew or replaced it"),
    Column::optional("ended_by", Kind::Text, "Who did"),
];

/// # Errors
/// When Arrow refuses the columns, which fixed columns rule out.
pub fn batch(rows: &[Judgement]) -> Result<RecordBatch, TableError> {
    let columns = vec![
        words(rows.iter().map(|one| &one.judgement_id)),
        words(rows.iter().map(|one| &one.account_id)),
        words(rows.iter().map(|one| one.kind.as_str())),
        numbers(rows.iter().map(|one| Some(one.value))),
        texts(rows.iter().map(|one| one.kind.word(one.value))),
        words(rows.iter().map(|one| &one.reason)),
        words(rows.iter().map(|one| &one.made_by)),
        times(rows.iter().map(|one| Some(one.made_at))),
        times(rows.iter().map(|one| Some(one.until))),
        times(rows.iter().map(|one| one.ended_at)),
        texts(rows.iter().map(|one| one.ended_by.as_ref())),
    ];
    lay_out(Relation::Judgements, columns)
}

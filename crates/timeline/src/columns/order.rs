//! The order of facts in a file: by account, then time. Facts without an account come last, by
//! contact, then time.

use std::path::Path;

use arrow::{compute::interleave_record_batch, record_batch::RecordBatch};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{schema::Column, view::FactView};
use crate::Result;

/// Where a row stands: number of the batch, number of the row.
pub(crate) type Position = (usize, usize);

/// The rows of all batches in the order of a file.
pub(crate) fn sorted_positions(batches: &[RecordBatch], path: &Path) -> Result<Vec<Position>> {
    struct Key<'a> {
        account: u32,
        contact: u32,
        at: i64,
        fact_id: &'a str,
        position: Position,
    }
    const NONE: u32 = u32::MAX;
    let views =
        batches.iter().map(|batch| FactView::new(batch, path)).collect::<Result<Vec<_>>>()?;
    let accounts = ranks(&views, Column::AccountId);
    let contacts = ranks(&views, Column::ContactId);
    let rank = |ranks: &FxHashMap<&str, u32>, text: Option<&str>| {
        text.and_then(|text| ranks.get(text).copied()).unwrap_or(NONE)
    };
    let mut keys = Vec::with_capacity(views.iter().map(FactView::rows).sum());
    for (batch, view) in views.iter().enumerate() {
        for row in 0..view.rows() {
            let account = rank(&accounts, view.text(Column::AccountId, row));
            let contact = match account {
                NONE => rank(&contacts, view.text(Column::ContactId, row)),
                _ => 0,
            };
            keys.push(Key {
                account,
                contact,
                at: view.occurred_at.value(row),
                fact_id: view.text(Column::FactId, row).unwrap_or_default(),
                position: (batch, row),
            });
        }
    }
    keys.par_sort_unstable_by(|a, b| {
        (a.account, a.contact, a.at, a.fact_id, a.position)
            .cmp(&(b.account, b.contact, b.at, b.fact_id, b.position))
    });
    Ok(keys.into_iter().map(|key| key.position).collect())
}

/// The rows at these positions as one batch.
pub(crate) fn gather(batches: &[RecordBatch], positions: &[Position]) -> Result<RecordBatch> {
    let batches: Vec<_> = batches.iter().collect();
    Ok(interleave_record_batch(&batches, positions)?)
}

fn ranks<'a>(views: &[FactView<'a>], column: Column) -> FxHashMap<&'a str, u32> {
    let mut ranks: FxHashMap<&'a str, u32> = FxHashMap::default();
    let mut last = None;
    for view in views {
        for row in 0..view.rows() {
            let text = view.text(column, row);
            if text == last {
                continue;
            }
            last = text;
            if let Some(text) = text {
                ranks.insert(text, 0);
            }
        }
    }
    let mut texts: Vec<&str> = ranks.keys().copied().collect();
    texts.sort_unstable();
    for (rank, text) in (0..).zip(texts) {
        ranks.insert(text, rank);
    }
    ranks
}

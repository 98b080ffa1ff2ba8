//! Finds, for each row, the row of the same account so many days earlier.

use std::collections::HashSet;

use arrow::{
    array::{Array, AsArray, RecordBatch, UInt32Array, UInt32Builder},
    datatypes::Date32Type,
};

use super::{Evaluating, column};
use crate::{
    check::{ACCOUNT_COLUMN, DAY_COLUMN},
    error::EvalError,
    schema::Type,
};

/// The earlier row's number, or null where the account has no row of that day. One pass: both the
/// row and its earlier one only move forward.
pub(super) fn earlier_rows(batch: &RecordBatch, days_back: u32) -> Evaluating<UInt32Array> {
    let accounts = column::load(batch, ACCOUNT_COLUMN, Type::Text)?;
    let days = column::load(batch, DAY_COLUMN, Type::Day)?;
    if accounts.null_count() > 0 || days.null_count() > 0 {
        return Err(EvalError::NotByDay);
    }
    let accounts = accounts.as_string::<i32>();
    let days = days.as_primitive::<Date32Type>().values();

    let mut seen = HashSet::new();
    let mut rows = UInt32Builder::with_capacity(batch.num_rows());
    let mut earlier = 0;
    for row in 0..batch.num_rows() {
        let account = accounts.value(row);
        if row == 0 || accounts.value(row - 1) != account {
            earlier = row;
            if !seen.insert(account) {
                return Err(EvalError::NotByDay);
            }
        } else if days[row] <= days[row - 1] {
            return Err(EvalError::NotByDay);
        }
        let wanted = i64::from(days[row]) - i64::from(days_back);
        while i64::from(days[earlier]) < wanted {
            earlier += 1;
        }
        let found = i64::from(days[earlier]) == wanted;
        rows.append_option(if found { u32::try_from(earlier).ok() } else { None });
    }
    Ok(rows.finish())
}

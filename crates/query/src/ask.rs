//! What of a relation a query needs at most, told from its conditions: a hint, not a filter.

use std::{collections::BTreeSet, ops::RangeInclusive};

use datafusion::{
    logical_expr::{BinaryExpr, Expr, Operator, expr::InList},
    scalar::ScalarValue,
};

/// What of a relation a query needs at most. Whoever gives the rows may leave out the others, and
/// may give them all the same: the query filters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    pub table: String,
    /// The columns that are needed, in the relation's order; at least one.
    pub columns: Vec<String>,
    /// Only rows of these accounts (column `account_id`); nothing means all.
    pub accounts: Option<BTreeSet<String>>,
    /// Only rows of these days (column `day`), as days since 1970-01-01.
    pub days: RangeInclusive<i32>,
}

/// Every day.
pub const ALL_DAYS: RangeInclusive<i32> = i32::MIN..=i32::MAX;

impl Ask {
    /// Takes what a condition that must hold says about accounts and days.
    pub(crate) fn narrow(&mut self, condition: &Expr) {
        if let Some(ids) = accounts(condition) {
            self.accounts = Some(match self.accounts.take() {
                Some(known) => known.intersection(&ids).cloned().collect(),
                None => ids,
            });
        }
        if let Some(days) = days(condition) {
            let (first, last) = (self.days.start(), self.days.end());
            self.days = *first.max(days.start())..=*last.min(days.end());
        }
    }
}

/// Whether a condition says anything about accounts or days.
pub(crate) fn is_telling(condition: &Expr) -> bool {
    accounts(condition).is_some() || days(condition).is_some()
}

/// The accounts outside of which a condition cannot hold.
fn accounts(condition: &Expr) -> Option<BTreeSet<String>> {
    match condition {
        Expr::BinaryExpr(BinaryExpr { left, op: Operator::Eq, right }) => {
            let value = match (left.as_ref(), right.as_ref()) {
                (column, value) if is_column(column, "account_id") => value,
                (value, column) if is_column(column, "account_id") => value,
                _ => return None,
            };
            text(value).map(|id| BTreeSet::from([id]))
        }
        Expr::BinaryExpr(BinaryExpr { left, op: Operator::Or, right }) => {
            let (mut either, or) = (accounts(left)?, accounts(right)?);
            either.extend(or);
            Some(either)
        }
        Expr::BinaryExpr(BinaryExpr { left, op: Operator::And, right }) => {
            match (accounts(left), accounts(right)) {
                (Some(a), Some(b)) => Some(a.intersection(&b).cloned().collect()),
                (one, other) => one.or(other),
            }
        }
        Expr::InList(InList { expr, list, negated: false }) if is_column(expr, "account_id") => {
            list.iter().map(text).collect()
        }
        _ => None,
    }
}

/// The days outside of which a condition cannot hold.
fn days(condition: &Expr) -> Option<RangeInclusive<i32>> {
    match condition {
        Expr::BinaryExpr(BinaryExpr { left, op, right }) => {
            let (day, op) = match (left.as_ref(), right.as_ref()) {
                (column, value) if is_column(column, "day") => (day(value)?, *op),
                (value, column) if is_column(column, "day") => (day(value)?, op.swap()?),
                _ => return None,
            };
            match op {
                Operator::Eq => Some(day..=day),
                Operator::GtEq => Some(day..=i32::MAX),
                Operator::Gt => Some(day.saturating_add(1)..=i32::MAX),
                Operator::LtEq => Some(i32::MIN..=day),
                Operator::Lt => Some(i32::MIN..=day.saturating_sub(1)),
                _ => None,
            }
        }
        Expr::Between(between) if !between.negated && is_column(&between.expr, "day") => {
            Some(day(&between.low)?..=day(&between.high)?)
        }
        _ => None,
    }
}

fn is_column(expression: &Expr, name: &str) -> bool {
    matches!(expression, Expr::Column(column) if column.name == name)
}

fn text(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Literal(
            ScalarValue::Utf8(value) | ScalarValue::Utf8View(value) | ScalarValue::LargeUtf8(value),
            _,
        ) => value.clone(),
        _ => None,
    }
}

fn day(expression: &Expr) -> Option<i32> {
    match expression {
        Expr::Literal(ScalarValue::Date32(value), _) => *value,
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use datafusion::logical_expr::{col, lit};

    use super::*;

    fn narrowed(conditions: &[Expr]) -> Ask {
        let mut ask = Ask {
            table: "metrics".to_owned(),
            columns: vec!["arr".to_owned()],
            accounts: None,
            days: ALL_DAYS,
        };
        conditions.iter().for_each(|condition| ask.narrow(condition));
        ask
    }

    fn at(day: i32) -> Expr {
        lit(ScalarValue::Date32(Some(day)))
    }

    #[test]
    fn accounts_are_told_from_equality_lists_and_either_or() {
        let ids = |conditions: &[Expr]| {
            narrowed(conditions).accounts.map(|ids| ids.into_iter().collect::<Vec<_>>().join(" "))
        };
        let account = || col("account_id");
        assert_eq!(ids(&[account().eq(lit("a"))]).unwrap(), "a");
        assert_eq!(ids(&[lit("a").eq(account())]).unwrap(), "a");
        assert_eq!(ids(&[account().eq(lit("a")).or(account().eq(lit("b")))]).unwrap(), "a b");
        let list = |negated| account().in_list(vec![lit("a"), lit("b")], negated);
        assert_eq!(ids(&[list(false), account().eq(lit("b"))]).unwrap(), "b");
        assert_eq!(ids(&[account().eq(lit("a")).and(col("arr").gt(lit(1)))]).unwrap(), "a");
        assert_eq!(ids(&[account().eq(lit("a")), account().eq(lit("b"))]).unwrap(), "");
        let either = account().eq(lit("a")).or(col("arr").gt(lit(1)));
        for tells_nothing in [list(true), either, account().not_eq(lit("a"))] {
            assert!(!is_telling(&tells_nothing));
            assert_eq!(ids(&[tells_nothing]), None);
        }
    }

    #[test]
    fn days_are_told_from_comparisons() {
        let day = || col("day");
        assert_eq!(narrowed(&[day().gt(at(3)), day().lt_eq(at(9))]).days, 4..=9);
        assert_eq!(narrowed(&[at(3).gt(day())]).days, i32::MIN..=2);
        assert_eq!(narrowed(&[day().between(at(3), at(5)), day().eq(at(4))]).days, 4..=4);
        assert_eq!(narrowed(&[day().not_eq(at(3))]).days, ALL_DAYS);
        assert!(narrowed(&[day().lt(at(3)), day().gt(at(3))]).days.is_empty());
    }
}

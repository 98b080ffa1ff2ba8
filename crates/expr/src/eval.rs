//! Runs a checked expression over the columns of a batch, with Arrow's kernels.

use std::{cell::RefCell, collections::HashMap};

use arrow::{
    array::{Array, ArrayRef, AsArray, BooleanArray, Float64Array, RecordBatch, UInt32Array},
    compute::{
        is_not_null, is_null,
        kernels::{boolean, cmp},
        take,
    },
};
use jiff::tz::TimeZone;

use crate::{ast::CompareOp, error::EvalError, node::Node, schema::Type};

mod choices;
mod column;
mod days;
mod lag;
mod like;
mod made_texts;
mod numbers;
mod texts;
mod value;

use value::Value;

type Evaluating<T> = Result<T, EvalError>;

/// True, false or null for each row.
pub(crate) fn condition(
    node: &Node,
    batch: &RecordBatch,
    zone: &TimeZone,
) -> Evaluating<BooleanArray> {
    let run = Run::new(batch, zone);
    Ok(run.eval(node)?.into_rows(run.rows())?.as_boolean().clone())
}

/// A number or null for each row.
pub(crate) fn formula(
    node: &Node,
    batch: &RecordBatch,
    zone: &TimeZone,
) -> Evaluating<Float64Array> {
    let run = Run::new(batch, zone);
    Ok(run.eval(node)?.into_rows(run.rows())?.as_primitive().clone())
}

/// One evaluation over one batch.
struct Run<'a> {
    batch: &'a RecordBatch,
    zone: &'a TimeZone,
    /// Where each row's earlier row stands, by days back.
    lags: RefCell<HashMap<u32, UInt32Array>>,
}

impl<'a> Run<'a> {
    fn new(batch: &'a RecordBatch, zone: &'a TimeZone) -> Self {
        Self { batch, zone, lags: RefCell::default() }
    }

    fn rows(&self) -> usize {
        self.batch.num_rows()
    }

    fn eval(&self, node: &Node) -> Evaluating<Value> {
        Ok(match node {
            Node::Literal(literal) => Value::literal(literal),
            Node::Column { name, column_type } => {
                Value::Rows(column::load(self.batch, name, *column_type)?)
            }
            Node::Arithmetic { op, left, right } => {
                numbers::arithmetic(*op, &self.eval(left)?, &self.eval(right)?)?
            }
            Node::Negate(inner) => self.eval(inner)?.map(numbers::negate),
            Node::ChangeNumber { change, value } => {
                self.eval(value)?.map(|a| numbers::change(a, *change))
            }
            Node::Power { base, exponent } => {
                self.join(self.eval(base)?, self.eval(exponent)?, numbers::power)?
            }
            Node::Round { value, decimals } => {
                self.eval(value)?.map(|a| numbers::round(a, *decimals))
            }
            Node::DaysBetween { later, earlier } => {
                days::between(&self.eval(later)?, &self.eval(earlier)?)?
            }
            Node::TimeBetween { later, earlier, unit_micros } => {
                self.join(self.eval(later)?, self.eval(earlier)?, |later, earlier| {
                    days::elapsed(later, earlier, *unit_micros)
                })?
            }
            Node::TruncateDay { unit, day } => self.eval(day)?.map(|a| days::truncate(a, *unit)),
            Node::PartOfDay { part, day } => self.eval(day)?.map(|a| days::part(a, *part)),
            Node::AddMonths { day, months } => {
                self.join(self.eval(day)?, self.eval(months)?, |day, months| {
                    Ok(days::add_months(day, months))
                })?
            }
            Node::ShiftDay { day, by } => days::shift(&self.eval(day)?, &self.eval(by)?)?,
            Node::StartOfDay(day) => self.eval(day)?.map(|a| days::start_of(a, self.zone)),
            Node::DayOf(time) => self.eval(time)?.map(|a| days::day_of(a, self.zone)),
            Node::Compare { op, left, right } => {
                compare(*op, &self.eval(left)?, &self.eval(right)?)?
            }
            Node::Not(inner) => self.eval(inner)?.try_map(|a| Ok(boolean::not(a.as_boolean())?))?,
            Node::And(parts) => self.fold(parts, |a, b| self.and(a, b))?,
            Node::Or(parts) => self.fold(parts, |a, b| self.or(a, b))?,
            Node::In { value, list } => self.is_in(value, list)?,
            Node::Between { value, low, high } => {
                let value = self.eval(value)?;
                let above = compare(CompareOp::AtLeast, &value, &self.eval(low)?)?;
                let below = compare(CompareOp::AtMost, &value, &self.eval(high)?)?;
                self.and(above, below)?
            }
            Node::IsNull(inner) => self.eval(inner)?.try_map(|a| Ok(is_null(a)?))?,
            Node::TextTest { test, text, part } => {
                texts::test(*test, &self.eval(text)?, &self.eval(part)?, self.rows())?
            }
            Node::ChangeText { change, text } => {
                self.eval(text)?.map(|a| texts::change(a, *change))
            }
            Node::Concat { texts, skip_nulls } => {
                let texts =
                    texts.iter().map(|text| self.eval(text)).collect::<Evaluating<Vec<_>>>()?;
                made_texts::concat(&texts, *skip_nulls, self.rows())?
            }
            Node::End { side, text, count } => {
                made_texts::end(*side, self.eval(text)?, self.eval(count)?, self.rows())?
            }
            Node::Substring { text, from, count } => {
                let count = count.as_ref().map(|count| self.eval(count)).transpose()?;
                made_texts::substring(self.eval(text)?, self.eval(from)?, count, self.rows())?
            }
            Node::Replace { text, from, to } => made_texts::replace(
                self.eval(text)?,
                self.eval(from)?,
                self.eval(to)?,
                self.rows(),
            )?,
            Node::Length(text) => self.eval(text)?.map(texts::length),
            Node::Coalesce(values) => {
                self.fold(values, |a, b| self.choose(&a.try_map(|a| Ok(is_not_null(a)?))?, a, b))?
            }
            Node::Case { subject, arms, otherwise } => {
                self.case(subject.as_deref(), arms, otherwise)?
            }
            Node::NullIf { value, other, value_type } => {
                let value = self.eval(value)?;
                let equal = compare(CompareOp::Equal, &value, &self.eval(other)?)?;
                self.choose(&equal, Value::null(*value_type), value)?
            }
            Node::Extreme { which, values } => {
                self.fold(values, |a, b| self.extreme(*which, a, b))?
            }
            Node::Lag { value, days } => self.lag(value, *days)?,
        })
    }

    /// Joins the values of the nodes from left to right; there is at least one.
    fn fold(
        &self,
        nodes: &[Node],
        join: impl Fn(Value, Value) -> Evaluating<Value>,
    ) -> Evaluating<Value> {
        let mut whole: Option<Value> = None;
        for node in nodes {
            let next = self.eval(node)?;
            whole = Some(match whole {
                None => next,
                Some(before) => join(before, next)?,
            });
        }
        Ok(whole.unwrap_or_else(|| Value::null(Type::Bool)))
    }

    fn and(&self, left: Value, right: Value) -> Evaluating<Value> {
        self.join(left, right, |a, b| Ok(boolean::and_kleene(a.as_boolean(), b.as_boolean())?))
    }

    fn or(&self, left: Value, right: Value) -> Evaluating<Value> {
        self.join(left, right, |a, b| Ok(boolean::or_kleene(a.as_boolean(), b.as_boolean())?))
    }

    fn join<A: Array + 'static>(
        &self,
        left: Value,
        right: Value,
        kernel: impl FnOnce(&ArrayRef, &ArrayRef) -> Evaluating<A>,
    ) -> Evaluating<Value> {
        Value::join(left, right, self.rows(), kernel)
    }

    /// True where any equals; else null where any is null; else false.
    fn is_in(&self, value: &Node, list: &[Node]) -> Evaluating<Value> {
        let value = self.eval(value)?;
        let mut found = Value::bool(false);
        for item in list {
            let equal = compare(CompareOp::Equal, &value, &self.eval(item)?)?;
            found = self.or(found, equal)?;
        }
        Ok(found)
    }

    fn lag(&self, value: &Node, days: u32) -> Evaluating<Value> {
        let values = self.eval(value)?.into_rows(self.rows())?;
        let known = self.lags.borrow().get(&days).cloned();
        let earlier = match known {
            Some(rows) => rows,
            None => lag::earlier_rows(self.batch, days)?,
        };
        let found = take(&values, &earlier, None)?;
        self.lags.borrow_mut().insert(days, earlier);
        Ok(Value::Rows(found))
    }
}

fn compare(op: CompareOp, left: &Value, right: &Value) -> Evaluating<Value> {
    let answer = match op {
        CompareOp::Equal => cmp::eq(left, right),
        CompareOp::NotEqual => cmp::neq(left, right),
        CompareOp::Less => cmp::lt(left, right),
        CompareOp::AtMost => cmp::lt_eq(left, right),
        CompareOp::More => cmp::gt(left, right),
        CompareOp::AtLeast => cmp::gt_eq(left, right),
    }?;
    Ok(Value::of_both(left, right, answer))
}

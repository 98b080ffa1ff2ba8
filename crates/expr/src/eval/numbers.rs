//! Arithmetic. What is not a finite number becomes null, and there is only one zero.

use arrow::{
    array::{ArrayRef, AsArray, Float64Array},
    compute::{binary, kernels::numeric},
    datatypes::Float64Type,
};

use super::{Evaluating, value::Value};
use crate::{ast::ArithmeticOp, node::NumberChange};

pub(super) fn arithmetic(op: ArithmeticOp, left: &Value, right: &Value) -> Evaluating<Value> {
    let raw = match op {
        ArithmeticOp::Add => numeric::add(left, right),
        ArithmeticOp::Subtract => numeric::sub(left, right),
        ArithmeticOp::Multiply => numeric::mul(left, right),
        ArithmeticOp::Divide => numeric::div(left, right),
        ArithmeticOp::Remainder => numeric::rem(left, right),
    }?;
    Ok(Value::of_both(left, right, clean(raw.as_primitive())))
}

/// Infinities and NaN to null; −0 to 0, which Arrow's comparisons would tell apart.
pub(super) fn clean(numbers: &Float64Array) -> Float64Array {
    numbers.unary_opt(|n| n.is_finite().then_some(n + 0.0))
}

pub(super) fn negate(numbers: &ArrayRef) -> Float64Array {
    numbers.as_primitive::<Float64Type>().unary(|n| 0.0 - n)
}

pub(super) fn change(numbers: &ArrayRef, change: NumberChange) -> Float64Array {
    let change = match change {
        NumberChange::Abs => f64::abs,
        NumberChange::Sign => |n: f64| if n == 0.0 { 0.0 } else { n.signum() },
        NumberChange::Floor => f64::floor,
        NumberChange::Ceil => f64::ceil,
        NumberChange::Sqrt => f64::sqrt,
        NumberChange::Exp => f64::exp,
        NumberChange::Ln => f64::ln,
    };
    clean(&numbers.as_primitive::<Float64Type>().unary(change))
}

pub(super) fn power(base: &ArrayRef, exponent: &ArrayRef) -> Evaluating<Float64Array> {
    let (base, exponent) = (base.as_primitive::<Float64Type>(), exponent.as_primitive());
    let raw: Float64Array = binary::<_, Float64Type, _, Float64Type>(base, exponent, f64::powf)?;
    Ok(clean(&raw))
}

/// Halves away from zero. Negative decimals round to tens, hundreds …
pub(super) fn round(numbers: &ArrayRef, decimals: i32) -> Float64Array {
    let numbers = numbers.as_primitive::<Float64Type>();
    let power = 10_f64.powi(decimals.abs());
    numbers.unary(|n| {
        let rounded =
            if decimals < 0 { (n / power).round() * power } else { (n * power).round() / power };
        // So large that it has no decimals to round.
        if rounded.is_finite() { rounded + 0.0 } else { n }
    })
}

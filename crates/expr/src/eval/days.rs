//! Days and instants: distance, shifting, and each as the other.

use arrow::{
    array::{ArrayRef, AsArray, Date32Array, Float64Array, TimestampMicrosecondArray},
    compute::{binary, cast},
    datatypes::{DataType, Date32Type, Float64Type, TimestampMicrosecondType},
};
use jiff::tz::TimeZone;

use super::{Evaluating, numbers, value::Value};
use crate::{
    ast::ArithmeticOp,
    calendar, literal,
    node::{DatePart, DateUnit},
};

const DAY_MICROS: i64 = 86_400_000_000;

pub(super) fn between(later: &Value, earlier: &Value) -> Evaluating<Value> {
    let (later, earlier) = (as_numbers(later)?, as_numbers(earlier)?);
    numbers::arithmetic(ArithmeticOp::Subtract, &later, &earlier)
}

/// Moves days; a day that does not exist in the calendar (past the year 9999) is null.
pub(super) fn shift(day: &Value, by: &Value) -> Evaluating<Value> {
    let by =
        by.clone().map(|a| a.as_primitive::<Float64Type>().unary::<_, Float64Type>(f64::trunc));
    let moved = numbers::arithmetic(ArithmeticOp::Add, &as_numbers(day)?, &by)?;
    #[allow(clippy::cast_possible_truncation)] // in range by the test before it
    Ok(moved.map(|a| -> Date32Array {
        a.as_primitive::<Float64Type>().unary_opt(|n| (n.abs() < 2_932_897.0).then_some(n as i32))
    }))
}

/// From one instant to another, in units of so many microseconds.
#[allow(clippy::cast_precision_loss)] // exact for distances below 285 years
pub(super) fn elapsed(
    later: &ArrayRef,
    earlier: &ArrayRef,
    unit_micros: f64,
) -> Evaluating<Float64Array> {
    let later = later.as_primitive::<TimestampMicrosecondType>();
    let earlier = earlier.as_primitive::<TimestampMicrosecondType>();
    Ok(binary(later, earlier, |later, earlier| {
        (i128::from(later) - i128::from(earlier)) as f64 / unit_micros
    })?)
}

pub(super) fn truncate(days: &ArrayRef, unit: DateUnit) -> Date32Array {
    days.as_primitive::<Date32Type>().unary_opt(|day| calendar::truncated(day, unit))
}

pub(super) fn part(days: &ArrayRef, part: DatePart) -> Float64Array {
    days.as_primitive::<Date32Type>().unary_opt(|day| calendar::part(day, part))
}

/// What leaves the calendar is null.
pub(super) fn add_months(days: &ArrayRef, months: &ArrayRef) -> Date32Array {
    let months = months.as_primitive::<Float64Type>().iter();
    let days = days.as_primitive::<Date32Type>().iter();
    days.zip(months).map(|(day, months)| calendar::add_months(day?, months?)).collect()
}

fn as_numbers(days: &Value) -> Evaluating<Value> {
    days.try_map(|a| {
        let whole = cast(a, &DataType::Int32)?;
        Ok(cast(&whole, &DataType::Float64)?.as_primitive::<Float64Type>().clone())
    })
}

pub(super) fn start_of(days: &ArrayRef, zone: &TimeZone) -> TimestampMicrosecondArray {
    let days = days.as_primitive::<Date32Type>();
    if *zone == TimeZone::UTC {
        return days.unary(|day| i64::from(day) * DAY_MICROS);
    }
    days.unary_opt(|day| literal::start_of(day, zone))
}

pub(super) fn day_of(times: &ArrayRef, zone: &TimeZone) -> Date32Array {
    let times = times.as_primitive::<TimestampMicrosecondType>();
    if *zone == TimeZone::UTC {
        return times.unary_opt(|micros| i32::try_from(micros.div_euclid(DAY_MICROS)).ok());
    }
    times.unary_opt(|micros| literal::day_of(micros, zone))
}

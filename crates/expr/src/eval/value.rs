//! What a part of an expression comes to: an array with a value per row, or one value for all.

use std::sync::Arc;

use arrow::{
    array::{
        Array, ArrayRef, BooleanArray, Date32Array, Datum, Float64Array, StringArray,
        TimestampMicrosecondArray, UInt32Array, new_null_array,
    },
    compute::take,
    datatypes::{DataType, TimeUnit},
};

use super::Evaluating;
use crate::{node::Literal, schema::Type};

/// Numbers are Float64, texts Utf8, times Timestamp(µs) without a zone name (UTC), days Date32.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Rows(ArrayRef),
    /// An array of length 1.
    One(ArrayRef),
}

impl Datum for Value {
    fn get(&self) -> (&dyn Array, bool) {
        match self {
            Self::Rows(array) => (array.as_ref(), false),
            Self::One(array) => (array.as_ref(), true),
        }
    }
}

impl Value {
    pub fn literal(literal: &Literal) -> Self {
        Self::One(match literal {
            Literal::Number(number) => Arc::new(Float64Array::from(vec![*number])),
            Literal::Text(text) => Arc::new(StringArray::from(vec![text.as_str()])),
            Literal::Bool(value) => Arc::new(BooleanArray::from(vec![*value])),
            Literal::Time(micros) => Arc::new(TimestampMicrosecondArray::from(vec![*micros])),
            Literal::Day(day) => Arc::new(Date32Array::from(vec![*day])),
            Literal::Null(of) => new_null_array(&data_type(*of), 1),
        })
    }

    pub fn bool(value: bool) -> Self {
        Self::literal(&Literal::Bool(value))
    }

    pub fn null(of: Type) -> Self {
        Self::literal(&Literal::Null(of))
    }

    pub fn is_one(&self) -> bool {
        matches!(self, Self::One(_))
    }

    pub fn array(&self) -> &ArrayRef {
        let (Self::Rows(array) | Self::One(array)) = self;
        array
    }

    /// One value per row.
    pub fn into_rows(self, rows: usize) -> Evaluating<ArrayRef> {
        match self {
            Self::Rows(array) => Ok(array),
            Self::One(array) if rows == 1 => Ok(array),
            Self::One(array) => Ok(take(&array, &UInt32Array::from(vec![0; rows]), None)?),
        }
    }

    /// The result of a kernel that took both.
    pub fn of_both(left: &Self, right: &Self, array: impl Array + 'static) -> Self {
        let array: ArrayRef = Arc::new(array);
        if left.is_one() && right.is_one() { Self::One(array) } else { Self::Rows(array) }
    }

    pub fn map<A: Array + 'static>(self, change: impl FnOnce(&ArrayRef) -> A) -> Self {
        let array: ArrayRef = Arc::new(change(self.array()));
        if self.is_one() { Self::One(array) } else { Self::Rows(array) }
    }

    pub fn try_map<A: Array + 'static>(
        &self,
        change: impl FnOnce(&ArrayRef) -> Evaluating<A>,
    ) -> Evaluating<Self> {
        let array: ArrayRef = Arc::new(change(self.array())?);
        Ok(if self.is_one() { Self::One(array) } else { Self::Rows(array) })
    }

    /// Gives two values to a kernel that takes arrays of equal length.
    pub fn join<A: Array + 'static>(
        left: Self,
        right: Self,
        rows: usize,
        kernel: impl FnOnce(&ArrayRef, &ArrayRef) -> Evaluating<A>,
    ) -> Evaluating<Self> {
        let one = left.is_one() && right.is_one();
        let rows = if one { 1 } else { rows };
        let array: ArrayRef = Arc::new(kernel(&left.into_rows(rows)?, &right.into_rows(rows)?)?);
        Ok(if one { Self::One(array) } else { Self::Rows(array) })
    }
}

/// The Arrow type that evaluation uses for a type.
pub(super) fn data_type(of: Type) -> DataType {
    match of {
        Type::Number => DataType::Float64,
        Type::Text => DataType::Utf8,
        Type::Bool => DataType::Boolean,
        Type::Time => DataType::Timestamp(TimeUnit::Microsecond, None),
        Type::Day => DataType::Date32,
    }
}

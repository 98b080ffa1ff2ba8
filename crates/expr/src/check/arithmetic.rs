//! What can be added, subtracted, multiplied and divided: numbers, and days with numbers and days.

use super::{Checker, Checking, Node, Type};
use crate::ast::{ArithmeticOp, Expr};

impl Checker<'_> {
    pub(super) fn arithmetic(
        &self,
        op: ArithmeticOp,
        left: &Expr,
        right: &Expr,
    ) -> Checking<(Node, Type)> {
        let span = left.span.to(right.span);
        let (left, right) = (self.check(left)?, self.check(right)?);
        let is_sum = matches!(op, ArithmeticOp::Add | ArithmeticOp::Subtract);
        match (left.known_type(), right.known_type()) {
            (Some(Type::Day), Some(Type::Number)) if is_sum => {
                let by = Box::new(right.node);
                let by = if op == ArithmeticOp::Add { by } else { Box::new(Node::Negate(by)) };
                Ok((Node::ShiftDay { day: Box::new(left.node), by }, Type::Day))
            }
            (Some(Type::Day), Some(Type::Day | Type::Text)) if op == ArithmeticOp::Subtract => {
                let earlier = self.must_be(right, Type::Day)?;
                Ok((Node::DaysBetween { later: Box::new(left.node), earlier }, Type::Number))
            }
            (Some(Type::Time), _) | (_, Some(Type::Time)) => {
                let message = "times cannot be added or subtracted; write days_between(a, b), \
                               hours_between(a, b) or day(a) + 7";
                Err(self.error(span, message))
            }
            _ => {
                let left = self.must_be(left, Type::Number)?;
                let right = self.must_be(right, Type::Number)?;
                Ok((Node::Arithmetic { op, left, right }, Type::Number))
            }
        }
    }
}

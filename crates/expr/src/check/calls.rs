//! What each function takes and gives.

use super::{
    ACCOUNT_COLUMN, Checker, Checking, DAY_COLUMN, Extreme, Function, Node, Purpose, ResultType,
    TextCase, TextTest, Type,
};
use crate::{
    ast::{Expr, ExprKind},
    error::Span,
    limits::MAX_LAG_DAYS,
};

impl Checker<'_> {
    /// The parser has seen to the number of arguments.
    pub(super) fn call(
        &self,
        function: Function,
        args: &[Expr],
        span: Span,
    ) -> Checking<(Node, ResultType)> {
        match (function, args) {
            (Function::Coalesce, _) => self.coalesce(args),
            (Function::Nullif, [value, other]) => self.null_if(value, other),
            (Function::Least, _) => self.extreme(Extreme::Least, args, span),
            (Function::Greatest, _) => self.extreme(Extreme::Greatest, args, span),
            (Function::Lag, [value, days]) => self.lag(value, days, span),
            _ => {
                let (node, result) = self.typed_call(function, args, span)?;
                Ok((node, ResultType::Settled(result)))
            }
        }
    }

    /// A function whose type is the same whatever it is given.
    fn typed_call(&self, function: Function, args: &[Expr], span: Span) -> Checking<(Node, Type)> {
        match (function, args) {
            (Function::Abs, [value]) => {
                Ok((Node::Abs(self.expect(value, Type::Number)?), Type::Number))
            }
            (Function::Round, [value]) => self.round(value, 0),
            (Function::Round, [value, decimals]) => {
                let decimals = self.constant(decimals, -15, 15, "the number of decimals")?;
                self.round(value, decimals)
            }
            (Function::Lower, [text]) => self.text_case(TextCase::Lower, text),
            (Function::Upper, [text]) => self.text_case(TextCase::Upper, text),
            (Function::Length, [text]) => {
                Ok((Node::Length(self.expect(text, Type::Text)?), Type::Number))
            }
            (Function::Contains, [text, part]) => self.text_test(TextTest::Contains, text, part),
            (Function::StartsWith, [text, part]) => {
                self.text_test(TextTest::StartsWith, text, part)
            }
            (Function::EndsWith, [text, part]) => self.text_test(TextTest::EndsWith, text, part),
            (Function::Day, [value]) => self.day_call(value),
            _ => Err(self.error(span, format!("write {}", function.info().form))),
        }
    }

    fn extreme(&self, which: Extreme, args: &[Expr], span: Span) -> Checking<(Node, ResultType)> {
        let values = self.check_all(args)?;
        let common = self.common(Purpose::Compare, &values)?;
        self.must_be_ordered(common, span)?;
        let result = ResultType::of_one(common, &values);
        let values = self.all_alike(Purpose::Compare, values, common)?;
        Ok((Node::Extreme { which, values }, result))
    }

    fn round(&self, value: &Expr, decimals: i32) -> Checking<(Node, Type)> {
        let value = self.expect(value, Type::Number)?;
        Ok((Node::Round { value, decimals }, Type::Number))
    }

    fn text_case(&self, case: TextCase, text: &Expr) -> Checking<(Node, Type)> {
        Ok((Node::TextCase { case, text: self.expect(text, Type::Text)? }, Type::Text))
    }

    fn text_test(&self, test: TextTest, text: &Expr, part: &Expr) -> Checking<(Node, Type)> {
        let text = self.expect(text, Type::Text)?;
        let part = self.expect(part, Type::Text)?;
        Ok((Node::TextTest { test, text, part }, Type::Bool))
    }

    fn day_call(&self, value: &Expr) -> Checking<(Node, Type)> {
        let checked = self.check(value)?;
        let span = checked.span;
        let node = match checked.result {
            ResultType::Settled(Type::Time) => Node::DayOf(Box::new(checked.node)),
            _ => self.convert(checked, Type::Day)?.ok_or_else(|| {
                self.error(span, "day takes a time, or a text such as '2026-01-31'")
            })?,
        };
        Ok((node, Type::Day))
    }

    fn lag(&self, value: &Expr, days: &Expr, span: Span) -> Checking<(Node, ResultType)> {
        let has_days = self.schema.type_of(ACCOUNT_COLUMN) == Some(Type::Text)
            && self.schema.type_of(DAY_COLUMN) == Some(Type::Day);
        if !has_days {
            let message = "lag needs one row per account and day, and these rows are not by day";
            return Err(self.error(span, message));
        }
        let most = i32::try_from(MAX_LAG_DAYS).unwrap_or(i32::MAX);
        let days = self.constant(days, 0, most, "how many days lag looks back")?;
        let checked = self.check(value)?;
        let result = match checked.result {
            ResultType::QuotedText => ResultType::Settled(Type::Text),
            other => other,
        };
        Ok((Node::Lag { value: Box::new(checked.node), days: days.unsigned_abs() }, result))
    }

    /// A whole number that stands in the source itself.
    fn constant(&self, expr: &Expr, least: i32, most: i32, what: &str) -> Checking<i32> {
        let written = match &expr.kind {
            ExprKind::Number(number) => Some(*number),
            ExprKind::Negate(inner) => match &inner.kind {
                ExprKind::Number(number) => Some(-number),
                _ => None,
            },
            _ => None,
        };
        #[allow(clippy::cast_possible_truncation)] // in range by the filter
        let whole = written
            .filter(|n| n.fract() == 0.0 && *n >= f64::from(least) && *n <= f64::from(most))
            .map(|n| n as i32);
        whole.ok_or_else(|| {
            let message = format!("{what} must be a whole number from {least} to {most}");
            self.error(expr.span, message)
        })
    }
}

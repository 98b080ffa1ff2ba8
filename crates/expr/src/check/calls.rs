//! What each function takes and gives.

use super::{
    ACCOUNT_COLUMN, Checker, Checking, DAY_COLUMN, Extreme, Function, Node, Purpose, ResultType,
    Type,
};
use crate::{
    ast::{Expr, ExprKind},
    error::Span,
    limits::MAX_LAG_DAYS,
    node::{DatePart, NumberChange, Side, TextChange, TextTest},
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
        use Function as F;
        match (function, args) {
            (F::Abs, [value]) => self.change_number(NumberChange::Abs, value),
            (F::Sign, [value]) => self.change_number(NumberChange::Sign, value),
            (F::Floor, [value]) => self.change_number(NumberChange::Floor, value),
            (F::Ceil, [value]) => self.change_number(NumberChange::Ceil, value),
            (F::Sqrt, [value]) => self.change_number(NumberChange::Sqrt, value),
            (F::Exp, [value]) => self.change_number(NumberChange::Exp, value),
            (F::Ln, [value]) => self.change_number(NumberChange::Ln, value),
            (F::Power, [base, exponent]) => self.power(base, exponent),
            (F::Round, [value]) => self.round(value, 0),
            (F::Round, [value, decimals]) => {
                let decimals = self.constant(decimals, -15, 15, "the number of decimals")?;
                self.round(value, decimals)
            }

            (F::Day, [value]) => Ok((*self.day_of(function, value)?, Type::Day)),
            (F::DaysBetween | F::HoursBetween, [later, earlier]) => {
                self.between(function, later, earlier)
            }
            (F::DateTrunc, [unit, value]) => self.date_trunc(unit, value),
            (F::AddMonths, [day, months]) => self.add_months(day, months),
            (F::Year, [value]) => self.part_of_day(function, DatePart::Year, value),
            (F::Month, [value]) => self.part_of_day(function, DatePart::Month, value),
            (F::DayOfMonth, [value]) => self.part_of_day(function, DatePart::DayOfMonth, value),
            (F::Weekday, [value]) => self.part_of_day(function, DatePart::Weekday, value),

            (F::Lower, [text]) => self.change_text(TextChange::Lower, text),
            (F::Upper, [text]) => self.change_text(TextChange::Upper, text),
            (F::Trim, [text]) => self.change_text(TextChange::Trim, text),
            (F::Length, [text]) => Ok((Node::Length(self.expect(text, Type::Text)?), Type::Number)),
            (F::Left, [text, count]) => self.end(Side::Left, text, count),
            (F::Right, [text, count]) => self.end(Side::Right, text, count),
            (F::Substring, [text, from]) => self.substring(text, from, None),
            (F::Substring, [text, from, count]) => self.substring(text, from, Some(count)),
            (F::Replace, [text, from, to]) => self.replace(text, from, to),
            (F::Concat, _) => self.concat_call(args),
            (F::Contains, [text, part]) => self.text_test(TextTest::Contains, text, part),
            (F::StartsWith, [text, part]) => self.text_test(TextTest::StartsWith, text, part),
            (F::EndsWith, [text, part]) => self.text_test(TextTest::EndsWith, text, part),
            _ => Err(self.error(span, format!("write {}", function.info().form))),
        }
    }

    fn change_number(&self, change: NumberChange, value: &Expr) -> Checking<(Node, Type)> {
        let value = self.expect(value, Type::Number)?;
        Ok((Node::ChangeNumber { change, value }, Type::Number))
    }

    fn power(&self, base: &Expr, exponent: &Expr) -> Checking<(Node, Type)> {
        let base = self.expect(base, Type::Number)?;
        let exponent = self.expect(exponent, Type::Number)?;
        Ok((Node::Power { base, exponent }, Type::Number))
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

//! What takes days and times.

use super::{Checked, Checker, Checking, Function, Node, ResultType, Type};
use crate::{
    ast::{Expr, ExprKind},
    node::{DatePart, DateUnit},
    suggest::nearest,
};

const HOUR_MICROS: f64 = 3_600_000_000.0;
const UNITS: [(&str, Option<DateUnit>); 5] = [
    ("day", None),
    ("week", Some(DateUnit::Week)),
    ("month", Some(DateUnit::Month)),
    ("quarter", Some(DateUnit::Quarter)),
    ("year", Some(DateUnit::Year)),
];

impl Checker<'_> {
    /// A day, or the day that a time falls on.
    pub(super) fn day_of(&self, function: Function, value: &Expr) -> Checking<Box<Node>> {
        let checked = self.check(value)?;
        let span = checked.span;
        let node = match checked.result {
            ResultType::Settled(Type::Time) => Node::DayOf(Box::new(checked.node)),
            _ => self.convert(checked, Type::Day)?.ok_or_else(|| {
                let name = function.as_str();
                self.error(
                    span,
                    format!("{name} takes a day, a time, or a text such as '2026-01-31'"),
                )
            })?,
        };
        Ok(Box::new(node))
    }

    pub(super) fn part_of_day(
        &self,
        function: Function,
        part: DatePart,
        value: &Expr,
    ) -> Checking<(Node, Type)> {
        Ok((Node::PartOfDay { part, day: self.day_of(function, value)? }, Type::Number))
    }

    pub(super) fn date_trunc(&self, unit: &Expr, value: &Expr) -> Checking<(Node, Type)> {
        let unit = self.unit(unit)?;
        let day = self.day_of(Function::DateTrunc, value)?;
        let node = match unit {
            Some(unit) => Node::TruncateDay { unit, day },
            None => *day,
        };
        Ok((node, Type::Day))
    }

    /// A unit's name in quotes; nothing for the day itself.
    fn unit(&self, expr: &Expr) -> Checking<Option<DateUnit>> {
        let (ExprKind::Text(written) | ExprKind::Column(written)) = &expr.kind else {
            return Err(self.unit_error(expr, ""));
        };
        let is_quoted = matches!(expr.kind, ExprKind::Text(_));
        UNITS
            .iter()
            .find(|(name, _)| is_quoted && name.eq_ignore_ascii_case(written))
            .map(|(_, unit)| *unit)
            .ok_or_else(|| self.unit_error(expr, written))
    }

    fn unit_error(&self, expr: &Expr, written: &str) -> crate::ExprError {
        let message = "the unit is 'week', 'month', 'quarter' or 'year', in quotes";
        let nearest = nearest(written, UNITS.map(|(name, _)| name));
        self.error(expr.span, message).suggest(nearest.map(|name| format!("'{name}'")))
    }

    pub(super) fn add_months(&self, day: &Expr, months: &Expr) -> Checking<(Node, Type)> {
        let day = self.day_of(Function::AddMonths, day)?;
        Ok((Node::AddMonths { day, months: self.expect(months, Type::Number)? }, Type::Day))
    }

    /// Between two days whole days; where one of them is a time, or hours are asked, by the clock.
    pub(super) fn between(
        &self,
        function: Function,
        later: &Expr,
        earlier: &Expr,
    ) -> Checking<(Node, Type)> {
        let later = self.day_or_time(function, later)?;
        let earlier = self.day_or_time(function, earlier)?;
        let one_is_a_time =
            [&later, &earlier].iter().any(|part| part.result == ResultType::Settled(Type::Time));
        let by_clock = one_is_a_time || function == Function::HoursBetween;
        let common = if by_clock { Type::Time } else { Type::Day };
        let (later, earlier) = (self.must_be(later, common)?, self.must_be(earlier, common)?);
        let hours = if function == Function::HoursBetween { 1.0 } else { 24.0 };
        let node = if by_clock {
            Node::TimeBetween { later, earlier, unit_micros: hours * HOUR_MICROS }
        } else {
            Node::DaysBetween { later, earlier }
        };
        Ok((node, Type::Number))
    }

    fn day_or_time(&self, function: Function, expr: &Expr) -> Checking<Checked> {
        let checked = self.check(expr)?;
        match checked.result {
            ResultType::Null
            | ResultType::QuotedText
            | ResultType::Settled(Type::Day | Type::Time) => Ok(checked),
            ResultType::Settled(_) => {
                let (name, found) = (function.as_str(), checked.described());
                let message = format!("{name} takes days and times, and this is {found}");
                Err(self.error(checked.span, message))
            }
        }
    }
}

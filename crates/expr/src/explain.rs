//! Says an expression in plain English, for people who did not write it.

use crate::{
    ast::{ArithmeticOp, Arm, CompareOp, Expr, ExprKind},
    functions::Function,
    schema::{Schema, Type},
};

/// The expression as part of an English sentence, without a full stop.
pub(crate) fn explain(expr: &Expr, schema: &Schema) -> String {
    Teller { schema }.tell(expr)
}

mod calls;
mod peers;

struct Teller<'a> {
    schema: &'a Schema,
}

impl Teller<'_> {
    fn tell(&self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Number(number) => grouped(*number),
            ExprKind::Text(text) => format!("\"{text}\""),
            ExprKind::Bool(value) => value.to_string(),
            ExprKind::Null => "nothing".to_owned(),
            ExprKind::Column(name) => self.schema.said(name),
            ExprKind::Negate(inner) => match &inner.kind {
                ExprKind::Number(number) => format!("-{}", grouped(*number)),
                _ => format!("minus {}", self.within(inner)),
            },
            ExprKind::Not(inner) => format!("it is not so that {}", self.clause(inner)),
            ExprKind::And(parts) => self.joined(parts, " and "),
            ExprKind::Or(parts) => self.joined(parts, " or "),
            ExprKind::Concat(parts) => {
                let told: Vec<String> = parts.iter().map(|part| self.within(part)).collect();
                told.join(" followed by ")
            }
            ExprKind::Arithmetic { op, left, right } => {
                let word = match op {
                    ArithmeticOp::Add => "plus",
                    ArithmeticOp::Subtract => "minus",
                    ArithmeticOp::Multiply => "times",
                    ArithmeticOp::Divide => "divided by",
                    ArithmeticOp::Remainder => "modulo",
                };
                format!("{} {word} {}", self.within(left), self.within(right))
            }
            ExprKind::Compare { op, left, right } => {
                let by_time = self.is_in_time(left) || self.is_in_time(right);
                format!("{} {} {}", self.tell(left), compared(*op, by_time), self.tell(right))
            }
            ExprKind::In { value, list, negated } => {
                let among = if *negated { "is none of" } else { "is one of" };
                let items: Vec<String> = list.iter().map(|item| self.tell(item)).collect();
                format!("{} {among} {}", self.tell(value), items.join(", "))
            }
            ExprKind::Between { value, low, high, negated } => {
                let (value, low, high) = (self.tell(value), self.tell(low), self.tell(high));
                format!("{value} is{} between {low} and {high}", not(*negated))
            }
            ExprKind::Like { value, pattern, any_case, negated } => {
                let like = self.like(value, pattern, *negated);
                if *any_case { format!("{like} (in any case)") } else { like }
            }
            ExprKind::IsNull { value, negated } => {
                let has = if *negated { "has a value" } else { "has no value" };
                format!("{} {has}", self.tell(value))
            }
            ExprKind::Case { subject, arms, otherwise } => {
                self.case(subject.as_deref(), arms, otherwise.as_deref())
            }
            ExprKind::Call { function, args } => self.call(*function, args),
        }
    }

    /// In brackets, because it may stand anywhere and itself is a list of choices.
    fn case(&self, subject: Option<&Expr>, arms: &[Arm], otherwise: Option<&Expr>) -> String {
        let subject = subject.map_or(String::new(), |expr| format!("{} is ", self.within(expr)));
        let mut parts: Vec<String> = arms
            .iter()
            .map(|Arm { when, then }| {
                let when = if subject.is_empty() { self.tell(when) } else { self.within(when) };
                format!("{} if {subject}{when}", self.within(then))
            })
            .collect();
        parts.push(match otherwise {
            Some(expr) => format!("otherwise {}", self.within(expr)),
            None => "otherwise nothing".to_owned(),
        });
        format!("({})", parts.join(", "))
    }

    fn like(&self, value: &Expr, pattern: &Expr, negated: bool) -> String {
        let value = self.tell(value);
        let ExprKind::Text(text) = &pattern.kind else {
            return format!(
                "{value} does{} match the pattern {}",
                not(negated),
                self.tell(pattern)
            );
        };
        let inner = text.trim_matches('%');
        let is_plain = !inner.contains(['%', '_', '\\']) && !inner.is_empty();
        let verb = match (text.starts_with('%'), text.ends_with('%')) {
            _ if !is_plain => "match the pattern",
            (true, true) => "contain",
            (true, false) => "end with",
            (false, true) => "begin with",
            (false, false) => "equal",
        };
        let sought = if is_plain { inner } else { text };
        let does = if negated { "does not" } else { "does" };
        format!("{value} {does} {verb} \"{sought}\"")
    }

    fn joined(&self, parts: &[Expr], by: &str) -> String {
        parts.iter().map(|part| self.clause(part)).collect::<Vec<_>>().join(by)
    }

    /// A part of a sentence, in brackets where it is itself a choice or a chain.
    fn clause(&self, expr: &Expr) -> String {
        match expr.kind {
            ExprKind::And(_) | ExprKind::Or(_) => format!("({})", self.tell(expr)),
            _ => self.tell(expr),
        }
    }

    /// A part of a calculation, in brackets where it is itself one, or a condition.
    fn within(&self, expr: &Expr) -> String {
        match expr.kind {
            ExprKind::Arithmetic { .. }
            | ExprKind::Concat(_)
            | ExprKind::Not(_)
            | ExprKind::And(_)
            | ExprKind::Or(_)
            | ExprKind::Compare { .. }
            | ExprKind::In { .. }
            | ExprKind::Between { .. }
            | ExprKind::Like { .. }
            | ExprKind::IsNull { .. } => format!("({})", self.tell(expr)),
            _ => self.tell(expr),
        }
    }

    fn is_in_time(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Column(name) => {
                matches!(self.schema.find(name), Some((_, Type::Day | Type::Time)))
            }
            ExprKind::Call { function, .. } => {
                matches!(function, Function::Day | Function::DateTrunc | Function::AddMonths)
            }
            ExprKind::Arithmetic { left, right, .. } => {
                self.is_in_time(left) && !self.is_in_time(right)
            }
            _ => false,
        }
    }
}

fn compared(op: CompareOp, by_time: bool) -> &'static str {
    match (op, by_time) {
        (CompareOp::Equal, _) => "is",
        (CompareOp::NotEqual, _) => "is not",
        (CompareOp::Less, false) => "is less than",
        (CompareOp::AtMost, false) => "is at most",
        (CompareOp::More, false) => "is more than",
        (CompareOp::AtLeast, false) => "is at least",
        (CompareOp::Less, true) => "is before",
        (CompareOp::AtMost, true) => "is not after",
        (CompareOp::More, true) => "is after",
        (CompareOp::AtLeast, true) => "is not before",
    }
}

fn not(negated: bool) -> &'static str {
    if negated { " not" } else { "" }
}

/// A number with its thousands set apart: 50,000.
fn grouped(number: f64) -> String {
    let text = number.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if part.is_empty() { grouped } else { format!("{grouped}.{part}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_condition;

    fn told(text: &str) -> String {
        let schema = Schema::new([
            ("account_id", Type::Text),
            ("day", Type::Day),
            ("tier", Type::Text),
            ("arr", Type::Number),
            ("active_contacts_28d", Type::Number),
        ])
        .label("arr", "ARR");
        parse_condition(text, &schema).unwrap().explain()
    }

    #[test]
    fn conditions_read_as_english() {
        assert_eq!(
            told("arr > 50000 and active_contacts_28d < 0.5 * lag(active_contacts_28d, 28)"),
            "ARR is more than 50,000 and active contacts 28d is less than \
             0.5 times active contacts 28d 28 days before"
        );
        assert_eq!(
            told("(tier in ('gold', 'silver') or arr is null) and day >= '2026-01-31'"),
            "(tier is one of \"gold\", \"silver\" or ARR has no value) and day is not before \"2026-01-31\""
        );
        assert_eq!(told("tier not like '%gold%'"), "tier does not contain \"gold\"");
        assert_eq!(
            told("not coalesce(arr, 0) between -1 and 1234567.5"),
            "it is not so that ARR or else 0 is between -1 and 1,234,567.5"
        );
        assert_eq!(
            told("case tier when 'gold' then arr else 0 end > 5 and tier not ilike '%a%'"),
            "(ARR if tier is \"gold\", otherwise 0) is more than 5 \
             and tier does not contain \"a\" (in any case)"
        );
        assert_eq!(
            told("case when arr > 5 and arr < 9 then day end < add_months('2026-01-31', 3)"),
            "(day if ARR is more than 5 and ARR is less than 9, otherwise nothing) \
             is before \"2026-01-31\" plus 3 months"
        );
        assert_eq!(
            told("date_trunc('month', day) <= day - 7 and days_between(day, '2026-01-01') > 30"),
            "the first day of the month of day is not after day minus 7 \
             and the days from \"2026-01-01\" to day is more than 30"
        );
        assert_eq!(
            told("abs(arr % 2 - 1) = 1 or tier || 'x' = concat(lower(tier), 'x')"),
            "the size of ((ARR modulo 2) minus 1) is 1 \
             or tier followed by \"x\" is tier in lower case and \"x\" joined"
        );
        assert_eq!(
            told("nullif(arr, 0) > 1 and replace(tier, 'a', 'b') = left(tier, 3)"),
            "ARR unless it is 0 is more than 1 \
             and tier with \"b\" in place of \"a\" is the first 3 characters of tier"
        );
    }
}

//! An expression back to text, in its plainest form: lower-case keywords and only the brackets
//! that are needed. Parsing the text gives the expression again.

use std::fmt;

use crate::{
    ast::{ArithmeticOp, Arm, Expr, ExprKind},
    lexer::is_plain_name,
    parser::{KEYWORDS, infix::power},
};

impl ExprKind {
    fn power(&self) -> u8 {
        match self {
            Self::Or(_) => power::OR,
            Self::And(_) => power::AND,
            Self::Not(_) => power::NOT,
            Self::IsNull { .. } => power::IS,
            Self::Compare { .. } => power::COMPARE,
            Self::In { .. } | Self::Between { .. } | Self::Like { .. } => power::MEMBER,
            Self::Concat(_) => power::CONCAT,
            Self::Arithmetic { op: ArithmeticOp::Add | ArithmeticOp::Subtract, .. } => power::SUM,
            Self::Arithmetic { .. } => power::PRODUCT,
            Self::Negate(_) => power::SIGN,
            _ => power::ATOM,
        }
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExprKind::Number(number) => write_number(f, *number),
            ExprKind::Text(text) => write!(f, "'{}'", text.replace('\'', "''")),
            ExprKind::Bool(value) => write!(f, "{value}"),
            ExprKind::Null => f.write_str("null"),
            ExprKind::Column(name) => write_name(f, name),
            ExprKind::Negate(inner) => {
                // Two signs in a row would read as the start of a comment in SQL.
                f.write_str("-")?;
                write_at(f, inner, power::ATOM)
            }
            ExprKind::Not(inner) => {
                f.write_str("not ")?;
                write_at(f, inner, power::NOT)
            }
            ExprKind::And(parts) => write_joined(f, parts, " and ", power::NOT),
            ExprKind::Or(parts) => write_joined(f, parts, " or ", power::AND),
            ExprKind::Concat(parts) => write_joined(f, parts, " || ", power::SUM),
            ExprKind::Arithmetic { op, left, right } => {
                let own = self.kind.power();
                write_at(f, left, own)?;
                write!(f, " {} ", op.as_str())?;
                write_at(f, right, own + 1)
            }
            ExprKind::Compare { op, left, right } => {
                write_at(f, left, power::MEMBER)?;
                write!(f, " {} ", op.as_str())?;
                write_at(f, right, power::MEMBER)
            }
            ExprKind::In { value, list, negated } => {
                write_at(f, value, power::CONCAT)?;
                write!(f, "{} in (", not(*negated))?;
                write_joined(f, list, ", ", 0)?;
                f.write_str(")")
            }
            ExprKind::Between { value, low, high, negated } => {
                write_at(f, value, power::CONCAT)?;
                write!(f, "{} between ", not(*negated))?;
                write_at(f, low, power::CONCAT)?;
                f.write_str(" and ")?;
                write_at(f, high, power::CONCAT)
            }
            ExprKind::Like { value, pattern, any_case, negated } => {
                let like = if *any_case { "ilike" } else { "like" };
                write_at(f, value, power::CONCAT)?;
                write!(f, "{} {like} ", not(*negated))?;
                write_at(f, pattern, power::CONCAT)
            }
            ExprKind::IsNull { value, negated } => {
                write_at(f, value, power::IS)?;
                write!(f, " is{} null", not(*negated))
            }
            ExprKind::Case { subject, arms, otherwise } => {
                f.write_str("case")?;
                if let Some(subject) = subject {
                    write!(f, " {subject}")?;
                }
                for Arm { when, then } in arms {
                    write!(f, " when {when} then {then}")?;
                }
                if let Some(otherwise) = otherwise {
                    write!(f, " else {otherwise}")?;
                }
                f.write_str(" end")
            }
            ExprKind::Call { function, args } => {
                write!(f, "{}(", function.as_str())?;
                write_joined(f, args, ", ", 0)?;
                f.write_str(")")
            }
        }
    }
}

fn not(negated: bool) -> &'static str {
    if negated { " not" } else { "" }
}

/// Writes an expression, in brackets where it binds more loosely than `least`.
fn write_at(f: &mut fmt::Formatter<'_>, expr: &Expr, least: u8) -> fmt::Result {
    if expr.kind.power() < least { write!(f, "({expr})") } else { write!(f, "{expr}") }
}

fn write_joined(f: &mut fmt::Formatter<'_>, parts: &[Expr], by: &str, least: u8) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            f.write_str(by)?;
        }
        write_at(f, part, least)?;
    }
    Ok(())
}

fn write_number(f: &mut fmt::Formatter<'_>, number: f64) -> fmt::Result {
    let plain = number == 0.0 || (1e-6..1e15).contains(&number.abs());
    if plain { write!(f, "{number}") } else { write!(f, "{number:e}") }
}

fn write_name(f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
    let is_keyword = KEYWORDS.iter().any(|keyword| keyword.eq_ignore_ascii_case(name));
    if !is_keyword && is_plain_name(name) {
        f.write_str(name)
    } else {
        write!(f, "\"{}\"", name.replace('"', "\"\""))
    }
}

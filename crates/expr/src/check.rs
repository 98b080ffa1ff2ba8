//! Finds the columns, settles the types, and turns the expression into what evaluation runs.

use crate::{
    ast::{CompareOp, Expr, ExprKind},
    error::{ExprError, Span},
    functions::{Function, foreign},
    literal,
    node::{Extreme, Literal, Node},
    schema::{Schema, Type},
    suggest::nearest,
};

mod arithmetic;
mod calls;
mod choices;
mod days;
mod peers;
mod texts;

/// Columns by which `lag` finds an account's earlier row.
pub(crate) const ACCOUNT_COLUMN: &str = "account_id";
pub(crate) const DAY_COLUMN: &str = "day";

/// Checks that an expression fits the schema and gives a value of the wanted type.
pub(crate) fn check(
    text: &str,
    expr: &Expr,
    schema: &Schema,
    wanted: Type,
) -> Result<Node, ExprError> {
    let checker = Checker { text, schema };
    let checked = checker.check(expr)?;
    let what = if wanted == Type::Bool { "a condition" } else { "a formula" };
    if checked.result == ResultType::Settled(wanted) {
        return Ok(checked.node);
    }
    let message =
        format!("{what} must come to {wanted}, and this comes to {}", checked.described());
    Err(checker.error(expr.span, message).suggest(comparison_for(&checked.node, wanted)))
}

/// A bare column where a condition is expected: most likely a comparison is missing.
fn comparison_for(node: &Node, wanted: Type) -> Option<String> {
    match node {
        Node::Column { name, .. } if wanted == Type::Bool => Some(format!("{name} is not null")),
        _ => None,
    }
}

/// A checked part. A quoted text may still become a day or a time, null any type.
struct Checked {
    node: Node,
    span: Span,
    result: ResultType,
}

#[derive(Clone, Copy, PartialEq)]
enum ResultType {
    Null,
    /// Text as written in the source.
    QuotedText,
    Settled(Type),
}

impl Checked {
    fn known_type(&self) -> Option<Type> {
        match self.result {
            ResultType::Null => None,
            ResultType::QuotedText => Some(Type::Text),
            ResultType::Settled(settled) => Some(settled),
        }
    }

    fn described(&self) -> &'static str {
        self.known_type().map_or("null", Type::described)
    }
}

impl ResultType {
    /// What an expression comes to that gives one of the parts, all of the common type: null where
    /// none of them can be anything else.
    fn of_one<'c>(common: Type, parts: impl IntoIterator<Item = &'c Checked>) -> Self {
        let all_null = parts.into_iter().all(|part| part.result == Self::Null);
        if all_null { Self::Null } else { Self::Settled(common) }
    }
}

/// Why several parts must be of one type.
#[derive(Clone, Copy)]
enum Purpose {
    Compare,
    /// One of them becomes the result.
    Give,
}

struct Checker<'a> {
    text: &'a str,
    schema: &'a Schema,
}

type Checking<T> = Result<T, ExprError>;

impl Checker<'_> {
    fn check(&self, expr: &Expr) -> Checking<Checked> {
        let checked = |(node, result)| Ok(Checked { node, span: expr.span, result });
        let settled = |node, result| checked((node, ResultType::Settled(result)));
        match &expr.kind {
            ExprKind::Number(number) => {
                settled(Node::Literal(Literal::Number(*number)), Type::Number)
            }
            ExprKind::Bool(value) => settled(Node::Literal(Literal::Bool(*value)), Type::Bool),
            ExprKind::Text(text) => {
                checked((Node::Literal(Literal::Text(text.clone())), ResultType::QuotedText))
            }
            ExprKind::Null => checked((Node::Literal(Literal::Null(Type::Text)), ResultType::Null)),
            ExprKind::Column(name) => {
                let (name, column_type) = self.column(name, expr.span)?;
                settled(Node::Column { name: name.to_owned(), column_type }, column_type)
            }
            ExprKind::Negate(inner) => {
                settled(Node::Negate(self.expect(inner, Type::Number)?), Type::Number)
            }
            ExprKind::Not(inner) => settled(Node::Not(self.expect(inner, Type::Bool)?), Type::Bool),
            ExprKind::And(parts) => settled(Node::And(self.bools(parts)?), Type::Bool),
            ExprKind::Or(parts) => settled(Node::Or(self.bools(parts)?), Type::Bool),
            ExprKind::Concat(parts) => settled(self.concat(parts)?, Type::Text),
            ExprKind::Arithmetic { op, left, right } => {
                let (node, result) = self.arithmetic(*op, left, right)?;
                settled(node, result)
            }
            ExprKind::Compare { op, left, right } => {
                settled(self.compare(*op, left, right)?, Type::Bool)
            }
            ExprKind::In { value, list, negated } => {
                let (value, list) = (self.check(value)?, self.check_all(list)?);
                let common = self.common(Purpose::Compare, list.iter().chain([&value]))?;
                let value = self.alike(Purpose::Compare, value, common)?;
                let list = self.all_alike(Purpose::Compare, list, common)?;
                settled(negate(*negated, Node::In { value, list }), Type::Bool)
            }
            ExprKind::Between { value, low, high, negated } => {
                let (value, low, high) = (self.check(value)?, self.check(low)?, self.check(high)?);
                let common = self.common(Purpose::Compare, [&value, &low, &high])?;
                self.must_be_ordered(common, expr.span)?;
                let value = self.alike(Purpose::Compare, value, common)?;
                let (low, high) = (
                    self.alike(Purpose::Compare, low, common)?,
                    self.alike(Purpose::Compare, high, common)?,
                );
                settled(negate(*negated, Node::Between { value, low, high }), Type::Bool)
            }
            ExprKind::Like { value, pattern, any_case, negated } => {
                settled(negate(*negated, self.like(value, pattern, *any_case)?), Type::Bool)
            }
            ExprKind::IsNull { value, negated } => {
                let node = Node::IsNull(Box::new(self.check(value)?.node));
                settled(negate(*negated, node), Type::Bool)
            }
            ExprKind::Case { subject, arms, otherwise } => {
                checked(self.case(subject.as_deref(), arms, otherwise.as_deref())?)
            }
            ExprKind::Call { function, args } if function.is_of_peers() => {
                checked(self.of_peers(*function, expr, args, expr.span)?)
            }
            ExprKind::Call { function, args } => checked(self.call(*function, args, expr.span)?),
        }
    }

    fn column(&self, name: &str, span: Span) -> Checking<(&str, Type)> {
        self.schema.find(name).ok_or_else(|| {
            let span = span.without_brackets(self.text);
            if let Some(message) = foreign::no_clock(name) {
                return self.error(span, message);
            }
            let error = self.error(span, format!("there is no column \"{name}\""));
            let written_as_text = self.text[span.start..span.end].starts_with('"');
            match nearest(name, self.schema.names()) {
                Some(column) => error.suggest(Some(column)),
                None if written_as_text => error.suggest(Some(format!("the text '{name}'"))),
                None => error,
            }
        })
    }

    fn bools(&self, parts: &[Expr]) -> Checking<Vec<Node>> {
        parts.iter().map(|part| self.expect(part, Type::Bool).map(|node| *node)).collect()
    }

    fn check_all(&self, parts: &[Expr]) -> Checking<Vec<Checked>> {
        parts.iter().map(|part| self.check(part)).collect()
    }

    /// A part that must be of one type.
    fn expect(&self, expr: &Expr, wanted: Type) -> Checking<Box<Node>> {
        self.must_be(self.check(expr)?, wanted)
    }

    fn must_be(&self, checked: Checked, wanted: Type) -> Checking<Box<Node>> {
        let message = format!("this must be {wanted}, and it is {}", checked.described());
        let error =
            self.error(checked.span, message).suggest(comparison_for(&checked.node, wanted));
        self.convert(checked, wanted)?.map(Box::new).ok_or(error)
    }

    /// The part as a value of the type, if it can be one.
    fn convert(&self, checked: Checked, wanted: Type) -> Checking<Option<Node>> {
        let node = match (checked.result, checked.node) {
            (ResultType::Null, _) => Node::Literal(Literal::Null(wanted)),
            (ResultType::QuotedText, Node::Literal(Literal::Text(text))) => match wanted {
                Type::Day => Node::Literal(Literal::Day(self.day(&text, checked.span)?)),
                Type::Time => Node::Literal(Literal::Time(self.time(&text, checked.span)?)),
                Type::Text => Node::Literal(Literal::Text(text)),
                Type::Number | Type::Bool => return Ok(None),
            },
            (ResultType::Settled(Type::Day), day) if wanted == Type::Time => {
                Node::StartOfDay(Box::new(day))
            }
            (ResultType::Settled(found), node) if found == wanted => node,
            _ => return Ok(None),
        };
        Ok(Some(node))
    }

    fn day(&self, text: &str, span: Span) -> Checking<i32> {
        literal::day(text).ok_or_else(|| {
            self.error(span, format!("\"{text}\" is not a day; write it as '2026-01-31'"))
        })
    }

    fn time(&self, text: &str, span: Span) -> Checking<i64> {
        literal::time(text, self.schema.zone()).ok_or_else(|| {
            let message = format!(
                "\"{text}\" is not a time; write it as '2026-01-31' or '2026-01-31T09:30:00Z'"
            );
            self.error(span, message)
        })
    }

    /// The one type that all parts can have: quoted text and null follow the others, and a day
    /// among times is its first moment.
    fn common<'c>(
        &self,
        purpose: Purpose,
        parts: impl IntoIterator<Item = &'c Checked>,
    ) -> Checking<Type> {
        let mut common = None;
        for part in parts {
            let ResultType::Settled(found) = part.result else { continue };
            common = Some(match common {
                None => found,
                Some(first) if first == found => first,
                Some(Type::Day | Type::Time) if matches!(found, Type::Day | Type::Time) => {
                    Type::Time
                }
                Some(first) => return Err(self.unlike(purpose, first, part)),
            });
        }
        Ok(common.unwrap_or(Type::Text))
    }

    /// The part as a value of the type that [`Self::common`] found.
    fn alike(&self, purpose: Purpose, part: Checked, common: Type) -> Checking<Box<Node>> {
        let unlike = self.unlike(purpose, common, &part);
        self.convert(part, common)?.map(Box::new).ok_or(unlike)
    }

    fn all_alike(
        &self,
        purpose: Purpose,
        parts: Vec<Checked>,
        common: Type,
    ) -> Checking<Vec<Node>> {
        parts.into_iter().map(|part| self.alike(purpose, part, common).map(|node| *node)).collect()
    }

    fn unlike(&self, purpose: Purpose, first: Type, other: &Checked) -> ExprError {
        let found = other.described();
        let message = match purpose {
            Purpose::Compare => format!("{first} cannot be compared with {found}"),
            Purpose::Give => format!("this gives {found}, where the others give {first}"),
        };
        let written = &self.text[other.span.start..other.span.end];
        let unquoted = written.trim_matches('\'');
        let is_quoted_number = first == Type::Number && unquoted.parse::<f64>().is_ok();
        self.error(other.span, message).suggest(is_quoted_number.then_some(unquoted))
    }

    fn must_be_ordered(&self, found: Type, span: Span) -> Checking<()> {
        if found.is_ordered() {
            return Ok(());
        }
        Err(self.error(span, "true and false have no order; use =, <> or not"))
    }

    fn compare(&self, op: CompareOp, left: &Expr, right: &Expr) -> Checking<Node> {
        let span = left.span.to(right.span);
        let (left, right) = (self.check(left)?, self.check(right)?);
        let common = self.common(Purpose::Compare, [&left, &right])?;
        if !matches!(op, CompareOp::Equal | CompareOp::NotEqual) {
            self.must_be_ordered(common, span)?;
        }
        let (left, right) = (
            self.alike(Purpose::Compare, left, common)?,
            self.alike(Purpose::Compare, right, common)?,
        );
        Ok(Node::Compare { op, left, right })
    }

    fn error(&self, span: Span, message: impl Into<String>) -> ExprError {
        ExprError::new(self.text, span, message)
    }
}

fn negate(negated: bool, node: Node) -> Node {
    if negated { Node::Not(Box::new(node)) } else { node }
}

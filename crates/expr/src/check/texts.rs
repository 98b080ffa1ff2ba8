//! What tests and makes texts.

use super::{Checker, Checking, Node, ResultType, Type};
use crate::{
    ast::Expr,
    node::{Side, TextChange, TextTest},
};

impl Checker<'_> {
    /// `a || b`. Conditions beside it show that `or` was meant.
    pub(super) fn concat(&self, parts: &[Expr]) -> Checking<Node> {
        let mut texts = Vec::with_capacity(parts.len());
        for (index, part) in parts.iter().enumerate() {
            let checked = self.check(part)?;
            if checked.result == ResultType::Settled(Type::Bool) {
                return Err(self.meant_or(parts, index));
            }
            texts.push(*self.must_be(checked, Type::Text)?);
        }
        Ok(Node::Concat { texts, skip_nulls: false })
    }

    fn meant_or(&self, parts: &[Expr], condition: usize) -> crate::ExprError {
        let before = condition.saturating_sub(1);
        let span = match (parts.get(before), parts.get(before + 1)) {
            (Some(left), Some(right)) => left.span.operator_before(right.span, self.text, "||"),
            _ => parts[condition].span,
        };
        let message = "\"||\" joins texts, and it stands beside a condition here";
        self.error(span, message).suggest(Some("or"))
    }

    /// The texts one after the other; what is null is left out.
    pub(super) fn concat_call(&self, args: &[Expr]) -> Checking<(Node, Type)> {
        let texts: Vec<Node> = args
            .iter()
            .map(|arg| self.expect(arg, Type::Text).map(|node| *node))
            .collect::<Checking<_>>()?;
        Ok((Node::Concat { texts, skip_nulls: true }, Type::Text))
    }

    /// In any case means that both sides are put in lower case first.
    pub(super) fn like(&self, value: &Expr, pattern: &Expr, any_case: bool) -> Checking<Node> {
        let side = |expr| -> Checking<Box<Node>> {
            let text = self.expect(expr, Type::Text)?;
            Ok(if any_case {
                Box::new(Node::ChangeText { change: TextChange::Lower, text })
            } else {
                text
            })
        };
        Ok(Node::TextTest { test: TextTest::Like, text: side(value)?, part: side(pattern)? })
    }

    pub(super) fn text_test(
        &self,
        test: TextTest,
        text: &Expr,
        part: &Expr,
    ) -> Checking<(Node, Type)> {
        let text = self.expect(text, Type::Text)?;
        let part = self.expect(part, Type::Text)?;
        Ok((Node::TextTest { test, text, part }, Type::Bool))
    }

    pub(super) fn change_text(&self, change: TextChange, text: &Expr) -> Checking<(Node, Type)> {
        Ok((Node::ChangeText { change, text: self.expect(text, Type::Text)? }, Type::Text))
    }

    pub(super) fn end(&self, side: Side, text: &Expr, count: &Expr) -> Checking<(Node, Type)> {
        let text = self.expect(text, Type::Text)?;
        let count = self.expect(count, Type::Number)?;
        Ok((Node::End { side, text, count }, Type::Text))
    }

    pub(super) fn substring(
        &self,
        text: &Expr,
        from: &Expr,
        count: Option<&Expr>,
    ) -> Checking<(Node, Type)> {
        let text = self.expect(text, Type::Text)?;
        let from = self.expect(from, Type::Number)?;
        let count = count.map(|count| self.expect(count, Type::Number)).transpose()?;
        Ok((Node::Substring { text, from, count }, Type::Text))
    }

    pub(super) fn replace(&self, text: &Expr, from: &Expr, to: &Expr) -> Checking<(Node, Type)> {
        let text = self.expect(text, Type::Text)?;
        let from = self.expect(from, Type::Text)?;
        let to = self.expect(to, Type::Text)?;
        Ok((Node::Replace { text, from, to }, Type::Text))
    }
}

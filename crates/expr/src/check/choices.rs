//! What gives one of several values: `case`, `coalesce` and `nullif`.

use super::{Checked, Checker, Checking, Literal, Node, Purpose, ResultType, Type};
use crate::{
    ast::{Arm, Expr},
    node::CaseArm,
};

impl Checker<'_> {
    /// All `then` and the `else` come to one type; all `when` to true or false, or, where there is
    /// a subject, to the subject's type.
    pub(super) fn case(
        &self,
        subject: Option<&Expr>,
        arms: &[Arm],
        otherwise: Option<&Expr>,
    ) -> Checking<(Node, ResultType)> {
        let (subject, whens) = self.whens(subject, arms)?;
        let mut given = Vec::with_capacity(arms.len() + 1);
        for expr in arms.iter().map(|arm| &arm.then).chain(otherwise) {
            given.push(self.check(expr)?);
        }
        let common = self.common(Purpose::Give, &given)?;
        let result = ResultType::of_one(common, &given);
        let mut given = self.all_alike(Purpose::Give, given, common)?.into_iter();
        let arms = whens
            .into_iter()
            .zip(given.by_ref())
            .map(|(when, then)| CaseArm { when, then })
            .collect();
        let otherwise = given.next().unwrap_or(Node::Literal(Literal::Null(common)));
        Ok((Node::Case { subject, arms, otherwise: Box::new(otherwise) }, result))
    }

    fn whens(
        &self,
        subject: Option<&Expr>,
        arms: &[Arm],
    ) -> Checking<(Option<Box<Node>>, Vec<Node>)> {
        let Some(subject) = subject else {
            let whens = arms.iter().map(|arm| self.expect(&arm.when, Type::Bool).map(|node| *node));
            return Ok((None, whens.collect::<Checking<_>>()?));
        };
        let subject = self.check(subject)?;
        let whens: Vec<Checked> =
            arms.iter().map(|arm| self.check(&arm.when)).collect::<Checking<_>>()?;
        let common = self.common(Purpose::Compare, [&subject].into_iter().chain(&whens))?;
        let subject = self.alike(Purpose::Compare, subject, common)?;
        Ok((Some(subject), self.all_alike(Purpose::Compare, whens, common)?))
    }

    pub(super) fn coalesce(&self, args: &[Expr]) -> Checking<(Node, ResultType)> {
        let values = self.check_all(args)?;
        let common = self.common(Purpose::Give, &values)?;
        let result = ResultType::of_one(common, &values);
        Ok((Node::Coalesce(self.all_alike(Purpose::Give, values, common)?), result))
    }

    pub(super) fn null_if(&self, value: &Expr, other: &Expr) -> Checking<(Node, ResultType)> {
        let (value, other) = (self.check(value)?, self.check(other)?);
        let common = self.common(Purpose::Compare, [&value, &other])?;
        let result = ResultType::of_one(common, [&value]);
        let value = self.alike(Purpose::Compare, value, common)?;
        let other = self.alike(Purpose::Compare, other, common)?;
        Ok((Node::NullIf { value, other, value_type: common }, result))
    }
}

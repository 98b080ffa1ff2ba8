//! Whether data stands behind a metric: a count of what nobody ever sends is 0 and says nothing.

use perennial_expr::{
    Function,
    ast::{ArithmeticOp, Expr, ExprKind},
};

/// What must have data for an expression to have some.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Feeds {
    /// Text, numbers, the account itself: it says nothing either way.
    Nothing,
    Metric(usize),
    All(Vec<Feeds>),
    Any(Vec<Feeds>),
}

impl Feeds {
    /// A product needs every factor; a sum, a choice and whatever takes what there is, one part.
    pub fn of(expr: &Expr, number: &dyn Fn(&str) -> Option<usize>) -> Self {
        let all = |parts: &[&Expr]| Self::join(parts, number, Self::All);
        let any = |parts: &[&Expr]| Self::join(parts, number, Self::Any);
        match &expr.kind {
            ExprKind::Column(name) => number(name).map_or(Self::Nothing, Self::Metric),
            ExprKind::Arithmetic { op, left, right } => match op {
                ArithmeticOp::Add | ArithmeticOp::Subtract => any(&[left.as_ref(), right.as_ref()]),
                _ => all(&[left.as_ref(), right.as_ref()]),
            },
            ExprKind::Call { function: Function::Coalesce | Function::Greatest, args } => {
                any(&args.iter().collect::<Vec<_>>())
            }
            ExprKind::Call { function, args } if function.is_of_peers() => {
                args.first().map_or(Self::Nothing, |of| Self::of(of, number))
            }
            ExprKind::Call { function: Function::Nullif, args } => {
                args.first().map_or(Self::Nothing, |value| Self::of(value, number))
            }
            ExprKind::Case { subject, arms, otherwise } => {
                let given: Vec<&Expr> =
                    arms.iter().map(|arm| &arm.then).chain(otherwise.as_deref()).collect();
                match any(&given) {
                    // Numbers alone are given: what is asked decides.
                    Self::Nothing => {
                        let asked = arms.iter().map(|arm| &arm.when).chain(subject.as_deref());
                        any(&asked.collect::<Vec<_>>())
                    }
                    found => found,
                }
            }
            other => {
                let mut parts = Vec::new();
                other.for_each_child(&mut |child| parts.push(child));
                all(&parts)
            }
        }
    }

    fn join(
        parts: &[&Expr],
        number: &dyn Fn(&str) -> Option<usize>,
        how: fn(Vec<Self>) -> Self,
    ) -> Self {
        let parts: Vec<Self> = parts
            .iter()
            .map(|part| Self::of(part, number))
            .filter(|part| *part != Self::Nothing)
            .collect();
        match parts.len() {
            0 => Self::Nothing,
            1 => parts.into_iter().next().unwrap_or(Self::Nothing),
            _ => how(parts),
        }
    }

    /// Whether there is data, given which metrics have some.
    pub fn is_fed(&self, is_fed: &dyn Fn(usize) -> bool) -> bool {
        match self {
            Self::Nothing => true,
            Self::Metric(number) => is_fed(*number),
            Self::All(parts) => parts.iter().all(|part| part.is_fed(is_fed)),
            Self::Any(parts) => parts.iter().any(|part| part.is_fed(is_fed)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a` has data, `b` has none.
    fn fed(text: &str) -> bool {
        let number = |name: &str| ["a", "b"].iter().position(|known| *known == name);
        let expr = perennial_expr::parse(text).unwrap();
        Feeds::of(&expr, &number).is_fed(&|metric| metric == 0)
    }

    #[test]
    fn a_factor_without_data_makes_the_product_say_nothing() {
        assert!(!fed("30 * b / nullif(a + 1, 0)") && !fed("least(1, b / nullif(a, 0))"));
        assert!(
            !fed("round(b)") && !fed("lag(b, 28)") && !fed("case when b > 1 then 1 else 0 end")
        );
        assert!(fed("a - lag(a, 90)") && fed("greatest(a, b)") && fed("coalesce(b, a)"));
        assert!(fed("case when b > 0 then b else a end") && fed("a + b") && fed("7"));
        assert!(fed("case when account.tier = 'x' then a end"));
        assert!(!fed("percentile(b, a > 0)") && fed("percentile(a, b > 0)"));
    }
}

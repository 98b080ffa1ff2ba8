//! What compares an account with its peers.

use super::{Checked, Checker, Checking, Function, Node, ResultType, Type};
use crate::{
    ast::{Expr, ExprKind},
    error::Span,
    suggest::nearest,
};

impl Checker<'_> {
    /// A column of numbers that is worked out elsewhere, named as the call is written plainly.
    pub(super) fn of_peers(
        &self,
        function: Function,
        whole: &Expr,
        args: &[Expr],
        span: Span,
    ) -> Checking<(Node, ResultType)> {
        let name = function.as_str();
        if self.schema.segments().is_none() {
            let message = format!(
                "{name} compares an account with others, which only the expression of a metric can; \
                 declare it as a metric and name that one here"
            );
            return Err(self.error(span, message));
        }
        if args.iter().any(names_peers) {
            let message = format!(
                "peers are told by what an account is by itself; {name} cannot stand in another comparison"
            );
            return Err(self.error(span, message));
        }
        let [of, rest @ ..] = args else {
            return Err(self.error(span, format!("write {}", function.info().form)));
        };
        self.compared(function, of)?;
        let peers = match (function, rest) {
            (Function::PeerQuantile, [share, peers @ ..]) => {
                self.share(share)?;
                peers
            }
            _ => rest,
        };
        for one in peers {
            self.peers(one)?;
        }
        let node = Node::Column { name: whole.to_string(), column_type: Type::Number };
        Ok((node, ResultType::Settled(Type::Number)))
    }

    /// What is compared must have a name, by which its values are kept.
    fn compared(&self, function: Function, of: &Expr) -> Checking<()> {
        let checked = self.check(of)?;
        if let (ExprKind::Column(_), ResultType::Settled(Type::Number)) = (&of.kind, checked.result)
        {
            return Ok(());
        }
        let message = format!(
            "{} takes the name of a metric here, and this is {}",
            function.as_str(),
            if checked.result == ResultType::Settled(Type::Number) {
                "a formula; declare it as a metric of its own and name that"
            } else {
                checked.described()
            }
        );
        Err(self.error(of.span, message))
    }

    fn share(&self, share: &Expr) -> Checking<()> {
        match share.kind {
            ExprKind::Number(number) if (0.0..=1.0).contains(&number) => Ok(()),
            _ => {
                let message = "the share must be a number from 0 to 1, such as 0.75";
                Err(self.error(share.span, message))
            }
        }
    }

    /// Who is compared with: accounts alike in a text, those that meet a condition, or a segment.
    fn peers(&self, peers: &Expr) -> Checking<()> {
        if let ExprKind::Text(segment) = &peers.kind {
            return self.segment(segment, peers.span);
        }
        let checked: Checked = self.check(peers)?;
        let is_column = matches!(peers.kind, ExprKind::Column(_));
        match checked.result {
            ResultType::Settled(Type::Bool) => Ok(()),
            ResultType::Settled(Type::Text) if is_column => Ok(()),
            _ => {
                let message = format!(
                    "peers are told by a text of the account (account.tier), a condition \
                     (arr > 50000) or a segment ('key'), and this is {}",
                    checked.described()
                );
                Err(self.error(checked.span, message))
            }
        }
    }

    fn segment(&self, key: &str, span: Span) -> Checking<()> {
        let known = self.schema.segments().unwrap_or_default();
        if known.iter().any(|segment| segment == key) {
            return Ok(());
        }
        let nearest = nearest(key, known.iter().map(String::as_str));
        let error = self.error(
            span,
            format!("there is no segment with the key \"{key}\" whose condition could be asked"),
        );
        Err(error.suggest(nearest.map(|key| format!("'{key}'"))))
    }
}

fn names_peers(expr: &Expr) -> bool {
    if matches!(&expr.kind, ExprKind::Call { function, .. } if function.is_of_peers()) {
        return true;
    }
    let mut found = false;
    expr.kind.for_each_child(&mut |child| found |= names_peers(child));
    found
}

//! Calls that compare an account with its peers, told apart for whoever works out the values.
//!
//! To evaluation such a call is a column of numbers, named as the call is written in its plainest
//! form: who evaluates brings the column along.

use crate::{
    ast::{Expr, ExprKind},
    functions::Function,
    schema::Schema,
};

/// A call of one of [`crate::PEER_FUNCTIONS`] in a sound formula.
#[derive(Debug, Clone, PartialEq)]
pub struct PeerCall {
    /// The column that stands for it.
    pub column: String,
    pub function: Function,
    /// The column of numbers whose values are compared.
    pub of: String,
    /// Of a quantile: 0 to 1.
    pub share: Option<f64>,
    /// Columns of text in which peers have the same value as the account.
    pub alike: Vec<String>,
    /// Conditions that peers meet, as text.
    pub meeting: Vec<String>,
    /// Segments that peers are in.
    pub segments: Vec<String>,
}

impl PeerCall {
    /// Reads a call that passed the check.
    fn of(expr: &Expr, schema: &Schema) -> Option<Self> {
        let ExprKind::Call { function, args } = &expr.kind else { return None };
        if !function.is_of_peers() {
            return None;
        }
        let (of, mut rest) = args.split_first()?;
        let column = |expr: &Expr| match &expr.kind {
            ExprKind::Column(name) => schema.find(name).map(|(name, _)| name.to_owned()),
            _ => None,
        };
        let mut share = None;
        if *function == Function::PeerQuantile {
            let (first, others) = rest.split_first()?;
            let ExprKind::Number(number) = first.kind else { return None };
            (share, rest) = (Some(number), others);
        }
        let (mut alike, mut meeting, mut segments) = (Vec::new(), Vec::new(), Vec::new());
        for peers in rest {
            match (&peers.kind, column(peers)) {
                (ExprKind::Text(segment), _) => segments.push(segment.clone()),
                (_, Some(name)) if schema.type_of(&name) == Some(crate::Type::Text) => {
                    alike.push(name)
                }
                _ => meeting.push(peers.to_string()),
            }
        }
        let column_name = expr.to_string();
        Some(Self {
            column: column_name,
            function: *function,
            of: column(of)?,
            share,
            alike,
            meeting,
            segments,
        })
    }

    /// Every such call in an expression, each once.
    pub(crate) fn all(expr: &Expr, schema: &Schema) -> Vec<Self> {
        fn collect(expr: &Expr, schema: &Schema, calls: &mut Vec<PeerCall>) {
            if let Some(call) = PeerCall::of(expr, schema) {
                if !calls.contains(&call) {
                    calls.push(call);
                }
                return;
            }
            expr.kind.for_each_child(&mut |child| collect(child, schema, calls));
        }
        let mut calls = Vec::new();
        collect(expr, schema, &mut calls);
        calls
    }
}

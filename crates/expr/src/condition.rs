//! The two things that the outside holds: a condition and a formula.

use std::{collections::BTreeSet, fmt, sync::Arc};

use arrow::{
    array::{Array, BooleanArray, Float64Array, RecordBatch},
    compute::kernels::filter::prep_null_mask_filter,
};

use crate::{
    ast::{Expr, ExprKind},
    check::{ACCOUNT_COLUMN, DAY_COLUMN, check},
    error::{EvalError, ExprError, Span},
    eval, explain,
    node::Node,
    parser::parse,
    peers::PeerCall,
    schema::{Schema, Type},
};

#[derive(Debug)]
struct Checked {
    text: String,
    ast: Expr,
    node: Node,
    schema: Schema,
}

impl Checked {
    fn new(text: &str, schema: &Schema, wanted: Type) -> Result<Self, ExprError> {
        let ast = parse(text)?;
        let node = check(text, &ast, schema, wanted)?;
        Ok(Self { text: text.to_owned(), ast, node, schema: schema.clone() })
    }

    fn find_columns<'a>(&'a self, expr: &'a Expr, places: &mut Vec<(&'a str, Span)>) {
        if let ExprKind::Column(name) = &expr.kind
            && let Some((column, _)) = self.schema.find(name)
        {
            places.push((column, expr.span.without_brackets(&self.text)));
        }
        expr.kind.for_each_child(&mut |child| self.find_columns(child, places));
    }
}

macro_rules! shared {
    ($name:ident) => {
        impl $name {
            /// The text it was read from.
            pub fn text(&self) -> &str {
                &self.0.text
            }

            /// The expression as it was written.
            pub fn ast(&self) -> &Expr {
                &self.0.ast
            }

            /// The columns that a batch must have, in order of name; `lag` adds `account_id` and
            /// `day`.
            pub fn columns(&self) -> Vec<&str> {
                let mut columns = BTreeSet::new();
                self.0.node.visit(&mut |node| match node {
                    Node::Column { name, .. } => {
                        columns.insert(name.as_str());
                    }
                    Node::Lag { .. } => columns.extend([ACCOUNT_COLUMN, DAY_COLUMN]),
                    _ => {}
                });
                columns.into_iter().collect()
            }

            /// Each column that the text names, as the schema spells it, and where its name stands;
            /// in the order of the text. What `lag` adds is not named and not among them.
            pub fn column_places(&self) -> Vec<(&str, Span)> {
                let mut places = Vec::new();
                self.0.find_columns(&self.0.ast, &mut places);
                places
            }

            /// The calls that compare an account with its peers. Each stands among the
            /// [columns](Self::columns) that a batch must have.
            pub fn peer_calls(&self) -> Vec<PeerCall> {
                PeerCall::all(&self.0.ast, &self.0.schema)
            }

            /// How many days before a row `lag` looks at most; 0 where there is none. A batch must
            /// hold an account's rows back to there.
            pub fn lag_days(&self) -> u32 {
                self.0.node.lag_days()
            }

            /// How many days before a row `lag` looks at others, each distance once.
            pub fn lags(&self) -> BTreeSet<u32> {
                let mut found = BTreeSet::new();
                self.0.node.lags(0, &mut found);
                found
            }

            /// Says it in plain English.
            pub fn explain(&self) -> String {
                explain::explain(&self.0.ast, &self.0.schema)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.ast.fmt(f)
            }
        }
    };
}

/// A sound expression that is true, false or null for each row. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Condition(Arc<Checked>);

/// A sound expression that comes to a number for each row. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Formula(Arc<Checked>);

shared!(Condition);
shared!(Formula);

/// Reads a condition over the schema's columns.
///
/// # Errors
/// When it is no expression, names what does not exist, mixes types, exceeds a limit, or is not a
/// matter of true and false.
pub fn parse_condition(text: &str, schema: &Schema) -> Result<Condition, ExprError> {
    Checked::new(text, schema, Type::Bool).map(|checked| Condition(Arc::new(checked)))
}

/// Reads a formula over the schema's columns.
///
/// # Errors
/// As [`parse_condition`], or when it does not come to a number.
pub fn parse_formula(text: &str, schema: &Schema) -> Result<Formula, ExprError> {
    Checked::new(text, schema, Type::Number).map(|checked| Formula(Arc::new(checked)))
}

impl Condition {
    /// Which rows it holds for: true where the condition is true, false where it is false or null.
    ///
    /// # Errors
    /// When the batch lacks a column, holds another type there, or `lag` finds rows out of order.
    pub fn eval(&self, batch: &RecordBatch) -> Result<BooleanArray, EvalError> {
        let answer = self.eval_three_valued(batch)?;
        Ok(if answer.null_count() == 0 { answer } else { prep_null_mask_filter(&answer) })
    }

    /// True, false or null for each row, as SQL has it.
    ///
    /// # Errors
    /// As [`Condition::eval`].
    pub fn eval_three_valued(&self, batch: &RecordBatch) -> Result<BooleanArray, EvalError> {
        eval::condition(&self.0.node, batch, self.0.schema.zone())
    }
}

impl Formula {
    /// The number for each row; null where it has none.
    ///
    /// # Errors
    /// As [`Condition::eval`].
    pub fn eval(&self, batch: &RecordBatch) -> Result<Float64Array, EvalError> {
        eval::formula(&self.0.node, batch, self.0.schema.zone())
    }
}

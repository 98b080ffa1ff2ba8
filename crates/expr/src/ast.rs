//! The expression as it was written, before its names and types are known.

use crate::{error::Span, functions::Function};

/// An expression and where it stands. Equality looks at what it says, not at where.
#[derive(Debug, Clone)]
pub struct Expr {
    pub kind: ExprKind,
    pub span: Span,
    depth: usize,
}

/// What an expression says.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// Never negative: `-5` is a [`ExprKind::Negate`] of `5`.
    Number(f64),
    Text(String),
    Bool(bool),
    Null,
    Column(String),
    Negate(Box<Expr>),
    Not(Box<Expr>),
    /// At least two parts.
    And(Vec<Expr>),
    /// At least two parts.
    Or(Vec<Expr>),
    /// Texts one after the other; at least two parts.
    Concat(Vec<Expr>),
    Arithmetic {
        op: ArithmeticOp,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    Compare {
        op: CompareOp,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    In {
        value: Box<Expr>,
        list: Vec<Expr>,
        negated: bool,
    },
    Between {
        value: Box<Expr>,
        low: Box<Expr>,
        high: Box<Expr>,
        negated: bool,
    },
    Like {
        value: Box<Expr>,
        pattern: Box<Expr>,
        /// Written `ilike`.
        any_case: bool,
        negated: bool,
    },
    IsNull {
        value: Box<Expr>,
        negated: bool,
    },
    /// The first arm that applies, else `otherwise`, else null. With a subject an arm applies where
    /// its `when` equals the subject; without, where its `when` is true.
    Case {
        subject: Option<Box<Expr>>,
        /// At least one.
        arms: Vec<Arm>,
        otherwise: Option<Box<Expr>>,
    },
    Call {
        function: Function,
        args: Vec<Expr>,
    },
}

/// `when … then …` of a `case`.
#[derive(Debug, Clone, PartialEq)]
pub struct Arm {
    pub when: Expr,
    pub then: Expr,
}

/// `+ - * / %`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArithmeticOp {
    Add,
    Subtract,
    Multiply,
    Divide,
    /// What is left after a division that was cut off towards zero; has the sign of the left side.
    Remainder,
}

impl ArithmeticOp {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Remainder => "%",
        }
    }
}

/// `= <> < <= > >=`; `!=` reads as `<>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompareOp {
    Equal,
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,
}

impl CompareOp {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }
}

impl Expr {
    pub fn new(kind: ExprKind, span: Span) -> Self {
        let mut depth = 0;
        kind.for_each_child(&mut |child| depth = depth.max(child.depth));
        Self { kind, span, depth: depth + 1 }
    }

    /// Levels of nesting; 1 for a column or a literal.
    pub fn depth(&self) -> usize {
        self.depth
    }
}

impl PartialEq for Expr {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl ExprKind {
    /// The expressions directly inside, in the order they are written.
    pub fn for_each_child<'a>(&'a self, visit: &mut impl FnMut(&'a Expr)) {
        match self {
            Self::Number(_) | Self::Text(_) | Self::Bool(_) | Self::Null | Self::Column(_) => {}
            Self::Negate(inner) | Self::Not(inner) | Self::IsNull { value: inner, .. } => {
                visit(inner)
            }
            Self::And(parts)
            | Self::Or(parts)
            | Self::Concat(parts)
            | Self::Call { args: parts, .. } => parts.iter().for_each(visit),
            Self::Arithmetic { left, right, .. } | Self::Compare { left, right, .. } => {
                visit(left);
                visit(right);
            }
            Self::In { value, list, .. } => {
                visit(value);
                list.iter().for_each(visit);
            }
            Self::Between { value, low, high, .. } => {
                visit(value);
                visit(low);
                visit(high);
            }
            Self::Like { value, pattern, .. } => {
                visit(value);
                visit(pattern);
            }
            Self::Case { subject, arms, otherwise } => {
                subject.iter().for_each(|subject| visit(subject));
                for Arm { when, then } in arms {
                    visit(when);
                    visit(then);
                }
                otherwise.iter().for_each(|otherwise| visit(otherwise));
            }
        }
    }
}

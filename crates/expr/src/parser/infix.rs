//! The operators between two parts, and how tightly everything binds.

use crate::ast::{ArithmeticOp, CompareOp};

/// How tightly an expression binds.
pub(crate) mod power {
    pub const OR: u8 = 1;
    pub const AND: u8 = 2;
    pub const NOT: u8 = 3;
    pub const IS: u8 = 4;
    pub const COMPARE: u8 = 5;
    pub const MEMBER: u8 = 6;
    pub const CONCAT: u8 = 7;
    pub const SUM: u8 = 8;
    pub const PRODUCT: u8 = 9;
    pub const SIGN: u8 = 10;
    pub const ATOM: u8 = 11;
}

/// An operator that stands after its first part.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Infix {
    Or,
    And,
    Is,
    Compare(CompareOp),
    In,
    Between,
    Like { any_case: bool },
    Concat,
    Arithmetic(ArithmeticOp),
}

impl Infix {
    /// How tightly it binds.
    pub fn power(self) -> u8 {
        match self {
            Self::Or => power::OR,
            Self::And => power::AND,
            Self::Is => power::IS,
            Self::Compare(_) => power::COMPARE,
            Self::In | Self::Between | Self::Like { .. } => power::MEMBER,
            Self::Concat => power::CONCAT,
            Self::Arithmetic(ArithmeticOp::Add | ArithmeticOp::Subtract) => power::SUM,
            Self::Arithmetic(
                ArithmeticOp::Multiply | ArithmeticOp::Divide | ArithmeticOp::Remainder,
            ) => power::PRODUCT,
        }
    }

    /// The operator that a symbol stands for.
    pub fn of_symbol(symbol: &str) -> Option<Self> {
        Some(match symbol {
            "=" => Self::Compare(CompareOp::Equal),
            "<>" => Self::Compare(CompareOp::NotEqual),
            "<" => Self::Compare(CompareOp::Less),
            "<=" => Self::Compare(CompareOp::AtMost),
            ">" => Self::Compare(CompareOp::More),
            ">=" => Self::Compare(CompareOp::AtLeast),
            "+" => Self::Arithmetic(ArithmeticOp::Add),
            "-" => Self::Arithmetic(ArithmeticOp::Subtract),
            "*" => Self::Arithmetic(ArithmeticOp::Multiply),
            "/" => Self::Arithmetic(ArithmeticOp::Divide),
            "%" => Self::Arithmetic(ArithmeticOp::Remainder),
            "||" => Self::Concat,
            _ => return None,
        })
    }

    /// The operator that a keyword, in lower case, begins.
    pub fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "or" => Self::Or,
            "and" => Self::And,
            "is" => Self::Is,
            "in" => Self::In,
            "between" => Self::Between,
            "like" => Self::Like { any_case: false },
            "ilike" => Self::Like { any_case: true },
            _ => return None,
        })
    }
}

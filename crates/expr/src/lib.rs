//! Conditions and formulas: one small language in the style of SQL's expressions.
//!
//! `arr > 50000 and active_contacts_28d < 0.5 * lag(active_contacts_28d, 28)` is read, checked
//! against a [`Schema`], told in plain English and evaluated over the columns of an Arrow batch.
//!
//! What always holds here:
//! - Logic has three values, as SQL's: what compares with null is null, and a row is taken only
//!   where its condition is true.
//! - Numbers are 64-bit floats. A result that is no number (a division by zero, the root of a
//!   negative one, an overflow) is null, as a metric without a value is.
//! - Whatever passed [`parse_condition`] or [`parse_formula`] cannot fail on a batch that has the
//!   schema's columns, but for two things: `lag` asks for rows in the order of account and day, and more text
//!   than [`MAX_TEXT_BYTES`] is refused rather than made.
//! - Printing a parsed expression and parsing that gives the same expression.
//! - Length and depth are bounded, so hostile text costs an error and no more.
//!
//! This crate must not know any other crate of the workspace: neither accounts nor metrics, only
//! columns with a type.

pub mod ast;
mod calendar;
mod check;
mod condition;
mod error;
mod eval;
mod explain;
mod functions;
mod lexer;
mod limits;
mod literal;
mod node;
mod parser;
mod peers;
mod print;
mod schema;
mod suggest;

pub use condition::{Condition, Formula, parse_condition, parse_formula};
pub use error::{EvalError, ExprError, Span};
pub use functions::{FUNCTIONS, Function, FunctionInfo, PEER_FUNCTIONS};
pub use limits::{MAX_ARMS, MAX_DEPTH, MAX_LAG_DAYS, MAX_LENGTH, MAX_LIST, MAX_TEXT_BYTES};
pub use parser::parse;
pub use peers::PeerCall;
pub use schema::{Schema, Type};
pub use suggest::nearest;

//! What can be wrong with an expression, said so that its author can mend it.

use std::fmt;

use arrow::{datatypes::DataType, error::ArrowError};

use crate::limits::MAX_TEXT_BYTES;

/// A stretch of the source text, in bytes; `end` is the first byte after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub(crate) fn to(self, other: Self) -> Self {
        Self { start: self.start, end: other.end }
    }

    /// The place of a single name or literal without the brackets around it.
    pub(crate) fn without_brackets(self, text: &str) -> Self {
        let whole = text.get(self.start..self.end).unwrap_or_default();
        let is_around = |c: char| c.is_whitespace() || c == '(' || c == ')';
        let start = self.end - whole.trim_start_matches(is_around).len();
        Self { start, end: (self.start + whole.trim_end_matches(is_around).len()).max(start) }
    }

    /// Where the operator stands between this part of the text and a later one.
    pub(crate) fn operator_before(self, later: Self, text: &str, operator: &str) -> Self {
        let between = text.get(self.end..later.start).unwrap_or_default();
        let start = self.end + between.find(operator).unwrap_or(0);
        Self { start, end: start + operator.len() }
    }
}

/// The text is not an expression, or not one that fits its schema.
///
/// Its `Display` is several lines: the sentence, the line of source, and carets under the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExprError {
    /// What is wrong, in one line.
    pub message: String,
    /// Where.
    pub span: Span,
    /// The nearest valid word, where there is one.
    pub suggestion: Option<String>,
    /// The whole source text.
    pub text: String,
}

impl ExprError {
    pub(crate) fn new(text: &str, span: Span, message: impl Into<String>) -> Self {
        Self { message: message.into(), span, suggestion: None, text: text.to_owned() }
    }

    pub(crate) fn suggest(mut self, suggestion: Option<impl Into<String>>) -> Self {
        self.suggestion = suggestion.map(Into::into);
        self
    }

    /// Message and suggestion in one line, for places that mark the span themselves.
    pub fn sentence(&self) -> String {
        match &self.suggestion {
            Some(word) => format!("{}; did you mean {word}?", self.message),
            None => self.message.clone(),
        }
    }

    /// The line that the span begins in, and the columns of the span within it, in characters.
    /// A long line is cut around the span.
    fn place(&self) -> (String, usize, usize) {
        const AROUND: usize = 60;
        let start = self.span.start.min(self.text.len());
        let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
        let end = self.span.end.clamp(start, line_end);
        let before: Vec<char> = self.text[line_start..start].chars().collect();
        let width = self.text[start..end].chars().count().max(1);
        let after = &self.text[start..line_end];

        let cut = before.len().saturating_sub(AROUND);
        let mut line = String::new();
        if cut > 0 {
            line.push('…');
        }
        line.extend(&before[cut..]);
        let column = line.chars().count();
        line.extend(after.chars().take(AROUND));
        let shown = width.min(AROUND);
        if after.chars().nth(AROUND).is_some() {
            line.push('…');
        }
        (line.replace(['\t', '\r'], " "), column, shown)
    }
}

impl fmt::Display for ExprError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column, width) = self.place();
        write!(f, "{}\n  {line}\n  {}{}", self.sentence(), " ".repeat(column), "^".repeat(width))
    }
}

impl std::error::Error for ExprError {}

/// The rows do not fit a condition or formula that was sound in itself.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    #[error("the rows have no column \"{0}\", which the condition needs")]
    MissingColumn(String),
    #[error("column \"{column}\" holds {found}, where the condition needs {expected}")]
    WrongType { column: String, found: DataType, expected: &'static str },
    #[error(
        "lag needs one row per account and day, sorted by account_id and day, none of them empty"
    )]
    NotByDay,
    #[error(
        "the condition makes more than {} MiB of text out of {rows} rows; \
         join or replace less",
        MAX_TEXT_BYTES >> 20
    )]
    TooMuchText { rows: usize },
    #[error("the condition could not be evaluated: {0}")]
    Arrow(#[from] ArrowError),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, start: usize, end: usize) -> String {
        ExprError::new(text, Span { start, end }, "wrong").to_string()
    }

    #[test]
    fn carets_stand_under_the_place() {
        assert_eq!(shown("a and bb", 6, 8), "wrong\n  a and bb\n        ^^");
        assert_eq!(shown("é = x", 5, 6), "wrong\n  é = x\n      ^");
    }

    #[test]
    fn the_end_and_a_later_line_are_places_too() {
        assert_eq!(shown("a =", 3, 3), "wrong\n  a =\n     ^");
        assert_eq!(shown("a\nor b", 5, 6), "wrong\n  or b\n     ^");
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{}X{}", "a".repeat(500), "b".repeat(500));
        let message = shown(&text, 500, 501);
        assert!(message.lines().all(|line| line.chars().count() < 130));
        let lines: Vec<Vec<char>> = message.lines().map(|l| l.chars().collect()).collect();
        let caret = lines[2].iter().position(|c| *c == '^').unwrap();
        assert_eq!(lines[1][caret], 'X');
    }
}

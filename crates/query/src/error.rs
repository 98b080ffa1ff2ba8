//! What can be wrong with a question, or happen while it is answered.

use std::time::Duration;

use arrow::error::ArrowError;
use datafusion::{common::SchemaError, error::DataFusionError};
use perennial_expr::nearest;

/// More valid names than this are not listed in a message.
const LISTED: usize = 20;

/// Where in a text something is, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub line: u64,
    pub column: u64,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The question itself, or a value that it leads to.
    #[error("{message}{}", at(*.place))]
    Wrong { message: String, place: Option<Place> },
    #[error(
        "SQL only reads here, and this begins with {verb}; write a SELECT, WITH, EXPLAIN, DESCRIBE or SHOW TABLES"
    )]
    ReadOnly { verb: String },
    #[error(
        "the query needs more than {} MB of memory; ask for fewer rows or columns, or raise sql.memory_mb",
        limit / (1024 * 1024)
    )]
    Memory { limit: usize },
    #[error(
        "the query took longer than {} s and was stopped; ask for fewer rows, or raise sql.seconds",
        limit.as_secs_f64()
    )]
    Time { limit: Duration },
    #[error(
        "{at_once} queries run already, and no more may at once; wait for one to end, or stop it"
    )]
    Busy { at_once: usize },
    #[error("the query broke off, because the engine stopped")]
    Ended,
    #[error("no threads could be had for queries: {0}")]
    Threads(std::io::Error),
    /// Rows could not be read, or the engine has a fault.
    #[error("the query could not be answered: {0}")]
    Failed(String),
}

fn at(place: Option<Place>) -> String {
    place.map(|at| format!(" (line {}, column {})", at.line, at.column)).unwrap_or_default()
}

impl QueryError {
    pub(crate) fn wrong(message: impl Into<String>) -> Self {
        Self::Wrong { message: message.into(), place: None }
    }

    /// Where the question is wrong, if that is known.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Wrong { place, .. } => *place,
            _ => None,
        }
    }

    /// The engine's errors in our words, with the place in the text.
    pub(crate) fn of(error: DataFusionError, text: &str) -> Self {
        let span = error.diagnostic().and_then(|diagnostic| diagnostic.span);
        let place = span
            .filter(|span| span.start.line > 0)
            .map(|span| Place { line: span.start.line, column: span.start.column });
        classify(&error, place, text)
    }
}

fn classify(error: &DataFusionError, place: Option<Place>, text: &str) -> QueryError {
    match error {
        DataFusionError::Diagnostic(_, inner) | DataFusionError::Context(_, inner) => {
            classify(inner, place, text)
        }
        DataFusionError::Shared(inner) => classify(inner, place, text),
        DataFusionError::Collection(all) => match all.first() {
            Some(first) => {
                let span = first.diagnostic().and_then(|diagnostic| diagnostic.span);
                let own = span.map(|s| Place { line: s.start.line, column: s.start.column });
                classify(first, own.or(place), text)
            }
            None => QueryError::Failed(error.strip_backtrace()),
        },
        DataFusionError::SQL(parser, _) => parse_error(&parser.to_string(), place),
        DataFusionError::SchemaError(schema, _) => schema_error(schema, place, text),
        DataFusionError::ResourcesExhausted(_) => QueryError::Memory { limit: 0 },
        DataFusionError::Plan(said)
        | DataFusionError::Execution(said)
        | DataFusionError::Configuration(said) => {
            QueryError::Wrong { message: cleaned(said), place }
        }
        DataFusionError::NotImplemented(said) => {
            QueryError::Wrong { message: format!("SQL lacks this here: {}", cleaned(said)), place }
        }
        DataFusionError::ArrowError(arrow, _) => match arrow.as_ref() {
            ArrowError::ExternalError(inner) => match inner.downcast_ref::<DataFusionError>() {
                Some(inner) => classify(inner, place, text),
                None => QueryError::Failed(inner.to_string()),
            },
            ArrowError::MemoryError(_) => QueryError::Memory { limit: 0 },
            arrow => QueryError::Wrong { message: cleaned(&arrow.to_string()), place },
        },
        DataFusionError::External(inner) => match inner.downcast_ref::<DataFusionError>() {
            Some(inner) => classify(inner, place, text),
            None => QueryError::Failed(inner.to_string()),
        },
        other => QueryError::Failed(other.strip_backtrace()),
    }
}

/// The parser ends its sentence with the place; it is told apart here.
fn parse_error(said: &str, place: Option<Place>) -> QueryError {
    let said = said.strip_prefix("sql parser error: ").unwrap_or(said);
    let (sentence, named) = match said.rsplit_once(" at Line: ") {
        Some((sentence, named)) => (sentence, read_place(named)),
        None => (said, None),
    };
    QueryError::Wrong { message: cleaned(sentence), place: named.or(place) }
}

/// `1, Column: 8`
fn read_place(text: &str) -> Option<Place> {
    let (line, column) = text.split_once(", Column: ")?;
    let digits: String = column.chars().take_while(char::is_ascii_digit).collect();
    Some(Place { line: line.trim().parse().ok()?, column: digits.parse().ok()? })
}

fn schema_error(error: &SchemaError, place: Option<Place>, text: &str) -> QueryError {
    let SchemaError::FieldNotFound { field, valid_fields } = error else {
        return QueryError::Wrong { message: cleaned(&error.to_string()), place };
    };
    let mut names: Vec<&str> = valid_fields.iter().map(|valid| valid.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let hint = match nearest(&field.name, names.iter().copied()) {
        Some(word) => format!("did you mean {word}?"),
        None if names.len() <= LISTED && !names.is_empty() => {
            format!("use one of {}", names.join(", "))
        }
        None => "DESCRIBE and the table's name list its columns".to_owned(),
    };
    let whole = field.flat_name();
    QueryError::Wrong {
        message: format!("there is no column \"{whole}\"; {hint}"),
        place: place.or_else(|| place_of(text, &whole)),
    }
}

/// Where a name first stands in the text as a word of its own.
pub(crate) fn place_of(text: &str, name: &str) -> Option<Place> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let lower = text.to_ascii_lowercase();
    let wanted = name.to_ascii_lowercase();
    let found = lower.match_indices(&wanted).find(|(start, _)| {
        let before = lower[..*start].chars().next_back();
        let after = lower[start + wanted.len()..].chars().next();
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    });
    let (start, _) = found?;
    let before = &text[..start];
    let line = before.matches('\n').count() as u64 + 1;
    let column = before.rsplit('\n').next().map_or(0, |tail| tail.chars().count()) as u64 + 1;
    Some(Place { line, column })
}

/// One line in lower case without the engine's own prefixes.
fn cleaned(said: &str) -> String {
    let said = said.split("\n\nbacktrace").next().unwrap_or(said);
    let mut line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for prefix in
        ["Error during planning: ", "Execution error: ", "Arrow error: ", "Optimizer rule "]
    {
        if let Some(rest) = line.strip_prefix(prefix) {
            line = rest.to_owned();
        }
    }
    let line = line.trim_end_matches('.').replace("perennial.public.", "");
    let mut characters = line.chars();
    match (characters.next(), characters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(line.chars().skip(1)).collect()
        }
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_a_word_of_its_own() {
        let at = |text: &str, name| place_of(text, name).map(|place| (place.line, place.column));
        assert_eq!(at("select name from nam", "nam"), Some((1, 18)));
        assert_eq!(at("select a,\n  Nam from t", "nam"), Some((2, 3)));
        assert_eq!(at("select names", "nam"), None);
    }

    #[test]
    fn the_parsers_place_is_told_apart() {
        let error = parse_error(
            "sql parser error: Expected: an expression, found: FROM at Line: 1, Column: 8",
            None,
        );
        assert_eq!(error.to_string(), "expected: an expression, found: FROM (line 1, column 8)");
        assert_eq!(error.place(), Some(Place { line: 1, column: 8 }));
    }
}

//! Which statements are questions: one of them, and it changes nothing.

use datafusion::{
    common::TableReference,
    execution::SessionState,
    logical_expr::LogicalPlan,
    prelude::SQLOptions,
    sql::{parser::Statement, sqlparser::ast::Statement as Sql},
};
use perennial_expr::nearest;

use crate::{
    QueryError, Source,
    catalog::{CATALOG, SCHEMA},
    error::place_of,
};

/// Longer questions are not read.
const LONGEST: usize = 64 * 1024;

/// Reads a text that must be one question.
///
/// # Errors
/// When it does not parse, is more than one statement, or would change something.
pub(crate) fn parse(text: &str) -> Result<Statement, QueryError> {
    if text.len() > LONGEST {
        return Err(QueryError::wrong(format!(
            "the query has {} bytes; {LONGEST} are read at most",
            text.len()
        )));
    }
    let mut statements = datafusion::sql::parser::DFParserBuilder::new(text)
        .build()
        .and_then(|mut parser| parser.parse_statements())
        .map_err(|error| QueryError::of(error, text))?;
    let Some(statement) = statements.pop_front() else {
        return Err(QueryError::wrong("the query is empty; write a SELECT"));
    };
    if !statements.is_empty() {
        return Err(QueryError::wrong(
            "there are several statements; send one, and each of the others by itself",
        ));
    }
    only_asks(&statement)?;
    Ok(statement)
}

/// Refuses what is no question.
fn only_asks(statement: &Statement) -> Result<(), QueryError> {
    match statement {
        Statement::Explain(explain) => only_asks(&explain.statement),
        Statement::Statement(sql) => match sql.as_ref() {
            Sql::Query(_)
            | Sql::ExplainTable { .. }
            | Sql::ShowTables { .. }
            | Sql::ShowColumns { .. }
            | Sql::ShowFunctions { .. } => Ok(()),
            Sql::Explain { statement, .. } if matches!(statement.as_ref(), Sql::Query(_)) => Ok(()),
            other => Err(QueryError::ReadOnly { verb: verb(&other.to_string()) }),
        },
        other => Err(QueryError::ReadOnly { verb: verb(&other.to_string()) }),
    }
}

/// The first word of a statement.
fn verb(text: &str) -> String {
    text.split_whitespace().next().unwrap_or_default().to_ascii_uppercase()
}

/// The relations that a question names, the catalogue's own left out.
///
/// # Errors
/// When one is not there; the message has the nearest that is.
pub(crate) fn tables(
    state: &SessionState,
    statement: &Statement,
    source: &dyn Source,
    text: &str,
) -> Result<Vec<String>, QueryError> {
    let known: Vec<String> = source.tables().into_iter().map(|table| table.name).collect();
    let named =
        state.resolve_table_references(statement).map_err(|error| QueryError::of(error, text))?;
    let mut found = Vec::new();
    for reference in named {
        let name = reference.table().to_owned();
        let is_function = state.table_functions().contains_key(&name);
        if is_function || reference.schema() == Some("information_schema") {
            continue;
        }
        let is_ours = reference.schema().is_none_or(|schema| schema == SCHEMA)
            && reference.catalog().is_none_or(|catalog| catalog == CATALOG);
        if !is_ours || !known.contains(&name) {
            return Err(unknown(&reference, &known, text));
        }
        found.push(name);
    }
    Ok(found)
}

fn unknown(reference: &TableReference, known: &[String], text: &str) -> QueryError {
    let name = reference.to_string();
    let hint = match nearest(reference.table(), known.iter().map(String::as_str)) {
        Some(word) => format!("did you mean {word}?"),
        None => format!("use one of {}", known.join(", ")),
    };
    let message = format!("there is no table \"{name}\"; {hint}");
    QueryError::Wrong { message, place: place_of(text, &name) }
}

/// Refuses a plan that would change something, whatever the statement looked like.
pub(crate) fn only_reads(plan: &LogicalPlan) -> Result<(), QueryError> {
    let options =
        SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
    options
        .verify_plan(plan)
        .map_err(|_| QueryError::ReadOnly { verb: "a statement that changes something".to_owned() })
}

/// Whether rows beyond a limit can be left out of the plan; an explanation must stay outermost.
pub(crate) fn takes_limit(statement: &Statement) -> bool {
    matches!(statement, Statement::Statement(sql) if matches!(sql.as_ref(), Sql::Query(_)))
}

//! The evaluator gives the answers of cases.toml, and DuckDB gives them too.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

mod common;

use std::path::Path;

use common::{Document, agree, answer, hold_against_duckdb};

#[test]
fn every_case_has_its_answer() {
    let document = Document::cases();
    let (schema, batch) = (document.schema(), document.batch());
    assert_eq!(common::days(batch.column_by_name("day").unwrap()).value(0), 20_482);
    document.must_call_every_function();
    let mut wrong = Vec::new();
    for case in &document.cases {
        let found = answer(case, &schema, &batch);
        if !agree(&case.expect, &found) {
            let text = case.condition.as_ref().or(case.formula.as_ref()).unwrap();
            wrong.push(format!("{text}\n  expected {}\n  found    {found}", case.expect));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn duckdb_gives_the_same_answers() {
    hold_against_duckdb(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases.toml"));
}

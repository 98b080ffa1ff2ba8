//! Expressions made at random come to the same in DuckDB, row by row.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

mod common;

use common::{Case, Document, answer, grammar::Grammar, hold_against_duckdb};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};

const EXPRESSIONS: usize = 3_000;
const DEPTH: u32 = 4;

#[test]
fn random_expressions_come_to_the_same_in_duckdb() {
    let mut document = Document::cases();
    let (schema, batch) = (document.schema(), document.batch());
    let mut runner = TestRunner::deterministic();
    let grammars: Vec<Grammar> = (1..=DEPTH).map(Grammar::of_depth).collect();
    document.cases = (0..EXPRESSIONS)
        .map(|index| {
            let is_condition = index % 3 != 0;
            let grammar = &grammars[index % grammars.len()];
            let strategy = if is_condition { &grammar.condition } else { &grammar.number };
            let made = strategy.new_tree(&mut runner).unwrap().current();
            // A bare null is neither a condition nor a formula.
            let text = Some(if is_condition {
                format!("({made}) and true")
            } else {
                format!("0e0 + {made}")
            });
            let (condition, formula) = if is_condition { (text, None) } else { (None, text) };
            let mut case = Case { condition, formula, sql: None, expect: String::new() };
            case.expect = answer(&case, &schema, &batch);
            case
        })
        .collect();

    document.must_call_every_function();

    let path = std::env::temp_dir().join(format!("perennial-expr-{}.json", std::process::id()));
    std::fs::write(&path, serde_json::to_vec(&document).unwrap()).unwrap();
    hold_against_duckdb(&path);
    std::fs::remove_file(&path).unwrap();
}

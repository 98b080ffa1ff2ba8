//! Expressions made at random come to the same in DuckDB, row by row.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

mod common;

use common::{Case, Document, answer, hold_against_duckdb};
use proptest::{
    prelude::*,
    strategy::{BoxedStrategy, ValueTree},
    test_runner::TestRunner,
};

const EXPRESSIONS: usize = 1_500;

/// Written with an exponent, which makes them floats in DuckDB as they are here.
fn number_literal() -> BoxedStrategy<String> {
    prop::sample::select(vec!["0e0", "1e0", "2.5e0", "7e0", "10e0", "99.5e0", "0.1e0"])
        .prop_map(str::to_owned)
        .boxed()
}

fn number(depth: u32) -> BoxedStrategy<String> {
    let leaf = prop_oneof![
        3 => prop::sample::select(vec!["events", "arr", "lag(events, 1)", "lag(arr, 2)"]).prop_map(str::to_owned),
        1 => number_literal(),
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let inner = || number(depth - 1);
    prop_oneof![
        2 => leaf,
        3 => (inner(), prop::sample::select(vec!["+", "-", "*", "/"]), inner())
            .prop_map(|(a, op, b)| format!("({a} {op} {b})")),
        1 => inner().prop_map(|a| format!("-({a})")),
        1 => inner().prop_map(|a| format!("abs({a})")),
        1 => inner().prop_map(|a| format!("round({a})")),
        1 => (inner(), inner()).prop_map(|(a, b)| format!("coalesce({a}, {b})")),
        1 => (inner(), inner()).prop_map(|(a, b)| format!("least({a}, {b})")),
        1 => (inner(), inner(), number_literal()).prop_map(|(a, b, c)| format!("greatest({a}, {b}, {c})")),
        1 => text(depth - 1).prop_map(|t| format!("length({t})")),
        1 => (day(), day()).prop_map(|(a, b)| format!("({a} - {b})")),
    ]
    .boxed()
}

fn text(depth: u32) -> BoxedStrategy<String> {
    let words = ["tier", "name", "'gold'", "''", "'ACME'", "'it''s'", "lag(tier, 1)"];
    let leaf = prop::sample::select(words.to_vec()).prop_map(str::to_owned);
    if depth == 0 {
        return leaf.boxed();
    }
    prop_oneof![
        3 => leaf,
        1 => text(depth - 1).prop_map(|t| format!("lower({t})")),
        1 => text(depth - 1).prop_map(|t| format!("upper({t})")),
        1 => (text(depth - 1), text(depth - 1)).prop_map(|(a, b)| format!("coalesce({a}, {b})")),
    ]
    .boxed()
}

fn day() -> BoxedStrategy<String> {
    let days = ["day", "renewal", "day('2026-01-31')", "day('2024-02-29')", "lag(renewal, 1)"];
    prop::sample::select(days.to_vec()).prop_map(str::to_owned).boxed()
}

fn condition(depth: u32) -> BoxedStrategy<String> {
    let operators = || prop::sample::select(vec!["=", "<>", "!=", "<", "<=", ">", ">="]);
    let not = || prop::sample::select(vec!["", "not "]);
    let (n, t) = (|| number(depth.min(2)), || text(depth.min(2)));
    let leaf = prop_oneof![
        2 => Just("paying".to_owned()),
        4 => (n(), operators(), n()).prop_map(|(a, op, b)| format!("{a} {op} {b}")),
        2 => (t(), operators(), t()).prop_map(|(a, op, b)| format!("{a} {op} {b}")),
        1 => (day(), operators(), day()).prop_map(|(a, op, b)| format!("{a} {op} {b}")),
        1 => (day(), operators()).prop_map(|(a, op)| format!("{a} {op} created_at")),
        2 => (n(), not(), n(), n()).prop_map(|(a, not, b, c)| format!("{a} {not}between {b} and {c}")),
        2 => (n(), not(), n(), number_literal()).prop_map(|(a, not, b, c)| format!("{a} {not}in ({b}, {c}, null)")),
        1 => (t(), not(), t(), t()).prop_map(|(a, not, b, c)| format!("{a} {not}in ({b}, {c})")),
        1 => (t(), not(), "[%_AGceö]{0,4}").prop_map(|(a, not, p)| format!("{a} {not}like '{p}'")),
        1 => (t(), t()).prop_map(|(a, b)| format!("contains({a}, {b})")),
        1 => (t(), t()).prop_map(|(a, b)| format!("starts_with({a}, {b})")),
        1 => (t(), t()).prop_map(|(a, b)| format!("ends_with({a}, {b})")),
        1 => (n(), not()).prop_map(|(a, not)| format!("{a} is {not}null")),
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let inner = || condition(depth - 1);
    prop_oneof![
        2 => leaf,
        2 => (inner(), inner()).prop_map(|(a, b)| format!("{a} and {b}")),
        2 => (inner(), inner()).prop_map(|(a, b)| format!("{a} or {b}")),
        1 => (inner(), inner()).prop_map(|(a, b)| format!("({a}) and ({b})")),
        1 => inner().prop_map(|a| format!("not {a}")),
        1 => inner().prop_map(|a| format!("not ({a})")),
        1 => (inner(), not()).prop_map(|(a, not)| format!("({a}) is {not}null")),
        1 => inner().prop_map(|a| format!("{a} and null")),
    ]
    .boxed()
}

#[test]
fn random_expressions_come_to_the_same_in_duckdb() {
    let mut document = Document::cases();
    let (schema, batch) = (document.schema(), document.batch());
    let mut runner = TestRunner::deterministic();
    let conditions = condition(3);
    let formulas = number(3);
    document.cases = (0..EXPRESSIONS)
        .map(|index| {
            let is_condition = index % 3 != 0;
            let strategy = if is_condition { &conditions } else { &formulas };
            let text = Some(strategy.new_tree(&mut runner).unwrap().current());
            let (condition, formula) = if is_condition { (text, None) } else { (None, text) };
            let mut case = Case { condition, formula, sql: None, expect: String::new() };
            case.expect = answer(&case, &schema, &batch);
            case
        })
        .collect();

    let path = std::env::temp_dir().join(format!("perennial-expr-{}.json", std::process::id()));
    std::fs::write(&path, serde_json::to_vec(&document).unwrap()).unwrap();
    hold_against_duckdb(&path);
    std::fs::remove_file(&path).unwrap();
}

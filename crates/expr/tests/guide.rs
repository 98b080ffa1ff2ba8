//! The guide names every function and limit, and every example on it is true.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use std::{path::Path, sync::Arc};

use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, RecordBatch, StringArray, new_null_array,
};
use arrow::datatypes::DataType;
use perennial_expr::{
    FUNCTIONS, MAX_ARMS, MAX_DEPTH, MAX_LAG_DAYS, MAX_LENGTH, MAX_LIST, MAX_TEXT_BYTES,
    PEER_FUNCTIONS, Schema, parse_condition,
};

fn guide() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guides/conditions.md");
    std::fs::read_to_string(path).unwrap()
}

/// The cells of every row of every table, backticks and all.
fn table_rows(guide: &str) -> Vec<Vec<String>> {
    let bars = "\u{0}";
    guide
        .lines()
        .filter(|line| line.starts_with("| "))
        .map(|line| {
            let line = line.replace("\\|", bars);
            let cells = line.trim_matches('|').split('|');
            cells.map(|cell| cell.trim().replace(bars, "|")).collect()
        })
        .collect()
}

/// Twenty-nine days of one account whose revenue grows.
fn days_of_one_account() -> RecordBatch {
    let days = 20_455..20_484;
    let count = days.len();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("account_id", Arc::new(StringArray::from(vec!["acme"; count]))),
        ("day", Arc::new(Date32Array::from_iter_values(days))),
        ("arr", Arc::new(Float64Array::from_iter_values((1..=count).map(|n| n as f64 * 100.0)))),
        ("tier", Arc::new(StringArray::from(vec!["gold"; count]))),
        ("name", Arc::new(StringArray::from(vec!["Acme"; count]))),
        ("paying", Arc::new(BooleanArray::from(vec![true; count]))),
        ("churned_on", new_null_array(&DataType::Date32, count)),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(n, a)| (n, a, true)))
        .unwrap()
}

#[test]
fn every_function_stands_in_the_guide() {
    let rows = table_rows(&guide());
    for info in FUNCTIONS {
        let form = format!("`{}`", info.form);
        let row = rows.iter().find(|row| row[0] == form);
        let row = row.unwrap_or_else(|| panic!("docs/guides/conditions.md lacks {form}"));
        assert_eq!(row[1], info.about, "{form}");
        let calls_it = format!("`{}(", info.name);
        assert!(row[2].contains(&calls_it[1..]), "{form} has no example");
    }
}

#[test]
fn every_function_of_peers_stands_in_the_guide() {
    let rows = table_rows(&guide());
    for info in PEER_FUNCTIONS {
        let form = format!("`{}`", info.form);
        let row = rows.iter().find(|row| row[0] == form);
        let row = row.unwrap_or_else(|| panic!("docs/guides/conditions.md lacks {form}"));
        assert_eq!(row[1], info.about, "{form}");
    }
}

#[test]
fn every_example_is_true() {
    let rows = days_of_one_account();
    let schema = Schema::from_arrow(&rows.schema());
    let guide = guide();
    let examples: Vec<String> = table_rows(&guide)
        .into_iter()
        .filter_map(|mut row| (row.len() == 3).then(|| row.remove(2)))
        .filter_map(|cell| cell.strip_prefix('`')?.strip_suffix('`').map(str::to_owned))
        .collect();
    assert!(examples.len() >= FUNCTIONS.len() + 15);
    for example in examples {
        let condition = parse_condition(&example, &schema).unwrap_or_else(|e| panic!("{e}"));
        let answer = condition.eval(&rows).unwrap();
        assert!(answer.value(rows.num_rows() - 1), "not true: {example}");
    }
}

#[test]
fn the_limits_are_those_of_the_language() {
    let guide = guide();
    for limit in [
        "| 10,000 bytes |",
        "| 64 levels",
        "arguments of one function | 500 |",
        "| arms of one `case` | 100 |",
        "| days that `lag` looks back | 36,525 |",
        "| 256 MiB |",
    ] {
        assert!(guide.contains(limit), "{limit}");
    }
    let limits = (MAX_LENGTH, MAX_DEPTH, MAX_LIST, MAX_ARMS, MAX_LAG_DAYS, MAX_TEXT_BYTES >> 20);
    assert_eq!(limits, (10_000, 64, 500, 100, 36_525, 256));
}

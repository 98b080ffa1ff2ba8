//! What the tests share: the rows of cases.toml as a batch, answers as words, and DuckDB.
#![allow(dead_code)] // each test file uses its own part

pub mod grammar;

use std::{collections::BTreeMap, path::Path, process::Command, sync::Arc};

use arrow::{
    array::{
        Array, ArrayRef, BooleanArray, Date32Array, Float64Array, RecordBatch, StringArray,
        TimestampMicrosecondArray,
    },
    compute::cast,
    datatypes::DataType,
};
use perennial_expr::{FUNCTIONS, Schema, parse_condition, parse_formula};
use serde::{Deserialize, Serialize};

/// The shape that verify_with_duckdb.py reads too.
#[derive(Deserialize, Serialize)]
pub struct Document {
    pub columns: Vec<(String, String)>,
    pub rows: Vec<BTreeMap<String, Cell>>,
    pub cases: Vec<Case>,
}

#[derive(Deserialize, Serialize, Clone)]
#[serde(untagged)]
pub enum Cell {
    Bool(bool),
    Number(f64),
    Text(String),
}

#[derive(Deserialize, Serialize)]
pub struct Case {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formula: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sql: Option<String>,
    pub expect: String,
}

impl Document {
    pub fn cases() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases.toml");
        toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    pub fn schema(&self) -> Schema {
        Schema::from_arrow(&self.batch().schema())
    }

    /// So that a new function is held against DuckDB too.
    pub fn must_call_every_function(&self) {
        for function in FUNCTIONS {
            let call = format!("{}(", function.name);
            let calls_it = |case: &Case| {
                [&case.condition, &case.formula].into_iter().flatten().any(|t| t.contains(&call))
            };
            assert!(self.cases.iter().any(calls_it), "no case calls {}", function.name);
        }
    }

    pub fn batch(&self) -> RecordBatch {
        let columns = self.columns.iter().map(|(name, kind)| (name, self.column(name, kind)));
        RecordBatch::try_from_iter(columns).unwrap()
    }

    fn column(&self, name: &str, kind: &str) -> ArrayRef {
        let cells: Vec<Option<&Cell>> = self.rows.iter().map(|row| row.get(name)).collect();
        let texts = || {
            cells.iter().map(|cell| match cell {
                Some(Cell::Text(text)) => Some(text.as_str()),
                _ => None,
            })
        };
        let number = |cell: &Option<&Cell>| match cell {
            Some(Cell::Number(number)) => Some(*number),
            _ => None,
        };
        let boolean = |cell: &Option<&Cell>| match cell {
            Some(Cell::Bool(value)) => Some(*value),
            _ => None,
        };
        let text_array = StringArray::from_iter(texts());
        match kind {
            "text" => Arc::new(text_array),
            "day" => cast(&text_array, &DataType::Date32).unwrap(),
            "time" => {
                let micros = DataType::Timestamp(arrow::datatypes::TimeUnit::Microsecond, None);
                let naive = cast(&text_array, &micros).unwrap();
                let utc = naive.as_any().downcast_ref::<TimestampMicrosecondArray>().unwrap();
                Arc::new(utc.clone().with_timezone("UTC"))
            }
            "number" => Arc::new(cells.iter().map(number).collect::<Float64Array>()),
            "bool" => Arc::new(cells.iter().map(boolean).collect::<BooleanArray>()),
            other => panic!("no such type: {other}"),
        }
    }
}

/// A day column's values, to check that dates were read.
pub fn days(array: &ArrayRef) -> &Date32Array {
    array.as_any().downcast_ref().unwrap()
}

/// Evaluates a case's expression: a word per row.
pub fn answer(case: &Case, schema: &Schema, batch: &RecordBatch) -> String {
    let words: Vec<String> = match (&case.condition, &case.formula) {
        (Some(text), None) => {
            let condition = parse_condition(text, schema).unwrap_or_else(|e| panic!("{e}"));
            let answers = condition.eval_three_valued(batch).unwrap();
            answers.iter().map(|a| a.map_or("null", |t| if t { "T" } else { "F" }).into()).collect()
        }
        (None, Some(text)) => {
            let formula = parse_formula(text, schema).unwrap_or_else(|e| panic!("{e}"));
            let numbers = formula.eval(batch).unwrap();
            numbers.iter().map(|n| n.map_or("null".into(), |n| n.to_string())).collect()
        }
        _ => panic!("a case has either a condition or a formula"),
    };
    words.join(" ")
}

/// Whether two answers agree; numbers may differ in the last bits.
pub fn agree(expected: &str, found: &str) -> bool {
    let (expected, found): (Vec<&str>, Vec<&str>) =
        (expected.split(' ').collect(), found.split(' ').collect());
    let same = |(a, b): (&&str, &&str)| match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(1.0),
        _ => a == b,
    };
    expected.len() == found.len() && expected.iter().zip(&found).all(same)
}

/// Puts a document's expressions to DuckDB; fails with what differs.
pub fn hold_against_duckdb(document: &Path) {
    let python = std::env::var("PERENNIAL_PYTHON").unwrap_or_else(|_| "python3".into());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verify_with_duckdb.py");
    let hint = "this test needs python3 (3.11 or newer) with DuckDB: \
                pip install -r crates/expr/tests/requirements.txt \
                (PERENNIAL_PYTHON names another interpreter)";
    let output = Command::new(&python)
        .arg(script)
        .arg(document)
        .output()
        .unwrap_or_else(|error| panic!("{hint}\n{python}: {error}"));
    let said = String::from_utf8_lossy(&output.stdout);
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(!complaint.contains("ModuleNotFoundError"), "{hint}\n{complaint}");
    assert!(output.status.success(), "{said}\n{complaint}");
}

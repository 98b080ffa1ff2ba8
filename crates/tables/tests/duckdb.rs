//! DuckDB reads from every file what stood in the model, with rows and without.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

mod common;

use std::{fs::File, path::Path, process::Command};

use common::{Sample, metrics, samples};
use perennial_tables::{Format, Kind, Relation, Selection, export};
use serde_json::{Value, json};

/// Holds a folder of exported tables against its manifest.
fn hold_against_duckdb(folder: &Path) {
    let python = std::env::var("PERENNIAL_PYTHON").unwrap_or_else(|_| "python3".into());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read_with_duckdb.py");
    let hint = "this test needs python3 (3.11 or newer) with DuckDB: \
                pip install -r crates/expr/tests/requirements.txt \
                (PERENNIAL_PYTHON names another interpreter)";
    let output = Command::new(&python)
        .arg(script)
        .arg(folder)
        .output()
        .unwrap_or_else(|error| panic!("{hint}\n{python}: {error}"));
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(!complaint.contains("ModuleNotFoundError"), "{hint}\n{complaint}");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{complaint}");
}

fn duckdb_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Json => "VARCHAR",
        Kind::Time => "TIMESTAMP WITH TIME ZONE",
        Kind::Day => "DATE",
        Kind::Number => "DOUBLE",
        Kind::Whole => "BIGINT",
        Kind::Bool => "BOOLEAN",
        Kind::Money => "DECIMAL(22,3)",
    }
}

fn write(folder: &Path, sample: &Sample) -> Value {
    let relation = sample.relation;
    for format in Format::ALL {
        let file = File::create(folder.join(format!("{relation}.{format}"))).unwrap();
        let batches = sample.batches.iter().cloned().map(Ok);
        let rows = export(file, format, Selection::all(relation, &metrics()), batches).unwrap();
        assert_eq!(rows, sample.rows.len() as u64, "{relation} as {format}");
    }
    let columns: Vec<_> =
        relation.columns(&metrics()).iter().map(|c| json!([c.name, duckdb_type(c.kind)])).collect();
    json!({ "name": relation.as_str(), "columns": columns, "rows": sample.rows })
}

fn write_all(folder: &Path, samples: &[Sample]) {
    let manifest: Vec<Value> = samples.iter().map(|sample| write(folder, sample)).collect();
    std::fs::write(folder.join("manifest.json"), serde_json::to_vec(&manifest).unwrap()).unwrap();
}

#[test]
fn duckdb_reads_every_table_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let samples = samples();
    assert_eq!(samples.iter().map(|s| s.relation).collect::<Vec<_>>(), Relation::ALL);
    write_all(folder.path(), &samples);
    hold_against_duckdb(folder.path());
}

#[test]
fn a_table_without_rows_keeps_its_columns() {
    let folder = tempfile::tempdir().unwrap();
    let empty = |relation| Sample { relation, batches: Vec::new(), rows: Vec::new() };
    write_all(folder.path(), &Relation::ALL.map(empty));
    hold_against_duckdb(folder.path());

    let text = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(text("health.csv"), "account_id,day,score,band,hidden_risk,red_inside\n");
    assert_eq!(text("health.json"), "[]");
}

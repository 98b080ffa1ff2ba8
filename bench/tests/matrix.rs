//! The engine that the benchmark times computes what DuckDB computes.
#![allow(clippy::unwrap_used)]

use std::process::Command;

#[test]
fn our_matrix_is_what_duckdb_computes() {
    let folder = tempfile::tempdir().unwrap();
    let python = std::env::var("PERENNIAL_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/matrix/smoke.py");
    let run = Command::new(&python)
        .args([script, env!("CARGO_BIN_EXE_perennial-bench")])
        .arg(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(
        run.status.success() && said.starts_with("equal: "),
        "{said}{}\nThis test needs Python with duckdb: scripts/setup-tests.sh installs it \
         (PERENNIAL_PYTHON names another interpreter)",
        String::from_utf8_lossy(&run.stderr)
    );
}

//! `perennial revenue` on a real input, against a script over its file that knows nothing of us.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::{Folder, python, workspace};

/// RavenStack's accounts and subscriptions.
fn ravenstack() -> Folder {
    let folder = Folder::new();
    let at = workspace().join("examples/ravenstack");
    for (kind, file, map) in [
        ("accounts", "ravenstack_accounts.csv", "accounts.map.toml"),
        ("subscriptions", "ravenstack_subscriptions.csv", "subscriptions.map.toml"),
    ] {
        let copy = folder.dir.path().join(file);
        std::fs::copy(at.join(file), &copy).unwrap(); // rejects are written beside the file
        let map = at.join(map).display().to_string();
        folder.run(&["import", kind, &copy.display().to_string(), "--map", &map]);
    }
    folder
}

#[test]
fn ravenstack_s_monthly_figures_are_those_of_a_script_over_its_file() {
    let folder = ravenstack();
    let days = ["--from", "2023-01-01", "--to", "2025-01-01"];
    let ask = |more: &[&str]| folder.run(&[&["revenue"], &days[..], more].concat());
    let answer = folder.dir.path().join("months.json");
    std::fs::write(&answer, ask(&["--by", "month", "--format", "json"])).unwrap();
    let told = python()
        .arg(workspace().join("crates/perennial/tests/verify/revenue.py"))
        .arg(workspace().join("examples/ravenstack"))
        .arg(&answer)
        .args([days[1], days[3]])
        .output()
        .unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));

    // The whole is one object with the same keys, and its movements are those of the months.
    let whole: serde_json::Value = serde_json::from_str(&ask(&["--format", "json"])).unwrap();
    let months: Vec<serde_json::Value> =
        serde_json::from_str(&std::fs::read_to_string(&answer).unwrap()).unwrap();
    for key in ["new", "expansion", "contraction", "churn", "reactivation"] {
        let sum: f64 = months.iter().map(|month| month[key].as_f64().unwrap()).sum();
        assert!((whole[key].as_f64().unwrap() - sum).abs() < 1e-3, "{key}");
    }
    assert_eq!(whole["mrr_end"], months[23]["mrr_end"]);

    let table = ask(&["--by", "quarter"]);
    assert!(table.contains("2024-Q4") && table.contains("13 rows of subscriptions"), "{table}");
    let wrong = folder.output(&["revenue", "--by", "week"]);
    assert_eq!(wrong.status.code(), Some(2));
    let said = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert!(said.contains("known are month, quarter, plan, segment, owner"), "{said}");
}

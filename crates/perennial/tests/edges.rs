//! docs/ARCHITECTURE.md is law: no crate depends on another that the table does not name. And the
//! libraries are the same in every build, so that one reuses what another compiled.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

fn allowed() -> BTreeMap<String, BTreeSet<String>> {
    let page = include_str!("../../../docs/ARCHITECTURE.md");
    let quoted = |cell: &str| -> BTreeSet<String> {
        cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    };
    page.lines()
        .filter(|line| line.starts_with("| `"))
        .filter_map(|line| {
            let mut cells = line.split('|').skip(1);
            let name = quoted(cells.next()?).into_iter().next()?;
            Some((name, quoted(cells.next()?)))
        })
        .collect()
}

#[test]
fn crates_know_only_what_the_architecture_page_allows() {
    let out = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let allowed = allowed();
    let short = |name: &str| name.strip_prefix("perennial-").unwrap_or(name).to_owned();
    let mut wrong = Vec::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = short(package["name"].as_str().unwrap());
        let Some(may_know) = allowed.get(&name) else {
            wrong.push(format!("`{name}` is not in the table"));
            continue;
        };
        for dependency in package["dependencies"].as_array().unwrap() {
            let full = dependency["name"].as_str().unwrap();
            let for_tests = dependency["kind"].as_str() == Some("dev");
            let ours = full == "perennial" || full.starts_with("perennial-");
            if ours && !for_tests && !may_know.contains(&short(full)) {
                wrong.push(format!("`{name}` must not know `{}`", short(full)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Each library with the features that it is compiled with.
fn libraries(of: &[&str]) -> BTreeSet<String> {
    let tree = ["tree", "--offline", "--prefix", "none", "--format", "{p} {f}"];
    let out = Command::new(env!("CARGO")).args(tree).args(of).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8(out.stdout).unwrap();
    let line = |line: &str| line.trim_end_matches(" (*)").trim().to_owned();
    text.lines().map(line).filter(|line| !line.starts_with("perennial")).collect()
}

/// A library that is missing from the list is turned on for the tests alone: name its features in
/// this crate's Cargo.toml, or everything that stands on it is compiled twice.
#[test]
fn the_demo_the_tests_and_sql_compile_the_same_libraries() {
    let tests = libraries(&["--workspace", "--edges", "normal,dev"]);
    let builds: [&[&str]; 3] = [
        &["-p", "perennial", "--edges", "normal"],
        &["-p", "perennial", "--features", "sql", "--edges", "normal"],
        &[
            "-p",
            "perennial",
            "-p",
            "perennial-api",
            "--features",
            "perennial/sql",
            "--edges",
            "normal,dev",
        ],
    ];
    for build in builds {
        let only_there: Vec<_> = libraries(build).difference(&tests).cloned().collect();
        assert!(only_there.is_empty(), "{build:?} compiles anew:\n{}", only_there.join("\n"));
    }
}

//! Both real inputs, from their files to the numbers: every row is in or refused, and every metric of
//! every account on every day equals what independent SQL says of the raw files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::{Folder, python, workspace};

fn import(folder: &Folder, kind: &str, file: &str, map: Option<&str>) -> serde_json::Value {
    let path = |name: &str| workspace().join("examples").join(name).display().to_string();
    let file = path(file);
    let copy = folder.dir.path().join(file.rsplit('/').next().unwrap());
    std::fs::copy(&file, &copy).unwrap(); // rejects are written beside the file
    let copy = copy.display().to_string();
    let map = map.map(path);
    let mut args = vec!["import", kind, &copy, "--format", "json"];
    if let Some(map) = &map {
        args.extend(["--map", map]);
    }
    let runs: serde_json::Value = serde_json::from_str(&folder.run(&args)).unwrap();
    let run = runs[0].clone();
    let n = |key: &str| run[key].as_u64().unwrap();
    assert_eq!(n("rows"), n("added") + n("updated") + n("unchanged") + n("refused"), "{run}");
    run
}

fn counts(run: &serde_json::Value) -> [u64; 4] {
    ["rows", "added", "unchanged", "refused"].map(|key| run[key].as_u64().unwrap())
}

fn verify(folder: &Folder, kind: &str, as_of: &str) {
    let out = folder.dir.path().join("metrics.parquet").display().to_string();
    folder.run(&["table", "metrics", "--as-of", as_of, "--out", &out]);
    let script = workspace().join("crates/perennial/tests/verify/metrics.py");
    let told = python()
        .arg(script)
        .arg(kind)
        .arg(workspace().join("examples").join(kind))
        .arg(&out)
        .arg(as_of)
        .output()
        .unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
}

#[test]
fn nova_is_in_whole_and_its_metrics_are_right() {
    let folder = Folder::new();
    assert_eq!(counts(&import(&folder, "accounts", "nova/accounts.csv", None)), [375, 375, 0, 0]);
    assert_eq!(counts(&import(&folder, "contacts", "nova/contacts.csv", None)), [1400, 1400, 0, 0]);
    assert_eq!(counts(&import(&folder, "facts", "nova/facts.csv", None)), [22005, 22005, 0, 0]);
    assert_eq!(
        counts(&import(&folder, "facts", "nova/facts.csv", None)),
        [22005, 0, 22005, 0],
        "again"
    );
    verify(&folder, "nova", "2026-08-31");
}

#[test]
fn ravenstack_is_in_or_refused_and_its_metrics_are_right() {
    let folder = Folder::new();
    let map = |name: &str| format!("ravenstack/{name}.map.toml");
    let accounts =
        import(&folder, "accounts", "ravenstack/ravenstack_accounts.csv", Some(&map("accounts")));
    assert_eq!(counts(&accounts), [500, 500, 0, 0]);
    let subscriptions = import(
        &folder,
        "subscriptions",
        "ravenstack/ravenstack_subscriptions.csv",
        Some(&map("subscriptions")),
    );
    assert_eq!(counts(&subscriptions)[0], 5000);
    let usage =
        import(&folder, "facts", "ravenstack/ravenstack_feature_usage.csv", Some(&map("usage")));
    assert_eq!(counts(&usage)[0], 25000);
    let tickets = import(
        &folder,
        "tickets",
        "ravenstack/ravenstack_supports_ticket.csv",
        Some(&map("tickets")),
    );
    assert_eq!(counts(&tickets)[0], 2000);
    let codes: Vec<&str> = [&usage, &tickets]
        .iter()
        .flat_map(|run| run["findings"].as_array().unwrap())
        .map(|finding| finding["code"].as_str().unwrap())
        .collect();
    for expected in ["usage_outside_subscription", "ticket_before_signup", "duplicate_id"] {
        assert!(codes.contains(&expected), "{expected} is not among {codes:?}");
    }
    verify(&folder, "ravenstack", "2024-12-31");
}

#[test]
fn a_guess_is_a_mapping_that_imports_and_a_dry_run_says_what_an_import_does() {
    let folder = Folder::new();
    let example = |name: &str| {
        let path = workspace().join("examples/ravenstack").join(name);
        let copy = folder.dir.path().join(name);
        std::fs::copy(path, &copy).unwrap(); // rejects are written beside the file
        copy.display().to_string()
    };
    for (kind, name) in [
        ("accounts", "ravenstack_accounts.csv"),
        ("subscriptions", "ravenstack_subscriptions.csv"),
        ("facts", "ravenstack_feature_usage.csv"),
        ("tickets", "ravenstack_supports_ticket.csv"),
    ] {
        let file = example(name);
        let toml = folder.run(&["import", "--guess", &file]);
        assert!(toml.contains(&format!("kind = \"{kind}\"")), "{toml}");
        let map = folder.dir.path().join("guess.toml").display().to_string();
        std::fs::write(&map, toml).unwrap();
        let import = |more: &[&str]| -> serde_json::Value {
            let args = ["import", kind, &file, "--map", &map, "--format", "json"];
            let args: Vec<&str> = args.iter().chain(more).copied().collect();
            serde_json::from_str(&folder.run(&args)).unwrap()
        };
        let (would, did) = (import(&["--dry-run"]), import(&[]));
        assert_eq!(counts(&would[0]), counts(&did[0]), "{name}");
        assert_eq!(would[0]["findings"], did[0]["findings"], "{name}");
        assert_eq!(counts(&import(&["--dry-run"])[0])[1], 0, "{name} is in already");
    }
}

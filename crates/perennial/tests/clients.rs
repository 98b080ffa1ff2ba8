//! The official Segment clients, unmodified, against the real program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::process::Command;

use support::{Folder, python, workspace};

/// Both clients send the same story: what happens before `identify` and `group` is credited afterwards.
fn tell(client: &mut Command, who: &str) {
    let folder = Folder::new();
    let key = folder.run(&["keys", "create", "client"]).trim().to_owned();
    let server = folder.serve();
    let told =
        client.env("SEGMENT_HOST", server.url("")).env("SEGMENT_KEY", &key).output().unwrap();
    assert!(
        told.status.success(),
        "the {who} client failed: {}{}",
        String::from_utf8_lossy(&told.stdout),
        String::from_utf8_lossy(&told.stderr)
    );
    server.stop();
    let facts = folder.run(&[
        "table",
        "facts",
        "--columns",
        "account_id,contact_id,kind,name",
        "--format",
        "csv",
    ]);
    let mut rows: Vec<&str> = facts.lines().skip(1).collect();
    rows.sort_unstable();
    assert_eq!(
        rows,
        [
            "acme,ann,usage,Viewed Billing screen",
            "acme,ann,usage,Viewed Home page",
            "acme,ann,usage,report_created",
            "acme,ann,usage,report_shared",
        ],
        "{who}"
    );
    let contacts = folder.run(&[
        "table",
        "contacts",
        "--columns",
        "contact_id,account_id,email",
        "--format",
        "csv",
    ]);
    assert!(contacts.contains("ann,acme,ann@acme.test"), "{who}: {contacts}");
    let accounts =
        folder.run(&["table", "accounts", "--columns", "account_id,name", "--format", "csv"]);
    assert!(accounts.contains("acme,Acme Ltd"), "{who}: {accounts}");
}

#[test]
fn segment_analytics_python() {
    let script = workspace().join("crates/perennial/tests/clients/story.py");
    tell(python().arg(script), "Python");
}

#[test]
fn segment_analytics_node() {
    let script = workspace().join("e2e/clients/story.mjs");
    tell(Command::new("node").arg(script), "Node");
}

//! From an empty folder to signed in: first start, keys, one server per folder, graceful end.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::{Folder, free_address};

fn status(result: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> u16 {
    match result {
        Ok(answer) => answer.status().as_u16(),
        Err(ureq::Error::StatusCode(code)) => code,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn an_accepted_fact_is_there_after_a_graceful_end() {
    let folder = Folder::new();
    let key = folder.run(&["keys", "create", "product"]).trim().to_owned();
    let server = folder.serve();
    let body = serde_json::json!({"writeKey": key, "userId": "ann", "event": "saved", "context": {"groupId": "acme"}});
    let sent = ureq::post(server.url("/v1/track"))
        .header("content-type", "application/json")
        .send(body.to_string());
    assert_eq!(status(sent), 200);
    server.stop();
    let facts = folder.run(&[
        "table",
        "facts",
        "--columns",
        "account_id,contact_id,name",
        "--format",
        "csv",
    ]);
    assert_eq!(facts, "account_id,contact_id,name\nacme,ann,saved\n");
    assert!(folder.run(&["check"]).contains("all well"));
}

#[test]
fn a_key_opens_its_door_and_no_other() {
    let folder = Folder::new();
    let write = folder.run(&["keys", "create", "product"]).trim().to_owned();
    let read = folder.run(&["keys", "create", "script", "--api", "viewer"]).trim().to_owned();
    let server = folder.serve();
    let accounts = |key: &str| {
        status(
            ureq::get(server.url("/api/accounts"))
                .header("authorization", format!("Bearer {key}"))
                .call(),
        )
    };
    assert_eq!((accounts(&read), accounts(&write), accounts("nonsense")), (200, 401, 401));
    assert_eq!(status(ureq::get(server.url("/api/accounts")).call()), 401);
}

#[test]
fn a_second_server_on_the_folder_is_refused_with_the_way_out() {
    let folder = Folder::new();
    let _first = folder.serve();
    let second = folder.output(&["serve", "--addr", &free_address()]);
    assert_eq!(second.status.code(), Some(1));
    let said = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(said.contains("--data"), "{said}");
}

#[test]
fn wrong_usage_ends_with_2_and_names_the_nearest_word() {
    let folder = Folder::new();
    for (args, hint) in [
        (&["table", "accuonts"][..], "accounts"),
        (&["table", "accounts", "--where", "naem = 'x'"], "name"),
        (&["table", "metrics", "--columns", "arrr"], "arr"),
        (&["import", "acounts", "x.csv"], "accounts"),
        (&["users", "create", "a@b.test", "--role", "boss"], "viewer"),
    ] {
        let out = folder.output(args);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(2), "{args:?}: {said}");
        assert!(said.contains(hint), "{args:?}: {said}");
    }
}

#[test]
fn forgetting_a_contact_leaves_nothing_of_them() {
    let folder = Folder::new();
    let file = folder.dir.path().join("facts.csv");
    std::fs::write(
        &file,
        "account_id,contact_id,name,occurred_at\nacme,ann-secret,saved,2026-01-01\nacme,bob,saved,2026-01-02\n",
    )
    .unwrap();
    folder.run(&["import", "facts", &file.display().to_string()]);
    folder.run(&["erase", "--contact", "ann-secret"]);
    let facts = folder.run(&["table", "facts", "--columns", "contact_id", "--format", "csv"]);
    let contacts = folder.run(&["table", "contacts", "--columns", "contact_id", "--format", "csv"]);
    let daily = folder.run(&["table", "daily", "--format", "csv"]);
    for text in [&facts, &contacts, &daily] {
        assert!(!text.contains("ann-secret") && text.contains("bob"), "{text}");
    }
    assert_eq!(folder.output(&["erase", "--contact", "nobody"]).status.code(), Some(1));
}

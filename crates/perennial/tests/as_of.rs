//! Past days on the command line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::Folder;

#[test]
fn tables_and_segments_are_as_they_stood_on_a_past_day() {
    let folder = Folder::new();
    let import = |kind: &str, text: &str| {
        let file = folder.dir.path().join(format!("{kind}.csv"));
        std::fs::write(&file, text).unwrap();
        folder.run(&["import", kind, file.to_str().unwrap()]);
    };
    import("accounts", "account_id,name,created_at\na1,Acme,2025-01-01\nb2,Best,2025-06-01\n");
    import(
        "subscriptions",
        "subscription_id,account_id,started_at,ended_at,mrr,currency\n\
         s1,a1,2025-01-01,,1000,USD\ns2,b2,2025-06-01,2025-09-01,2000,USD\n",
    );
    import(
        "tickets",
        "ticket_id,account_id,opened_at,solved_at,status\n\
         t1,a1,2025-02-01,2025-08-01,solved\nt2,b2,2025-10-01,,open\n",
    );
    folder.run(&["segments", "add", "paying", "--where", "arr > 0"]);
    let size = |day: &str| {
        let list = folder.run(&["segments", "list", "--as-of", day, "--format", "csv"]);
        list.lines().nth(1).unwrap().split(',').nth(3).unwrap().to_owned()
    };
    assert_eq!([size("2025-05-31"), size("2025-06-01"), size("2025-09-01")], ["1", "2", "1"]);
    let shown = folder.run(&["segments", "show", "paying", "--as-of", "2025-07-01"]);
    assert!(shown.contains("b2") && shown.contains("36000.00"), "{shown}");

    let table = |name: &str, columns: &str, day: &str| {
        folder.run(&["table", name, "--columns", columns, "--as-of", day])
    };
    assert_eq!(table("accounts", "account_id", "2025-05-31"), "account_id\na1\n");
    assert_eq!(table("accounts", "account_id", "2025-06-01"), "account_id\na1\nb2\n");
    let tickets = table("tickets", "ticket_id,solved_at,status", "2025-07-01");
    assert_eq!(tickets, "ticket_id,solved_at,status\nt1,,\n", "it was solved later");
    assert!(
        table("subscriptions", "ended_at", "2025-07-01")
            .lines()
            .skip(1)
            .all(|l| !l.contains("2025-09"))
    );
    assert!(table("metrics", "account_id,day", "2025-02-01").ends_with("a1,2025-02-01\n"));

    let out = folder.output(&["table", "accounts", "--as-of", "2999-01-01"]);
    assert_eq!(out.status.code(), Some(2));
    let said = String::from_utf8(out.stderr).unwrap();
    assert!(said.contains("2999-01-01 has not come yet; today is"), "{said}");
}

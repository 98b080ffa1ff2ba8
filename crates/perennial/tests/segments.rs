//! Segments on the command line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::Folder;

#[test]
fn segments_are_made_looked_at_and_removed() {
    let folder = Folder::new();
    let accounts = folder.dir.path().join("accounts.csv");
    let subscriptions = folder.dir.path().join("subscriptions.csv");
    std::fs::write(&accounts, "account_id,name,tier\na1,Acme,gold\nb2,Best,gold\nc3,Corn,\n")
        .unwrap();
    let periods = "subscription_id,account_id,started_at,mrr,currency\n\
                   s1,a1,2025-01-01,1000,USD\ns2,b2,2025-01-01,50,USD\n";
    std::fs::write(&subscriptions, periods).unwrap();
    folder.run(&["import", "accounts", accounts.to_str().unwrap()]);
    folder.run(&["import", "subscriptions", subscriptions.to_str().unwrap()]);

    let added = ["segments", "add", "large", "--where", "arr > 5000", "--name", "Large ones"];
    assert_eq!(folder.run(&added), "added large: arr > 5000\n");
    let file = folder.dir.path().join("beta.txt");
    std::fs::write(&file, "b2\nc3\n").unwrap();
    folder.run(&["segments", "add", "beta", "--accounts", file.to_str().unwrap()]);
    let list = folder.run(&["segments", "list", "--format", "csv"]);
    assert_eq!(
        list,
        "key,name,kind,accounts,arr,average_arr,condition,problem\n\
         large,Large ones,condition,1,12000.00 USD,12000.00 USD,arr > 5000,\n\
         beta,beta,list,2,600.00 USD,600.00 USD,,\n"
    );
    let shown = folder.run(&["segments", "show", "large"]);
    assert!(shown.contains("accounts of which ARR is more than 5,000"), "{shown}");
    assert!(shown.contains("a1") && !shown.contains("b2"), "{shown}");

    let of = |table: &str, segment: &str| {
        let args = ["table", table, "--segment", segment, "--columns", "account_id"];
        let mut ids: Vec<String> = folder.run(&args).lines().skip(1).map(str::to_owned).collect();
        ids.dedup();
        ids
    };
    assert_eq!(of("accounts", "beta"), ["b2", "c3"]);
    assert_eq!(of("metrics", "large"), ["a1"]);

    let refused = |args: &[&str]| {
        let out = folder.output(args);
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        String::from_utf8(out.stderr).unwrap()
    };
    let wrong = refused(&["segments", "add", "x", "--where", "arrr > 5"]);
    assert!(wrong.contains("did you mean arr?") && wrong.contains("^^^^"), "{wrong}");
    assert!(refused(&["segments", "show", "larg"]).contains("did you mean large?"));
    std::fs::write(&file, "nobody\n").unwrap();
    let unknown = refused(&["segments", "add", "y", "--accounts", file.to_str().unwrap()]);
    assert!(unknown.contains("there is no account \"nobody\""), "{unknown}");

    folder.run(&["segments", "remove", "beta"]);
    assert!(!folder.run(&["segments", "list"]).contains("beta"));
}

//! `perennial sql`: with the feature, and how it says that it is missing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::Folder;

#[cfg(not(feature = "sql"))]
#[test]
fn without_the_feature_it_says_how_to_get_it() {
    let out = Folder::new().output(&["sql", "SELECT 1"]);
    assert_eq!(out.status.code(), Some(2));
    let said = String::from_utf8(out.stderr).unwrap();
    assert!(said.contains("this build of Perennial has no SQL"), "{said}");
    assert!(said.contains("--features sql"), "{said}");
}

#[cfg(feature = "sql")]
mod built {
    use std::{path::Path, process::Command};

    use super::Folder;

    fn small() -> Folder {
        let folder = Folder::new();
        let accounts = folder.dir.path().join("accounts.csv");
        std::fs::write(
            &accounts,
            "account_id,name,tier,seats\na1,Acme,gold,12\nb2,\"Best, Inc\",gold,\nc3,Corn,,3\n",
        )
        .unwrap();
        folder.run(&["import", "accounts", accounts.to_str().unwrap()]);
        folder
    }

    #[test]
    fn an_answer_is_printed_or_written_and_a_limit_is_announced() {
        let folder = small();
        let count = "SELECT tier, count(*) AS n FROM accounts GROUP BY tier ORDER BY tier";
        assert_eq!(folder.run(&["sql", count]), "tier  n\ngold  2\n      1\n");
        let csv = folder.run(&["sql", "SELECT name FROM accounts ORDER BY 1", "--format", "csv"]);
        assert_eq!(csv, "name\nAcme\n\"Best, Inc\"\nCorn\n");
        let seats = "SELECT CAST(json_get(attributes, 'seats') AS BIGINT) AS seats FROM accounts WHERE account_id = 'a1'";
        let json = folder.run(&["sql", seats, "--format", "json"]);
        assert_eq!(json.replace(char::is_whitespace, ""), "[{\"seats\":12}]");

        let first = folder.output(&["sql", "SELECT name FROM accounts ORDER BY 1", "--limit", "2"]);
        assert_eq!(String::from_utf8(first.stdout).unwrap(), "name\nAcme\nBest, Inc\n");
        let said = String::from_utf8(first.stderr).unwrap();
        assert!(said.contains("the first 2 rows, and there are more"), "{said}");

        let file = folder.dir.path().join("q.json");
        let wrote =
            folder.run(&["sql", "SELECT name FROM accounts", "--out", file.to_str().unwrap()]);
        assert!(wrote.starts_with("3 rows in "), "{wrote}");
        assert!(std::fs::read_to_string(&file).unwrap().contains("Best, Inc"));
    }

    #[test]
    fn it_works_beside_a_running_server_and_only_reads() {
        let folder = small();
        let _server = folder.serve();
        assert_eq!(folder.run(&["sql", "SELECT count(*) AS n FROM accounts"]), "n\n3\n");
        for (query, said) in [
            ("DROP TABLE accounts", "SQL only reads here"),
            ("COPY accounts TO 'x.csv'", "SQL only reads here"),
            ("SELECT * FROM 'accounts.csv'", "there is no table"),
            ("SELECT nam FROM accounts", "did you mean name? (line 1, column 8)"),
        ] {
            let out = folder.output(&["sql", query]);
            assert_eq!(out.status.code(), Some(2), "{query}");
            let error = String::from_utf8(out.stderr).unwrap();
            assert!(error.contains(said), "{query}: {error}");
        }
        let out = folder.output(&["sql", "SELECT 1", "--out", "answer.xlsx"]);
        assert_eq!(out.status.code(), Some(2));
    }

    /// The same questions over the relations' own files, in DuckDB.
    #[test]
    fn duckdb_gives_the_same_answers() {
        let folder = Folder::new();
        folder.run(&["demo", "--no-serve", "--accounts", "25"]);
        let out = folder.dir.path().join("out");
        std::fs::create_dir(&out).unwrap();
        let queries = include_str!("sql/queries.sql");
        for relation in perennial_tables::Relation::ALL {
            let file = out.join(format!("{relation}.parquet"));
            folder.run(&["table", relation.as_str(), "--out", file.to_str().unwrap()]);
        }
        for (query, number) in queries.split(";\n").map(str::trim).zip(1..) {
            if !query.is_empty() {
                let file = out.join(format!("answer-{number}.parquet"));
                folder.run(&["sql", query, "--out", file.to_str().unwrap()]);
            }
        }
        compare(&out);
    }

    fn compare(folder: &Path) {
        let python = std::env::var("PERENNIAL_PYTHON").unwrap_or_else(|_| "python3".into());
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sql");
        let compared = Command::new(python)
            .arg(tests.join("compare.py"))
            .args([folder, &tests.join("queries.sql")])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&compared.stdout);
        let error = String::from_utf8_lossy(&compared.stderr);
        assert!(compared.status.success(), "{said}{error}");
    }
}

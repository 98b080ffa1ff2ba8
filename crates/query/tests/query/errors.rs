//! Errors name the thing, its place and the way out.

use perennial_query::QueryError;

use crate::support::Asker;

async fn said(text: &str) -> String {
    Asker::new().error(text).await.to_string()
}

#[tokio::test]
async fn an_unknown_name_gets_the_nearest() {
    assert_eq!(
        said("SELECT *\nFROM acounts").await,
        "there is no table \"acounts\"; did you mean accounts? (line 2, column 6)"
    );
    assert_eq!(
        said("SELECT * FROM invoices").await,
        "there is no table \"invoices\"; use one of accounts, days, endless, broken (line 1, column 15)"
    );
    assert_eq!(
        said("SELECT nam FROM accounts").await,
        "there is no column \"nam\"; did you mean name? (line 1, column 8)"
    );
    let qualified = said("SELECT a.teir FROM accounts a").await;
    assert!(
        qualified.starts_with("there is no column \"a.teir\"; did you mean tier?"),
        "{qualified}"
    );
    let function = said("SELECT flor(1.5)").await;
    assert!(function.contains("flor") && function.contains("floor"), "{function}");
}

#[tokio::test]
async fn what_does_not_parse_has_its_place() {
    let error = Asker::new().error("SELECT name\nFROM accounts a b").await;
    let place = error.place().unwrap();
    assert_eq!((place.line, place.column), (2, 17), "{error}");
    for text in ["SELECT 'open", "SELECT (1", "SELECT 1 FROM accounts WHERE", "nonsense"] {
        let error = Asker::new().error(text).await;
        assert!(matches!(error, QueryError::Wrong { .. }), "{text}: {error:?}");
        let said = error.to_string();
        assert!(!said.contains("sql parser error") && !said.contains('\n'), "{said}");
        assert!(said.starts_with(|c: char| !c.is_uppercase()), "{said}");
    }
}

#[tokio::test]
async fn a_value_that_cannot_be_computed_is_an_error() {
    for text in [
        "SELECT CAST(name AS BIGINT) FROM accounts",
        "SELECT 1 / (count - count) FROM days",
        "SELECT sum(name) FROM accounts",
        "SELECT name FROM accounts GROUP BY tier",
        "SELECT (SELECT name FROM accounts)",
        "SELECT name FROM accounts WHERE created_at > 'yesterday'",
        "SELECT name FROM accounts, days WHERE account_id = 'a'",
    ] {
        let error = Asker::new().error(text).await;
        assert!(matches!(error, QueryError::Wrong { .. }), "{text}: {error:?}");
    }
}

#[tokio::test]
async fn rows_that_cannot_be_read_are_our_fault() {
    let error = Asker::new().error("SELECT n FROM broken").await;
    assert!(matches!(error, QueryError::Failed(_)), "{error:?}");
    assert_eq!(error.to_string(), "the query could not be answered: the disk is gone");
}

#[tokio::test]
async fn nothing_and_too_much_are_no_question() {
    assert_eq!(said(" \n-- nothing\n").await, "the query is empty; write a SELECT");
    assert!(said("SELECT 1; SELECT 2").await.starts_with("there are several statements"));
    assert_eq!(Asker::new().ask("SELECT 1;").await, ["1"]);
}

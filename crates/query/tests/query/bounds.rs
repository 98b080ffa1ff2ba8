//! Bounds: memory, time, how many at once, and that nothing goes on that nobody wants.

use std::{sync::atomic::Ordering, time::Duration};

use perennial_query::{Limits, QueryError};

use crate::support::{Asker, LIMITS, STEP, until};

#[tokio::test]
async fn a_query_that_needs_too_much_memory_is_stopped() {
    let asker = Asker::within(Limits { memory: 4 * 1024 * 1024, ..LIMITS });
    for text in [
        "SELECT n FROM endless ORDER BY n DESC",
        "SELECT n, count(*) FROM endless GROUP BY n",
        "SELECT count(*) FROM endless a JOIN endless b ON a.n = b.n",
    ] {
        let error = asker.error(text).await;
        assert!(matches!(error, QueryError::Memory { limit: 4_194_304 }), "{text}: {error:?}");
        assert!(error.to_string().contains("more than 4 MB"), "{error}");
    }
    assert_eq!(asker.ask("SELECT count(*) FROM accounts").await, ["3"]);
}

#[tokio::test]
async fn a_query_that_takes_too_long_is_stopped() {
    let asker = Asker::within(Limits { time: Duration::from_millis(300), ..LIMITS });
    let error = asker.error("SELECT count(*) FROM endless").await;
    assert!(matches!(error, QueryError::Time { .. }), "{error:?}");
    assert!(error.to_string().contains("longer than 0.3 s "), "{error}");
    until(|| asker.source.ended.load(Ordering::SeqCst)).await;
}

#[tokio::test]
async fn rows_flow_no_faster_than_they_are_taken() {
    let asker = Asker::new();
    let mut answer = asker.run("SELECT n FROM endless WHERE n % 2 = 0", None).await.unwrap();
    for _ in 0..3 {
        assert!(answer.next().await.unwrap().unwrap().num_rows() > 0);
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    let given = asker.source.given.load(Ordering::SeqCst) * STEP;
    assert!(given < 400_000, "{given} rows were read ahead");
}

#[tokio::test]
async fn letting_go_of_an_answer_ends_the_work() {
    let asker = Asker::new();
    let mut answer = asker.run("SELECT n FROM endless", None).await.unwrap();
    answer.next().await.unwrap().unwrap();
    assert!(!asker.source.ended.load(Ordering::SeqCst));
    drop(answer);
    until(|| asker.source.ended.load(Ordering::SeqCst)).await;
}

#[tokio::test]
async fn a_limit_ends_a_relation_without_end() {
    let asker = Asker::new();
    let mut answer = asker.run("SELECT n FROM endless", Some(1_500)).await.unwrap();
    let mut rows = 0;
    while let Some(batch) = answer.next().await {
        rows += batch.unwrap().num_rows();
    }
    assert_eq!(rows, 1_500);
    assert!(answer.next().await.is_none());
    until(|| asker.source.ended.load(Ordering::SeqCst)).await;
    let mut answer = asker.run("EXPLAIN SELECT n FROM endless", Some(1)).await.unwrap();
    assert!(answer.next().await.unwrap().is_ok());
}

#[tokio::test]
async fn no_more_than_so_many_run_at_once() {
    let asker = Asker::within(Limits { at_once: 1, ..LIMITS });
    let first = asker.run("SELECT n FROM endless", None).await.unwrap();
    let error = asker.run("SELECT 1", None).await.unwrap_err();
    assert!(matches!(error, QueryError::Busy { at_once: 1 }), "{error:?}");
    drop(first); // it may not even have begun to read
    for _ in 0..500 {
        match asker.rows("SELECT 1").await {
            Ok(rows) => return assert_eq!(rows, ["1"]),
            Err(QueryError::Busy { .. }) => tokio::time::sleep(Duration::from_millis(5)).await,
            Err(other) => panic!("{other}"),
        }
    }
    panic!("the seat stayed taken");
}

#[tokio::test]
async fn a_long_or_deep_query_does_no_harm() {
    let asker = Asker::within(Limits { time: Duration::from_secs(20), ..LIMITS });
    let long = vec!["name = 'Acme'"; 1_500].join(" OR ");
    assert_eq!(asker.ask(&format!("SELECT name FROM accounts WHERE {long}")).await, ["Acme"]);
    let deep = format!("SELECT {}1{}", "(".repeat(5_000), ")".repeat(5_000));
    assert!(matches!(asker.error(&deep).await, QueryError::Wrong { .. }));
    let sum = format!("SELECT 1{}", " + 1".repeat(12_000));
    match asker.rows(&sum).await {
        Ok(rows) => assert_eq!(rows, ["12001"]),
        Err(error) => assert!(matches!(error, QueryError::Time { .. }), "{error:?}"),
    }
    let huge = format!("SELECT '{}'", "x".repeat(70_000));
    assert!(asker.error(&huge).await.to_string().contains("65536 are read at most"));
}

//! What a query needs is told to whoever gives the rows.

use perennial_model::Day;

use crate::support::Asker;

#[tokio::test]
async fn only_the_columns_accounts_and_days_that_are_needed_are_asked_for() {
    let asker = Asker::new();
    let ask = async |text: &str| {
        asker.source.asks.lock().unwrap().clear();
        asker.ask(text).await;
        asker.source.asks.lock().unwrap().clone()
    };
    let day = |text: &str| Day::parse(text).unwrap().0;

    let asks = ask("SELECT name FROM accounts WHERE tier = 'gold'").await;
    assert_eq!(asks[0].columns, ["name", "tier"]);
    assert_eq!(asks[0].accounts, None);

    let asks =
        ask("SELECT sum(count) FROM days WHERE account_id = 'a' AND day >= '2026-01-02'").await;
    let accounts = |at: usize| asks[at].accounts.iter().flatten().cloned().collect::<Vec<_>>();
    assert_eq!(accounts(0), ["a"]);
    assert_eq!(asks[0].days, day("2026-01-02")..=i32::MAX);

    let asks = ask("SELECT count(*) FROM days WHERE account_id IN ('a', 'b', 'c', 'd') \
                    AND day BETWEEN '2026-01-01' AND '2026-01-31'")
    .await;
    assert_eq!(asks[0].accounts.as_ref().map(std::collections::BTreeSet::len), Some(4));
    assert_eq!(asks[0].days, day("2026-01-01")..=day("2026-01-31"));

    let asks = ask("SELECT count(*) FROM days WHERE day = current_date").await;
    assert_eq!(asks[0].days, day("2026-01-31")..=day("2026-01-31"));
    let asks = ask("SELECT count(*) FROM days WHERE day > current_date - 7").await;
    assert_eq!(asks[0].days, day("2026-01-25")..=i32::MAX);

    let asks = ask("SELECT count(*) FROM days").await;
    assert_eq!(asks[0].columns, ["account_id"]);
}

#[tokio::test]
async fn rows_that_nobody_asked_for_are_left_out_all_the_same() {
    let rows = Asker::new().ask("SELECT count FROM days WHERE account_id = 'b'").await;
    assert_eq!(rows, ["8"]);
}

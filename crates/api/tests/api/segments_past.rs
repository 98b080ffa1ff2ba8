//! Segments on past days: worked out for conditions, kept for lists.

use perennial_model::{Account, Currency, Money, Role, Subscription};
use perennial_store::write;
use serde_json::{Value, json};

use crate::{
    segments::{condition, made},
    support::{App, days_ago},
};

fn numbers(list: &Value) -> Vec<i64> {
    list.as_array().unwrap().iter().map(|value| value.as_i64().unwrap()).collect()
}

fn moves(history: &Value) -> Vec<(&str, &str, bool)> {
    let rows = history["moves"].as_array().unwrap().iter();
    rows.map(|row| {
        let text = |name: &str| row[name].as_str().unwrap();
        (text("day"), text("account_id"), row["entered"].as_bool().unwrap())
    })
    .collect()
}

#[tokio::test]
async fn a_conditions_past_follows_from_each_days_metrics() {
    let app = App::new().await;
    let client = app.signed_in(Role::Leader).await;
    // Acme opened tickets 90, 20 and 10 days ago; the first was solved after ten days.
    made(&client, condition("waiting", "open_tickets >= 1")).await;
    let seen = client.get("/api/segments/waiting/history?days=100").await.ok();
    let accounts = numbers(&seen["accounts"]);
    assert_eq!(accounts.len(), 100);
    let expected: Vec<i64> =
        (0..100).rev().map(|ago| i64::from((81..=90).contains(&ago) || ago <= 20)).collect();
    assert_eq!(accounts, expected);
    assert_eq!(
        moves(&seen),
        [("2026-01-11", "acme", true), ("2025-11-12", "acme", false), ("2025-11-02", "acme", true),]
    );
    assert_eq!((&seen["entered"], &seen["left"]), (&json!(2), &json!(1)));
    assert_eq!(seen["arr_minor"][99], 2_400_000);
    assert_eq!(seen["moves"][0]["arr"], json!({"minor": 2_400_000, "currency": "USD"}));
    assert_eq!((&seen["as_now"], &seen["notes"]), (&json!([]), &json!([])));

    // Looking back from the middle of it gives the same days.
    let short = client.get("/api/segments/waiting/history?days=15").await.ok();
    assert_eq!(numbers(&short["accounts"]), expected[85..]);
    assert_eq!(moves(&short), [], "who was there at first did not enter");
    client.get("/api/segments/waiting/history?days=731").await.problem(400, "bad_parameter");
    client.get("/api/segments/waiting/history?days=1").await.problem(400, "bad_parameter");

    // The list's sparkline says the same.
    let listed = client.get("/api/segments?days=100").await.ok();
    assert_eq!(numbers(&listed["rows"][0]["sizes"]), expected);
}

#[tokio::test]
async fn a_condition_may_look_back_on_past_days_too() {
    let app = App::new().await;
    let client = app.signed_in(Role::Leader).await;
    made(&client, condition("rising", "open_tickets > lag(open_tickets, 5)")).await;
    let seen = client.get("/api/segments/rising/history?days=40").await.ok();
    let expected: Vec<i64> = (0..40)
        .rev()
        .map(|ago| i64::from((16..=20).contains(&ago) || (6..=10).contains(&ago)))
        .collect();
    assert_eq!(numbers(&seen["accounts"]), expected);
}

#[tokio::test]
async fn attributes_are_as_they_are_now_and_that_is_said() {
    let app = App::new().await;
    let client = app.signed_in(Role::Leader).await;
    made(&client, condition("big", "tier = 'enterprise' and open_signals >= 0")).await;
    let seen = client.get("/api/segments/big/history").await.ok();
    assert_eq!(seen["as_now"], json!(["tier"]));
    let notes = seen["notes"].as_array().unwrap();
    assert!(notes[0].as_str().unwrap().contains("what tier is now"), "{notes:?}");
    assert!(notes[1].as_str().unwrap().contains("open_signals"), "{notes:?}");
    assert!(numbers(&seen["accounts"]).iter().all(|accounts| *accounts == 1));
}

#[tokio::test]
async fn who_left_us_leaves_the_segment_unless_it_is_about_them() {
    let app = App::empty().await;
    let period = |account: &str, ended_at| Subscription {
        subscription_id: account.to_owned(),
        account_id: account.into(),
        started_at: days_ago(100),
        ended_at,
        plan: None,
        mrr: Some(Money { minor: 100_000, currency: Currency::USD }),
        seats: None,
        term_end: None,
        cancelled_at: None,
        status: None,
        attributes: Default::default(),
    };
    let tx = app.db.store.begin().await.unwrap();
    let accounts = ["stays", "left"].map(|id| Account::bare(id.into()));
    write::upsert_accounts(&tx, &accounts).await.unwrap();
    let periods = [period("stays", None), period("left", Some(days_ago(10)))];
    write::upsert_subscriptions(&tx, &periods).await.unwrap();
    tx.commit().await.unwrap();
    let app = app.reopen().await;
    let client = app.signed_in(Role::Leader).await;
    made(&client, condition("everybody", "arr is not null")).await;
    made(&client, condition("gone", "left_on is not null")).await;
    let list = json!({"key": "vip", "name": "vip", "kind": "list", "accounts": ["left", "stays"]});
    made(&client, list).await;

    let names = async |query: &str| {
        let page = client.get(&format!("/api/accounts?sort=name&{query}")).await.ok();
        let rows = page["rows"].as_array().unwrap().clone();
        rows.iter().map(|row| row["account_id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("segment=everybody").await, ["stays"]);
    assert_eq!(names("segment=gone").await, ["left"]);
    assert_eq!(names("segment=vip").await, ["left", "stays"]);
    let sizes = client.get("/api/segments").await.ok();
    let sizes: Vec<_> =
        sizes["rows"].as_array().unwrap().iter().map(|row| &row["size"]["accounts"]).collect();
    assert_eq!(sizes, [1, 1, 2], "as the list of accounts says");

    let seen = client.get("/api/segments/everybody/history?days=30").await.ok();
    assert_eq!(moves(&seen), [("2026-01-21", "left", false)]);
    assert_eq!(seen["moves"][0]["churned"], true);
    assert_eq!(
        (&seen["arr_minor"][0], &seen["arr_minor"][29]),
        (&json!(2_400_000), &json!(1_200_000))
    );
    let seen = client.get("/api/segments/gone/history?days=30").await.ok();
    assert_eq!(moves(&seen), [("2026-01-21", "left", true)]);
}

#[tokio::test]
async fn a_lists_past_is_what_was_done() {
    let app = App::new().await;
    let client = app.signed_in(Role::Leader).await;
    let now = days_ago(0);
    app.db.clock.set(now.plus_days(-20));
    let list =
        json!({"key": "beta", "name": "Beta", "kind": "list", "accounts": ["acme", "globex"]});
    made(&client, list).await;
    app.db.clock.set(now.plus_days(-5));
    client.put("/api/segments/beta/accounts", json!({"remove": ["acme"]})).await.ok();
    app.db.clock.set(now);
    let seen = client.get("/api/segments/beta/history?days=30").await.ok();
    let expected: Vec<i64> = (0..30)
        .rev()
        .map(|ago| {
            if ago > 20 {
                0
            } else if ago > 5 {
                2
            } else {
                1
            }
        })
        .collect();
    assert_eq!(numbers(&seen["accounts"]), expected);
    assert_eq!(
        moves(&seen),
        [
            ("2026-01-26", "acme", false),
            ("2026-01-11", "acme", true),
            ("2026-01-11", "globex", true),
        ]
    );
    assert!(seen["notes"][0].as_str().unwrap().contains("put on the list"), "{}", seen["notes"]);
}

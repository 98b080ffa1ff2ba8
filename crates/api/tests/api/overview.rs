//! The first screen.

use perennial_model::Role;
use serde_json::json;

use crate::support::App;

#[tokio::test]
async fn the_first_screen_says_whom_to_call() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let overview = client.get("/api/overview").await.ok();
    assert_eq!(overview["accounts"], 3);
    assert_eq!(overview["arr"], json!({"minor": 3_600_000, "currency": "USD"}));
    assert_eq!(overview["unscored"], 1);
    let bands = overview["bands"].as_array().unwrap();
    assert_eq!(bands[0]["key"], "thriving");
    assert_eq!(bands.iter().filter_map(|band| band["accounts"].as_u64()).sum::<u64>(), 2);
    let history = overview["history"].as_array().unwrap();
    assert_eq!((history.len(), &history[25]["day"]), (26, &json!("2026-01-31")));
    let call = &overview["call_list"][0];
    assert_eq!(call["account_id"], "acme");
    assert_eq!(
        call["signals"].as_array().unwrap().len() as u64,
        call["open_signals"].as_u64().unwrap()
    );
    assert_eq!(overview["renewals_90d"].as_array().unwrap().len(), 1);
    let freshness = &overview["freshness"];
    assert_eq!(freshness["last_fact_at"], "2026-01-31T09:05:00Z");
    assert_eq!(freshness["sources"][0]["source"], "segment:website");
    assert_eq!(freshness["sources"][0]["facts_24h"], 10);
}

#[tokio::test]
async fn an_empty_company_has_a_first_screen_too() {
    let app = App::empty().await;
    let client = app.signed_in(Role::Viewer).await;
    let overview = client.get("/api/overview").await.ok();
    assert_eq!((&overview["accounts"], &overview["arr"]), (&json!(0), &json!(null)));
    assert_eq!(overview["call_list"], json!([]));
    assert_eq!(
        overview["freshness"],
        json!({"last_fact_at": null, "facts": 0, "sources": [], "repeats_since": null})
    );
}

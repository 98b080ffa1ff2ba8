//! Whether the score was right, over the wire.

use axum::http::StatusCode;
use perennial_model::Role;

use crate::support::App;

#[tokio::test]
async fn a_backtest_says_what_was_asked_and_what_came_of_it() {
    let app = App::new().await;
    let viewer = app.signed_in(Role::Viewer).await;
    let told = viewer.get("/api/backtest?horizon=30d&every=2w&calls=5").await.ok();
    assert_eq!(told["judged"]["kind"], "scorecard");
    assert_eq!(told["judged"]["warning"], "a score below 70");
    assert_eq!(told["settings"]["horizon_days"], 30);
    assert_eq!(told["settings"]["every_days"], 14);
    assert_eq!(told["settings"]["churn"], "subscription");
    assert_eq!(told["baselines"].as_array().unwrap().len(), 4);
    let told = viewer.get("/api/backtest?metric=arr&churn=silence:60d").await.ok();
    assert_eq!((&told["judged"]["key"], &told["judged"]["risk"]), (&"arr".into(), &"low".into()));
    assert_eq!(told["settings"]["churn"], "silence:60d");
}

#[tokio::test]
async fn settings_that_make_no_sense_are_refused_by_name() {
    let app = App::new().await;
    let viewer = app.signed_in(Role::Viewer).await;
    for (query, says) in [
        ("metric=ar", "arr"),
        ("horizon=soon", "90d"),
        ("horizon=0d", "0d"),
        ("churn=gone", "silence:180d"),
        ("blackout=90d&horizon=90d", "blackout"),
        ("calls=0", "calls"),
        ("horizons=90d", "horizons"),
    ] {
        let answer = viewer.get(&format!("/api/backtest?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(answer.text().contains(says), "{query}: {}", answer.text());
    }
}

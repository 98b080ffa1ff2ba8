//! For whoever runs the server.

use perennial_model::KeyPurpose;
use serde_json::json;

use crate::support::App;

#[tokio::test]
async fn the_probes_answer() {
    let app = App::new().await;
    let visitor = app.visitor();
    assert_eq!(visitor.get("/healthz").await.text(), "ok");
    assert_eq!(visitor.get("/readyz").await.text(), "ok");
    let key = app.add_key(KeyPurpose::Write, None).await;
    visitor.post("/v1/track", json!({"writeKey": key, "userId": "ann", "event": "x"})).await.ok();
    let metrics = visitor.get("/metrics").await.text();
    for line in [
        "perennial_accounts 3",
        r#"perennial_ingest_items_total{result="accepted"} 1"#,
        r#"perennial_http_requests_total{method="GET",route="/healthz",status="200"} 1"#,
    ] {
        assert!(metrics.contains(line), "{line} not in {metrics}");
    }
    assert!(!metrics.contains(&key));
}

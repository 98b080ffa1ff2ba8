//! SQL in a build that has none.

use perennial_model::Role;
use serde_json::json;

use crate::support::App;

#[tokio::test]
async fn every_call_says_that_this_build_has_no_sql_and_how_to_get_it() {
    let app = App::empty().await;
    let client = app.signed_in(Role::Viewer).await;
    let query = json!({"query": "SELECT 1"});
    for answer in [
        client.post("/api/sql", query.clone()).await,
        client.post("/api/sql/file", query).await,
        client.get("/api/sql/tables").await,
        client.delete("/api/sql/x").await,
    ] {
        let problem = answer.problem(501, "sql_not_built");
        assert!(problem["detail"].as_str().unwrap().contains("--features sql"), "{problem}");
    }
}

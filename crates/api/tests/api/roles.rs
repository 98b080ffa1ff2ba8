//! Every route with every role.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use perennial_model::{Permission, Role};

use crate::support::App;

use Permission::{Administer, HandleSignals, ManageData, Read};

/// Every call that needs a caller, and the permission that it needs. A body is never sent: what
/// matters is whether the call gets past the door.
const CALLS: [(&str, &str, Permission); 106] = [
    ("GET", "/api/session", Read),
    ("GET", "/api/sessions", Read),
    ("DELETE", "/api/sessions/x", Read),
    ("GET", "/api/overview", Read),
    ("GET", "/api/status", Read),
    ("GET", "/api/accounts", Read),
    ("GET", "/api/accounts/acme", Read),
    ("GET", "/api/accounts/acme/health", Read),
    ("GET", "/api/accounts/acme/history", Read),
    ("GET", "/api/accounts/acme/hidden-risk", Read),
    ("GET", "/api/accounts/acme/judgements", Read),
    ("POST", "/api/accounts/acme/judgements", HandleSignals),
    ("DELETE", "/api/accounts/acme/judgements/x", HandleSignals),
    ("GET", "/api/accounts/acme/overrides", Read),
    ("POST", "/api/accounts/acme/overrides", HandleSignals),
    ("DELETE", "/api/accounts/acme/overrides/x", HandleSignals),
    ("GET", "/api/accounts/acme/contacts", Read),
    ("GET", "/api/accounts/acme/tickets", Read),
    ("GET", "/api/accounts/acme/subscriptions", Read),
    ("GET", "/api/accounts/acme/surveys", Read),
    ("GET", "/api/accounts/acme/invoices", Read),
    ("GET", "/api/accounts/acme/churn-reviews", Read),
    ("GET", "/api/accounts/acme/timeline", Read),
    ("GET", "/api/signals", Read),
    ("POST", "/api/signals/x/acknowledge", HandleSignals),
    ("POST", "/api/signals/x/snooze", HandleSignals),
    ("POST", "/api/signals/x/reopen", HandleSignals),
    ("GET", "/api/search?q=a", Read),
    ("GET", "/api/keys", ManageData),
    ("POST", "/api/keys", Administer),
    ("DELETE", "/api/keys/x", Administer),
    // A kind that there is not: past the door the stream would go on.
    ("GET", "/api/facts/live?kind=x", ManageData),
    ("GET", "/api/imports", ManageData),
    ("GET", "/api/imports/x", ManageData),
    ("POST", "/api/imports/accounts?file=a.csv", ManageData),
    ("POST", "/api/imports/preview?file=a.csv", ManageData),
    ("POST", "/api/imports/accounts/rejected?file=a.csv", ManageData),
    ("GET", "/api/import-mappings", ManageData),
    ("PUT", "/api/import-mappings/x", ManageData),
    ("DELETE", "/api/import-mappings/x", ManageData),
    ("GET", "/api/teammates", Read),
    ("POST", "/api/teammates", Administer),
    ("PATCH", "/api/teammates/x", Administer),
    ("GET", "/api/metrics", Read),
    ("GET", "/api/metrics/x", Read),
    ("GET", "/api/metrics/x/accounts", Read),
    ("POST", "/api/metrics/check", Read),
    ("PUT", "/api/metrics/x", ManageData),
    ("DELETE", "/api/metrics/x", ManageData),
    ("GET", "/api/functions", Read),
    ("GET", "/api/scorecard", Read),
    ("PUT", "/api/scorecard", ManageData),
    ("DELETE", "/api/scorecard", ManageData),
    ("GET", "/api/scorecard/versions", Read),
    ("POST", "/api/scorecard/preview", Read),
    ("PUT", "/api/scorecard/draft", ManageData),
    ("DELETE", "/api/scorecard/draft", ManageData),
    ("GET", "/api/scorecards", Read),
    ("PUT", "/api/scorecards/order", ManageData),
    ("GET", "/api/health/overview", Read),
    ("GET", "/api/hidden-risk", Read),
    ("GET", "/api/hidden-risk/settings", Read),
    ("PUT", "/api/hidden-risk/settings", ManageData),
    ("DELETE", "/api/hidden-risk/settings", ManageData),
    ("GET", "/api/backtest", Read),
    ("GET", "/api/revenue", Read),
    ("GET", "/api/revenue/accounts", Read),
    ("GET", "/api/accounts/x/revenue", Read),
    ("GET", "/api/revenue/cohorts", Read),
    ("GET", "/api/revenue/renewals", Read),
    ("POST", "/api/revenue/renewals/calls", HandleSignals),
    ("GET", "/api/revenue/forecast", Read),
    ("GET", "/api/revenue/file", Read),
    ("GET", "/api/revenue/ledger", Read),
    ("PUT", "/api/revenue/rows/x/2026-01-01T00:00:00Z", ManageData),
    ("DELETE", "/api/revenue/rows/x/2026-01-01T00:00:00Z", ManageData),
    ("GET", "/api/revenue/lifetime", Read),
    ("GET", "/api/revenue/simulate", Read),
    ("GET", "/api/revenue/settings", Read),
    ("PUT", "/api/revenue/settings", ManageData),
    ("GET", "/api/revenue/rates", Read),
    ("POST", "/api/revenue/rates", ManageData),
    ("DELETE", "/api/revenue/rates/EUR/2026-01-01", ManageData),
    ("GET", "/api/webhooks", ManageData),
    ("POST", "/api/webhooks", Administer),
    ("DELETE", "/api/webhooks/x", Administer),
    ("POST", "/api/webhooks/x/test", Administer),
    ("GET", "/api/deliveries", ManageData),
    ("GET", "/api/tables/accounts", Read),
    ("GET", "/api/tables/health", Read),
    ("GET", "/api/tables/facts", Read),
    ("POST", "/api/sql", Read),
    ("GET", "/api/sql/tables", Read),
    ("POST", "/api/sql/file", Read),
    ("DELETE", "/api/sql/x", Read),
    ("GET", "/api/columns", Read),
    ("GET", "/api/segments", Read),
    ("POST", "/api/segments", ManageData),
    ("POST", "/api/segments/preview", Read),
    ("GET", "/api/segments/compare?keys=x", Read),
    ("GET", "/api/segments/x", Read),
    ("PUT", "/api/segments/x", ManageData),
    ("DELETE", "/api/segments/x", ManageData),
    ("PUT", "/api/segments/x/accounts", ManageData),
    ("GET", "/api/segments/x/history", Read),
    ("DELETE", "/api/session", Read),
];

/// Calls that nobody has to be signed in for.
const OPEN: [(&str, &str); 3] =
    [("POST", "/api/session"), ("GET", "/api/setup/{token}"), ("POST", "/api/setup/{token}")];

#[tokio::test]
async fn a_role_gets_past_the_door_where_it_may_and_nowhere_else() {
    let app = App::new().await;
    for role in Role::ALL {
        let client = app.signed_in(role).await;
        let program = app.program(role).await;
        for (method, path, permission) in CALLS {
            let method: Method = method.parse().unwrap();
            for (who, caller) in [("session", &client), ("key", &program)] {
                let answer = caller.send(method.clone(), path, Body::empty()).await;
                let refused =
                    answer.status == StatusCode::FORBIDDEN && answer.text().contains("not_allowed");
                assert_ne!(
                    answer.status,
                    StatusCode::UNAUTHORIZED,
                    "{role} by {who}: {method} {path}"
                );
                assert_eq!(
                    refused,
                    !role.may(permission),
                    "{role} by {who}: {method} {path}: {}",
                    answer.text()
                );
            }
        }
    }
    for (method, path, _) in CALLS {
        let answer = app
            .visitor()
            .with_our_header()
            .send(method.parse().unwrap(), path, Body::empty())
            .await;
        answer.problem(401, "not_signed_in");
    }
}

/// A route that is added is added to the table above too.
#[test]
fn no_route_is_forgotten() {
    let document = serde_json::to_value(perennial_api::openapi::document()).unwrap();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys().filter(|key| *key != "parameters") {
            let method = method.to_uppercase();
            let is_listed = CALLS.iter().any(|(m, p, _)| *m == method && fits(path, p));
            let is_open = OPEN.contains(&(method.as_str(), path.as_str()));
            assert!(
                is_listed || is_open,
                "{method} {path} stands in no list of tests/api/roles.rs"
            );
        }
    }
}

fn fits(template: &str, path: &str) -> bool {
    let path = path.split('?').next().unwrap();
    let (wanted, given): (Vec<_>, Vec<_>) =
        (template.split('/').collect(), path.split('/').collect());
    wanted.len() == given.len()
        && wanted.iter().zip(given).all(|(w, g)| w.starts_with('{') || *w == g)
}

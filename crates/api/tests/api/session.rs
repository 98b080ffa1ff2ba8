//! Signing in and out, sessions, CSRF.

use axum::http::{Method, StatusCode, header};
use perennial_api::{ApiConfig, auth::Limit};
use perennial_model::{KeyPurpose, Role};
use serde_json::json;

use crate::support::{App, PASSWORD};

#[tokio::test]
async fn a_visitor_is_told_to_sign_in() {
    let app = App::empty().await;
    app.visitor().get("/api/session").await.problem(401, "not_signed_in");
    app.visitor().get("/api/accounts").await.problem(401, "not_signed_in");
}

#[tokio::test]
async fn signing_in_tells_who_where_and_what_for() {
    let app = App::empty().await;
    app.add_teammate("ann@us.example", Role::Csm).await;
    let answer = app.visitor().with_our_header().sign_in(" Ann@US.example ", PASSWORD).await;
    let body = answer.ok();
    assert_eq!(body["teammate"]["email"], "ann@us.example");
    assert_eq!(body["teammate"]["role"], "csm");
    assert_eq!(body["permissions"], json!(["read", "handle_signals"]));
    assert_eq!(
        body["company"],
        json!({"name": "My company", "currency": "USD", "time_zone": "UTC", "sample": false})
    );
    assert_eq!(body["today"], "2026-01-31");
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("perennial_session="), "{cookie}");
    assert!(cookie.contains("; HttpOnly; SameSite=Lax") && !cookie.contains("Secure"), "{cookie}");
}

#[tokio::test]
async fn with_https_the_cookie_is_secure() {
    let config = ApiConfig { secure_cookies: true, ..ApiConfig::default() };
    let app = App::with(config, false).await;
    app.add_teammate("ann@us.example", Role::Csm).await;
    let answer = app.visitor().with_our_header().sign_in("ann@us.example", PASSWORD).await;
    assert!(answer.headers[header::SET_COOKIE].to_str().unwrap().ends_with("; Secure"));
    assert!(answer.headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
}

#[tokio::test]
async fn a_wrong_address_and_a_wrong_password_look_the_same() {
    let app = App::empty().await;
    app.add_teammate("ann@us.example", Role::Csm).await;
    let visitor = app.visitor().with_our_header();
    let wrong_password = visitor.sign_in("ann@us.example", "wrong horse battery").await;
    let wrong_address = visitor.sign_in("bob@us.example", PASSWORD).await;
    wrong_password.problem(401, "wrong_sign_in");
    assert_eq!(wrong_password.text(), wrong_address.text());
    assert!(!wrong_password.headers.contains_key(header::SET_COOKIE));
}

#[tokio::test]
async fn guessing_is_slowed_down_and_the_wait_is_announced() {
    let config = ApiConfig {
        sign_in_limit: Limit { attempts: 3, window_seconds: 600 },
        ..ApiConfig::default()
    };
    let app = App::with(config, false).await;
    app.add_teammate("ann@us.example", Role::Csm).await;
    let visitor = app.visitor().with_our_header();
    for _ in 0..3 {
        visitor
            .sign_in("ann@us.example", "wrong horse battery")
            .await
            .problem(401, "wrong_sign_in");
    }
    let refused = visitor.sign_in("ann@us.example", PASSWORD).await;
    refused.problem(429, "too_many_attempts");
    assert_eq!(refused.headers[header::RETRY_AFTER], "600");
    visitor.sign_in("bob@us.example", PASSWORD).await.problem(401, "wrong_sign_in");
    app.db.clock.advance_seconds(601);
    visitor.sign_in("ann@us.example", PASSWORD).await.ok();
}

#[tokio::test]
async fn a_disabled_teammate_does_not_get_in() {
    let app = App::empty().await;
    let mut teammate = app.add_teammate("ann@us.example", Role::Csm).await;
    teammate.disabled_at = Some(teammate.created_at);
    app.db.store.update_teammate(&teammate).await.unwrap();
    let visitor = app.visitor().with_our_header();
    visitor.sign_in("ann@us.example", PASSWORD).await.problem(401, "wrong_sign_in");
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let app = App::empty().await;
    let client = app.signed_in(Role::Viewer).await;
    client.get("/api/session").await.ok();
    let answer = client.delete("/api/session").await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert!(answer.headers[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
    client.get("/api/session").await.problem(401, "not_signed_in");
}

#[tokio::test]
async fn a_session_lives_while_it_is_used_but_not_for_ever() {
    let app = App::empty().await;
    let client = app.signed_in(Role::Viewer).await;
    for _ in 0..6 {
        app.db.clock.advance_days(29);
        client.get("/api/session").await.ok();
    }
    app.db.clock.advance_days(7);
    client.get("/api/session").await.problem(401, "not_signed_in");

    let idle = app.visitor().with_our_header().sign_in("viewer@us.example", PASSWORD).await;
    let mut client = app.visitor();
    client.take_cookie(&idle);
    app.db.clock.advance_days(31);
    client.get("/api/session").await.problem(401, "not_signed_in");
}

#[tokio::test]
async fn a_person_sees_and_ends_their_own_sessions_only() {
    let app = App::empty().await;
    let laptop = app.signed_in(Role::Csm).await;
    let mut phone = app.visitor().with_our_header().with("user-agent", "Phone/1");
    phone.take_cookie(&phone.sign_in("csm@us.example", PASSWORD).await);
    let other = app.signed_in(Role::Admin).await;

    let rows = laptop.get("/api/sessions").await.ok()["rows"].as_array().unwrap().clone();
    assert_eq!(rows.len(), 2);
    let of_phone = rows.iter().find(|row| row["user_agent"] == "Phone/1").unwrap();
    assert_eq!(of_phone["current"], false);
    assert_eq!(rows.iter().filter(|row| row["current"] == true).count(), 1);

    let path = format!("/api/sessions/{}", of_phone["session_id"].as_str().unwrap());
    other.delete(&path).await.problem(404, "not_found");
    assert_eq!(laptop.delete(&path).await.status, StatusCode::NO_CONTENT);
    phone.get("/api/session").await.problem(401, "not_signed_in");
    laptop.get("/api/session").await.ok();
}

#[tokio::test]
async fn a_program_has_no_sessions() {
    let app = App::empty().await;
    let program = app.program(Role::Admin).await;
    assert_eq!(program.get("/api/session").await.ok()["teammate"]["email"], "");
    program.get("/api/sessions").await.problem(403, "needs_session");
    let write_key = app.add_key(KeyPurpose::Write, None).await;
    let with_write_key = app.visitor().with("authorization", &format!("Bearer {write_key}"));
    with_write_key.get("/api/session").await.problem(401, "not_signed_in");
}

#[tokio::test]
async fn a_password_that_a_proxy_asks_for_is_not_ours() {
    let app = App::empty().await;
    let client = app.signed_in(Role::Viewer).await.with("authorization", "Basic cHJveHk6cGFzcw==");
    client.get("/api/session").await.ok();
}

#[tokio::test]
async fn another_sites_page_cannot_use_the_cookie() {
    let app = App::empty().await;
    let client = app.signed_in(Role::Admin).await;
    let make_key = json!({"name": "x", "purpose": "write"});
    let bare = client.clone().without("x-perennial-csrf");
    bare.post("/api/keys", make_key.clone()).await.problem(403, "csrf");
    bare.delete("/api/session").await.problem(403, "csrf");
    let foreign = client.clone().with("sec-fetch-site", "cross-site");
    foreign.post("/api/keys", make_key.clone()).await.problem(403, "csrf");
    let foreign =
        client.clone().with("origin", "https://evil.example").with("host", "cs.us.example");
    foreign.post("/api/keys", make_key.clone()).await.problem(403, "csrf");
    let ours = client.with("origin", "https://cs.us.example").with("host", "cs.us.example");
    ours.post("/api/keys", make_key).await.ok();
    // Nor can it sign a person in as somebody else.
    app.visitor().sign_in("admin@us.example", PASSWORD).await.problem(403, "csrf");
}

#[tokio::test]
async fn reading_needs_no_csrf_header_and_neither_does_a_program() {
    let app = App::empty().await;
    let client = app.signed_in(Role::Admin).await.without("x-perennial-csrf");
    client.get("/api/session").await.ok();
    let program = app.program(Role::Admin).await;
    let answer =
        program.json(Method::POST, "/api/keys", json!({"name": "x", "purpose": "write"})).await;
    assert_eq!(answer.status, StatusCode::CREATED);
}

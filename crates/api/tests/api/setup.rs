//! One-time links with which a teammate chooses a password.

use perennial_api::team;
use perennial_model::Role;
use serde_json::json;

use crate::support::{App, PASSWORD};

#[tokio::test]
async fn the_first_administrator_names_an_address_and_is_signed_in() {
    let app = App::empty().await;
    let token = team::first_administrator(&app.db.store).await.unwrap();
    let path = format!("/api/setup/{token}");
    let visitor = app.visitor().with_our_header();
    let info = visitor.get(&path).await.ok();
    assert_eq!((&info["role"], &info["email"]), (&json!("admin"), &json!(null)));

    let unnamed = json!({"name": "Ann", "password": PASSWORD});
    visitor.post(&path, unnamed).await.problem(422, "invalid");
    let short = json!({"email": "ann@us.example", "name": "Ann", "password": "short"});
    assert_eq!(
        visitor.post(&path, short).await.problem(422, "invalid")["errors"][0]["field"],
        "password"
    );
    let odd = json!({"email": "ann", "name": "Ann", "password": PASSWORD});
    assert_eq!(
        visitor.post(&path, odd).await.problem(422, "invalid")["errors"][0]["field"],
        "email"
    );

    let form = json!({"email": "Ann@us.example", "name": " Ann ", "password": PASSWORD});
    let answer = visitor.post(&path, form.clone()).await;
    assert_eq!(answer.ok()["teammate"]["name"], "Ann");
    let mut client = visitor.clone();
    client.take_cookie(&answer);
    assert_eq!(client.get("/api/session").await.ok()["teammate"]["email"], "ann@us.example");
    visitor.post(&path, form).await.problem(404, "not_found");
}

#[tokio::test]
async fn an_unused_first_link_dies_with_the_first_administrator() {
    let app = App::empty().await;
    let forgotten = team::first_administrator(&app.db.store).await.unwrap();
    app.add_teammate("ann@us.example", Role::Viewer).await;
    app.visitor().get(&format!("/api/setup/{forgotten}")).await.problem(404, "not_found");
}

#[tokio::test]
async fn a_link_is_good_for_a_week() {
    let app = App::empty().await;
    let token = team::first_administrator(&app.db.store).await.unwrap();
    app.db.clock.advance_days(8);
    app.visitor().get(&format!("/api/setup/{token}")).await.problem(404, "not_found");
    app.visitor().get("/api/setup/guessed").await.problem(404, "not_found");
}

#[tokio::test]
async fn an_invited_teammate_comes_in_with_the_role_they_were_given() {
    let app = App::empty().await;
    let admin = app.signed_in(Role::Admin).await;
    let invited =
        admin.post("/api/teammates", json!({"email": "Bob@us.example", "role": "csm"})).await.ok();
    assert_eq!(invited["teammate"]["invited"], true);
    let link = invited["setup_link"].as_str().unwrap();
    let token = link.strip_prefix("http://127.0.0.1:7373/setup/").unwrap();
    let path = format!("/api/setup/{token}");
    let visitor = app.visitor().with_our_header();
    assert_eq!(visitor.get(&path).await.ok()["email"], "bob@us.example");
    // The address is the link's, whatever the form says.
    let form = json!({"email": "eve@us.example", "name": "Bob", "password": PASSWORD});
    assert_eq!(visitor.post(&path, form).await.ok()["teammate"]["email"], "bob@us.example");
    assert_eq!(visitor.sign_in("bob@us.example", PASSWORD).await.ok()["teammate"]["role"], "csm");
}

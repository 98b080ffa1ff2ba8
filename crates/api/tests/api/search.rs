//! Going anywhere by a few letters.

use perennial_model::{Contact, Role};
use perennial_store::write;
use serde_json::json;

use crate::support::App;

#[tokio::test]
async fn the_closest_comes_first() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let find = async |q: &str| {
        let hits = client.get(&format!("/api/search?q={q}")).await.ok()["hits"].clone();
        let hits = hits.as_array().unwrap().clone();
        hits.iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        find("glob").await,
        ["globex", "frank", "hank"],
        "the name, then addresses at its domain"
    );
    assert_eq!(find("coy").await, ["wile"], "a later word of a name");
    assert_eq!(find("acme").await[..1].to_vec(), ["acme"]);
    assert_eq!(find("ank").await, ["frank", "hank"], "somewhere within");
    assert!(find("").await.is_empty());
    assert!(find("zzz").await.is_empty());
}

#[tokio::test]
async fn a_hit_says_where_it_leads() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let hits = client.get("/api/search?q=wile").await.ok()["hits"].clone();
    assert_eq!(hits[0]["type"], "contact");
    assert_eq!(hits[0]["title"], "Wile E. Coyote");
    assert_eq!(hits[0]["subtitle"], "Acme Corporation · wile@acme.example");
    assert_eq!(hits[0]["account_id"], "acme");
}

#[tokio::test]
async fn a_new_contact_is_found_at_once() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    assert_eq!(client.get("/api/search?q=zelda").await.ok()["hits"], json!([]));
    let tx = app.db.store.begin().await.unwrap();
    let zelda = Contact { name: Some("Zelda".to_owned()), ..Contact::bare("z".into()) };
    write::upsert_contacts(&tx, &[zelda]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(client.get("/api/search?q=zelda").await.ok()["hits"][0]["id"], "z");
}

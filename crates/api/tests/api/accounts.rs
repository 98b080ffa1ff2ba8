//! The accounts list, one account, and what belongs to it.

use perennial_model::{Account, Currency, Money, Role, Subscription};
use perennial_store::write;
use serde_json::{Value, json};

use crate::support::{App, Client, days_ago};

async fn names(client: &Client, query: &str) -> Vec<String> {
    let page = client.get(&format!("/api/accounts{query}")).await.ok();
    let rows = page["rows"].as_array().unwrap();
    rows.iter().map(|row| row["account_id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_list_is_searched_filtered_and_sorted() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    assert_eq!(names(&client, "?sort=name").await, ["acme", "globex", "initech"]);
    assert_eq!(names(&client, "?sort=name&dir=desc").await, ["initech", "globex", "acme"]);
    assert_eq!(names(&client, "?sort=score").await, ["acme", "globex", "initech"]);
    assert_eq!(
        names(&client, "?sort=score&dir=desc").await,
        ["globex", "acme", "initech"],
        "no score comes last"
    );
    assert_eq!(names(&client, "?sort=arr&dir=desc").await, ["acme", "globex", "initech"]);
    assert_eq!(names(&client, "?sort=tier").await, ["acme", "globex", "initech"]);
    assert_eq!(names(&client, "?sort=open_tickets&dir=desc&limit=1").await, ["acme"]);
    assert_eq!(names(&client, "?sort=name&limit=1&offset=1").await, ["globex"]);
    assert_eq!(names(&client, "?q=CORP").await, ["acme"]);
    assert_eq!(names(&client, "?q=acme.ex").await, ["acme"], "by domain");
    assert_eq!(names(&client, "?q=inite").await, ["initech"], "by id");
    assert_eq!(names(&client, "?tier=pro").await, ["globex"]);
    assert_eq!(names(&client, "?tier=none").await, ["initech"]);
    assert_eq!(names(&client, "?owner=none").await, ["initech"]);
    assert_eq!(names(&client, "?band=unscored").await, ["initech"]);
}

#[tokio::test]
async fn the_page_says_what_the_filters_can_be() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let page = client.get("/api/accounts?q=e&band=unscored").await.ok();
    assert_eq!((&page["total"], &page["matching"]), (&json!(3), &json!(1)));
    assert_eq!(page["owners"], json!(["ann@us.example"]));
    assert_eq!(page["tiers"], json!(["enterprise", "pro"]));
    let bands = page["bands"].as_object().unwrap();
    assert_eq!(bands["unscored"], 1);
    assert_eq!(
        bands.values().filter_map(Value::as_u64).sum::<u64>(),
        3,
        "counted without the band's own filter"
    );
    assert_eq!(bands.len(), 6, "four bands, unscored, former");
}

#[tokio::test]
async fn a_customer_who_left_is_shown_only_where_one_asks_for_it() {
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
    let client = app.signed_in(Role::Viewer).await;

    assert_eq!(names(&client, "").await, ["stays"]);
    assert_eq!(names(&client, "?band=former").await, ["left"]);
    let page = client.get("/api/accounts").await.ok();
    assert_eq!((&page["total"], &page["bands"]["former"]), (&json!(1), &json!(1)));
    let gone =
        client.get("/api/accounts?band=former&where=left_on%20%3D%20'2026-01-21'").await.ok();
    assert_eq!(gone["rows"][0]["left_on"], "2026-01-21");
    let overview = client.get("/api/overview").await.ok();
    assert_eq!((&overview["accounts"], &overview["arr"]["minor"]), (&json!(1), &json!(1_200_000)));
}

#[tokio::test]
async fn conditions_look_at_all_columns_and_back_in_time() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let chosen = async |condition: &str| {
        let escaped: String = condition.bytes().map(|b| format!("%{b:02X}")).collect();
        names(&client, &format!("?sort=name&where={escaped}")).await
    };
    assert_eq!(chosen("arr > 20000 and open_tickets >= 2").await, ["acme"]);
    assert_eq!(chosen("arr is null").await, ["initech"]);
    assert_eq!(chosen("created_at < day('2026-01-01')").await, ["acme", "globex", "initech"]);
    assert_eq!(chosen("events_28d < 0.5 * lag(events_28d, 28)").await, ["acme"]);
    assert_eq!(chosen("events_28d < 0.5 * lag(events_28d, 60)").await, ["acme"]);
    assert_eq!(chosen("events_28d > 0.9 * lag(events_28d, 60) and tier = 'pro'").await, ["globex"]);
    let refused = client
        .get("/api/accounts?where=arr%20%3E%20owner_emall")
        .await
        .problem(400, "bad_condition");
    assert!(refused["detail"].as_str().unwrap().contains("owner_email"), "{refused}");
    assert_eq!(refused["errors"][0]["field"], "where, character 7");
}

#[tokio::test]
async fn a_row_has_everything_that_a_list_shows() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let page = client.get("/api/accounts?q=acme").await.ok();
    let row = &page["rows"][0];
    assert_eq!(row["arr"], json!({"minor": 2_400_000, "currency": "USD"}));
    assert_eq!(row["open_tickets"], 2.0);
    assert_eq!(row["last_nps"], 3.0);
    assert_eq!(row["days_to_renewal"], 30.0);
    assert_eq!(row["active_contacts_28d"], 1.0);
    assert_eq!(row["days_since_last_seen"], 8.0);
    assert_eq!(row["spark"].as_array().unwrap().len(), 26);
    assert!(row["score"].as_f64().unwrap() < 60.0, "{row}");
    assert!(row["why"].as_str().unwrap().len() > 10);
    let bare = client.get("/api/accounts?q=initech").await.ok();
    assert_eq!(bare["rows"][0]["score"], Value::Null);
}

#[tokio::test]
async fn an_account_opens_to_all_that_is_known() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let detail = client.get("/api/accounts/acme").await.ok();
    assert_eq!(detail["account"]["name"], "Acme Corporation");
    assert_eq!(detail["account"]["attributes"], json!({"seats": 12}));
    assert_eq!(detail["row"]["account_id"], "acme");
    assert_eq!(detail["last_day"], "2026-01-31");
    let metrics = detail["metrics"].as_array().unwrap();
    assert_eq!(metrics.len(), app.state.board.catalogue().metrics().len());
    assert_eq!(
        (&metrics[1]["key"], &metrics[1]["unit"], &metrics[1]["group"]),
        (&json!("active_contacts_7d"), &json!("contacts"), &json!("usage"))
    );
    let health = &detail["health"];
    let groups = health["groups"].as_array().unwrap();
    let sum: f64 = groups.iter().filter_map(|group| group["contribution"].as_f64()).sum();
    assert!(
        (sum - health["score"].as_f64().unwrap()).abs() < 1e-6,
        "contributions add up to the score"
    );
    assert_eq!(health["score"], detail["row"]["score"]);
    client.get("/api/accounts/nobody").await.problem(404, "not_found");
}

#[tokio::test]
async fn health_can_be_had_of_any_day() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let then = client.get("/api/accounts/acme/health?day=2025-11-01").await.ok();
    let now = client.get("/api/accounts/acme/health").await.ok();
    assert_eq!((&then["day"], &now["day"]), (&json!("2025-11-01"), &json!("2026-01-31")));
    assert!(
        then["score"].as_f64() > now["score"].as_f64(),
        "{} then, {} now",
        then["score"],
        now["score"]
    );
}

#[tokio::test]
async fn history_has_equally_long_columns_and_marks() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let path = "/api/accounts/acme/history?metrics=events_28d,arr&from=2026-01-02&to=2026-01-31";
    let history = client.get(path).await.ok();
    assert_eq!(history["days"].as_array().unwrap().len(), 30);
    assert_eq!(history["score"].as_array().unwrap().len(), 30);
    assert_eq!(history["metrics"]["events_28d"].as_array().unwrap().len(), 30);
    assert_eq!(history["metrics"]["arr"][29], 24000.0);
    let marks = history["annotations"].as_array().unwrap();
    let has = |kind: &str| marks.iter().any(|mark| mark["kind"] == kind);
    assert!(has("ticket") && has("survey"), "{marks:?}");
    let whole = client.get("/api/accounts/acme/history").await.ok();
    assert!(whole["days"].as_array().unwrap().len() > 280);
    assert!(
        whole["annotations"].to_string().contains("Subscription started"),
        "{}",
        whole["annotations"]
    );
}

#[tokio::test]
async fn people_are_listed_with_how_present_they_are() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let rows = client.get("/api/accounts/acme/contacts").await.ok()["rows"].clone();
    let told: Vec<_> =
        rows.as_array().unwrap().iter().map(|row| (&row["contact_id"], &row["status"])).collect();
    assert_eq!(
        told,
        [
            (&json!("wile"), &json!("active")),
            (&json!("road"), &json!("quiet")),
            (&json!("never"), &json!("never")),
        ]
    );
    assert_eq!(rows[0]["last_seen"], "2026-01-23");
    assert_eq!(rows[0]["events_28d"], 3);
    assert_eq!(rows[2]["last_seen"], Value::Null);
}

#[tokio::test]
async fn tickets_subscriptions_and_surveys() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let tickets = client.get("/api/accounts/acme/tickets").await.ok();
    let told: Vec<_> = tickets["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| (&t["ticket_id"], &t["open"], &t["age_days"]))
        .collect();
    assert_eq!(
        told,
        [
            (&json!("t3"), &json!(true), &json!(10)),
            (&json!("t2"), &json!(true), &json!(20)),
            (&json!("t1"), &json!(false), &json!(10)),
        ]
    );
    let subscriptions = client.get("/api/accounts/acme/subscriptions").await.ok();
    assert_eq!(subscriptions["rows"][0]["running"], true);
    assert_eq!(subscriptions["rows"][0]["mrr"]["minor"], 200_000);
    let surveys = client.get("/api/accounts/acme/surveys").await.ok();
    assert_eq!(surveys["rows"][0]["contact_name"], "Wile E. Coyote");
    assert_eq!(surveys["rows"][0]["kind"], "nps");
}

#[tokio::test]
async fn invoices_and_churn_reviews() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let invoices = client.get("/api/accounts/acme/invoices").await.ok();
    let told: Vec<_> = invoices["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| (i["invoice_id"].as_str().unwrap(), i["state"].as_str().unwrap(), &i["days_late"]))
        .collect();
    assert_eq!(
        told,
        [
            ("i4", "open", &json!(0)),
            ("i3", "overdue", &json!(10)),
            ("i5", "void", &json!(0)),
            ("i2", "paid_late", &json!(10)),
            ("i1", "paid", &json!(0)),
        ]
    );
    let history = client.get("/api/accounts/acme/history?metrics=overdue_amount,overdue_days,open_amount&from=2026-01-30").await.ok();
    let last = |key: &str| history["metrics"][key].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (last("overdue_amount"), last("overdue_days"), last("open_amount")),
        (json!(2000.0), json!(10.0), json!(3500.5))
    );
    let reviews = client.get("/api/accounts/initech/churn-reviews").await.ok();
    assert_eq!(reviews["rows"][0]["reason"], "price");
    assert_eq!(reviews["rows"][0]["was_expected"], false);
}

#[tokio::test]
async fn the_timeline_is_paged_to_its_end_without_gaps() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let mut seen: Vec<(String, String)> = Vec::new();
    let mut next = String::new();
    loop {
        let page = client.get(&format!("/api/accounts/globex/timeline?limit=200{next}")).await.ok();
        for fact in page["facts"].as_array().unwrap() {
            assert!(
                ["Hank Scorpio", "Frank Grimes"].contains(&fact["contact_name"].as_str().unwrap())
            );
            seen.push((
                fact["occurred_at"].as_str().unwrap().to_owned(),
                fact["fact_id"].as_str().unwrap().to_owned(),
            ));
        }
        match page["next"].as_str() {
            Some(cursor) => next = format!("&before={cursor}"),
            None => break,
        }
    }
    assert_eq!(seen.len(), 280 / 7 * 5 * 10);
    assert!(seen.is_sorted_by(|a, b| a > b), "newest first, each once");
    let none = client.get("/api/accounts/globex/timeline?kind=ticket").await.ok();
    assert_eq!(none, json!({"facts": [], "next": null}));
}

//! A server of its own for a test, with a small company in it, and clients that are signed in.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use http_body_util::BodyExt as _;
use perennial_api::{ApiConfig, AppState, keys::new_key, team};
use perennial_board::{Board, Keeper, Options as BoardOptions};
use perennial_intake::Intake;
use perennial_model::{
    Account, ChurnReview, Clock, Contact, Currency, Fact, FactKind, IdSource, Invoice, KeyPurpose,
    Micros, Money, Role, Subscription, SurveyKind, SurveyResponse, Teammate, Ticket, Zone,
};
use perennial_store::write;
use perennial_testkit::TestDb;
use perennial_timeline::{Options as TimelineOptions, Timeline};
use serde_json::Value;
use tokio::sync::watch;
use tower::ServiceExt as _;

use crate::messages::Messages;

pub const PASSWORD: &str = "correct horse battery";

/// A server with its store. The clock stands at noon of 31 January 2026.
pub struct App {
    pub db: TestDb,
    pub state: AppState,
    router: Router,
}

impl App {
    /// With the small company of [`seed`].
    pub async fn new() -> Self {
        Self::with(ApiConfig::default(), true).await
    }

    /// With nothing in it.
    pub async fn empty() -> Self {
        Self::with(ApiConfig::default(), false).await
    }

    pub async fn with(config: ApiConfig, seeded: bool) -> Self {
        Self::with_timeline(config, seeded, TimelineOptions::default()).await
    }

    pub async fn with_timeline(config: ApiConfig, seeded: bool, options: TimelineOptions) -> Self {
        let db = TestDb::sqlite().await;
        let options = TimelineOptions { root: db.folder().join("timeline"), ..options };
        let timeline = Timeline::open(db.store.clone(), options).await.unwrap();
        if seeded {
            seed(&db, &timeline).await;
        }
        Self::over(config, db, timeline).await
    }

    /// The same store with a board that has read it anew.
    pub async fn reopen(self) -> Self {
        let timeline = self.state.timeline.clone();
        Self::over(ApiConfig::default(), self.db, timeline).await
    }

    async fn over(config: ApiConfig, db: TestDb, timeline: Timeline) -> Self {
        let clock: Arc<dyn Clock> = db.clock.clone();
        let ids: Arc<dyn IdSource> = db.ids.clone();
        let options = BoardOptions {
            zone: Zone::utc(),
            currency: Currency::USD,
            catalogue: perennial_metrics::Catalogue::built_in(&perennial_model::Zone::utc())
                .unwrap(),
            scorecards: perennial_health::Scorecards::only(perennial_health::default_scorecard()),
            hidden: perennial_health::default_hidden_risk(),
            rules: perennial_engage::Rules::default(),
            as_of: None,
            notify: None,
            pasts_bytes: 64 << 20,
            kept: None,
        };
        let (board, _follower) =
            Board::load(db.store.clone(), timeline.clone(), options).await.unwrap();
        board.compute_all().await.unwrap();
        let intake = Intake::new(db.store.clone(), timeline.clone(), Zone::utc(), Currency::USD);
        let state = AppState::new(db.store.clone(), timeline, board, intake, clock, ids, config);
        Self { router: perennial_api::router(state.clone()), db, state }
    }

    /// Keeps the board current, as the server does, until what it returns is dropped.
    pub async fn keep_current(&self) -> watch::Sender<bool> {
        let keep = self.state.board.catalogue().keep().clone();
        let (_, follower) = self.state.timeline.follow(keep).await.unwrap();
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(Keeper::new(self.state.board.clone(), follower).run(stopped));
        stop
    }

    /// Somebody who is not signed in.
    pub fn visitor(&self) -> Client {
        Client { router: self.router.clone(), headers: HeaderMap::new() }
    }

    /// A browser in which a teammate of this role is signed in.
    pub async fn signed_in(&self, role: Role) -> Client {
        let email = format!("{role}@us.example");
        self.add_teammate(&email, role).await;
        let mut client = self.visitor().with_our_header();
        let answer = client.sign_in(&email, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        client.take_cookie(&answer);
        client
    }

    /// A program with an API key of this role.
    pub async fn program(&self, role: Role) -> Client {
        let secret = self.add_key(KeyPurpose::Api, Some(role)).await;
        self.visitor().with("authorization", &format!("Bearer {secret}"))
    }

    pub async fn add_teammate(&self, email: &str, role: Role) -> Teammate {
        let hash = team::hash_password(PASSWORD.to_owned()).await.unwrap();
        let teammate = Teammate {
            role,
            ..team::new_administrator(&self.db.store, email, "Kim Example", hash)
        };
        self.db.store.add_teammate(&teammate).await.unwrap();
        teammate
    }

    /// A new key's secret.
    pub async fn add_key(&self, purpose: KeyPurpose, role: Option<Role>) -> String {
        let clock: Arc<dyn Clock> = self.db.clock.clone();
        let ids: Arc<dyn IdSource> = self.db.ids.clone();
        let (key, secret) = new_key("website", purpose, role, &clock, &ids);
        self.db.store.add_key(&key).await.unwrap();
        secret
    }
}

/// Sends requests with the same headers each time.
#[derive(Clone)]
pub struct Client {
    router: Router,
    headers: HeaderMap,
}

impl Client {
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(name, value.parse().unwrap());
        self
    }

    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.headers.remove(name);
        self
    }

    #[must_use]
    pub fn with_our_header(self) -> Self {
        self.with("x-perennial-csrf", "1")
    }

    /// Keeps the session cookie that an answer sets.
    pub fn take_cookie(&mut self, answer: &Answer) {
        let set = answer.headers[header::SET_COOKIE].to_str().unwrap();
        let pair = set.split(';').next().unwrap();
        self.headers.insert(header::COOKIE, pair.parse().unwrap());
    }

    pub async fn sign_in(&self, email: &str, password: &str) -> Answer {
        self.post("/api/session", serde_json::json!({"email": email, "password": password})).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, Body::empty()).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.json(Method::POST, path, body).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.json(Method::PATCH, path, body).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.json(Method::PUT, path, body).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, Body::empty()).await
    }

    pub async fn json(&self, method: Method, path: &str, body: Value) -> Answer {
        let typed = self.clone().with("content-type", "application/json");
        typed.send(method, path, Body::from(body.to_string())).await
    }

    /// An answer that goes on: its body is read message by message.
    pub async fn watch(&self, path: &str) -> Messages {
        let response = self.response(Method::GET, path, Body::empty()).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
        Messages::of(response.into_body())
    }

    async fn response(&self, method: Method, path: &str, body: Body) -> axum::response::Response {
        let mut request = Request::builder().method(method).uri(path).body(body).unwrap();
        request.headers_mut().extend(self.headers.clone());
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub async fn send(&self, method: Method, path: &str, body: Body) -> Answer {
        let (parts, body) = self.response(method, path, body).await.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body of an answer that must have gone well.
    #[track_caller]
    pub fn ok(&self) -> Value {
        assert!(self.status.is_success(), "{}: {}", self.status, self.text());
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The problem of an answer that must have this status and code.
    #[track_caller]
    pub fn problem(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        assert_eq!(
            self.headers[header::CONTENT_TYPE],
            "application/problem+json",
            "{}",
            self.text()
        );
        let body: Value = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(body["code"], code, "{body}");
        assert_eq!(body["status"], status, "{body}");
        assert!(body["detail"].as_str().is_some_and(|detail| detail.len() > 10), "{body}");
        body
    }
}

/// Days before the last of January 2026, at nine in the morning.
pub fn days_ago(days: i64) -> Micros {
    Micros::parse("2026-01-31T09:00:00Z", &Zone::utc()).unwrap().plus_days(-days)
}

/// Three accounts: `acme` uses the product less and less, pays 24,000 a year and has two open
/// tickets; `globex` thrives; of `initech` only the record is known.
async fn seed(db: &TestDb, timeline: &Timeline) {
    let account = |id: &str, name: &str| Account {
        name: name.to_owned(),
        owner_email: Some("ann@us.example".to_owned()),
        created_at: Some(days_ago(300)),
        ..Account::bare(id.into())
    };
    let accounts = [
        Account {
            tier: Some("enterprise".to_owned()),
            domain: Some("acme.example".to_owned()),
            attributes: [("seats".to_owned(), "12".to_owned())].into(),
            ..account("acme", "Acme Corporation")
        },
        Account { tier: Some("pro".to_owned()), ..account("globex", "Globex") },
        Account { owner_email: None, ..account("initech", "Initech") },
    ];
    let contact = |id: &str, account: &str, name: &str| Contact {
        account_id: Some(account.into()),
        name: Some(name.to_owned()),
        email: Some(format!("{id}@{account}.example")),
        ..Contact::bare(id.into())
    };
    let contacts = [
        contact("wile", "acme", "Wile E. Coyote"),
        contact("road", "acme", "Road Runner"),
        contact("never", "acme", "Never Seen"),
        contact("hank", "globex", "Hank Scorpio"),
        contact("frank", "globex", "Frank Grimes"),
    ];
    let subscription = |account: &str, mrr: i64, term_end: i64| Subscription {
        subscription_id: format!("sub-{account}"),
        account_id: account.into(),
        started_at: days_ago(300),
        ended_at: None,
        plan: Some("team".to_owned()),
        mrr: Some(Money { minor: mrr * 100, currency: Currency::USD }),
        seats: Some(10),
        term_end: Some(days_ago(-term_end)),
        cancelled_at: None,
        status: None,
        attributes: Default::default(),
    };
    let subscriptions = [subscription("acme", 2000, 30), subscription("globex", 1000, 200)];
    let ticket = |id: &str, opened: i64, solved: Option<i64>| Ticket {
        ticket_id: id.to_owned(),
        account_id: "acme".into(),
        opened_at: days_ago(opened),
        contact_id: Some("wile".into()),
        subject: Some(format!("The rocket {id} does not start")),
        body: None,
        priority: Some("urgent".to_owned()),
        status: None,
        product: None,
        cause: None,
        first_response_at: None,
        solved_at: solved.map(days_ago),
        reopens: None,
        csat: None,
        attributes: Default::default(),
    };
    let tickets = [ticket("t1", 90, Some(80)), ticket("t2", 20, None), ticket("t3", 10, None)];
    let surveys = [SurveyResponse {
        response_id: "r1".to_owned(),
        account_id: "acme".into(),
        kind: SurveyKind::Nps,
        score: 3.0,
        answered_at: days_ago(15),
        contact_id: Some("wile".into()),
        scale: None,
        comment: Some("it explodes".to_owned()),
        attributes: Default::default(),
    }];
    let invoice = |id: &str, issued: i64, paid: Option<i64>, cents: i64| Invoice {
        invoice_id: id.to_owned(),
        account_id: "acme".into(),
        amount: Money { minor: cents, currency: Currency::USD },
        issued_at: days_ago(issued),
        due_at: days_ago(issued - 30),
        paid_at: paid.map(days_ago),
        status: None,
        attributes: Default::default(),
    };
    let invoices = [
        invoice("i1", 130, Some(102), 200_000),
        invoice("i2", 100, Some(60), 200_000),
        invoice("i3", 40, None, 200_000),
        invoice("i4", 10, None, 150_050),
        invoice("i5", 9, None, -50_000),
    ];
    let review = ChurnReview {
        account_id: "initech".into(),
        churned_at: days_ago(20),
        reason: Some("price".to_owned()),
        competitor: None,
        comment: Some("Too expensive".to_owned()),
        was_expected: Some(false),
        attributes: Default::default(),
    };
    let tx = db.store.begin().await.unwrap();
    write::upsert_accounts(&tx, &accounts).await.unwrap();
    write::upsert_contacts(&tx, &contacts).await.unwrap();
    write::upsert_subscriptions(&tx, &subscriptions).await.unwrap();
    write::upsert_tickets(&tx, &tickets).await.unwrap();
    write::upsert_surveys(&tx, &surveys).await.unwrap();
    write::upsert_invoices(&tx, &invoices).await.unwrap();
    write::upsert_churn_reviews(&tx, &[review]).await.unwrap();
    tx.commit().await.unwrap();

    let mut facts = Vec::new();
    for day in 0..280 {
        // Acme's people: one stopped 60 days ago, the other comes ever more rarely.
        if day >= 60 {
            facts.extend(usage("acme", "road", day, 6));
        }
        if day >= 40 || day % 9 == 8 {
            facts.extend(usage("acme", "wile", day, if day >= 40 { 8 } else { 1 }));
        }
        if day % 7 < 5 {
            facts.extend(usage("globex", "hank", day, 6));
            facts.extend(usage("globex", "frank", day, 4));
        }
    }
    timeline.append(facts).await.unwrap();
}

fn usage(account: &str, contact: &str, day: i64, times: i64) -> Vec<Fact> {
    let names = ["Report opened", "Export made", "Teammate invited", "Board viewed"];
    (0..times)
        .map(|n| Fact {
            fact_id: format!("{contact}-{day}-{n}"),
            account_id: Some(account.into()),
            contact_id: Some(contact.into()),
            kind: FactKind::Usage,
            name: names[usize::try_from(n).unwrap() % names.len()].to_owned(),
            occurred_at: days_ago(day).plus_seconds(n * 60),
            received_at: days_ago(day).plus_seconds(n * 60 + 5),
            value: None,
            session_id: None,
            source: "segment:website".to_owned(),
            properties: None,
        })
        .collect()
}

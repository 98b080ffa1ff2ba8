//! Rows of every relation, with all that is awkward in them, and what DuckDB should show for them.
#![allow(dead_code)] // each test file uses its own part

use arrow::array::RecordBatch;
use perennial_health::{HealthHistory, HiddenHistory, default_scorecard};
use perennial_metrics::{Catalogue, Matrix};
use perennial_model::{
    Account, AccountDaily, ChurnReview, Contact, Currency, DailyRow, Day, Fact, FactKind,
    Interaction, Invoice, Judgement, JudgementKind, Micros, Money, NO_CONTACT, NO_DETAIL, Severity,
    Signal, SignalRule, SignalStatus, Subscription, SurveyKind, SurveyResponse, Telling, Ticket,
    Zone, records::Attributes,
};
use perennial_tables::{Relation, relations};

/// A value as DuckDB shows it; nothing is null.
pub type Shown = Option<&'static str>;

pub struct Sample {
    pub relation: Relation,
    pub batches: Vec<RecordBatch>,
    pub rows: Vec<Vec<Shown>>,
}

pub fn at(text: &str) -> Micros {
    Micros::parse(text, &Zone::utc()).unwrap()
}

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

const AWKWARD: &str = "Ünï, \"quoted\"\nand; = a line";

fn attributes() -> Attributes {
    [("plan code", "\"x,y\""), ("size", "12")].map(|(k, v)| (k.to_owned(), v.to_owned())).into()
}

const ATTRIBUTES: Shown = Some(r#"{"plan code":"x,y","size":12}"#);

pub fn samples() -> Vec<Sample> {
    vec![
        accounts(),
        contacts(),
        subscriptions(),
        tickets(),
        surveys(),
        invoices(),
        churn_reviews(),
        judgements(),
        interactions(),
        facts(),
        daily(),
        metric_rows(),
        health(),
        signals(),
    ]
}

fn accounts() -> Sample {
    let full = Account {
        name: AWKWARD.into(),
        parent_account_id: Some("root".into()),
        employees: Some(12),
        tier: Some("gold".into()),
        created_at: Some(at("2026-01-31T09:30:00.25Z")),
        attributes: attributes(),
        ..Account::bare("acme".into())
    };
    Sample {
        relation: Relation::Accounts,
        batches: vec![relations::accounts::batch(&[full, Account::bare("00123".into())]).unwrap()],
        rows: vec![
            vec![
                Some("acme"),
                Some(AWKWARD),
                Some("root"),
                None,
                None,
                None,
                Some("12"),
                Some("gold"),
                None,
                None,
                Some("2026-01-31 09:30:00.25+00"),
                ATTRIBUTES,
            ],
            vec![
                Some("00123"),
                Some("00123"),
                None,
                None,
                None,
                None,
                None,
                None,
                None,
                None,
                None,
                None,
            ],
        ],
    }
}

fn contacts() -> Sample {
    let contact = Contact {
        account_id: Some("acme".into()),
        email: Some("ann@acme.example".into()),
        created_at: Some(at("1969-12-31T23:59:59Z")),
        ..Contact::bare("ann".into())
    };
    Sample {
        relation: Relation::Contacts,
        batches: vec![relations::contacts::batch(&[contact]).unwrap()],
        rows: vec![vec![
            Some("ann"),
            Some("acme"),
            Some("ann@acme.example"),
            None,
            None,
            None,
            Some("1969-12-31 23:59:59+00"),
            None,
        ]],
    }
}

fn subscriptions() -> Sample {
    let period = |id: &str, minor: i64, currency: &str| Subscription {
        subscription_id: id.into(),
        account_id: "acme".into(),
        started_at: at("2026-01-01"),
        ended_at: None,
        plan: None,
        mrr: Some(Money { minor, currency: Currency::parse(currency).unwrap() }),
        seats: Some(5),
        term_end: Some(at("2027-01-01")),
        cancelled_at: None,
        status: Some("active".into()),
        attributes: Attributes::new(),
    };
    let free = Subscription { mrr: None, ..period("free", 0, "EUR") };
    let rows = [
        period("eur", 129_950, "EUR"),
        period("jpy", -500, "JPY"),
        period("kwd", i64::MAX, "KWD"),
        free,
    ];
    let shown = |id, mrr, currency| {
        vec![
            Some(id),
            Some("acme"),
            Some("2026-01-01 00:00:00+00"),
            None,
            None,
            mrr,
            currency,
            Some("5"),
            Some("2027-01-01 00:00:00+00"),
            None,
            Some("active"),
            None,
        ]
    };
    Sample {
        relation: Relation::Subscriptions,
        batches: vec![relations::subscriptions::batch(&rows).unwrap()],
        rows: vec![
            shown("eur", Some("1299.500"), Some("EUR")),
            shown("jpy", Some("-500.000"), Some("JPY")),
            shown("kwd", Some("9223372036854775.807"), Some("KWD")),
            shown("free", None, None),
        ],
    }
}

fn tickets() -> Sample {
    let ticket = Ticket {
        ticket_id: "7".into(),
        account_id: "acme".into(),
        opened_at: at("2026-01-31T09:30:00Z"),
        contact_id: Some("ann".into()),
        subject: Some(AWKWARD.into()),
        body: None,
        priority: Some("high".into()),
        status: None,
        product: None,
        cause: None,
        first_response_at: None,
        solved_at: Some(at("2026-02-01")),
        reopens: Some(0),
        csat: Some(4.5),
        attributes: Attributes::new(),
    };
    Sample {
        relation: Relation::Tickets,
        batches: vec![relations::tickets::batch(&[ticket]).unwrap()],
        rows: vec![vec![
            Some("7"),
            Some("acme"),
            Some("2026-01-31 09:30:00+00"),
            Some("ann"),
            Some(AWKWARD),
            None,
            Some("high"),
            None,
            None,
            None,
            None,
            Some("2026-02-01 00:00:00+00"),
            Some("0"),
            Some("4.5"),
            None,
        ]],
    }
}

fn surveys() -> Sample {
    let response = SurveyResponse {
        response_id: "1".into(),
        account_id: "acme".into(),
        kind: SurveyKind::Nps,
        score: 9.0,
        answered_at: at("2026-01-31"),
        contact_id: None,
        scale: None,
        comment: Some("good".into()),
        attributes: attributes(),
    };
    Sample {
        relation: Relation::Surveys,
        batches: vec![relations::surveys::batch(&[response]).unwrap()],
        rows: vec![vec![
            Some("1"),
            Some("acme"),
            Some("nps"),
            Some("9.0"),
            Some("2026-01-31 00:00:00+00"),
            None,
            None,
            Some("good"),
            ATTRIBUTES,
        ]],
    }
}

fn invoices() -> Sample {
    let invoice = Invoice {
        invoice_id: "2026/7".into(),
        account_id: "acme".into(),
        amount: Money { minor: -500, currency: Currency::parse("JPY").unwrap() },
        issued_at: at("2026-01-31"),
        due_at: at("2026-02-28"),
        paid_at: None,
        status: Some(AWKWARD.into()),
        attributes: attributes(),
    };
    Sample {
        relation: Relation::Invoices,
        batches: vec![relations::invoices::batch(&[invoice]).unwrap()],
        rows: vec![vec![
            Some("2026/7"),
            Some("acme"),
            Some("-500.000"),
            Some("JPY"),
            Some("2026-01-31 00:00:00+00"),
            Some("2026-02-28 00:00:00+00"),
            None,
            Some(AWKWARD),
            ATTRIBUTES,
        ]],
    }
}

fn judgements() -> Sample {
    let judgement = Judgement {
        judgement_id: "1".into(),
        account_id: "acme".into(),
        kind: JudgementKind::Relationship,
        value: 3.0,
        reason: AWKWARD.into(),
        made_by: "ann@us.example".into(),
        made_at: at("2026-01-31"),
        until: at("2027-02-01"),
        ended_at: None,
        ended_by: None,
    };
    Sample {
        relation: Relation::Judgements,
        batches: vec![relations::judgements::batch(&[judgement]).unwrap()],
        rows: vec![vec![
            Some("1"),
            Some("acme"),
            Some("relationship"),
            Some("3.0"),
            Some("credible_source"),
            Some(AWKWARD),
            Some("ann@us.example"),
            Some("2026-01-31 00:00:00+00"),
            Some("2027-02-01 00:00:00+00"),
            None,
            None,
        ]],
    }
}

fn churn_reviews() -> Sample {
    let review = ChurnReview {
        account_id: "acme".into(),
        churned_at: at("2026-01-31"),
        reason: Some("price".into()),
        competitor: None,
        comment: Some(AWKWARD.into()),
        was_expected: Some(false),
        attributes: Attributes::new(),
    };
    Sample {
        relation: Relation::ChurnReviews,
        batches: vec![relations::churn_reviews::batch(&[review]).unwrap()],
        rows: vec![vec![
            Some("acme"),
            Some("2026-01-31 00:00:00+00"),
            Some("price"),
            None,
            Some(AWKWARD),
            Some("false"),
            None,
        ]],
    }
}

fn interaction() -> Interaction {
    Interaction {
        interaction_id: "m-1".into(),
        account_id: "acme".into(),
        channel: "meeting".into(),
        direction: "outbound".into(),
        occurred_at: at("2026-01-31"),
        contact_id: Some("ann".into()),
        teammate_email: Some("kim@us.example".into()),
        subject: Some(AWKWARD.into()),
        body: None,
        minutes: Some(45.0),
        attended: Some(false),
        attributes: [("room".to_owned(), "\"blue\"".to_owned())].into(),
    }
}

pub fn usage(id: &str, value: Option<f64>) -> Fact {
    Fact {
        fact_id: id.into(),
        account_id: None,
        contact_id: Some("ann".into()),
        kind: FactKind::Usage,
        name: "report opened".into(),
        occurred_at: at("2026-01-31T09:30:00.000001Z"),
        received_at: at("2026-01-31T09:30:01Z"),
        value,
        session_id: None,
        source: "segment:web".into(),
        properties: Some(r#"{"a":"b,c"}"#.into()),
    }
}

/// By way of the facts that interactions are kept as.
fn interactions() -> Sample {
    let telling = Telling { now: at("2026-02-01"), source: "test" };
    let facts = [usage("1", None), interaction().fact(&telling)];
    let batch = relations::facts::batch(&facts).unwrap();
    Sample {
        relation: Relation::Interactions,
        batches: vec![relations::interactions::of_facts(&batch).unwrap()],
        rows: vec![vec![
            Some("m-1"),
            Some("acme"),
            Some("meeting"),
            Some("outbound"),
            Some("2026-01-31 00:00:00+00"),
            Some("ann"),
            Some("kim@us.example"),
            Some(AWKWARD),
            None,
            Some("45.0"),
            Some("false"),
            Some(r#"{"room":"blue"}"#),
        ]],
    }
}

fn facts() -> Sample {
    let shown = |id, value| {
        vec![
            Some(id),
            None,
            Some("ann"),
            Some("usage"),
            Some("report opened"),
            Some("2026-01-31 09:30:00.000001+00"),
            Some("2026-01-31 09:30:01+00"),
            value,
            None,
            Some("segment:web"),
            Some(r#"{"a":"b,c"}"#),
        ]
    };
    let batch = |id, value| relations::facts::batch(&[usage(id, value)]).unwrap();
    Sample {
        relation: Relation::Facts,
        batches: vec![batch("a", Some(-0.125)), batch("b", Some(f64::NAN))],
        rows: vec![shown("a", Some("-0.125")), shown("b", None)],
    }
}

fn daily() -> Sample {
    let row = |contact| DailyRow {
        day: day("2026-01-31"),
        contact,
        kind: FactKind::Usage,
        name: 0,
        detail: NO_DETAIL,
        count: 3,
        sum: 1.5,
        first: at("2026-01-31T09:00:00Z"),
        last: at("2026-01-31T10:00:00Z"),
        minutes: 0.0,
    };
    let daily = AccountDaily {
        rows: vec![row(0), row(NO_CONTACT)],
        contacts: vec!["ann".into()],
        names: vec!["login".into()],
        ..AccountDaily::default()
    };
    let shown = |contact| {
        vec![
            Some("acme"),
            contact,
            Some("2026-01-31"),
            Some("usage"),
            Some("login"),
            Some("3"),
            Some("1.5"),
            Some("2026-01-31 09:00:00+00"),
            Some("2026-01-31 10:00:00+00"),
            Some("0.0"),
        ]
    };
    let batches = relations::daily::batches(&"acme".into(), &daily).map(Result::unwrap).collect();
    Sample { relation: Relation::Daily, batches, rows: vec![shown(Some("ann")), shown(None)] }
}

/// The metrics that come with the program.
pub fn metrics() -> Catalogue {
    Catalogue::built_in(&Zone::utc()).unwrap()
}

/// Two accounts over three days; only some of the metrics have values.
pub fn matrices() -> Vec<RecordBatch> {
    let matrix = |events: [f64; 3], arr: [f64; 3]| {
        let columns = [("events_28d", events.to_vec()), ("arr", arr.to_vec())];
        Matrix::from_columns(day("2026-01-30"), columns).unwrap()
    };
    vec![
        relations::metrics::batch(
            &"acme".into(),
            &matrix([10.0, 8.0, 2.0], [f64::NAN, 1200.5, 1200.5]),
            &metrics(),
        )
        .unwrap(),
        relations::metrics::batch(
            &"globex".into(),
            &matrix([0.0, 1.0, 5.0], [f64::NAN; 3]),
            &metrics(),
        )
        .unwrap(),
    ]
}

fn metric_rows() -> Sample {
    let shown = |account, day, events, arr| {
        let value = |key| match key {
            "events_28d" => Some(events),
            "arr" => arr,
            _ => None,
        };
        [Some(account), Some(day)].into_iter().chain(metrics().keys().map(value)).collect()
    };
    Sample {
        relation: Relation::Metrics,
        batches: matrices(),
        rows: vec![
            shown("acme", "2026-01-30", "10", None),
            shown("acme", "2026-01-31", "8", Some("1200.5")),
            shown("acme", "2026-02-01", "2", Some("1200.5")),
            shown("globex", "2026-01-30", "0", None),
            shown("globex", "2026-01-31", "1", None),
            shown("globex", "2026-02-01", "5", None),
        ],
    }
}

fn health() -> Sample {
    let scores = vec![f64::NAN, 0.0, 99.5];
    let history = HealthHistory::new(day("2026-01-30"), scores, &default_scorecard());
    let red = |one: Day| one == day("2026-02-01");
    let hidden = HiddenHistory {
        first: day("2026-01-30"),
        risks: vec![f64::NAN, 12.5, 61.0],
        outside: vec![f64::NAN; 3],
    };
    Sample {
        relation: Relation::Health,
        batches: vec![relations::health::batch(&"acme".into(), &history, &hidden, red).unwrap()],
        rows: vec![
            vec![Some("acme"), Some("2026-01-30"), None, None, None, None],
            vec![
                Some("acme"),
                Some("2026-01-31"),
                Some("0.0"),
                Some("critical"),
                Some("12.5"),
                Some("false"),
            ],
            vec![
                Some("acme"),
                Some("2026-02-01"),
                Some("99.5"),
                Some("thriving"),
                Some("61.0"),
                Some("true"),
            ],
        ],
    }
}

fn signals() -> Sample {
    let signal = Signal {
        signal_id: "s1".into(),
        account_id: "acme".into(),
        rule: SignalRule::UsageDrop,
        severity: Severity::Critical,
        opened_on: day("2026-01-31"),
        closed_on: None,
        reason: "usage fell by 40 %, to 12 events".into(),
        evidence: r#"{"now":12}"#.into(),
        status: SignalStatus::Snoozed,
        snoozed_until: Some(at("2026-02-07")),
        handled_by: Some("kim@us.example".into()),
        handled_at: Some(at("2026-01-31T12:00:00Z")),
        note: None,
        created_at: at("2026-01-31T00:05:00Z"),
    };
    Sample {
        relation: Relation::Signals,
        batches: vec![relations::signals::batch(&[signal]).unwrap()],
        rows: vec![vec![
            Some("s1"),
            Some("acme"),
            Some("usage_drop"),
            Some("critical"),
            Some("snoozed"),
            Some("2026-01-31"),
            None,
            Some("usage fell by 40 %, to 12 events"),
            Some(r#"{"now":12}"#),
            Some("2026-02-07 00:00:00+00"),
            Some("kim@us.example"),
            Some("2026-01-31 12:00:00+00"),
            None,
            Some("2026-01-31 00:05:00+00"),
        ]],
    }
}

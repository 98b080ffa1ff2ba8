//! What the board's tests have in common.
#![allow(clippy::unwrap_used)] // helpers of tests
#![allow(dead_code)] // each test uses some of them

use perennial_board::Options;
use perennial_metrics::Catalogue;
use perennial_model::{Clock, Currency, Fact, FactKind, Micros, Zone};
use perennial_testkit::TestDb;
use perennial_timeline::{Options as TimelineOptions, Timeline};

/// A board of today with the metrics, scorecard and rules that everybody begins with.
pub fn options() -> Options {
    Options {
        zone: Zone::utc(),
        currency: Currency::USD,
        catalogue: Catalogue::built_in(&Zone::utc()).unwrap(),
        scorecards: perennial_health::Scorecards::only(perennial_health::default_scorecard()),
        hidden: perennial_health::default_hidden_risk(),
        rules: perennial_engage::Rules::default(),
        as_of: None,
        notify: None,
        pasts_bytes: 64 << 20,
        kept: None,
    }
}

/// The timeline in the database's own folder.
pub async fn timeline(db: &TestDb) -> Timeline {
    let options =
        TimelineOptions { root: db.folder().join("timeline"), ..TimelineOptions::default() };
    Timeline::open(db.store.clone(), options).await.unwrap()
}

/// So many days before the clock's time.
pub fn ago(db: &TestDb, days: i64) -> Micros {
    db.clock.now().plus_days(-days)
}

/// Somebody's use of the product so many days ago, the `n`th of that day.
pub fn usage(db: &TestDb, account: &str, contact: &str, days: i64, n: i64) -> Fact {
    Fact {
        fact_id: format!("{account}-{contact}-{days}-{n}"),
        account_id: Some(account.into()),
        contact_id: Some(contact.into()),
        kind: FactKind::Usage,
        name: format!("event {}", n % 3),
        occurred_at: ago(db, days).plus_seconds(n),
        received_at: db.clock.now(),
        value: None,
        session_id: None,
        source: "test".into(),
        properties: None,
    }
}

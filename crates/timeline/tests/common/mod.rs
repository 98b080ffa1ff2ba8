//! What the tests of the timeline share.
#![allow(dead_code)]

use std::{collections::BTreeMap, path::PathBuf};

use arrow::array::AsArray;
use perennial_model::{Clock, Fact, FactKind, Incoming, Keep, Micros, Zone};
use perennial_testkit::TestDb;
use perennial_timeline::{Change, Follower, Options, Rollup, Timeline};

/// Everything that can be kept.
pub fn keep() -> Keep {
    Keep { properties: ["minutes".to_owned()].into(), sessions: true, values: true }
}

pub fn root(db: &TestDb) -> PathBuf {
    db.folder().join("timeline")
}

pub fn options(db: &TestDb) -> Options {
    Options {
        root: root(db),
        zone: Zone::named("Europe/Berlin").unwrap(),
        poll_every: std::time::Duration::from_millis(20),
        ..Options::default()
    }
}

pub async fn open(db: &TestDb) -> Timeline {
    Timeline::open(db.store.clone(), options(db)).await.unwrap()
}

/// The same timeline as another process has it.
pub async fn open_again(db: &TestDb) -> Timeline {
    Timeline::open(db.open_again().await, options(db)).await.unwrap()
}

/// Fact number `n`: of seven accounts with three contacts each, an hour apart.
pub fn fact(db: &TestDb, n: u64) -> Fact {
    let now = db.clock.now();
    Fact {
        fact_id: format!("m-{n:05}"),
        account_id: Some(format!("account-{}", n % 7).into()),
        contact_id: Some(format!("contact-{}-{}", n % 7, n % 3).into()),
        kind: if n.is_multiple_of(5) { FactKind::Ticket } else { FactKind::Usage },
        name: format!("name {}", n % 4),
        occurred_at: Micros(now.0 - i64::try_from(n).unwrap() * 3_600_000_000),
        received_at: now,
        value: (n.is_multiple_of(2)).then_some(n as f64 * 0.1),
        session_id: (!n.is_multiple_of(3)).then(|| format!("session-{}", n / 4)),
        source: "test".into(),
        properties: Some(format!(r#"{{"minutes":{}}}"#, n % 9)),
    }
}

pub fn facts(db: &TestDb, numbers: impl IntoIterator<Item = u64>) -> Vec<Fact> {
    numbers.into_iter().map(|n| fact(db, n)).collect()
}

pub fn incoming(facts: Vec<Fact>) -> Vec<Incoming> {
    facts.into_iter().map(Incoming::Fact).collect()
}

/// Every fact's id with how often it is there.
pub async fn ids(timeline: &Timeline) -> BTreeMap<String, usize> {
    let mut ids = BTreeMap::new();
    timeline
        .scan(|batch| {
            for id in batch.column(0).as_string::<i32>() {
                *ids.entry(id.unwrap().to_owned()).or_default() += 1;
            }
        })
        .await
        .unwrap();
    ids
}

/// Facts number so and so, each once.
pub fn once(numbers: impl IntoIterator<Item = u64>) -> BTreeMap<String, usize> {
    numbers.into_iter().map(|n| (format!("m-{n:05}"), 1)).collect()
}

/// Whose each fact is.
pub async fn owners(timeline: &Timeline) -> BTreeMap<String, (Option<String>, Option<String>)> {
    let mut owners = BTreeMap::new();
    timeline
        .scan(|batch| {
            let text = |column: usize, row: usize| {
                let column = batch.column(column).as_string::<i32>();
                arrow::array::Array::is_valid(column, row).then(|| column.value(row).to_owned())
            };
            for row in 0..batch.num_rows() {
                owners.insert(text(0, row).unwrap(), (text(1, row), text(2, row)));
            }
        })
        .await
        .unwrap();
    owners
}

/// All that a rollup says.
pub fn all(rollup: &Rollup) -> String {
    let daily = rollup.accounts().into_iter().map(|id| (id.clone(), rollup.daily(&id).unwrap()));
    format!("{:?} {} {}", daily.collect::<Vec<_>>(), rollup.unassigned(), rollup.facts())
}

/// Applies what the follower hears until the rollup has so many facts.
pub async fn catch_up(db: &TestDb, rollup: &mut Rollup, follower: &mut Follower, facts: u64) {
    let zone = options(db).zone;
    while rollup.facts() < facts {
        let change = tokio::time::timeout(std::time::Duration::from_secs(20), follower.next());
        match change.await.expect("the follower should hear of more facts").unwrap() {
            Change::Facts(facts) => {
                rollup.apply(&facts, &zone);
            }
            Change::Identities(_) => {
                rollup.set_identities(db.store.identity_map().await.unwrap());
            }
            Change::Erased => panic!("nothing was erased"),
        }
    }
    assert_eq!(rollup.facts(), facts, "a fact was told twice");
    // What comes right behind must not bring a fact again.
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    while let Some(change) = follower.try_next().await {
        assert!(!matches!(change, Change::Facts(_)), "a fact was told twice");
        rollup.set_identities(db.store.identity_map().await.unwrap());
    }
}

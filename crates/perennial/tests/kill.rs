//! Invariant 1, the hard way: the process is killed at random moments under load, again and again;
//! afterwards every acknowledged fact is there exactly once, and nothing that was never sent.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use support::Folder;

/// A small generator of our own, so that a failing run can be repeated from its seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

#[derive(Default)]
struct Ledger {
    sent: BTreeSet<String>,
    acknowledged: BTreeSet<String>,
}

/// Sends batches until told to stop or until the server is gone. What was not acknowledged is sent
/// again, in batches of other sizes, as a real client would; sometimes what was acknowledged too.
fn sender(
    url: &str,
    key: &str,
    worker: u64,
    round: u64,
    ledger: &Mutex<Ledger>,
    stop: &AtomicBool,
) {
    let agent = ureq::Agent::new_with_defaults();
    let mut dice = Dice(0x9E37_79B9 ^ (worker << 32) ^ (round + 1));
    let mine = format!("w{worker}-");
    let mut serial = 0;
    while !stop.load(Ordering::Relaxed) {
        let mut ids: Vec<String> = {
            let ledger = ledger.lock().unwrap();
            let open =
                ledger.sent.difference(&ledger.acknowledged).filter(|id| id.starts_with(&mine));
            let retry: Vec<_> = open.take(dice.roll(60) as usize).cloned().collect();
            let again = ledger
                .acknowledged
                .iter()
                .filter(|id| id.starts_with(&mine))
                .take(dice.roll(3) as usize);
            retry.into_iter().chain(again.cloned()).collect()
        };
        for _ in 0..=dice.roll(80) {
            ids.push(format!("{mine}{round}-{serial}"));
            serial += 1;
        }
        ledger.lock().unwrap().sent.extend(ids.iter().cloned());
        let batch: Vec<_> = ids
            .iter()
            .map(|id| {
                serde_json::json!({
                    "type": "track", "messageId": id, "event": "saved", "userId": format!("u{}", dice.roll(50)),
                    "timestamp": "2026-01-01T00:00:00Z", "context": {"groupId": format!("a{}", dice.roll(20))},
                })
            })
            .collect();
        let body = serde_json::json!({"batch": batch, "writeKey": key}).to_string();
        let answer = agent.post(url).header("content-type", "application/json").send(body);
        match answer {
            Ok(answer) if answer.status() == 200 => ledger.lock().unwrap().acknowledged.extend(ids),
            Ok(answer) => panic!("unexpected answer {}", answer.status()),
            Err(ureq::Error::StatusCode(429)) => std::thread::sleep(Duration::from_millis(5)),
            Err(ureq::Error::StatusCode(code)) => panic!("unexpected answer {code}"),
            Err(_) => return, // the server is gone: that is the point
        }
    }
}

fn batter(folder: &Folder, rounds: u64) {
    let key = folder.run(&["keys", "create", "load"]).trim().to_owned();
    let ledger = Arc::new(Mutex::new(Ledger::default()));
    let mut dice = Dice(20_261_122);
    for round in 0..rounds {
        let server = folder.serve();
        let url = server.url("/v1/batch");
        let stop = Arc::new(AtomicBool::new(false));
        let workers: Vec<_> = (0..4)
            .map(|worker| {
                let (url, key, ledger, stop) =
                    (url.clone(), key.clone(), ledger.clone(), stop.clone());
                std::thread::spawn(move || sender(&url, &key, worker, round, &ledger, &stop))
            })
            .collect();
        std::thread::sleep(Duration::from_millis(60 + dice.roll(500)));
        server.kill();
        stop.store(true, Ordering::Relaxed);
        for worker in workers {
            worker.join().unwrap();
        }
    }
    let csv = folder.run(&["table", "facts", "--columns", "fact_id", "--format", "csv"]);
    let mut count: BTreeMap<&str, u32> = BTreeMap::new();
    for line in csv.lines().skip(1) {
        *count.entry(line).or_default() += 1;
    }
    let ledger = ledger.lock().unwrap();
    let lost: Vec<_> =
        ledger.acknowledged.iter().filter(|id| !count.contains_key(id.as_str())).take(5).collect();
    let doubled: Vec<_> = count.iter().filter(|(_, n)| **n > 1).take(5).collect();
    let strange: Vec<_> = count.keys().filter(|id| !ledger.sent.contains(**id)).take(5).collect();
    assert!(
        ledger.acknowledged.len() > 1000,
        "the load was too light: {}",
        ledger.acknowledged.len()
    );
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    assert!(doubled.is_empty(), "counted twice: {doubled:?}");
    assert!(strange.is_empty(), "never sent: {strange:?}");
    folder.run(&["check"]);
}

fn impatient() -> Folder {
    Folder::new()
        .with("PERENNIAL_TIMELINE_FLUSH_FACTS", "400")
        .with("PERENNIAL_TIMELINE_FLUSH_SECONDS", "1")
}

#[test]
fn eight_kills_lose_and_double_nothing_on_postgresql() {
    let url = perennial_testkit::postgres_database();
    batter(&impatient().with("PERENNIAL_DATABASE_URL", &url), 8);
}

#[test]
fn thirty_kills_lose_and_double_nothing_on_sqlite() {
    batter(&impatient(), 30);
}

//! How fast the timeline is on this machine: `cargo run --release -p perennial-timeline --example
//! speed [sqlite-folder | postgres-url]`.
#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use std::{path::PathBuf, sync::Arc, time::Instant};

use perennial_model::{
    Clock, Fact, FactKind, IdSource, Incoming, Keep, Micros, RandomIds, SystemClock,
};
use perennial_store::{Db, Store};
use perennial_timeline::{Options, PageQuery, Timeline};

type Failed = Box<dyn std::error::Error + Send + Sync>;

fn fact(n: u64, now: Micros) -> Fact {
    let account = n * 7919 % 500;
    Fact {
        fact_id: RandomIds.next_id(),
        account_id: Some(format!("account-{account:04}").into()),
        contact_id: Some(format!("contact-{account:04}-{:02}", n % 37).into()),
        kind: FactKind::Usage,
        name: ["report viewed", "login", "export", "board shared"][(n % 4) as usize].to_owned(),
        occurred_at: Micros(now.0 - (n % 1_000_003) as i64 * 60_000_000),
        received_at: now,
        value: None,
        session_id: None,
        source: "segment:web".to_owned(),
        properties: Some(format!(r#"{{"plan":"pro","rows":{n}}}"#)),
    }
}

async fn ingest(timeline: &Timeline, connections: u64, batches: u64) -> Result<(), Failed> {
    let start = Instant::now();
    let mut tasks = Vec::new();
    for connection in 0..connections {
        let timeline = timeline.clone();
        tasks.push(tokio::spawn(async move {
            for batch in 0..batches {
                let from = (connection * batches + batch) * 100;
                let now = SystemClock.now();
                let facts = (from..from + 100).map(|n| Incoming::Fact(fact(n, now)));
                timeline.accept("", facts.collect()).await?;
            }
            Ok::<_, perennial_timeline::TimelineError>(())
        }));
    }
    for task in tasks {
        task.await??;
    }
    let facts = connections * batches * 100;
    let seconds = start.elapsed().as_secs_f64();
    println!("accept, {connections} connections: {:.0} facts/s", facts as f64 / seconds);
    Ok(())
}

fn took(what: &str, start: Instant) {
    println!("{what}: {:.2} s", start.elapsed().as_secs_f64());
}

#[tokio::main]
async fn main() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let place = std::env::args().nth(1).unwrap_or_default();
    let (db, root) = if place.starts_with("postgres") {
        (Db::postgres(&place).await?, folder.path().join("timeline"))
    } else {
        let base = if place.is_empty() { folder.path().to_owned() } else { PathBuf::from(place) };
        (Db::sqlite(&base.join("perennial.db")).await?, base.join("timeline"))
    };
    let store = Store::open(db, Arc::new(SystemClock), Arc::new(RandomIds)).await?;
    let timeline = Timeline::open(store, Options { root, ..Options::default() }).await?;
    let background = timeline.start();
    ingest(&timeline, 1, 200).await?;
    ingest(&timeline, 16, 200).await?;
    background.stop().await;

    let now = SystemClock.now();
    let facts: Vec<Fact> = (0..1_000_000).map(|n| fact(n, now)).collect();
    let start = Instant::now();
    timeline.append(facts).await?;
    took("append 1,000,000 facts", start);
    let start = Instant::now();
    let (rollup, _follower) = timeline.follow(Keep::default()).await?;
    took(&format!("rollup of {} facts", rollup.facts()), start);
    let start = Instant::now();
    let account = "account-0042".into();
    let page = timeline.page(PageQuery::of(account, 50)).await?;
    took(&format!("first page of {} facts", page.len()), start);
    let start = Instant::now();
    timeline.page(PageQuery::of("account-0043".into(), 50)).await?;
    took("first page of another account", start);
    let start = Instant::now();
    let mut rows = 0;
    timeline.scan(|batch| rows += batch.num_rows()).await?;
    took(&format!("scan of {rows} facts"), start);
    let start = Instant::now();
    let compacted = timeline.compact().await?;
    took(&format!("compaction of {} facts", compacted.facts), start);
    println!("{:?}", timeline.status().await?);
    Ok(())
}

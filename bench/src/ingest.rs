//! Facts per second acknowledged durably over HTTP, beside a PostgreSQL table that takes the same
//! batches as multi-row inserts, each its own transaction with synchronous commit.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use sea_orm::{ConnectOptions, ConnectionTrait, Database};

use crate::program::Folder;

const BATCH: usize = 100;
const TIME: Duration = Duration::from_secs(6);

pub fn run() -> anyhow::Result<()> {
    println!("ingest: batches of {BATCH}, {} s each", TIME.as_secs());
    println!("{:<12} {:>16} {:>16} {:>8}", "connections", "perennial/s", "postgresql/s", "ratio");
    for connections in [1, 16] {
        let ours = perennial(connections)?;
        let theirs = postgresql(connections)?;
        println!("{connections:<12} {ours:>16.0} {theirs:>16.0} {:>8.2}", ours / theirs);
    }
    Ok(())
}

fn perennial(connections: usize) -> anyhow::Result<f64> {
    let folder = Folder::new()?;
    let key = folder.run(&["keys", "create", "bench"])?.trim().to_owned();
    let server = folder.serve()?;
    let url = server.url("/v1/batch");
    let began = Instant::now();
    let workers: Vec<_> = (0..connections)
        .map(|worker| {
            let (url, key) = (url.clone(), key.clone());
            std::thread::spawn(move || -> anyhow::Result<usize> {
                let agent = ureq::Agent::new_with_defaults();
                let mut facts = 0;
                while began.elapsed() < TIME {
                    let body = batch(worker, facts, &key);
                    agent.post(&url).header("content-type", "application/json").send(body)?;
                    facts += BATCH;
                }
                Ok(facts)
            })
        })
        .collect();
    total(workers, began)
}

fn batch(worker: usize, from: usize, key: &str) -> String {
    let mut text = format!("{{\"writeKey\":\"{key}\",\"batch\":[");
    for n in from..from + BATCH {
        let comma = if n == from { "" } else { "," };
        let _ = write!(
            text,
            "{comma}{{\"type\":\"track\",\"messageId\":\"m{worker}-{n}\",\"event\":\"event_{}\",\"userId\":\"u{}\",\
             \"timestamp\":\"2026-01-01T00:00:00Z\",\"context\":{{\"groupId\":\"a{}\"}},\"properties\":{{\"plan\":\"pro\",\"value\":{}}}}}",
            n % 20,
            n % 997,
            n % 211,
            n % 13
        );
    }
    text.push_str("]}");
    text
}

fn postgresql(connections: usize) -> anyhow::Result<f64> {
    let url = std::env::var("PERENNIAL_BENCH_POSTGRES")?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(u32::try_from(connections)?)
        .min_connections(u32::try_from(connections)?)
        .sqlx_logging(false);
    let db = runtime.block_on(Database::connect(options))?;
    runtime.block_on(db.execute_unprepared(
        "DROP TABLE IF EXISTS facts; CREATE TABLE facts (fact_id text PRIMARY KEY, account_id text, contact_id text, \
         kind text, name text, occurred_at timestamptz, received_at timestamptz, value double precision, properties jsonb)",
    ))?;
    let began = Instant::now();
    let workers: Vec<_> = (0..connections)
        .map(|worker| {
            let db = db.clone();
            let handle = runtime.handle().clone();
            std::thread::spawn(move || -> anyhow::Result<usize> {
                let mut facts = 0;
                while began.elapsed() < TIME {
                    handle.block_on(db.execute_unprepared(&insert(worker, facts)))?;
                    facts += BATCH;
                }
                Ok(facts)
            })
        })
        .collect();
    total(workers, began)
}

fn insert(worker: usize, from: usize) -> String {
    let mut text = "INSERT INTO facts VALUES ".to_owned();
    for n in from..from + BATCH {
        let comma = if n == from { "" } else { "," };
        let _ = write!(
            text,
            "{comma}('m{worker}-{n}','a{}','u{}','usage','event_{}','2026-01-01T00:00:00Z',now(),{},'{{\"plan\":\"pro\",\"value\":{}}}')",
            n % 211,
            n % 997,
            n % 20,
            n % 13,
            n % 13
        );
    }
    text.push_str(" ON CONFLICT DO NOTHING");
    text
}

fn total(
    workers: Vec<std::thread::JoinHandle<anyhow::Result<usize>>>,
    began: Instant,
) -> anyhow::Result<f64> {
    let mut facts = 0;
    for worker in workers {
        facts += worker.join().map_err(|_| anyhow::anyhow!("a worker panicked"))??;
    }
    #[allow(clippy::cast_precision_loss)]
    Ok(facts as f64 / began.elapsed().as_secs_f64())
}

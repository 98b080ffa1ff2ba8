//! How soon an accepted fact shows in its account's metrics while facts pour in, and how long a
//! restart takes with that many accounts.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

use perennial_model::{Clock, SystemClock};

use crate::program::{Folder, Server};

const BATCH: usize = 100;
const SENDERS: u64 = 4;
/// Longer than a start takes.
const PATIENCE: Duration = Duration::from_secs(120);
const PROBE_EVERY: Duration = Duration::from_millis(100);

/// What the load is: accounts, facts of history per account, facts a second, seconds.
pub struct Load {
    accounts: u64,
    history: u64,
    rate: u64,
    seconds: u64,
}

impl Load {
    /// `ACCOUNTS HISTORY RATE SECONDS`, each with a default.
    pub fn read(arguments: &[String]) -> anyhow::Result<Self> {
        let number = |place: usize, default: u64| -> anyhow::Result<u64> {
            let Some(text) = arguments.get(place) else { return Ok(default) };
            text.parse().with_context(|| format!("\"{text}\" is no number"))
        };
        Ok(Self {
            accounts: number(0, 10_000)?,
            history: number(1, 100)?,
            rate: number(2, 10_000)?,
            seconds: number(3, 60)?,
        })
    }
}

/// The program with that history, under that load.
pub fn run(load: &Load) -> anyhow::Result<()> {
    let folder = Folder::new()?;
    let csv = folder.file("history.csv");
    let began = Instant::now();
    history(&csv, load)?;
    folder.run(&["import", "facts", &csv.display().to_string()])?;
    println!(
        "{} accounts with {} facts of history each, a year of days: imported in {:.1} s",
        load.accounts,
        load.history,
        began.elapsed().as_secs_f64()
    );
    let write = folder.run(&["keys", "create", "bench"])?.trim().to_owned();
    let read = folder.run(&["keys", "create", "reader", "--api", "viewer"])?.trim().to_owned();
    let server = restarted(&folder)?;
    println!("memory: {:.0} MB", server.resident_mb()?);
    under_load(load, &server, &write, &read)?;
    println!("memory: {:.0} MB", server.resident_mb()?);
    println!("{}", waiting(&server)?);
    Ok(())
}

/// A first start, which computes every account, and one after that, as after a crash.
fn restarted(folder: &Folder) -> anyhow::Result<Server> {
    let began = Instant::now();
    let first = folder.serve()?;
    println!("first start until ready: {:.2} s", began.elapsed().as_secs_f64());
    let kept = folder.file("data").join("numbers.cache");
    while !kept.exists() {
        ensure!(began.elapsed() < PATIENCE, "nothing was kept for the next start");
        std::thread::sleep(Duration::from_millis(50));
    }
    drop(first);
    let began = Instant::now();
    let server = folder.serve()?;
    println!("restart until ready: {:.2} s", began.elapsed().as_secs_f64());
    while !metrics(&server)?.contains("\nperennial_board_from_before 0\n") {
        ensure!(began.elapsed() < PATIENCE, "not every account was computed anew");
        std::thread::sleep(Duration::from_millis(50));
    }
    println!(
        "restart until every account is computed anew: {:.2} s",
        began.elapsed().as_secs_f64()
    );
    Ok(server)
}

/// Sends at the wanted rate from several connections, and probes accounts meanwhile.
fn under_load(load: &Load, server: &Server, write: &str, read: &str) -> anyhow::Result<()> {
    let (stop, sent) = (AtomicBool::new(false), AtomicU64::new(0));
    let began = Instant::now();
    let mut took = std::thread::scope(|scope| -> anyhow::Result<Vec<(f64, f64)>> {
        for sender in 0..SENDERS {
            let (stop, sent) = (&stop, &sent);
            scope.spawn(move || send(load, server, write, sender, stop, sent));
        }
        let probed = probe(load, server, write, read, began);
        stop.store(true, Ordering::Relaxed);
        probed
    })?;
    let rate = sent.load(Ordering::Relaxed) as f64 / began.elapsed().as_secs_f64();
    println!("sent {rate:.0} facts a second in batches of {BATCH} from {SENDERS} connections");
    let half = load.seconds as f64 / 2.0;
    for (name, from) in [("all of it", 0.0), ("its second half", half)] {
        let mut times: Vec<f64> =
            took.iter().filter(|(at, _)| *at >= from).map(|(_, took)| *took).collect();
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize] * 1000.0;
        println!(
            "acknowledged fact to changed row, {name}: median {:.0} ms, p99 {:.0} ms, worst of {} {:.0} ms",
            at(0.5),
            at(0.99),
            times.len(),
            at(1.0)
        );
    }
    took.clear();
    Ok(())
}

fn send(load: &Load, server: &Server, key: &str, sender: u64, stop: &AtomicBool, sent: &AtomicU64) {
    let agent = ureq::Agent::new_with_defaults();
    let url = server.url("/v1/batch");
    let pause = Duration::from_secs_f64((SENDERS * BATCH as u64) as f64 / load.rate as f64);
    let began = Instant::now();
    let mut random = Random(sender * 7919 + 1);
    for number in 0_u32.. {
        let due = began + pause * number;
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let mut text = format!("{{\"writeKey\":\"{key}\",\"batch\":[");
        for one in 0..BATCH {
            let contact = loop {
                let contact = random.below(load.accounts * 10);
                if !is_probed(contact / 10) {
                    break contact;
                }
            };
            let id = format!("s{sender}-{number}-{one}");
            item(&mut text, one > 0, &id, contact, random.below(30), random.below(100));
        }
        text.push_str("]}");
        let answer = agent.post(&url).header("content-type", "application/json").send(text);
        if answer.is_ok() {
            sent.fetch_add(BATCH as u64, Ordering::Relaxed);
        }
    }
}

/// Every fiftieth account is left to the probes, so that its row changes by their facts only.
fn is_probed(account: u64) -> bool {
    account.is_multiple_of(50)
}

/// One fact of now.
fn item(text: &mut String, more: bool, id: &str, contact: u64, name: u64, value: u64) {
    let comma = if more { "," } else { "" };
    let _ = write!(
        text,
        "{comma}{{\"type\":\"track\",\"messageId\":\"{id}\",\"event\":\"event_{name}\",\"userId\":\"c{contact}\",\
         \"context\":{{\"groupId\":\"a{:06}\",\"sessionId\":\"s{contact}\"}},\"properties\":{{\"plan\":\"pro\",\"value\":{value}}}}}",
        contact / 10
    );
}

/// Sends a fact of its own now and then, and asks the API until the account's row shows it:
/// (seconds since the beginning, seconds from the acknowledgement to the changed row).
fn probe(
    load: &Load,
    server: &Server,
    write: &str,
    read: &str,
    began: Instant,
) -> anyhow::Result<Vec<(f64, f64)>> {
    let agent = ureq::Agent::new_with_defaults();
    let mut random = Random(4242);
    let mut took = Vec::new();
    for number in 0_u32.. {
        if began.elapsed() >= Duration::from_secs(load.seconds) {
            break;
        }
        let account = random.below(load.accounts / 50) * 50;
        let mut text = format!("{{\"writeKey\":\"{write}\",\"batch\":[");
        item(&mut text, false, &format!("p{number}"), account * 10, 0, 1);
        text.push_str("]}");
        let before = events(server, &agent, read, account)?;
        let url = server.url("/v1/batch");
        agent.post(&url).header("content-type", "application/json").send(text)?;
        let acknowledged = Instant::now();
        while events(server, &agent, read, account)? <= before {
            let waited = acknowledged.elapsed();
            ensure!(waited < Duration::from_secs(60), "a row did not change within a minute");
            std::thread::sleep(Duration::from_millis(3));
        }
        let at = acknowledged.duration_since(began).as_secs_f64();
        took.push((at, acknowledged.elapsed().as_secs_f64()));
        std::thread::sleep(PROBE_EVERY.saturating_sub(acknowledged.elapsed()));
    }
    Ok(took)
}

/// How often an account's people used the product in 28 days, as the list of accounts shows it.
fn events(server: &Server, agent: &ureq::Agent, key: &str, account: u64) -> anyhow::Result<f64> {
    let mut answer = agent
        .get(server.url(&format!("/api/accounts?q=a{account:06}&limit=1")))
        .header("authorization", format!("Bearer {key}"))
        .call()?;
    let body: serde_json::Value = serde_json::from_str(&answer.body_mut().read_to_string()?)?;
    body["rows"][0]["events_28d"].as_f64().context("the account is not in the list")
}

fn metrics(server: &Server) -> anyhow::Result<String> {
    Ok(ureq::get(server.url("/metrics")).call()?.body_mut().read_to_string()?)
}

/// The program's own word of what is waiting.
fn waiting(server: &Server) -> anyhow::Result<String> {
    let text = metrics(server)?;
    let lines = text.lines().filter(|line| {
        line.starts_with("perennial_board_") || line.starts_with("perennial_rollup_")
    });
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// Ten contacts per account and thirty names, spread over the year before today.
fn history(path: &Path, load: &Load) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    writeln!(out, "fact_id,account_id,contact_id,name,occurred_at,value")?;
    let now = u64::try_from(SystemClock.now().0 / 1_000_000)?;
    let mut random = Random(88_172_645_463_325_252);
    // Every contact occurs, so that the load brings facts and no new people.
    for contact in 0..load.accounts * 10 {
        writeln!(
            out,
            "c{contact},a{:06},c{contact},event_0,{},1",
            contact / 10,
            time(now - 86_400 * 3)
        )?;
    }
    for number in 0..load.accounts * load.history.saturating_sub(10) {
        let contact = random.below(load.accounts * 10);
        let at = now - 3600 - random.below(365 * 86_400);
        let (name, value) = (random.below(30), random.below(100));
        writeln!(
            out,
            "h{number},a{:06},c{contact},event_{name},{},{value}",
            contact / 10,
            time(at)
        )?;
    }
    out.flush()?;
    Ok(())
}

/// ISO 8601 of seconds since 1970 (H. Hinnant, "chrono-compatible low-level date algorithms").
fn time(seconds: u64) -> String {
    let (days, of_day) = (seconds / 86_400 + 719_468, seconds % 86_400);
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + u64::from(month <= 2);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Xorshift (G. Marsaglia, 2003): the same numbers in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

//! Facts per second acknowledged durably over HTTP, beside PostgreSQL taking the same batches with
//! synchronous commit.
//!
//! Bodies are made before the clock starts; while it runs only message ids and times are written
//! into them, and they go through plain sockets, so that the load costs little of the two cores.

mod batches;
mod http;
mod load;
mod postgres;
mod process;
mod report;
mod soak;
mod template;

use std::time::Duration;

use anyhow::Context as _;

use crate::program::{Folder, Server};
use load::{Load, Measured};
use postgres::Form;
use process::Cpu;

pub use soak::soak;

const BATCHES: [usize; 2] = [100, 1_000];
const CONNECTIONS: [usize; 3] = [1, 4, 16];

/// Every combination of batch and connections, beside every form in which PostgreSQL takes them.
pub fn grid() -> anyhow::Result<()> {
    let time = seconds("PERENNIAL_BENCH_SECONDS", 5)?;
    report::heading(time);
    for batch in BATCHES {
        for connections in CONNECTIONS {
            compare(Load { batch, connections, time, rate: None })?;
        }
    }
    Ok(())
}

/// A minute and more of one combination, with files written and merged meanwhile.
pub fn sustained() -> anyhow::Result<()> {
    let time = seconds("PERENNIAL_BENCH_SECONDS", 60)?;
    report::heading(time);
    compare(Load { batch: 1_000, connections: 4, time, rate: None })
}

fn compare(load: Load) -> anyhow::Result<()> {
    let ours = perennial(load)?;
    report::line("perennial", load, &ours, None);
    for form in Form::ALL {
        let theirs = on_postgres(load, form)?;
        report::line(form.name(), load, &theirs, Some(&ours));
    }
    Ok(())
}

fn perennial(load: Load) -> anyhow::Result<Measured> {
    let folder = Folder::new()?;
    let server = Target::start(&folder)?;
    let cpu = Cpu::of_process(server.server.pid());
    let mut measured = load.run(|worker| server.client(worker, load.batch))?;
    measured.cpu_seconds = cpu.spent()?;
    let there = server.facts()?;
    anyhow::ensure!(
        there == measured.facts,
        "{} facts were acknowledged and {there} are there",
        measured.facts
    );
    Ok(measured)
}

fn on_postgres(load: Load, form: Form) -> anyhow::Result<Measured> {
    let url =
        std::env::var("PERENNIAL_BENCH_POSTGRES").context("bench/run.sh starts PostgreSQL")?;
    let mut admin = postgres::Connection::open(&url)?;
    admin.simple(&form.table())?;
    let pid: u32 = std::env::var("PERENNIAL_BENCH_POSTGRES_PID")?.trim().parse()?;
    let cpu = Cpu::of_family(pid);
    let mut measured = load.run(|worker| postgres::client(&url, form, worker, load.batch))?;
    measured.cpu_seconds = cpu.spent()?;
    admin.simple("DROP TABLE facts")?;
    Ok(measured)
}

/// The program, with a key to send with.
pub struct Target {
    server: Server,
    key: String,
    reader: String,
}

impl Target {
    pub fn start(folder: &Folder) -> anyhow::Result<Self> {
        let key = folder.run(&["keys", "create", "bench"])?.trim().to_owned();
        let reader =
            folder.run(&["keys", "create", "reader", "--api", "viewer"])?.trim().to_owned();
        Ok(Self { server: folder.serve()?, key, reader })
    }

    fn client(&self, worker: usize, batch: usize) -> anyhow::Result<load::Client> {
        http::client(self.server.addr(), &self.key, worker, batch)
    }

    /// A value of `/metrics`.
    fn reading(&self, name: &str) -> anyhow::Result<u64> {
        let text = ureq::get(self.server.url("/metrics")).call()?.body_mut().read_to_string()?;
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        let value: f64 = line.with_context(|| format!("/metrics has no {name}"))?.parse()?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Ok(value as u64)
    }

    fn facts(&self) -> anyhow::Result<u64> {
        self.reading("perennial_timeline_facts")
    }
}

fn seconds(variable: &str, otherwise: u64) -> anyhow::Result<Duration> {
    let seconds = std::env::var(variable).map_or(Ok(otherwise), |text| text.parse())?;
    Ok(Duration::from_secs(seconds))
}

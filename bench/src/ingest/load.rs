//! Workers that send batch after batch, each waiting for the acknowledgement of its last one.

use std::time::{Duration, Instant};

use perennial_model::{Clock as _, SystemClock};

use super::template::{Ids, Template};

/// What is sent, for how long.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    pub batch: usize,
    pub connections: usize,
    pub time: Duration,
    /// Facts per second of all workers together; nothing: as many as are taken.
    pub rate: Option<u64>,
}

/// What a batch met.
pub enum Taken {
    /// It is durable.
    Yes,
    /// The server asks to send it again a little later.
    Later,
}

type Send = Box<dyn FnMut(&[u8]) -> anyhow::Result<Taken> + std::marker::Send>;

/// One worker.
pub struct Client {
    pub templates: Vec<Template>,
    pub ids: Ids,
    pub batch: usize,
    pub send: Send,
}

/// What came of a load.
#[derive(Debug, Default)]
pub struct Measured {
    pub facts: u64,
    pub seconds: f64,
    /// How long each acknowledgement took, in milliseconds, in order of size.
    pub waits: Vec<f32>,
    /// How often a worker was asked to wait.
    pub later: u64,
    /// Processor time of the server.
    pub cpu_seconds: f64,
    /// Bytes of a fact on the wire.
    pub bytes_per_fact: usize,
}

impl Measured {
    #[allow(clippy::cast_precision_loss)]
    pub fn rate(&self) -> f64 {
        self.facts as f64 / self.seconds
    }

    /// Processor time of the server per fact, in microseconds.
    #[allow(clippy::cast_precision_loss)]
    pub fn cpu_per_fact(&self) -> f64 {
        self.cpu_seconds * 1e6 / self.facts as f64
    }

    /// So many in a hundred acknowledgements took no longer than this.
    pub fn wait(&self, percent: usize) -> f32 {
        let place = (self.waits.len() * percent / 100).min(self.waits.len().saturating_sub(1));
        self.waits.get(place).copied().unwrap_or_default()
    }

    fn add(&mut self, other: Self) {
        self.facts += other.facts;
        self.later += other.later;
        self.waits.extend(other.waits);
        self.bytes_per_fact = other.bytes_per_fact;
    }
}

impl Load {
    /// Sends until the time is over.
    pub fn run(self, client: impl Fn(usize) -> anyhow::Result<Client>) -> anyhow::Result<Measured> {
        let clients = (0..self.connections).map(client).collect::<anyhow::Result<Vec<_>>>()?;
        let began = Instant::now();
        let workers: Vec<_> = clients
            .into_iter()
            .map(|client| std::thread::spawn(move || self.work(client, began)))
            .collect();
        let mut all = Measured::default();
        for worker in workers {
            all.add(worker.join().map_err(|_| anyhow::anyhow!("a worker panicked"))??);
        }
        all.seconds = began.elapsed().as_secs_f64();
        all.waits.sort_unstable_by(f32::total_cmp);
        Ok(all)
    }

    fn work(self, mut client: Client, began: Instant) -> anyhow::Result<Measured> {
        let mut measured = Measured::default();
        let variants = client.templates.len();
        let mut sent = 0_u32;
        while began.elapsed() < self.time {
            if let Some(pause) = self.ahead(sent, began) {
                std::thread::sleep(pause);
            }
            let template = &mut client.templates[sent as usize % variants];
            let bytes = template.fill(&mut client.ids, SystemClock.now());
            let asked = Instant::now();
            while let Taken::Later = (client.send)(bytes)? {
                measured.later += 1;
                std::thread::sleep(Duration::from_millis(50));
            }
            measured.waits.push(asked.elapsed().as_secs_f32() * 1000.0);
            measured.facts += client.batch as u64;
            sent += 1;
        }
        measured.bytes_per_fact = client.templates[0].len() / client.batch;
        Ok(measured)
    }

    /// How far a worker is ahead of its share of the rate.
    fn ahead(self, sent: u32, began: Instant) -> Option<Duration> {
        let own = self.rate? / self.connections as u64;
        let due =
            Duration::from_secs(u64::from(sent) * self.batch as u64) / u32::try_from(own).ok()?;
        due.checked_sub(began.elapsed())
    }
}

//! What `/metrics` shows: requests, the ingest door, and the state of board and timeline.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64},
    },
    time::Duration,
};

use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::Registry,
};

/// Which endpoint answered with which status.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answer {
    method: String,
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Endpoint {
    method: String,
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Item {
    result: &'static str,
}

/// What became of the items of one call.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ingested {
    pub accepted: u64,
    pub repeated: u64,
    pub refused: u64,
}

/// Values that are read when somebody looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Readings {
    pub accounts: u64,
    pub facts: u64,
    pub files: u64,
    pub bytes: u64,
    pub inbox_rows: u64,
    pub facts_written: u64,
    pub remembered_ids: u64,
    pub remembered_bytes: u64,
    pub rows_waiting: u64,
    pub scores_waiting: u64,
    pub from_before: u64,
    pub busy_accounts: u64,
    pub pasts_bytes: u64,
    pub rollup_bytes: u64,
    pub rollup_file_bytes: u64,
}

type Reading = Gauge<i64, AtomicI64>;

/// The registry of metrics.
#[derive(Debug, Clone)]
pub struct Telemetry {
    registry: Arc<Registry>,
    answers: Family<Answer, Counter<u64, AtomicU64>>,
    seconds: Family<Endpoint, Histogram, fn() -> Histogram>,
    items: Family<Item, Counter<u64, AtomicU64>>,
    accounts: Reading,
    facts: Reading,
    files: Reading,
    bytes: Reading,
    inbox: Reading,
    written: Reading,
    ids: Reading,
    id_bytes: Reading,
    rows_waiting: Reading,
    scores_waiting: Reading,
    from_before: Reading,
    busy: Reading,
    pasts: Reading,
    rollup: Reading,
    rollup_file: Reading,
}

fn latency() -> Histogram {
    Histogram::new([0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0])
}

impl Default for Telemetry {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("perennial");
        let answers = Family::default();
        registry.register("http_requests", "Requests answered", answers.clone());
        let seconds = Family::new_with_constructor(latency as fn() -> Histogram);
        registry.register("http_request_duration_seconds", "Time to answer", seconds.clone());
        let items = Family::default();
        registry.register("ingest_items", "Items at the ingest door by result", items.clone());
        let mut reading = |name: &str, help: &str| {
            let gauge = Reading::default();
            registry.register(name, help, gauge.clone());
            gauge
        };
        Self {
            accounts: reading("accounts", "Accounts"),
            facts: reading("timeline_facts", "Facts on the timeline"),
            files: reading("timeline_files", "Parquet files"),
            bytes: reading("timeline_bytes", "Bytes in Parquet files"),
            inbox: reading("inbox_rows", "Facts that wait in the inbox"),
            written: reading(
                "timeline_facts_written",
                "Facts written into files since the start, first or again",
            ),
            ids: reading("remembered_ids", "Message ids held against repeats"),
            id_bytes: reading("remembered_bytes", "Memory that these take"),
            rows_waiting: reading("board_rows_waiting", "Accounts whose metrics miss facts"),
            scores_waiting: reading(
                "board_scores_waiting",
                "Accounts whose metrics are current and whose scores follow",
            ),
            from_before: reading(
                "board_from_before",
                "Accounts that are shown as of before the server's start",
            ),
            busy: reading("board_busy_accounts", "Accounts whose past is kept ready"),
            pasts: reading("board_pasts_bytes", "Memory that those take"),
            rollup: reading("rollup_bytes", "Memory that the rollup of facts takes"),
            rollup_file: reading("rollup_file_bytes", "Rollup that waits in a file"),
            registry: Arc::new(registry),
            answers,
            seconds,
            items,
        }
    }
}

impl Telemetry {
    /// Counts an answered request.
    pub fn answered(&self, method: &str, route: &str, status: u16, took: Duration) {
        let (method, route) = (method.to_owned(), route.to_owned());
        self.seconds
            .get_or_create(&Endpoint { method: method.clone(), route: route.clone() })
            .observe(took.as_secs_f64());
        self.answers.get_or_create(&Answer { method, route, status }).inc();
    }

    /// Counts items at the ingest door.
    pub fn ingested(&self, items: Ingested) {
        for (result, count) in
            [("accepted", items.accepted), ("repeated", items.repeated), ("refused", items.refused)]
        {
            if count > 0 {
                self.items.get_or_create(&Item { result }).inc_by(count);
            }
        }
    }

    /// The metrics in OpenMetrics text.
    ///
    /// # Errors
    /// When the text cannot be written.
    pub fn text(&self, now: Readings) -> Result<String, std::fmt::Error> {
        let whole = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
        self.accounts.set(whole(now.accounts));
        self.facts.set(whole(now.facts));
        self.files.set(whole(now.files));
        self.bytes.set(whole(now.bytes));
        self.inbox.set(whole(now.inbox_rows));
        self.written.set(whole(now.facts_written));
        self.ids.set(whole(now.remembered_ids));
        self.id_bytes.set(whole(now.remembered_bytes));
        self.rows_waiting.set(whole(now.rows_waiting));
        self.scores_waiting.set(whole(now.scores_waiting));
        self.from_before.set(whole(now.from_before));
        self.busy.set(whole(now.busy_accounts));
        self.pasts.set(whole(now.pasts_bytes));
        self.rollup.set(whole(now.rollup_bytes));
        self.rollup_file.set(whole(now.rollup_file_bytes));
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_come_out_by_label() {
        let telemetry = Telemetry::default();
        telemetry.answered("GET", "/api/accounts", 200, Duration::from_millis(3));
        telemetry.ingested(Ingested { accepted: 5, repeated: 0, refused: 1 });
        let text = telemetry.text(Readings { accounts: 7, ..Readings::default() }).unwrap();
        for line in [
            r#"perennial_http_requests_total{method="GET",route="/api/accounts",status="200"} 1"#,
            r#"perennial_ingest_items_total{result="accepted"} 5"#,
            "perennial_accounts 7",
        ] {
            assert!(text.contains(line), "{line} not in {text}");
        }
        assert!(!text.contains("repeated"));
    }
}

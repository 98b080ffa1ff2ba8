//! Relations made by hand, and an engine over them.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use arrow::{
    array::{
        ArrayRef, Date32Array, Decimal128Array, Int64Array, RecordBatch, StringArray,
        TimestampMicrosecondArray,
    },
    datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit},
    util::display::{ArrayFormatter, FormatOptions},
};
use perennial_model::{Day, Micros, Zone};
use perennial_query::{
    Answer, Ask, Engine, Limits, Query, QueryError, Sink, Source, SourceError, Table,
};

/// Rows of a batch of the relation without end.
pub const STEP: usize = 1_000;

/// Three accounts, their days, and a relation without end.
#[derive(Debug, Default)]
pub struct Made {
    pub asks: Mutex<Vec<Ask>>,
    /// Batches of the relation without end that were given.
    pub given: AtomicUsize,
    /// Whether reading the relation without end has ended.
    pub ended: AtomicBool,
}

pub fn at(text: &str) -> Micros {
    Micros::parse(text, &Zone::utc()).unwrap()
}

fn accounts() -> RecordBatch {
    let texts =
        |values: [Option<&str>; 3]| Arc::new(StringArray::from(values.to_vec())) as ArrayRef;
    let mrr = Decimal128Array::from(vec![Some(1_299_500), Some(70), None])
        .with_precision_and_scale(22, 3)
        .unwrap();
    let created = [Some("2026-01-31T23:30:00Z"), None, Some("2025-02-01T00:00:00Z")];
    let created: TimestampMicrosecondArray =
        created.iter().map(|text| text.map(|text| at(text).0)).collect();
    let columns: [(&str, bool, ArrayRef); 6] = [
        ("account_id", false, texts([Some("a"), Some("b"), Some("c")])),
        ("name", false, texts([Some("Acme"), Some("Best"), Some("Corn")])),
        ("tier", true, texts([Some("gold"), None, Some("gold")])),
        ("mrr", true, Arc::new(mrr)),
        ("created_at", true, Arc::new(created.with_timezone("UTC"))),
        ("attributes", true, texts([Some(r#"{"seats":12}"#), None, Some("{}")])),
    ];
    batch(columns)
}

fn days() -> RecordBatch {
    let ids = ["a", "a", "a", "b", "x"];
    let days = ["2026-01-01", "2026-01-02", "2026-02-01", "2026-01-02", "2026-01-02"];
    let days: Date32Array = days.iter().map(|day| Some(Day::parse(day).unwrap().0)).collect();
    batch([
        ("account_id", false, Arc::new(StringArray::from(ids.to_vec())) as ArrayRef),
        ("day", false, Arc::new(days)),
        ("count", false, Arc::new(Int64Array::from(vec![1, 2, 4, 8, 16]))),
    ])
}

fn batch<const N: usize>(columns: [(&str, bool, ArrayRef); N]) -> RecordBatch {
    let fields: Vec<Field> = columns
        .iter()
        .map(|(name, nullable, column)| Field::new(*name, column.data_type().clone(), *nullable))
        .collect();
    let arrays = columns.into_iter().map(|(_, _, column)| column).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).unwrap()
}

fn endless() -> SchemaRef {
    Arc::new(Schema::new(vec![
        Field::new("n", DataType::Int64, false),
        Field::new("at", DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())), false),
    ]))
}

impl Source for Made {
    fn tables(&self) -> Vec<Table> {
        let table = |name: &str, schema| Table { name: name.to_owned(), schema };
        vec![
            table("accounts", accounts().schema()),
            table("days", days().schema()),
            table("endless", endless()),
            table("broken", endless()),
        ]
    }

    fn read(&self, ask: &Ask, sink: Sink<'_>) -> Result<(), SourceError> {
        self.asks.lock().unwrap().push(ask.clone());
        match ask.table.as_str() {
            "accounts" => sink(accounts())?,
            "days" => sink(days())?,
            "broken" => return Err("the disk is gone".into()),
            _ => loop {
                let first = self.given.fetch_add(1, Ordering::SeqCst) * STEP;
                let numbers: Int64Array = (first..first + STEP).map(|n| n as i64).collect();
                let times = TimestampMicrosecondArray::from(numbers.values().to_vec());
                let columns: Vec<ArrayRef> =
                    vec![Arc::new(numbers), Arc::new(times.with_timezone("UTC"))];
                if let Err(error) = sink(RecordBatch::try_new(endless(), columns)?) {
                    self.ended.store(true, Ordering::SeqCst);
                    return Err(error.into());
                }
            },
        }
        Ok(())
    }
}

pub const LIMITS: Limits =
    Limits { memory: 64 * 1024 * 1024, time: Duration::from_secs(60), at_once: 2, threads: 2 };

/// An engine and what it reads from.
pub struct Asker {
    pub engine: Engine,
    pub source: Arc<Made>,
    pub zone: &'static str,
}

impl Asker {
    pub fn new() -> Self {
        Self::within(LIMITS)
    }

    pub fn within(limits: Limits) -> Self {
        Self { engine: Engine::new(limits).unwrap(), source: Arc::default(), zone: "UTC" }
    }

    /// Asks at half past eleven in the evening (UTC) of the last of January 2026.
    pub async fn run(&self, text: &str, rows: Option<usize>) -> Result<Answer, QueryError> {
        let now = at("2026-01-31T23:30:00Z");
        let query = Query { text: text.to_owned(), rows, now, time_zone: self.zone.to_owned() };
        self.engine.run(self.source.clone(), query).await
    }

    /// All rows, each as its values with `|` between them.
    pub async fn rows(&self, text: &str) -> Result<Vec<String>, QueryError> {
        let mut answer = self.run(text, None).await?;
        let mut rows = Vec::new();
        while let Some(batch) = answer.next().await {
            rows.extend(shown(&batch?));
        }
        Ok(rows)
    }

    /// All rows of a query that must go well.
    pub async fn ask(&self, text: &str) -> Vec<String> {
        self.rows(text).await.unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    /// Why a query has no answer.
    pub async fn error(&self, text: &str) -> QueryError {
        match self.rows(text).await {
            Err(error) => error,
            Ok(rows) => panic!("{text}: {rows:?}"),
        }
    }
}

fn shown(batch: &RecordBatch) -> Vec<String> {
    let options = FormatOptions::new().with_null("-");
    let columns: Vec<_> = batch
        .columns()
        .iter()
        .map(|column| ArrayFormatter::try_new(column.as_ref(), &options).unwrap())
        .collect();
    let row = |row| columns.iter().map(|c| c.value(row).to_string()).collect::<Vec<_>>().join("|");
    (0..batch.num_rows()).map(row).collect()
}

/// Waits until something holds that other threads bring about.
pub async fn until(holds: impl Fn() -> bool) {
    for _ in 0..2_000 {
        if holds() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("it did not come about within ten seconds");
}

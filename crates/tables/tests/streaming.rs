//! However long a table is, only a bounded part of it is in memory.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use std::{
    fs::File,
    io::{self, Write},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use parquet::file::reader::{FileReader, SerializedFileReader};
use perennial_metrics::Catalogue;
use perennial_model::{Fact, FactKind, Micros, Zone};
use perennial_tables::{
    Export, Format, ROWS_PER_BATCH, Relation, Selection, TableError, export, in_batches, relations,
};

/// The metrics that come with the program.
fn metrics() -> Catalogue {
    Catalogue::built_in(&Zone::utc()).unwrap()
}

fn facts(count: usize) -> Vec<Fact> {
    let fact = |number: usize| Fact {
        fact_id: format!("f{number}"),
        account_id: Some("acme".into()),
        contact_id: None,
        kind: FactKind::Usage,
        name: "login".into(),
        occurred_at: Micros(number as i64),
        received_at: Micros(number as i64),
        value: None,
        session_id: None,
        source: "test".into(),
        properties: None,
    };
    (0..count).map(fact).collect()
}

/// Counts what reaches it.
#[derive(Clone, Default)]
struct Counted(Arc<AtomicU64>);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn what_was_taken_has_left_before_the_next_batch_comes() {
    let batch = relations::facts::batch(&facts(ROWS_PER_BATCH)).unwrap();
    for format in Format::ALL {
        let out = Counted::default();
        let mut export =
            Export::new(out.clone(), format, Selection::all(Relation::Facts, &metrics())).unwrap();
        let mut before = 0;
        for number in 1..=6 {
            export.take(&batch).unwrap();
            let now = out.0.load(Ordering::Relaxed);
            // Parquet leaves with each row group, which is two batches.
            if format != Format::Parquet || number % 2 == 0 {
                assert!(now > before + 100_000, "{format}: {before} then {now}");
                before = now;
            }
        }
        assert_eq!(export.finish().unwrap(), 6 * ROWS_PER_BATCH as u64);
    }
}

#[test]
fn row_groups_are_bounded() {
    let rows = facts(5 * ROWS_PER_BATCH / 2);
    let path = tempfile::NamedTempFile::new().unwrap().into_temp_path();
    let batches = in_batches(&rows, relations::facts::batch);
    let selection = Selection::all(Relation::Facts, &metrics());
    let written =
        export(File::create(&path).unwrap(), Format::Parquet, selection, batches).unwrap();
    assert_eq!(written, rows.len() as u64);
    let reader = SerializedFileReader::new(File::open(&path).unwrap()).unwrap();
    let sizes: Vec<i64> = reader.metadata().row_groups().iter().map(|g| g.num_rows()).collect();
    assert_eq!(sizes, [2 * ROWS_PER_BATCH as i64, ROWS_PER_BATCH as i64 / 2]);
}

/// A reader who hung up.
struct Gone;

impl Write for Gone {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::new(io::ErrorKind::BrokenPipe, "the reader is gone"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::Error::new(io::ErrorKind::BrokenPipe, "the reader is gone"))
    }
}

#[test]
fn a_destination_that_fails_is_an_error() {
    let rows = facts(3);
    for format in Format::ALL {
        let batches = in_batches(&rows, relations::facts::batch);
        let error =
            export(Gone, format, Selection::all(Relation::Facts, &metrics()), batches).unwrap_err();
        assert!(error.to_string().contains("the reader is gone"), "{format}: {error}");
    }
}

#[test]
fn the_first_failing_batch_ends_the_table() {
    let failing = [Err(TableError::UnknownFormat("x".into()))];
    let result =
        export(io::sink(), Format::Json, Selection::all(Relation::Facts, &metrics()), failing);
    assert!(matches!(result, Err(TableError::UnknownFormat(_))));
}

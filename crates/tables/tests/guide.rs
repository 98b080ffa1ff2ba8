//! docs/tables.md lists every relation with its columns. `UPDATE=1` writes it anew.
#![allow(clippy::unwrap_used)]

use std::{fmt::Write as _, fs, path::Path};

use perennial_metrics::Catalogue;
use perennial_model::Zone;
use perennial_tables::Relation;

const HEAD: &str = "# Tables

Every relation that comes out with `perennial table NAME` or `GET /api/tables/NAME`, as CSV, JSON or Parquet, of
any size, with `--where` (a [condition](guides/conditions.md)), `--columns` and `--segment`. Times are UTC in
microseconds, days are those of the company's time zone; a column with a dot has a value in every row. DuckDB
reads the facts where they lie. This page is made from the program by a test.
";

#[test]
fn the_page_lists_every_relation() {
    let catalogue = Catalogue::built_in(&Zone::utc()).unwrap();
    let mut page = HEAD.to_owned();
    for relation in Relation::ALL {
        let about = relation.about();
        write!(page, "\n## {relation}\n\n{about}.\n\n", about = capital(about)).unwrap();
        page += "| column | | type | what it says |\n|---|---|---|---|\n";
        for column in relation.columns(&catalogue) {
            if relation == Relation::Metrics && catalogue.get(&column.name).is_some() {
                continue;
            }
            let (name, kind, about) = (&column.name, column.kind.as_str(), &column.about);
            let dot = if column.required { "·" } else { "" };
            writeln!(page, "| `{name}` | {dot} | {kind} | {about} |").unwrap();
        }
        if relation == Relation::Metrics {
            page += "\nBehind these stands a column for each [metric](metrics.md).\n";
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/tables.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(there == page, "docs/tables.md is not up to date: run this test with UPDATE=1");
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

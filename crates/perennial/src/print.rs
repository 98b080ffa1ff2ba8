//! Small tables on the terminal.

use std::io::Write as _;

use crate::cli::Print;

/// Writes a text to standard output as it is.
///
/// # Errors
/// When it cannot be written; whoever reads it may have gone.
pub fn text(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Prints rows under a heading as aligned columns, JSON objects or CSV.
///
/// # Errors
/// When standard output cannot be written.
pub fn rows(format: Print, heading: &[&str], rows: &[Vec<String>]) -> anyhow::Result<()> {
    match format {
        Print::Table => text(&aligned(heading, rows))?,
        Print::Json => {
            let objects: Vec<serde_json::Map<String, serde_json::Value>> = rows
                .iter()
                .map(|row| {
                    heading
                        .iter()
                        .zip(row)
                        .map(|(k, v)| ((*k).to_owned(), v.clone().into()))
                        .collect()
                })
                .collect();
            text(&format!("{}\n", serde_json::to_string_pretty(&objects)?))?;
        }
        Print::Csv => {
            let mut out = csv::Writer::from_writer(std::io::stdout().lock());
            out.write_record(heading)?;
            for row in rows {
                out.write_record(row)?;
            }
            out.flush()?;
        }
    }
    Ok(())
}

fn aligned(heading: &[&str], rows: &[Vec<String>]) -> String {
    let heading: Vec<String> = heading.iter().map(|h| (*h).to_owned()).collect();
    let width = |at: usize| {
        std::iter::once(&heading)
            .chain(rows)
            .filter_map(|r| r.get(at))
            .map(|c| c.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..heading.len()).map(width).collect();
    let mut text = String::new();
    for row in std::iter::once(&heading).chain(rows) {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:<width$}")).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

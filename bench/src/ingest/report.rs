//! What is printed: one row of a Markdown table for each measurement.

use std::time::Duration;

use super::load::{Load, Measured};

pub fn heading(time: Duration) {
    println!("ingest: {} s each; CPU is the server's, in microseconds per fact\n", time.as_secs());
    println!(
        "| batch | connections | who | facts/s | p50 ms | p99 ms | CPU | ours / theirs | CPU theirs / ours |"
    );
    println!("|---:|---:|---|---:|---:|---:|---:|---:|---:|");
}

pub fn line(who: &str, load: Load, measured: &Measured, ours: Option<&Measured>) {
    let ratios = ours.map_or("– | –".to_owned(), |ours| {
        format!(
            "{:.2} | {:.2}",
            ours.rate() / measured.rate(),
            measured.cpu_per_fact() / ours.cpu_per_fact()
        )
    });
    println!(
        "| {} | {} | {who} | {} | {:.1} | {:.1} | {:.1} | {ratios} |",
        load.batch,
        load.connections,
        thousands(measured.rate()),
        measured.wait(50),
        measured.wait(99),
        measured.cpu_per_fact(),
    );
    if measured.later > 0 {
        println!("  ({who} asked {} times to send again later)", measured.later);
    }
}

/// `68,742`.
pub fn thousands(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

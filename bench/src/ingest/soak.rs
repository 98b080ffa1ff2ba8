//! A steady load for minutes or hours: whether memory, files and read times stay flat.

use std::time::{Duration, Instant};

use anyhow::Context as _;

use super::{Target, load::Load, report::thousands};
use crate::program::Folder;

const CONNECTIONS: usize = 4;
const BATCH: usize = 500;
const MINUTE: Duration = Duration::from_secs(60);
/// The first minutes fill caches; they do not count for the slope.
const WARM_UP: usize = 2;

/// What is seen once a minute.
struct Sample {
    rate: f64,
    wait_50: f32,
    wait_99: f32,
    memory: f64,
    ids: f64,
    files: u64,
    inbox: u64,
    page: f64,
    scan: f64,
}

/// `soak MINUTES [FACTS_PER_SECOND]`.
pub fn soak(arguments: &[String]) -> anyhow::Result<()> {
    let number = |place: usize, otherwise: u64| {
        arguments.get(place).map_or(Ok(otherwise), |text| text.parse())
    };
    let (minutes, rate) = (usize::try_from(number(0, 10)?)?, number(1, 20_000)?);
    let folder = Folder::new()?;
    let target = Target::start(&folder)?;
    println!(
        "soak: {minutes} minutes at {rate} facts/s in batches of {BATCH}, {CONNECTIONS} connections\n"
    );
    println!(
        "| minute | facts/s | p50 ms | p99 ms | memory MB | of that ids | files | in the inbox | a page ms | a fold ms |"
    );
    println!("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    let load = Load { batch: BATCH, connections: CONNECTIONS, time: MINUTE, rate: Some(rate) };
    let mut samples = Vec::new();
    for minute in 1..=minutes {
        let sample = one_minute(&target, load, minute)?;
        println!(
            "| {minute} | {} | {:.1} | {:.1} | {:.0} | {:.0} | {} | {} | {:.1} | {:.0} |",
            thousands(sample.rate),
            sample.wait_50,
            sample.wait_99,
            sample.memory,
            sample.ids,
            sample.files,
            thousands(sample.inbox as f64),
            sample.page,
            sample.scan
        );
        samples.push(sample);
    }
    let steady = samples.get(WARM_UP..).unwrap_or_default();
    let per_hour = |what: fn(&Sample) -> f64| slope(steady.iter().map(what)) * 60.0;
    println!(
        "\nper hour, fitted from minute {}: memory {:+.0} MB, of that message ids {:+.0} MB, the rest {:+.0} MB; \
         files {:+.0}; a page {:+.1} ms",
        WARM_UP + 1,
        per_hour(|s| s.memory),
        per_hour(|s| s.ids),
        per_hour(|s| s.memory - s.ids),
        per_hour(|s| s.files as f64),
        per_hour(|s| s.page),
    );
    println!("facts written into files in all, per fact taken: {:.2}", amplification(&target)?);
    Ok(())
}

fn one_minute(target: &Target, load: Load, minute: usize) -> anyhow::Result<Sample> {
    std::thread::scope(|scope| {
        let reading = scope.spawn(|| -> anyhow::Result<(f64, f64)> {
            // While facts come in.
            std::thread::sleep(MINUTE / 2);
            Ok((
                median(
                    (0..9)
                        .map(|n| time(target, &format!("accounts/account-{:04}/timeline", n * 20))),
                )?,
                median((0..3).map(|n| time(target, &fold(n * 20))))?,
            ))
        });
        let measured =
            load.run(|worker| target.client(minute * CONNECTIONS + worker, load.batch))?;
        let (page, scan) = reading.join().map_err(|_| anyhow::anyhow!("the reader panicked"))??;
        Ok(Sample {
            rate: measured.rate(),
            wait_50: measured.wait(50),
            wait_99: measured.wait(99),
            memory: target.server.resident_mb()?,
            ids: target.reading("perennial_remembered_bytes")? as f64 / 1e6,
            files: target.reading("perennial_timeline_files")?,
            inbox: target.reading("perennial_inbox_rows")?,
            page,
            scan,
        })
    })
}

/// How many times a fact was written into a file, the first time included.
fn amplification(target: &Target) -> anyhow::Result<f64> {
    let written = target.reading("perennial_timeline_facts_written")? as f64;
    Ok(written / target.facts()? as f64)
}

/// A fold over an account's facts as they stand in files and inbox.
fn fold(account: usize) -> String {
    format!("tables/daily?format=csv&where=account_id%20%3D%20%27account-{account:04}%27")
}

fn time(target: &Target, path: &str) -> anyhow::Result<f64> {
    let began = Instant::now();
    ureq::get(target.server.url(&format!("/api/{path}")))
        .header("authorization", format!("Bearer {}", target.reader))
        .call()
        .with_context(|| path.to_owned())?
        .body_mut()
        .with_config()
        .limit(u64::MAX)
        .read_to_vec()?;
    Ok(began.elapsed().as_secs_f64() * 1000.0)
}

fn median(times: impl Iterator<Item = anyhow::Result<f64>>) -> anyhow::Result<f64> {
    let mut times = times.collect::<anyhow::Result<Vec<_>>>()?;
    times.sort_by(f64::total_cmp);
    Ok(times[times.len() / 2])
}

/// By least squares, per step.
fn slope(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len() as f64;
    let (mut x_sum, mut y_sum, mut xy, mut xx) = (0.0, 0.0, 0.0, 0.0);
    for (n, y) in values.enumerate() {
        let x = n as f64;
        x_sum += x;
        y_sum += y;
        xy += x * y;
        xx += x * x;
    }
    (count * xy - x_sum * y_sum) / (count * xx - x_sum * x_sum)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_slope_of_a_line_is_its_own() {
        let line = (0..10).map(|n| 7.0 + 2.5 * f64::from(n));
        assert!((super::slope(line) - 2.5).abs() < 1e-12);
    }
}

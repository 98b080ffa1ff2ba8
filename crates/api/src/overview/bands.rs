//! How many accounts are in which band, now and in the weeks before.

use std::sync::Arc;

use perennial_board::{Entry, SPARK_WEEKS};
use perennial_health::{Band, bands::band_of};
use perennial_model::{Currency, Day};

use super::arr_of;
use crate::{
    dto::{Date, Money},
    routes::overview::{BandCount, BandsOnDay},
};

/// Four weeks are 28 days.
const WEEKS_OF_28_DAYS: usize = 4;

/// Bands from the best to the worst.
pub fn best_first(bands: &[Band]) -> Vec<&Band> {
    let mut sorted: Vec<&Band> = bands.iter().collect();
    sorted.sort_by(|a, b| b.from.total_cmp(&a.from));
    sorted
}

/// Each band with its accounts, their ARR, and how many more they are than 28 days ago.
pub fn counts(entries: &[Arc<Entry>], bands: &[Band], currency: Currency) -> Vec<BandCount> {
    let then = SPARK_WEEKS - 1 - WEEKS_OF_28_DAYS;
    best_first(bands)
        .into_iter()
        .map(|band| {
            let within = || {
                entries
                    .iter()
                    .map(Arc::as_ref)
                    .filter(|entry| entry.left_on.is_none() && entry.band.as_deref() == Some(&band.key))
            };
            let accounts = within().count() as u64;
            let before =
                entries.iter().filter(|entry| is_in(entry, then, band, bands)).count() as u64;
            BandCount {
                key: band.key.clone(),
                name: band.name.clone(),
                accounts,
                arr: arr_of(within(), currency).map(Money::from),
                change_28d: i64::try_from(accounts).unwrap_or(0)
                    - i64::try_from(before).unwrap_or(0),
            }
        })
        .collect()
}

/// Accounts per band at the end of each of the last 26 weeks, the last of them today.
pub fn history(entries: &[Arc<Entry>], bands: &[Band], today: Day) -> Vec<BandsOnDay> {
    let in_band = |week: usize, key: &str| {
        let Some(band) = bands.iter().find(|band| band.key == key) else { return 0 };
        entries.iter().filter(|entry| is_in(entry, week, band, bands)).count() as u64
    };
    (0..SPARK_WEEKS)
        .map(|week| BandsOnDay {
            day: Date(weeks_before(today, week)),
            thriving: in_band(week, "thriving"),
            healthy: in_band(week, "healthy"),
            wobbling: in_band(week, "wobbling"),
            critical: in_band(week, "critical"),
        })
        .collect()
}

/// The day that a week of the spark ends with.
#[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)]
fn weeks_before(today: Day, week: usize) -> Day {
    today.plus(-7 * (SPARK_WEEKS - 1 - week) as i32)
}

fn is_in(entry: &Entry, week: usize, band: &Band, bands: &[Band]) -> bool {
    if entry.left_on.is_some_and(|left| left <= weeks_before(entry.day, week)) {
        return false;
    }
    // The last week is today, whose band is known without rounding.
    if week + 1 == SPARK_WEEKS {
        return entry.band.as_deref() == Some(&band.key);
    }
    let score = entry.spark.get(week).map_or(f64::NAN, |score| f64::from(*score));
    band_of(score, bands).is_some_and(|found| found.key == band.key)
}

/// Keys of the two lowest bands.
pub fn lowest_two(bands: &[Band]) -> Vec<&str> {
    best_first(bands).into_iter().rev().take(2).map(|band| band.key.as_str()).collect()
}

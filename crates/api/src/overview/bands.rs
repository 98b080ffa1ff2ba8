//! How many accounts are in which band, now and in the weeks before.

use std::sync::Arc;

use perennial_board::{Entry, SPARK_WEEKS};
use perennial_health::{Band, Scorecards, bands::band_of};
use perennial_model::{Currency, Day};

use super::{arr_of, arr_or_zero};
use crate::{
    dto::{Date, Money},
    routes::{
        health::OverviewBand,
        overview::{BandCount, BandsOnDay},
    },
};

/// Four weeks are 28 days.
const WEEKS_OF_28_DAYS: usize = 4;

/// Every band that there is, the best first, and which of them a score lies in: each account's own
/// scorecard says that.
struct Scale<'a> {
    bands: Vec<&'a Band>,
    cards: &'a Scorecards,
}

impl<'a> Scale<'a> {
    fn new(cards: &'a Scorecards) -> Self {
        Self { bands: cards.bands(), cards }
    }

    /// The place of the band that an entry was in at the end of a week; none once it has left.
    fn place(&self, entry: &Entry, week: usize) -> Option<usize> {
        if entry.left_on.is_some_and(|left| left <= weeks_before(entry.day, week)) {
            return None;
        }
        // The last week is today, whose band is known.
        let key = if week + 1 == SPARK_WEEKS {
            entry.band.as_deref()?
        } else {
            let score = f64::from(*entry.spark.get(week)?);
            let card = self.cards.get(&entry.scorecard).map(|one| &one.card);
            &band_of(score, &card.unwrap_or(self.cards.default_card()).bands)?.key
        };
        self.bands.iter().position(|band| band.key == key)
    }

    /// How many entries were in each band at the end of each week, in one pass.
    fn count(&self, entries: &[Arc<Entry>]) -> Vec<Vec<u64>> {
        let mut counts = vec![vec![0; self.bands.len()]; SPARK_WEEKS];
        for entry in entries {
            for (week, of_week) in counts.iter_mut().enumerate() {
                if let Some(count) =
                    self.place(entry, week).and_then(|place| of_week.get_mut(place))
                {
                    *count += 1;
                }
            }
        }
        counts
    }
}

/// How many accounts are in which band, and were.
pub struct BandHistory<'a> {
    scale: Scale<'a>,
    /// By week, then by band.
    counts: Vec<Vec<u64>>,
}

impl<'a> BandHistory<'a> {
    pub fn new(entries: &[Arc<Entry>], cards: &'a Scorecards) -> Self {
        let scale = Scale::new(cards);
        let counts = scale.count(entries);
        Self { scale, counts }
    }

    /// As the health overview has them: `entries` are the customers.
    pub fn overview(&self, entries: &[&Entry], currency: Currency) -> Vec<OverviewBand> {
        let each = self.scale.bands.iter().enumerate();
        each.map(|(place, band)| {
            let within = entries.iter().filter(|one| one.band.as_deref() == Some(&band.key));
            OverviewBand {
                key: band.key.clone(),
                name: band.name.clone(),
                from: band.from,
                colour: band.colour.clone(),
                accounts: self.count(SPARK_WEEKS - 1, place),
                arr: Money::from(arr_or_zero(within.copied(), currency)),
                accounts_28d_ago: self.count(SPARK_WEEKS - 1 - WEEKS_OF_28_DAYS, place),
            }
        })
        .collect()
    }

    fn count(&self, week: usize, place: usize) -> u64 {
        self.counts.get(week).and_then(|of_week| of_week.get(place)).copied().unwrap_or(0)
    }

    /// Each band with its accounts, their ARR, and how many more they are than 28 days ago.
    pub fn now(&self, entries: &[Arc<Entry>], currency: Currency) -> Vec<BandCount> {
        let signed = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let each = self.scale.bands.iter().enumerate();
        each.map(|(place, band)| {
            let accounts = self.count(SPARK_WEEKS - 1, place);
            let before = self.count(SPARK_WEEKS - 1 - WEEKS_OF_28_DAYS, place);
            let within = entries.iter().filter(|entry| {
                entry.left_on.is_none() && entry.band.as_deref() == Some(&band.key)
            });
            BandCount {
                key: band.key.clone(),
                name: band.name.clone(),
                accounts,
                arr: arr_of(within.map(Arc::as_ref), currency).map(Money::from),
                change_28d: signed(accounts) - signed(before),
            }
        })
        .collect()
    }

    /// Accounts per band at the end of each of the last 26 weeks, the last of them today.
    pub fn by_week(&self, today: Day) -> Vec<BandsOnDay> {
        (0..SPARK_WEEKS)
            .map(|week| {
                let of = |key: &str| {
                    let place = self.scale.bands.iter().position(|band| band.key == key);
                    place.map_or(0, |place| self.count(week, place))
                };
                BandsOnDay {
                    day: Date(weeks_before(today, week)),
                    thriving: of("thriving"),
                    healthy: of("healthy"),
                    wobbling: of("wobbling"),
                    critical: of("critical"),
                }
            })
            .collect()
    }
}

/// The day that a week of the spark ends with.
#[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)]
fn weeks_before(today: Day, week: usize) -> Day {
    today.plus(-7 * (SPARK_WEEKS - 1 - week) as i32)
}

/// Keys of the two lowest bands.
pub fn lowest_two(cards: &Scorecards) -> Vec<&str> {
    cards.bands().into_iter().rev().take(2).map(|band| band.key.as_str()).collect()
}

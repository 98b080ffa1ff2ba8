//! What the board's tests have in common.
#![allow(clippy::unwrap_used)] // helpers of tests

use perennial_board::Options;
use perennial_metrics::Catalogue;
use perennial_model::{Currency, Zone};
use perennial_testkit::TestDb;
use perennial_timeline::{Options as TimelineOptions, Timeline};

/// A board of today with the metrics, scorecard and rules that everybody begins with.
pub fn options() -> Options {
    Options {
        zone: Zone::utc(),
        currency: Currency::USD,
        catalogue: Catalogue::built_in(&Zone::utc()).unwrap(),
        scorecard: perennial_health::default_scorecard(),
        rules: perennial_engage::Rules::default(),
        as_of: None,
        notify: None,
        pasts_bytes: 64 << 20,
    }
}

/// The timeline in the database's own folder.
pub async fn timeline(db: &TestDb) -> Timeline {
    let options =
        TimelineOptions { root: db.folder().join("timeline"), ..TimelineOptions::default() };
    Timeline::open(db.store.clone(), options).await.unwrap()
}

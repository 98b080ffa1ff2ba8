//! A restart: what was computed before is shown at once, and is computed anew right after.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use perennial_board::{Board, Entry, Keeper, Options};
use perennial_model::Incoming;
use perennial_testkit::{TestDb, both_databases};
use perennial_timeline::{Follower, Timeline};
use tokio::sync::watch;

mod support;

use support::{options, timeline, usage};

async fn seed(db: &TestDb, timeline: &Timeline) {
    let facts = ["acme", "globex", "initech"].iter().flat_map(|account| {
        (0..60).map(move |day| Incoming::Fact(usage(db, account, "ann", day, 0)))
    });
    timeline.accept("test", facts.collect()).await.unwrap();
}

async fn load(db: &TestDb, timeline: &Timeline, options: Options) -> (Board, Follower) {
    Board::load(db.store.clone(), timeline.clone(), options).await.unwrap()
}

fn keeping(file: &Path) -> Options {
    Options { kept: Some(file.to_owned()), ..options() }
}

/// Runs a server's board until everything is computed and kept, then stops it.
async fn run_once(db: &TestDb, timeline: &Timeline, file: &Path) -> Vec<Arc<Entry>> {
    let (board, follower) = load(db, timeline, keeping(file)).await;
    let from_before = board.begin().await.unwrap();
    let keeper = if from_before {
        Keeper::catching_up(board.clone(), follower)
    } else {
        Keeper::new(board.clone(), follower)
    };
    let (stop, stopped) = watch::channel(false);
    let keeping = tokio::spawn(keeper.run(stopped));
    let began = Instant::now();
    while board.load_now().from_before > 0 {
        assert!(began.elapsed() < Duration::from_secs(40), "it never caught up");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    stop.send(true).unwrap();
    keeping.await.unwrap();
    board.accounts().to_vec()
}

fn bits(entries: &[Arc<Entry>]) -> Vec<(String, Vec<u64>, Option<u64>, String)> {
    let of = |entry: &Arc<Entry>| {
        let metrics = entry.metrics.iter().map(|value| value.to_bits()).collect();
        (entry.id().to_string(), metrics, entry.score.map(f64::to_bits), entry.why.clone())
    };
    entries.iter().map(of).collect()
}

async fn anew(db: &TestDb, timeline: &Timeline) -> Vec<Arc<Entry>> {
    let (board, _) = load(db, timeline, options()).await;
    board.compute_all().await.unwrap();
    board.accounts().to_vec()
}

both_databases! {
    async fn a_restart_shows_what_was_known_and_then_what_is(db: TestDb) {
        let timeline = timeline(&db).await;
        seed(&db, &timeline).await;
        let file = db.folder().join("numbers.cache");
        let before = run_once(&db, &timeline, &file).await;
        assert_eq!(bits(&before), bits(&anew(&db, &timeline).await));

        // While no server ran, facts came in.
        let late = ["bob", "eve"].map(|who| Incoming::Fact(usage(&db, "globex", who, 0, 0)));
        timeline.accept("test", late.to_vec()).await.unwrap();
        let (board, _) = load(&db, &timeline, keeping(&file)).await;
        assert!(board.begin().await.unwrap(), "the file was not taken");
        assert_eq!(bits(&board.accounts()), bits(&before));
        assert!(board.accounts().iter().all(|entry| !entry.is_settled));
        assert_eq!(board.load_now().from_before, 3);

        let after = run_once(&db, &timeline, &file).await;
        assert_eq!(bits(&after), bits(&anew(&db, &timeline).await));
        assert_ne!(bits(&after), bits(&before));
        assert!(after.iter().all(|entry| entry.is_settled));
    }

    async fn a_file_of_another_world_is_not_believed(db: TestDb) {
        let timeline = timeline(&db).await;
        seed(&db, &timeline).await;
        let file = db.folder().join("numbers.cache");
        run_once(&db, &timeline, &file).await;
        let begins = async |options: Options| load(&db, &timeline, options).await.0.begin().await;
        assert!(begins(keeping(&file)).await.unwrap());

        let mut scorecard = perennial_health::default_scorecard();
        scorecard.emphasis += 1.0;
        let scorecards = perennial_health::Scorecards::only(scorecard);
        assert!(!begins(Options { scorecards, ..keeping(&file) }).await.unwrap());
        let mut hidden = perennial_health::default_hidden_risk();
        hidden.listed_from += 1.0;
        assert!(!begins(Options { hidden, ..keeping(&file) }).await.unwrap());

        let whole = std::fs::read(&file).unwrap();
        std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
        assert!(!begins(keeping(&file)).await.unwrap());
        std::fs::write(&file, b"not ours").unwrap();
        assert!(!begins(keeping(&file)).await.unwrap());

        std::fs::write(&file, &whole).unwrap();
        db.clock.advance_days(1);
        assert!(!begins(keeping(&file)).await.unwrap(), "that was yesterday");
    }
}

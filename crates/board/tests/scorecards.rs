//! Another scorecard: taken up from the store, previewed without reading anything anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use perennial_board::{Board, Keeper, scorecards};
use perennial_health::{Scorecard, default_scorecard};
use perennial_model::{Account, DeclaredKind};
use perennial_store::write;
use perennial_testkit::{TestDb, both_databases};
use tokio::sync::watch;

mod support;

use support::{ago, options, timeline, usage};

async fn seed(db: &TestDb) {
    let timeline = timeline(db).await;
    let account = |n: i64| Account {
        created_at: Some(ago(db, 300)),
        ..Account::bare(format!("account-{n}").as_str().into())
    };
    let tx = db.store.begin().await.unwrap();
    write::upsert_accounts(&tx, &(0..4).map(account).collect::<Vec<_>>()).await.unwrap();
    tx.commit().await.unwrap();
    let days = (0..280).filter(|day| day % 3 == 0);
    let facts = days.flat_map(|day| (0..4).map(move |n| (n, day)).filter(|(n, day)| *day > 60 * n));
    let facts = facts.map(|(n, day)| usage(db, &format!("account-{n}"), "ann", day, n)).collect();
    timeline.append(facts).await.unwrap();
}

async fn publish(db: &TestDb, text: Option<&str>) {
    let tx = db.store.begin().await.unwrap();
    let kind = DeclaredKind::Scorecard;
    db.store.declare(&tx, kind, scorecards::KEY, text, "somebody").await.unwrap();
    tx.commit().await.unwrap();
}

fn usage_counts_most() -> Scorecard {
    let mut card = default_scorecard();
    card.name = "Usage first".to_owned();
    card.groups[0].weight = 900.0;
    card
}

both_databases! {
    async fn what_another_process_publishes_scores_soon(db: TestDb) {
        seed(&db).await;
        let (board, follower) =
            Board::load(db.store.clone(), timeline(&db).await, options()).await.unwrap();
        board.compute_all().await.unwrap();
        let (_stop, stopped) = watch::channel(false);
        tokio::spawn(Keeper::new(board.clone(), follower).run(stopped));
        publish(&db, Some(&usage_counts_most().to_toml())).await;
        let began = Instant::now();
        while board.scorecard().version == 0 {
            assert!(began.elapsed() < Duration::from_secs(20), "it is not taken up");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(board.scorecard().name, "Usage first");
        let card = scorecards::in_use(&db.store, &board.catalogue()).await.unwrap();
        let fresh = options();
        let fresh = perennial_board::Options { scorecard: card, ..fresh };
        let (fresh, _) = Board::load(db.store.clone(), timeline(&db).await, fresh).await.unwrap();
        fresh.compute_entries().await.unwrap();
        let scores = |board: &Board| -> Vec<Option<u64>> {
            board.accounts().iter().map(|one| one.score.map(f64::to_bits)).collect()
        };
        while scores(&board) != scores(&fresh) {
            assert!(began.elapsed() < Duration::from_secs(20), "the scores are not those of it");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// What a preview says an account will have is what it then has.
    async fn a_preview_says_what_publishing_does(db: TestDb) {
        seed(&db).await;
        let (board, _) =
            Board::load(db.store.clone(), timeline(&db).await, options()).await.unwrap();
        board.compute_entries().await.unwrap();
        let card = usage_counts_most();
        let looked = {
            let (board, card) = (board.clone(), Arc::new(card.clone()));
            tokio::task::spawn_blocking(move || board.preview(card)).await.unwrap().unwrap()
        };
        let options = perennial_board::Options { scorecard: card, ..options() };
        let (other, _) =
            Board::load(db.store.clone(), timeline(&db).await, options).await.unwrap();
        other.compute_entries().await.unwrap();
        assert!(looked.accounts.iter().any(|one| one.before != one.after));
        for one in &looked.accounts {
            let bits = |score: Option<f64>| score.map(f64::to_bits);
            assert_eq!(bits(one.before), bits(one.entry.score), "{}", one.entry.id());
            let then = other.get(one.entry.id()).unwrap();
            assert_eq!(bits(one.after), bits(then.score), "{}", one.entry.id());
        }
    }

    async fn one_that_fits_no_more_is_said(db: TestDb) {
        let text = usage_counts_most().to_toml().replace("events_28d", "no_such_metric");
        publish(&db, Some(&text)).await;
        let catalogue = options().catalogue;
        let error = scorecards::in_use(&db.store, &catalogue).await.unwrap_err().to_string();
        assert!(error.contains("no_such_metric") && error.contains("groups.usage"), "{error}");
        publish(&db, None).await;
        let card = scorecards::in_use(&db.store, &catalogue).await.unwrap();
        assert_eq!((card.version, card.name.as_str()), (2, "Default"));
    }
}

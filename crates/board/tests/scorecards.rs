//! Another scorecard: taken up from the store, previewed without reading anything anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use perennial_board::{Board, Keeper, scorecards};
use perennial_health::{DEFAULT_KEY, Scorecard, Scorecards, default_scorecard};
use perennial_model::{Account, DeclaredKind, Zone};
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
    publish_as(db, DEFAULT_KEY, text).await;
}

async fn publish_as(db: &TestDb, key: &str, text: Option<&str>) {
    let tx = db.store.begin().await.unwrap();
    let kind = DeclaredKind::Scorecard;
    db.store.declare(&tx, kind, key, text, "somebody").await.unwrap();
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
        while board.scorecards().default_card().version == 0 {
            assert!(began.elapsed() < Duration::from_secs(20), "it is not taken up");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(board.scorecards().default_card().name, "Usage first");
        let cards = scorecards::in_use(&db.store, &board.catalogue(), &Zone::utc()).await.unwrap();
        let fresh = options();
        let fresh = perennial_board::Options { scorecards: cards, ..fresh };
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
            let (board, cards) = (board.clone(), Arc::new(Scorecards::only(card.clone())));
            let work = move || board.preview(cards, DEFAULT_KEY);
            tokio::task::spawn_blocking(work).await.unwrap().unwrap()
        };
        let scorecards = Scorecards::only(card);
        let options = perennial_board::Options { scorecards, ..options() };
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
        let zone = Zone::utc();
        let error = scorecards::in_use(&db.store, &catalogue, &zone).await.unwrap_err().to_string();
        assert!(error.contains("no_such_metric") && error.contains("groups.usage"), "{error}");
        publish(&db, None).await;
        let cards = scorecards::in_use(&db.store, &catalogue, &zone).await.unwrap();
        let card = cards.default_card();
        assert_eq!((card.version, card.name.as_str()), (2, "Default"));
    }

    /// The first whose condition an account meets scores it; the last takes everybody else.
    async fn several_score_by_precedence(db: TestDb) {
        seed(&db).await;
        let strict = |applies_to: &str, name: &str| Scorecard {
            name: name.to_owned(),
            applies_to: Some(applies_to.to_owned()),
            ..usage_counts_most()
        };
        publish_as(&db, "b", Some(&strict("name = 'account-1'", "B").to_toml())).await;
        publish_as(&db, "a", Some(&strict("name in ('account-1', 'account-2')", "A").to_toml())).await;
        let zone = Zone::utc();
        let catalogue = options().catalogue;
        let in_use = async || scorecards::in_use(&db.store, &catalogue, &zone).await.unwrap();
        let keys = |cards: &Scorecards| -> Vec<String> {
            cards.iter().map(|one| one.key.clone()).collect()
        };
        assert_eq!(keys(&in_use().await), ["a", "b", "default"]);
        let tx = db.store.begin().await.unwrap();
        let order = ["b".to_owned(), "a".to_owned()];
        scorecards::set_order(&db.store, &tx, &order, "somebody").await.unwrap();
        tx.commit().await.unwrap();
        let cards = in_use().await;
        assert_eq!(keys(&cards), ["b", "a", "default"]);
        let options = perennial_board::Options { scorecards: cards.clone(), ..options() };
        let (board, _) =
            Board::load(db.store.clone(), timeline(&db).await, options).await.unwrap();
        board.compute_entries().await.unwrap();
        let by: Vec<(String, String)> = board
            .accounts()
            .iter()
            .map(|one| (one.account.name.clone(), one.scorecard.clone()))
            .collect();
        let expected = [("account-0", "default"), ("account-1", "b"), ("account-2", "a"), ("account-3", "default")];
        assert_eq!(by, expected.map(|(name, key)| (name.to_owned(), key.to_owned())));
        let told = board.explain(&"account-2".into(), board.today(), 28).unwrap();
        assert_eq!((told.scorecard.as_str(), told.version), ("A", 1));
        // A preview of one of them looks at the accounts that it scores now or would score.
        let wider = strict("name <> 'account-0'", "A");
        let then = cards.with("a", wider, &catalogue, &zone).unwrap();
        let looked = {
            let board = board.clone();
            tokio::task::spawn_blocking(move || board.preview(Arc::new(then), "a")).await.unwrap().unwrap()
        };
        let names: Vec<&str> = looked.accounts.iter().map(|one| one.entry.account.name.as_str()).collect();
        assert_eq!(names, ["account-2", "account-3"]);
        // One that does not say whom it scores, or in words that do not exist, is refused with its key.
        publish_as(&db, "a", Some(&usage_counts_most().to_toml())).await;
        let error = scorecards::in_use(&db.store, &catalogue, &zone).await.unwrap_err().to_string();
        assert!(error.contains("\"a\"") && error.contains("applies_to"), "{error}");
    }
}

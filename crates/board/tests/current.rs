//! Kept current equals from scratch (invariant 3), identities that come late included.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use perennial_board::{Board, Keeper};
use perennial_model::{Clock, Fact, FactKind, Identity, Incoming};
use perennial_testkit::{TestDb, both_databases};
use perennial_timeline::Timeline;
use tokio::sync::watch;

mod support;

use support::{options, timeline};

/// What people see of every account, to the last bit.
fn shown(board: &Board) -> BTreeMap<String, (Vec<u64>, Option<u64>, String)> {
    let bits = |values: &[f64]| values.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
    let entry =
        |e: &perennial_board::Entry| (bits(&e.metrics), e.score.map(f64::to_bits), e.why.clone());
    board.accounts().iter().map(|e| (e.id().to_string(), entry(e))).collect()
}

/// Usage of three people; one of them is known by an anonymous id only, whom nobody placed yet.
fn usage(db: &TestDb, n: i64) -> Incoming {
    let placed = n % 3 != 0;
    Incoming::Fact(Fact {
        fact_id: format!("m{n}"),
        account_id: placed.then(|| format!("a{}", n % 4).into()),
        contact_id: Some(if placed { format!("c{}", n % 5).into() } else { "browser".into() }),
        kind: FactKind::Usage,
        name: format!("event {}", n % 6),
        occurred_at: db.clock.now().plus_days(-(n * 7 % 190)),
        received_at: db.clock.now(),
        value: None,
        session_id: None,
        source: "test".into(),
        properties: None,
    })
}

/// Moves on once the board shows what a board made from scratch shows.
async fn settles(db: &TestDb, timeline: &Timeline, kept: &Board) {
    let began = Instant::now();
    loop {
        let (fresh, _) = Board::load(db.store.clone(), timeline.clone(), options()).await.unwrap();
        fresh.compute_all().await.unwrap();
        if shown(kept) == shown(&fresh) {
            return;
        }
        if began.elapsed() > Duration::from_secs(20) {
            assert_eq!(shown(kept), shown(&fresh), "kept current against from scratch");
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

both_databases! {
    async fn a_board_that_is_kept_equals_one_made_anew(db: TestDb) {
        let timeline = timeline(&db).await;
        let (kept, follower) = Board::load(db.store.clone(), timeline.clone(), options()).await.unwrap();
        kept.compute_all().await.unwrap();
        let (stop, stopped) = watch::channel(false);
        let keeping = tokio::spawn(Keeper::new(kept.clone(), follower).run(stopped));
        let mut sent = 0;
        for size in [1, 7, 40, 3, 120] {
            let batch = (sent..sent + size).map(|n| usage(&db, n)).collect();
            timeline.accept("test", batch).await.unwrap();
            sent += size;
            settles(&db, &timeline, &kept).await;
        }
        // Now somebody says who the browser is: its facts are credited afterwards.
        let at = db.clock.now();
        let identity = |says| vec![Incoming::Identity(says)];
        timeline.accept("test", identity(Identity::Contact {
            contact_id: "ann".into(),
            anonymous_id: Some("browser".into()),
            account_id: None,
            traits: BTreeMap::new(),
            at,
        })).await.unwrap();
        timeline.accept("test", identity(Identity::Account {
            account_id: "late".into(),
            contact_id: Some("ann".into()),
            traits: BTreeMap::new(),
            at,
        })).await.unwrap();
        settles(&db, &timeline, &kept).await;
        assert!(kept.get(&"late".into()).unwrap().metric("events_28d").unwrap() > 0.0);
        timeline.flush().await.unwrap();
        settles(&db, &timeline, &kept).await;
        db.clock.advance_days(30);
        settles(&db, &timeline, &kept).await;
        stop.send(true).unwrap();
        keeping.await.unwrap();
    }
}

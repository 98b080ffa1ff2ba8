//! A backtest through the whole way: records and facts, the board, the figures; and what it must not
//! see.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;

use perennial_board::backtest::{Backtest, Churn, Judge, Question};
use perennial_board::{Board, Options};
use perennial_metrics::{Catalogue, Definition};
use perennial_model::{Account, Currency, Day, Fact, Money, Subscription, Zone};
use perennial_store::write;
use perennial_testkit::{TestDb, both_databases};

mod support;

use support::{ago, options, timeline, usage};

const STAYED: i64 = 12;
const LEFT: i64 = 6;

fn leaves(account: i64) -> Option<i64> {
    (account >= STAYED).then(|| 70 + 20 * (account - STAYED))
}

fn name(account: i64) -> String {
    format!("account-{account:02}")
}

/// Accounts that are customers for 400 days; a third leaves, and is used less and less before. Only
/// when it has left there is a fact named "farewell".
async fn seed(db: &TestDb) {
    let timeline = timeline(db).await;
    let all = 0..STAYED + LEFT;
    let accounts: Vec<Account> = all
        .clone()
        .map(|n| Account {
            created_at: Some(ago(db, 400)),
            ..Account::bare(name(n).as_str().into())
        })
        .collect();
    let periods: Vec<Subscription> = all.clone().map(|n| period(db, n)).collect();
    let mut facts = Vec::new();
    for account in all {
        let left = leaves(account);
        for days in 0..400 {
            if left.is_some_and(|left| days < left) {
                continue;
            }
            let fades = left.is_some_and(|left| days < left + 60);
            if !fades || days % 20 == 0 {
                let often = 2 + account % 3;
                facts.extend((0..often).map(|n| usage(db, &name(account), "ann", days, n)));
                facts.push(usage(db, &name(account), "bob", days, 9));
            }
        }
        if let Some(left) = left {
            let farewell = Fact {
                name: "farewell".to_owned(),
                ..usage(db, &name(account), "ann", left - 1, 50)
            };
            facts.push(farewell);
        }
    }
    let tx = db.store.begin().await.unwrap();
    write::upsert_accounts(&tx, &accounts).await.unwrap();
    write::upsert_subscriptions(&tx, &periods).await.unwrap();
    tx.commit().await.unwrap();
    timeline.append(facts).await.unwrap();
}

fn period(db: &TestDb, account: i64) -> Subscription {
    Subscription {
        subscription_id: format!("sub-{account}"),
        account_id: name(account).as_str().into(),
        started_at: ago(db, 400),
        ended_at: leaves(account).map(|days| ago(db, days)),
        plan: None,
        mrr: Some(Money { minor: 10_000 * (1 + account), currency: Currency::USD }),
        seats: None,
        term_end: None,
        cancelled_at: None,
        status: None,
        attributes: BTreeMap::default(),
    }
}

async fn board(db: &TestDb) -> Board {
    let planted = Definition::read(
        "key = \"farewells\"\nname = \"Farewells\"\ndescription = \"Said when all is over\"\ngroup = \"own\"\nunit = \"events\"\n\
         good = \"lower\"\nfrom = \"facts\"\nfold = \"count\"\nwhere = \"name = 'farewell'\"\n\
         window = 28\n",
    );
    let built_in = Catalogue::built_in(&Zone::utc()).unwrap();
    let definitions = built_in.metrics().iter().map(|metric| metric.definition.clone());
    let catalogue = Catalogue::new(definitions.chain([planted.unwrap()]), &Zone::utc()).unwrap();
    let options = Options { catalogue, ..options() };
    let (board, _) = Board::load(db.store.clone(), timeline(db).await, options).await.unwrap();
    board.compute_entries().await.unwrap();
    board
}

async fn asked(board: &Board, question: Question) -> Backtest {
    let board = board.clone();
    tokio::task::spawn_blocking(move || board.backtest(&question)).await.unwrap().unwrap()
}

fn by_metric(key: &str) -> Question {
    Question { draws: 50, calls: 3, ..Question::about(Judge::Metric(key.to_owned())) }
}

both_databases! {
    async fn the_scorecard_foresees_what_fades(db: TestDb) {
        seed(&db).await;
        let board = board(&db).await;
        let judge = Judge::Scorecards(board.scorecards(), None);
        let question = Question { draws: 50, calls: 5, ..Question::about(judge) };
        let test = asked(&board, question.clone()).await;
        assert_eq!(test.churn, Churn::Subscription);
        assert_eq!(test.report.left, LEFT as u64);
        // Weeks in which somebody was a customer and left within 90 days, by plain counting.
        let positives: usize = (STAYED..STAYED + LEFT)
            .map(|account| {
                let zone = Zone::utc();
                let left = zone.day_of(ago(&db, leaves(account).unwrap()));
                let is_before = |day: &&Day| **day < left && day.plus(90) >= left;
                test.as_of_days.iter().filter(is_before).count()
            })
            .sum();
        assert_eq!(test.report.positives, positives as u64);
        assert!(test.report.roc_auc.value.unwrap() > 0.75, "{:?}", test.report.roc_auc);
        assert!(test.words[0].contains("5 accounts"), "{:?}", test.words);
        assert!(test.report.leavers.iter().all(|one| one.warned_days.is_some_and(|days| days > 0)));
        // The second answer comes from what was read for the first.
        assert_eq!(asked(&board, question).await.report, test.report);
        // As-of days are Mondays.
        assert!(test.as_of_days.iter().all(|day| (day.0 - 4) % 7 == 0));
    }

    /// Facts that come only after an account has left say nothing before.
    async fn a_metric_of_the_future_is_useless(db: TestDb) {
        seed(&db).await;
        let board = board(&db).await;
        let test = asked(&board, by_metric("farewells")).await;
        assert!(test.report.positives > 0);
        assert_eq!(test.report.roc_auc.value, Some(0.5));
    }

    async fn what_counts_as_leaving_is_a_setting(db: TestDb) {
        seed(&db).await;
        let board = board(&db).await;
        let silent = Question {
            churn: Some(Churn::Silence(40)),
            horizon_days: 30,
            ..by_metric("days_since_last_seen")
        };
        let test = asked(&board, silent).await;
        assert_eq!(test.settings.known_until, board.today().plus(-40));
        assert!(test.report.left >= LEFT as u64);
        let event = Question {
            churn: Some(Churn::Event("farewell".to_owned())),
            ..by_metric("days_since_last_seen")
        };
        assert_eq!(asked(&board, event).await.report.left, LEFT as u64);
        let never = Question {
            churn: Some(Churn::Event("fare well".to_owned())),
            ..by_metric("days_since_last_seen")
        };
        let test = asked(&board, never).await;
        assert_eq!((test.report.left, test.words.len()), (0, 0));
        assert!(test.notes[0].contains("no fact named \"fare well\""), "{:?}", test.notes);
    }

    async fn an_unknown_metric_is_refused_with_the_nearest(db: TestDb) {
        let board = board(&db).await;
        let question = by_metric("days_since_last_sen");
        let board = board.clone();
        let refused = tokio::task::spawn_blocking(move || board.backtest(&question)).await.unwrap();
        assert!(refused.unwrap_err().to_string().contains("days_since_last_seen"));
    }

    async fn nobody_makes_no_figures(db: TestDb) {
        let board = board(&db).await;
        let test = asked(&board, by_metric("arr")).await;
        assert_eq!((test.report.n, test.as_of_days.len()), (0, 0));
        assert!(test.notes[0].starts_with("no account has had"), "{:?}", test.notes);
    }
}

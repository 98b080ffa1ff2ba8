//! A past day: the same whichever way it is asked for, and nothing that came later changes it
//! (invariant 2).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use perennial_board::{Board, Entry, Keeper, Options, PastError};
use perennial_model::{
    Account, AccountId, Contact, Currency, DailyRow, Day, Incoming, Money, Subscription,
    SurveyKind, SurveyResponse, Ticket, Zone,
};
use perennial_store::write;
use perennial_testkit::{TestDb, both_databases};
use perennial_timeline::Timeline;
use tokio::sync::watch;

mod support;

use support::{ago, options, timeline, usage};

const ACCOUNTS: [&str; 4] = ["steady", "fading", "left", "young"];

async fn load(db: &TestDb, timeline: &Timeline, as_of: Option<Day>) -> Board {
    let options = Options { as_of, ..options() };
    let (board, _) = Board::load(db.store.clone(), timeline.clone(), options).await.unwrap();
    board.compute_entries().await.unwrap();
    board
}

fn day_ago(db: &TestDb, days: i64) -> Day {
    Zone::utc().day_of(ago(db, days))
}

fn subscription(db: &TestDb, account: &str, from: i64, until: Option<i64>) -> Subscription {
    Subscription {
        subscription_id: format!("sub-{account}-{from}"),
        account_id: account.into(),
        started_at: ago(db, from),
        ended_at: until.map(|days| ago(db, days)),
        plan: Some("team".to_owned()),
        mrr: Some(Money { minor: 100_000, currency: Currency::USD }),
        seats: Some(10),
        term_end: Some(ago(db, -40)),
        cancelled_at: None,
        status: until.map(|_| "cancelled".to_owned()),
        attributes: BTreeMap::default(),
    }
}

fn ticket(db: &TestDb, account: &str, opened: i64, solved: Option<i64>) -> Ticket {
    Ticket {
        ticket_id: format!("t-{account}-{opened}"),
        account_id: account.into(),
        opened_at: ago(db, opened),
        contact_id: None,
        subject: Some("it does not start".to_owned()),
        body: None,
        priority: Some("urgent".to_owned()),
        status: solved.map(|_| "solved".to_owned()),
        product: None,
        cause: None,
        first_response_at: solved.map(|days| ago(db, days)),
        solved_at: solved.map(|days| ago(db, days)),
        reopens: None,
        csat: solved.map(|_| 5.0),
        attributes: BTreeMap::default(),
    }
}

fn survey(db: &TestDb, account: &str, days: i64) -> SurveyResponse {
    SurveyResponse {
        response_id: format!("r-{account}-{days}"),
        account_id: account.into(),
        kind: SurveyKind::Nps,
        score: 3.0,
        answered_at: ago(db, days),
        contact_id: None,
        scale: None,
        comment: None,
        attributes: BTreeMap::default(),
    }
}

/// A steady account, one whose people stop coming, one that left, and one that came lately.
async fn seed(db: &TestDb, timeline: &Timeline) {
    let began = [("steady", 300), ("fading", 300), ("left", 300), ("young", 20)];
    let account = |(id, days): (&str, i64)| Account {
        created_at: Some(ago(db, days)),
        ..Account::bare(id.into())
    };
    let subscriptions = [
        subscription(db, "steady", 300, None),
        subscription(db, "fading", 300, None),
        subscription(db, "left", 300, Some(50)),
        subscription(db, "young", 20, None),
    ];
    let tickets = [
        ticket(db, "fading", 90, Some(80)),
        ticket(db, "fading", 60, Some(10)),
        ticket(db, "steady", 5, None),
    ];
    let tx = db.store.begin().await.unwrap();
    write::upsert_accounts(&tx, &began.map(account)).await.unwrap();
    write::upsert_subscriptions(&tx, &subscriptions).await.unwrap();
    write::upsert_tickets(&tx, &tickets).await.unwrap();
    write::upsert_surveys(&tx, &[survey(db, "fading", 55), survey(db, "fading", 3)]).await.unwrap();
    tx.commit().await.unwrap();
    let mut facts = Vec::new();
    for days in 0..280 {
        facts.extend((0..4).map(|n| usage(db, "steady", "ann", days, n)));
        if days > 65 || days % 11 == 0 {
            facts.extend((0..6).map(|n| usage(db, "fading", "bob", days, n)));
            facts.extend((0..3).map(|n| usage(db, "fading", "cid", days, n)));
        }
        if days > 50 {
            facts.extend((0..3).map(|n| usage(db, "left", "dan", days, n)));
        }
        if days < 20 {
            facts.push(usage(db, "young", "eve", days, 0));
        }
    }
    timeline.append(facts).await.unwrap();
}

/// All that an entry says, to the last bit.
fn said(entry: &Entry) -> String {
    let bits = |values: &[f64]| values.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
    let spark: Vec<u32> = entry.spark.iter().map(|score| score.to_bits()).collect();
    let scores = (entry.score.map(f64::to_bits), entry.score_change_28d.map(f64::to_bits));
    format!(
        "{:?}",
        (
            (entry.day, bits(&entry.metrics), bits(&entry.metrics_28d_ago), scores, &entry.band),
            (spark, &entry.why, entry.coverage.to_bits(), entry.arr, entry.left_on),
            (entry.open_signals, entry.last_fact_at, &entry.name_key),
        )
    )
}

/// An account's rollup, numbers of its own dictionaries resolved.
fn rows(board: &Board, id: &AccountId) -> String {
    let daily = board.daily(id).unwrap();
    let row = |row: &DailyRow| {
        let contact = daily.contacts.get(row.contact as usize);
        let what = (row.day, contact, row.kind, &daily.names[row.name as usize]);
        format!("{what:?} {:?} ", (row.count, row.sum.to_bits(), row.first, row.last))
    };
    daily.rows.iter().map(row).collect()
}

/// All that a board says of an account and its records.
fn shown(board: &Board) -> BTreeMap<String, String> {
    let of = |entry: &Arc<Entry>| {
        let id = entry.id();
        let records = (board.tickets(id), board.subscriptions(id), board.surveys(id));
        let people = (board.contacts(id), board.contacts_activity(id));
        let told = board.explain(id, board.today(), 28).unwrap();
        let rest = format!("{records:?} {people:?} {told:?} {:?}", board.episodes(id));
        (id.to_string(), said(entry) + &rest + &rows(board, id))
    };
    board.accounts().iter().map(of).collect()
}

both_databases! {
    async fn a_past_day_is_the_same_whichever_way_it_is_asked_for(db: TestDb) {
        let timeline = timeline(&db).await;
        seed(&db, &timeline).await;
        let board = load(&db, &timeline, None).await;
        for days in [1, 4, 19, 21, 48, 52, 85, 200] {
            let day = day_ago(&db, days);
            let past = board.at(day).await.unwrap();
            let alone = load(&db, &timeline, Some(day)).await;
            assert_eq!(shown(&past), shown(&alone), "{days} days ago");
            assert_eq!((past.today(), alone.past_day()), (day, Some(day)));
            assert_eq!(past.account_ids().len(), if days > 20 { 3 } else { 4 });
            for entry in past.accounts().iter() {
                let now = board.numbers(entry.id()).unwrap();
                let row = now.matrix.row(day);
                let bits = |values: &[f64]| values.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
                assert_eq!(bits(&entry.metrics), bits(&row), "the row of that day in the matrix");
                assert_eq!(entry.score, now.health.score(day));
            }
        }
        assert_eq!(board.at(board.today()).await.unwrap().past_day(), None, "today is now");
    }

    async fn nothing_that_comes_later_changes_a_past_day(db: TestDb) {
        let timeline = timeline(&db).await;
        seed(&db, &timeline).await;
        let day = day_ago(&db, 30);
        let before = shown(&load(&db, &timeline, None).await.at(day).await.unwrap());
        let tx = db.store.begin().await.unwrap();
        let late = Account { created_at: Some(ago(&db, 29)), ..Account::bare("late".into()) };
        write::upsert_accounts(&tx, &[late]).await.unwrap();
        let person = Contact {
            account_id: Some("steady".into()),
            created_at: Some(ago(&db, 12)),
            ..Contact::bare("new".into())
        };
        write::upsert_contacts(&tx, &[person]).await.unwrap();
        let ended = [
            subscription(&db, "steady", 300, Some(29)),
            subscription(&db, "fading", 10, None),
        ];
        write::upsert_subscriptions(&tx, &ended).await.unwrap();
        let tickets = [ticket(&db, "steady", 25, Some(2)), ticket(&db, "fading", 60, Some(29))];
        write::upsert_tickets(&tx, &tickets).await.unwrap();
        write::upsert_surveys(&tx, &[survey(&db, "steady", 7)]).await.unwrap();
        tx.commit().await.unwrap();
        let later = (0..29).flat_map(|days| {
            ACCOUNTS.map(|account| usage(&db, account, "new", days, 9))
        });
        timeline.append(later.collect()).await.unwrap();
        let board = load(&db, &timeline, None).await;
        let past = board.at(day).await.unwrap();
        assert_eq!(shown(&past), before);
        assert!(past.get(&"late".into()).is_none());
        assert!(!past.contacts(&"steady".into()).iter().any(|one| one.contact_id.as_str() == "new"));
        assert_eq!(past.begins(&"late".into()), Some(day_ago(&db, 29)));
        let open = past.tickets(&"fading".into());
        let one = open.iter().find(|ticket| ticket.ticket_id == "t-fading-60").unwrap();
        assert_eq!((one.solved_at, one.status.as_deref(), one.csat), (None, None, None));
    }

    async fn a_day_is_kept_until_something_of_it_changes(db: TestDb) {
        let timeline = timeline(&db).await;
        seed(&db, &timeline).await;
        let options_day = day_ago(&db, 30);
        let (board, follower) =
            Board::load(db.store.clone(), timeline.clone(), options()).await.unwrap();
        board.compute_all().await.unwrap();
        let (stop, stopped) = watch::channel(false);
        let keeping = tokio::spawn(Keeper::new(board.clone(), follower).run(stopped));
        let past = || async { board.at(options_day).await.unwrap().accounts() };
        let first = past().await;
        let of = |all: &[Arc<Entry>], id: &str| {
            all.iter().find(|entry| entry.id().as_str() == id).unwrap().clone()
        };
        let fact = usage(&db, "steady", "late news", 35, 0);
        timeline.accept("test", vec![Incoming::Fact(fact)]).await.unwrap();
        let began = Instant::now();
        let second = loop {
            let now = past().await;
            if of(&now, "steady").metric("active_contacts_28d") == Some(2.0) {
                break now;
            }
            assert!(began.elapsed() < Duration::from_secs(20), "late news reach the past day");
            tokio::time::sleep(Duration::from_millis(20)).await;
        };
        assert_eq!(of(&first, "steady").metric("active_contacts_28d"), Some(1.0));
        let untouched = (of(&first, "fading"), of(&second, "fading"));
        assert!(Arc::ptr_eq(&untouched.0, &untouched.1), "the others are not worked out again");
        stop.send(true).unwrap();
        keeping.await.unwrap();
        assert!(Arc::ptr_eq(&past().await, &past().await), "nor anything without a change");
    }

    async fn a_day_outside_of_all_history_is_refused(db: TestDb) {
        let timeline = timeline(&db).await;
        let board = load(&db, &timeline, None).await;
        assert!(board.at(Day(9000)).await.unwrap().accounts().is_empty(), "nobody is nobody's past");
        seed(&db, &timeline).await;
        let board = load(&db, &timeline, None).await;
        let (day, today) = (board.today().plus(1), board.today());
        assert_eq!(board.at(day).await.err(), Some(PastError::NotYet { day, today }));
        let (day, first) = (day_ago(&db, 301), day_ago(&db, 300));
        assert_eq!(board.at(day).await.err(), Some(PastError::BeforeAll { day, first }));
        assert!(board.at(first).await.is_ok());
    }
}

//! Invariant 3 to the last bit: a board that followed live has the matrix of a board that is made
//! anew from the same store and lake, whatever came meanwhile and in whatever order: facts late,
//! early and twice, identities that credit them to somebody else, people who were forgotten,
//! records that changed, accounts that became one, days that went by.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use perennial_board::{Board, Keeper};
use perennial_model::{
    Account, AccountId, Clock, Contact, Currency, Fact, FactKind, Identity, Incoming, Invoice,
    Micros, Money, Subscription, Ticket,
};
use perennial_store::{Backend, write};
use perennial_testkit::{TestDb, run};
use perennial_timeline::{Erase, Timeline};
use proptest::{collection::vec, prelude::*, test_runner::TestRunner};
use tokio::sync::watch;

mod support;

use support::{options, timeline};

/// How many stories are lived through on each database.
const CASES: u32 = 5;
/// Longer than any change takes to be carried through on a busy machine.
const PATIENCE: Duration = Duration::from_secs(40);

/// Something that happens while the board is kept.
#[derive(Debug, Clone)]
enum Step {
    /// Usage of somebody: how many days ago; the account may be left out.
    Used {
        person: u8,
        account: Option<u8>,
        days: Vec<u8>,
        name: u8,
    },
    /// The same batch once more.
    Again,
    /// An anonymous visitor turns out to be somebody, who is of an account.
    Identified {
        person: u8,
        account: u8,
    },
    /// Two ids of a person become one.
    Aliased {
        previous: u8,
        person: u8,
    },
    Forgotten {
        person: u8,
    },
    Ticket {
        account: u8,
        opened: u8,
        solved: Option<u8>,
    },
    Bill {
        account: u8,
        issued: u8,
        paid: Option<u8>,
    },
    Subscribed {
        account: u8,
        started: u8,
        ended: Option<u8>,
        seats: u8,
    },
    Tier {
        account: u8,
        tier: u8,
    },
    /// Another source's id for an account.
    Merged {
        from: u8,
        into: u8,
    },
    Flush,
    DaysPass(u8),
}

fn step() -> impl Strategy<Value = Step> {
    let (person, account) = (0_u8..6, 0_u8..7);
    prop_oneof![
        6 => (person.clone(), proptest::option::weighted(0.6, account.clone()), vec(0_u8..120, 1..12), 0_u8..4)
            .prop_map(|(person, account, days, name)| Step::Used { person, account, days, name }),
        1 => Just(Step::Again),
        2 => (person.clone(), account.clone())
            .prop_map(|(person, account)| Step::Identified { person, account }),
        1 => (person.clone(), person.clone())
            .prop_map(|(previous, person)| Step::Aliased { previous, person }),
        1 => person.prop_map(|person| Step::Forgotten { person }),
        1 => (account.clone(), 0_u8..90, proptest::option::of(0_u8..90))
            .prop_map(|(account, opened, solved)| Step::Ticket { account, opened, solved }),
        1 => (account.clone(), 0_u8..90, proptest::option::of(0_u8..90))
            .prop_map(|(account, issued, paid)| Step::Bill { account, issued, paid }),
        1 => (account.clone(), 0_u8..200, proptest::option::of(0_u8..100), 1_u8..9)
            .prop_map(|(account, started, ended, seats)| Step::Subscribed { account, started, ended, seats }),
        1 => (account.clone(), 0_u8..3).prop_map(|(account, tier)| Step::Tier { account, tier }),
        1 => (account.clone(), account).prop_map(|(from, into)| Step::Merged { from, into }),
        1 => Just(Step::Flush),
        1 => (1_u8..4).prop_map(Step::DaysPass),
    ]
}

struct World {
    db: TestDb,
    timeline: Timeline,
    sent: i64,
    last: Vec<Incoming>,
}

impl World {
    async fn new(db: TestDb) -> Self {
        let timeline = timeline(&db).await;
        let world = Self { db, timeline, sent: 0, last: Vec::new() };
        // Enough accounts of one tier that there are peers to be compared with.
        for account in 0..6 {
            world.take(&Step::Tier { account, tier: 0 }).await;
        }
        world
    }

    async fn board(&self) -> (Board, perennial_timeline::Follower) {
        Board::load(self.db.store.clone(), self.timeline.clone(), options()).await.unwrap()
    }

    fn ago(&self, days: u8) -> Micros {
        self.db.clock.now().plus_days(-i64::from(days))
    }

    async fn live(&mut self, step: &Step) {
        match step {
            Step::Used { person, account, days, name } => {
                let batch: Vec<Incoming> = days
                    .iter()
                    .map(|day| {
                        self.sent += 1;
                        Incoming::Fact(Fact {
                            fact_id: format!("f{}", self.sent),
                            account_id: account.map(|n| format!("a{n}").into()),
                            contact_id: Some(format!("p{person}").into()),
                            kind: if *name == 3 { FactKind::Milestone } else { FactKind::Usage },
                            name: format!("event {name}"),
                            occurred_at: self.ago(*day),
                            received_at: self.db.clock.now(),
                            value: Some(f64::from(*day) / 7.0),
                            session_id: Some(format!("s{person}-{day}")),
                            source: "test".into(),
                            properties: None,
                        })
                    })
                    .collect();
                self.timeline.accept("test", batch.clone()).await.unwrap();
                self.last = batch;
            }
            Step::Again => {
                self.timeline.accept("test", self.last.clone()).await.unwrap();
            }
            _ => self.take(step).await,
        }
    }

    async fn take(&self, step: &Step) {
        let store = &self.db.store;
        let account = |n: u8| AccountId::from(format!("a{n}").as_str());
        let begin = || async { store.begin().await.unwrap() };
        match step {
            Step::Used { .. } | Step::Again => {}
            Step::Identified { person, account } => {
                let at = self.db.clock.now();
                let says = Identity::Account {
                    account_id: format!("a{account}").into(),
                    contact_id: Some(format!("p{person}").into()),
                    traits: BTreeMap::new(),
                    at,
                };
                self.timeline.accept("test", vec![Incoming::Identity(says)]).await.unwrap();
            }
            Step::Aliased { previous, person } => {
                let says = Identity::Alias {
                    previous_id: format!("p{previous}").into(),
                    contact_id: format!("p{person}").into(),
                    at: self.db.clock.now(),
                };
                self.timeline.accept("test", vec![Incoming::Identity(says)]).await.unwrap();
            }
            Step::Forgotten { person } => {
                let id = format!("p{person}");
                self.timeline.erase(&Erase::Contact(id.as_str().into())).await.unwrap();
                let tx = begin().await;
                write::erase_contact(&tx, &id.as_str().into()).await.unwrap();
                tx.commit().await.unwrap();
            }
            Step::Ticket { account: of, opened, solved } => {
                let ticket = Ticket {
                    ticket_id: format!("t{of}-{opened}"),
                    account_id: account(*of),
                    opened_at: self.ago(*opened),
                    contact_id: None,
                    subject: Some("It is still broken".into()),
                    body: None,
                    priority: Some("urgent".into()),
                    status: None,
                    product: Some("app".into()),
                    cause: None,
                    first_response_at: None,
                    solved_at: solved.map(|days| self.ago(days)),
                    reopens: None,
                    csat: Some(4.0),
                    attributes: BTreeMap::new(),
                };
                let tx = begin().await;
                write::upsert_tickets(&tx, &[ticket]).await.unwrap();
                tx.commit().await.unwrap();
            }
            Step::Bill { account: of, issued, paid } => {
                let invoice = Invoice {
                    invoice_id: format!("i{of}-{issued}"),
                    account_id: account(*of),
                    amount: Money { minor: 10_001, currency: Currency::USD },
                    issued_at: self.ago(*issued),
                    due_at: self.ago(*issued).plus_days(20),
                    paid_at: paid.map(|days| self.ago(days)),
                    status: None,
                    attributes: BTreeMap::new(),
                };
                let tx = begin().await;
                write::upsert_invoices(&tx, &[invoice]).await.unwrap();
                tx.commit().await.unwrap();
            }
            Step::Subscribed { account: of, started, ended, seats } => {
                let period = Subscription {
                    subscription_id: format!("s{of}"),
                    account_id: account(*of),
                    started_at: self.ago(*started),
                    ended_at: ended.map(|days| self.ago(days)),
                    plan: Some("pro".into()),
                    mrr: Some(Money { minor: 4_999, currency: Currency::USD }),
                    seats: Some(i64::from(*seats)),
                    term_end: None,
                    cancelled_at: None,
                    status: None,
                    attributes: BTreeMap::new(),
                };
                let tx = begin().await;
                write::upsert_subscriptions(&tx, &[period]).await.unwrap();
                tx.commit().await.unwrap();
            }
            Step::Tier { account: of, tier } => {
                let row =
                    Account { tier: Some(format!("tier {tier}")), ..Account::bare(account(*of)) };
                let champion = Contact {
                    account_id: Some(account(*of)),
                    role: Some("champion".into()),
                    ..Contact::bare(format!("boss{of}").into())
                };
                let tx = begin().await;
                write::upsert_accounts(&tx, &[row]).await.unwrap();
                write::upsert_contacts(&tx, &[champion]).await.unwrap();
                tx.commit().await.unwrap();
            }
            Step::Merged { from, into } => {
                let at = self.db.clock.now();
                let tx = begin().await;
                write::alias_account(&tx, &account(*from), &account(*into), "test", at)
                    .await
                    .unwrap();
                tx.commit().await.unwrap();
            }
            Step::Flush => {
                self.timeline.flush().await.unwrap();
            }
            Step::DaysPass(days) => self.db.clock.advance_days(i64::from(*days)),
        }
    }
}

type Bits = Vec<u64>;

/// Everything that the board knows of an account, to the last bit: every metric on every day, every
/// day's score, and what lists show.
/// Nothing while an account has no entry yet.
fn known(board: &Board) -> Option<BTreeMap<String, BTreeMap<String, Bits>>> {
    let bits = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect::<Bits>();
    let of = |id: &AccountId| {
        let numbers = board.numbers(id)?;
        let matrix = &numbers.matrix;
        let mut all: BTreeMap<String, Bits> =
            matrix.keys().map(|key| (key.to_owned(), bits(matrix.column(key).unwrap()))).collect();
        let days = [matrix.first().0, matrix.last().0].map(f64::from);
        all.insert("(days)".into(), bits(&days));
        let day = |at: usize| matrix.first().plus(i32::try_from(at).unwrap());
        let scores: Vec<f64> = (0..matrix.days())
            .map(|at| numbers.health.score(day(at)).unwrap_or(f64::NAN))
            .collect();
        all.insert("(scores)".into(), bits(&scores));
        let entry = board.get(id)?;
        all.insert("(now)".into(), bits(&entry.metrics));
        all.insert("(28 days ago)".into(), bits(&entry.metrics_28d_ago));
        let listed = [entry.score, entry.score_change_28d].map(|value| value.unwrap_or(f64::NAN));
        all.insert("(listed)".into(), bits(&listed));
        Some(all)
    };
    board.account_ids().iter().map(|id| Some((id.to_string(), of(id)?))).collect()
}

/// What differs, by account and metric; nothing when both know the same.
fn difference(kept: &Board, anew: &Board) -> Vec<String> {
    let (Some(kept), Some(anew)) = (known(kept), known(anew)) else {
        return vec!["an account has no entry yet".into()];
    };
    if kept.keys().ne(anew.keys()) {
        let ids = |known: &BTreeMap<String, BTreeMap<String, Bits>>| {
            known.keys().cloned().collect::<Vec<_>>().join(" ")
        };
        return vec![format!("accounts {} against {}", ids(&kept), ids(&anew))];
    }
    let parts = anew.iter().flat_map(|(id, parts)| parts.iter().map(move |part| (id, part)));
    parts
        .filter(|(id, (part, bits))| kept[*id].get(*part) != Some(bits))
        .map(|(id, (part, _))| format!("{id} {part}"))
        .collect()
}

/// Waits until the board that is kept knows what one made anew knows.
async fn settles(world: &World, kept: &Board) -> Result<(), TestCaseError> {
    let began = Instant::now();
    loop {
        let (anew, _) = world.board().await;
        anew.compute_all().await.unwrap();
        let other = difference(kept, &anew);
        if other.is_empty() {
            return Ok(());
        }
        if began.elapsed() > PATIENCE {
            return Err(TestCaseError::fail(format!("kept differs from anew in {other:?}")));
        }
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
}

async fn lived(db: TestDb, steps: Vec<Step>) -> Result<(), TestCaseError> {
    let mut world = World::new(db).await;
    let (kept, follower) = world.board().await;
    kept.compute_all().await.unwrap();
    let (stop, stopped) = watch::channel(false);
    let keeping = tokio::spawn(Keeper::new(kept.clone(), follower).run(stopped));
    let half = steps.len() / 2;
    let mut done = Ok(());
    for (number, step) in steps.iter().enumerate() {
        world.live(step).await;
        if number == half {
            done = settles(&world, &kept).await;
        }
    }
    done = done.and(settles(&world, &kept).await);
    stop.send(true).unwrap();
    keeping.await.unwrap();
    done
}

fn many_stories(backend: Backend) {
    // Shrinking lives through each shorter story again, so it is bounded too.
    let config = ProptestConfig { cases: CASES, max_shrink_iters: 12, ..ProptestConfig::default() };
    let mut runner = TestRunner::new(config);
    let stories = vec(step(), 12..40);
    let found = runner.run(&stories, |steps| {
        let (tell, told) = std::sync::mpsc::channel();
        run(backend, |db| async move { tell.send(lived(db, steps).await).unwrap() });
        told.recv().unwrap()
    });
    found.unwrap();
}

#[test]
fn a_board_that_is_kept_has_the_matrix_of_one_made_anew_sqlite() {
    many_stories(Backend::Sqlite);
}

#[test]
fn a_board_that_is_kept_has_the_matrix_of_one_made_anew_postgres() {
    many_stories(Backend::Postgres);
}

//! Laws of identity, held against many made-up histories.

use perennial_model::{ContactId, Identity};
use perennial_store::Store;
use perennial_testkit::both_databases;

use crate::make::{alias, apply, ensure, group, identify, identify_anonymous, ticket, written};

const ROUNDS: u64 = 25;
const CALLS: usize = 14;

/// Numbers that look random and are the same every time (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % sides
    }
}

/// A history of calls over a few people and companies whose ids begin with `prefix`.
fn history(seed: u64, prefix: &str) -> Vec<Identity> {
    let mut dice = Dice(seed);
    let mut calls = Vec::new();
    for _ in 0..CALLS {
        let day = format!("2026-01-{:02}", 1 + dice.roll(20));
        let person = |n: u64| format!("{prefix}-p{n}");
        let (one, two) = (person(dice.roll(6)), person(dice.roll(6)));
        let company = format!("{prefix}-c{}", dice.roll(3));
        let value = format!("\"{}\"", dice.roll(3));
        calls.push(match dice.roll(4) {
            0 => identify(&one, &[("title", &value), ("x", &value)], &day),
            1 => identify_anonymous(&one, &two, &day),
            2 => group(&company, Some(&one), &[("industry", &value)], &day),
            _ => alias(&one, &two, &day),
        });
    }
    calls
}

/// All that is known of a prefix, with the prefix left out.
async fn known(store: &Store, prefix: &str) -> String {
    let mut lines = Vec::new();
    for contact in store.contacts().await.unwrap() {
        lines.push(format!("{contact:?}"));
    }
    for account in store.accounts().await.unwrap() {
        lines.push(format!("{account:?}"));
    }
    for made in store.aliases().await.unwrap().contacts {
        lines.push(format!("{made:?}"));
    }
    for ticket in store.tickets().await.unwrap() {
        lines.push(format!("{:?} {:?}", ticket.ticket_id, ticket.contact_id));
    }
    lines.retain(|line| line.contains(prefix));
    lines.sort();
    lines.join("\n").replace(prefix, "")
}

both_databases! {
    async fn calls_at_once_are_calls_one_by_one(db: TestDb) {
        for round in 0..ROUNDS {
            let (x, y) = (format!("x{round}"), format!("y{round}"));
            for prefix in [&x, &y] {
                let (id, person) = (format!("{prefix}-t"), format!("{prefix}-p0"));
                let account = format!("{prefix}-c0");
                written!(db.store, upsert_tickets, &[ticket(&id, &account, Some(&person))]);
                ensure(&db.store, &[(None, Some(&format!("{prefix}-p1")))]).await;
            }
            apply(&db.store, &history(round, &x)).await;
            for call in history(round, &y) {
                apply(&db.store, &[call]).await;
            }
            assert_eq!(known(&db.store, &x).await, known(&db.store, &y).await, "round {round}");
        }
    }

    async fn an_alias_points_at_a_record_and_never_at_an_alias(db: TestDb) {
        for round in 100..100 + ROUNDS {
            apply(&db.store, &history(round, &format!("z{round}"))).await;
        }
        let map = db.store.identity_map().await.unwrap();
        let records: Vec<ContactId> =
            db.store.contacts().await.unwrap().into_iter().map(|c| c.contact_id).collect();
        assert!(!map.contact_aliases.is_empty());
        for (alias, own) in &map.contact_aliases {
            assert!(records.contains(own), "{alias} stands for {own}, which is nobody");
            assert!(!records.contains(alias), "{alias} is an alias and a record");
            assert!(!map.contact_aliases.contains_key(own), "{alias} points at the alias {own}");
        }
    }

    async fn the_same_history_again_says_nothing_new(db: TestDb) {
        for round in 200..200 + ROUNDS {
            // Without group calls: those may name an account for a contact anew each time.
            let calls: Vec<Identity> = history(round, &format!("w{round}"))
                .into_iter()
                .filter(|call| matches!(call, Identity::Alias { .. }))
                .collect();
            apply(&db.store, &calls).await;
            assert!(apply(&db.store, &calls).await.is_empty(), "round {round}");
        }
    }
}

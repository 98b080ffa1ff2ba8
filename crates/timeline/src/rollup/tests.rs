//! Laws of the rollup.

use std::path::Path;

use perennial_model::{ContactId, Day};
use proptest::prelude::*;

use super::*;
use crate::{
    Erase,
    columns::{facts_batch, tests::any_fact},
};

fn any_identities() -> impl Strategy<Value = IdentityMap> {
    let accounts = prop::collection::hash_map(0_u32..4, 0_u32..4, 0..3);
    let contacts = prop::collection::hash_map(0_u32..6, 0_u32..6, 0..4);
    let belongs = prop::collection::hash_map(0_u32..6, 0_u32..5, 0..6);
    (accounts, contacts, belongs).prop_map(|(accounts, contacts, belongs)| {
        let account = |n: u32| AccountId::from(format!("account-{n}"));
        let contact = |n: u32| ContactId::from(format!("contact-{n}"));
        IdentityMap {
            account_aliases: accounts.into_iter().map(|(a, b)| (account(a), account(b))).collect(),
            contact_aliases: contacts.into_iter().map(|(a, b)| (contact(a), contact(b))).collect(),
            contact_accounts: belongs.into_iter().map(|(c, a)| (contact(c), account(a))).collect(),
        }
    })
}

/// Everything that can be kept.
fn everything() -> Keep {
    Keep { properties: ["plan".to_owned(), "x".to_owned()].into(), sessions: true, values: true }
}

/// Everything that a rollup says.
fn all(rollup: &Rollup) -> (Vec<(AccountId, perennial_model::AccountDaily)>, u64, u64) {
    let accounts = rollup.accounts().into_iter();
    let daily = accounts.map(|id| (id.clone(), rollup.daily(&id).unwrap())).collect();
    (daily, rollup.unassigned(), rollup.facts())
}

proptest! {
    #[test]
    fn kept_current_is_the_same_as_from_scratch(
        facts in prop::collection::vec(any_fact(), 0..60),
        shuffled in any::<prop::sample::Index>(),
        portion in 1_usize..20,
        limit in prop::sample::select(vec![0_usize, 400, usize::MAX]),
        before in any_identities(),
        after in any_identities(),
    ) {
        let zone = Zone::named("Europe/Berlin").unwrap();
        let scratch = Rollup::from_facts(&facts, after.clone(), everything(), &zone);

        let mut moved = facts.clone();
        moved.rotate_left(shuffled.index(facts.len().max(1)).min(facts.len()));
        // So little memory that most of it waits in the file.
        let mut kept =
            Rollup::new(before, everything()).bounded(limit, std::env::temp_dir());
        for (round, portion) in moved.chunks(portion).enumerate() {
            if round % 2 == 0 {
                kept.apply(portion, &zone);
            } else {
                let batch = facts_batch(portion).unwrap();
                kept.apply_columns(&batch, &zone, Path::new("memory")).unwrap();
            }
        }
        kept.set_identities(after);
        prop_assert_eq!(all(&kept), all(&scratch));
    }

    #[test]
    fn an_account_that_changed_is_named(
        facts in prop::collection::vec(any_fact(), 1..40),
        more in prop::collection::vec(any_fact(), 0..10),
        before in any_identities(),
        after in any_identities(),
    ) {
        let zone = Zone::utc();
        let mut rollup = Rollup::from_facts(&facts, before, everything(), &zone);
        let old = rollup.clone();
        let changed = rollup.apply(&more, &zone);
        let mut touched: Vec<_> = changed.into_iter().map(|one| one.account_id).collect();
        touched.extend(rollup.set_identities(after));
        let accounts: FxHashSet<_> = old.accounts().into_iter().chain(rollup.accounts()).collect();
        for account in accounts {
            // An id may have become an alias meanwhile; what counts is what stands under it.
            let (was, is) = (old.clone(), rollup.daily(&account).unwrap());
            if old.identities.account(&account) == &account
                && rollup.identities.account(&account) == &account
                && was.daily(&account).unwrap() != is
            {
                prop_assert!(touched.contains(&account), "{} is not in {:?}", account, touched);
            }
        }
    }

    #[test]
    fn a_forgotten_contact_was_never_there(
        facts in prop::collection::vec(any_fact(), 0..60),
        identities in any_identities(),
    ) {
        let zone = Zone::utc();
        let gone = ContactId::from("contact-1");
        let own = identities.contact(&gone);
        let left: Vec<_> = facts
            .iter()
            .filter(|fact| fact.contact_id.as_ref().is_none_or(|id| identities.contact(id) != own))
            .cloned()
            .collect();
        let mut rollup = Rollup::from_facts(&facts, identities.clone(), everything(), &zone)
            .bounded(0, std::env::temp_dir());
        rollup.forget(&Erase::Contact(gone.clone())).unwrap();
        prop_assert_eq!(all(&rollup), all(&Rollup::from_facts(&left, identities, everything(), &zone)));
    }
}

proptest! {
    #[test]
    fn a_day_alone_is_what_the_whole_holds_of_it(
        facts in prop::collection::vec(any_fact(), 1..60),
        identities in any_identities(),
        limit in prop::sample::select(vec![0_usize, usize::MAX]),
    ) {
        let zone = Zone::utc();
        let rollup = Rollup::from_facts(&facts, identities, everything(), &zone)
            .bounded(limit, std::env::temp_dir());
        for account in rollup.accounts() {
            let whole = rollup.daily(&account).unwrap();
            let Some(day) = whole.rows.last().map(|row| row.day) else { continue };
            let alone = rollup.day(&account, day).unwrap();
            let told = |daily: &perennial_model::AccountDaily| -> Vec<_> {
                let of_day = daily.rows.iter().filter(|row| row.day == day);
                let contact = |number: u32| daily.contacts.get(number as usize).cloned();
                of_day
                    .map(|row| {
                        let name = daily.names[row.name as usize].clone();
                        let detail = daily.details.get(row.detail as usize).cloned();
                        (contact(row.contact), row.kind, name, detail, row.count, row.sum.to_bits())
                    })
                    .collect()
            };
            prop_assert_eq!(told(&alone), told(&whole));
            let stays = |daily: &perennial_model::AccountDaily| -> Vec<_> {
                let of_day = daily.sessions.iter().filter(|stay| stay.day == day);
                of_day.map(|stay| (daily.session_ids[stay.session as usize], stay.last)).collect()
            };
            prop_assert_eq!(stays(&alone), stays(&whole));
        }
    }
}

#[test]
fn a_day_begins_at_midnight_in_the_companys_zone() {
    let zone = Zone::named("Europe/Berlin").unwrap();
    let mut fact = sample("ann");
    fact.occurred_at = Micros::parse("2026-01-31T22:59:59Z", &zone).unwrap();
    let mut next = fact.clone();
    next.occurred_at = Micros::parse("2026-01-31T23:00:00Z", &zone).unwrap();
    let rollup = Rollup::from_facts(&[fact, next], IdentityMap::default(), Keep::default(), &zone);
    let days: Vec<_> =
        rollup.daily(&"acme".into()).unwrap().rows.iter().map(|row| row.day).collect();
    assert_eq!(days, [Day::parse("2026-01-31").unwrap(), Day::parse("2026-02-01").unwrap()]);
}

#[test]
fn facts_are_credited_when_it_is_known_whose_they_are() {
    let zone = Zone::utc();
    let mut fact = sample("anonymous-1");
    fact.account_id = None;
    let mut rollup = Rollup::from_facts(&[fact], IdentityMap::default(), Keep::default(), &zone);
    assert_eq!((rollup.unassigned(), rollup.accounts()), (1, vec![]));

    let mut identities = IdentityMap::default();
    identities.contact_aliases.insert("anonymous-1".into(), "ann".into());
    identities.contact_accounts.insert("ann".into(), "acme".into());
    assert_eq!(rollup.set_identities(identities), [AccountId::from("acme")]);
    assert_eq!(rollup.unassigned(), 0);
    assert_eq!(rollup.daily(&"acme".into()).unwrap().contacts, [ContactId::from("ann")]);
}

fn sample(contact: &str) -> Fact {
    Fact {
        fact_id: "m-1".into(),
        account_id: Some("acme".into()),
        contact_id: Some(contact.into()),
        kind: perennial_model::FactKind::Usage,
        name: "login".into(),
        occurred_at: Micros(0),
        received_at: Micros(0),
        value: None,
        session_id: None,
        source: "test".into(),
        properties: None,
    }
}

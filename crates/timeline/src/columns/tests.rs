//! Laws of the columns, and facts for other tests.

use std::path::Path;

use perennial_model::{Fact, FactKind, Micros};
use proptest::prelude::*;

use super::*;

/// Any fact, of few accounts, contacts and names.
pub(crate) fn any_fact() -> impl Strategy<Value = Fact> {
    let id = |prefix: &'static str, count: u32| {
        prop::option::weighted(0.7, (0..count).prop_map(move |n| format!("{prefix}{n}")))
    };
    let properties = prop_oneof![
        Just(None),
        Just(Some(r#"{"plan":"pro"}"#.to_owned())),
        (0_u32..90).prop_map(|n| Some(format!(r#"{{"minutes":{n}.25,"x":"é"}}"#))),
    ];
    let value = prop::option::of(prop_oneof![-1e9..1e9_f64, Just(0.1), Just(1e16)]);
    (
        ("[a-z]{1,8}", id("account-", 4), id("contact-", 6), 0_usize..10, "[ab]"),
        (-400_i64..400, 0_i64..86_400, value, id("session-", 3), properties),
    )
        .prop_map(
            |(
                (fact_id, account, contact, kind, name),
                (day, second, value, session, properties),
            )| {
                Fact {
                    fact_id,
                    account_id: account.map(Into::into),
                    contact_id: contact.map(Into::into),
                    kind: FactKind::ALL[kind],
                    name,
                    occurred_at: Micros(0).plus_days(day).plus_seconds(second),
                    received_at: Micros(0).plus_days(day + 1),
                    value,
                    session_id: session,
                    source: "test".to_owned(),
                    properties,
                }
            },
        )
}

proptest! {
    #[test]
    fn facts_come_back_from_columns(facts in prop::collection::vec(any_fact(), 0..30)) {
        let batch = facts_batch(&facts).unwrap();
        let view = FactView::new(&batch, Path::new("memory")).unwrap();
        prop_assert_eq!(view.facts(Path::new("memory")).unwrap(), facts);
    }

    #[test]
    fn a_file_is_ordered_by_account_then_time(
        one in prop::collection::vec(any_fact(), 0..30),
        two in prop::collection::vec(any_fact(), 0..30),
    ) {
        let path = Path::new("memory");
        let batches = [facts_batch(&one).unwrap(), facts_batch(&two).unwrap()];
        let positions = sorted_positions(&batches, path).unwrap();
        let batch = gather(&batches, &positions).unwrap();
        let facts = FactView::new(&batch, path).unwrap().facts(path).unwrap();
        let key = |fact: &Fact| {
            let contact = if fact.account_id.is_none() { fact.contact_id.clone() } else { None };
            (fact.account_id.is_none(), fact.account_id.clone(), contact.is_none(), contact, fact.occurred_at)
        };
        let mut expected: Vec<_> = one.iter().chain(&two).cloned().collect();
        prop_assert_eq!(facts.len(), expected.len());
        // A contact's absence matters only among facts without an account.
        let sortable = |fact: &Fact| {
            let (no_account, account, no_contact, contact, at) = key(fact);
            (no_account, account, no_account && no_contact, contact, at)
        };
        expected.sort_by_key(sortable);
        let keys = |facts: &[Fact]| facts.iter().map(sortable).collect::<Vec<_>>();
        prop_assert_eq!(keys(&facts), keys(&expected));
    }
}

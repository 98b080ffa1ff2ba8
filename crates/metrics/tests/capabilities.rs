//! Consumption gaps, worked by hand.
#![allow(clippy::unwrap_used)]

mod support;

use perennial_metrics::{AccountFacts, Capability, Catalogue, definitions_for};
use perennial_model::{Account, Currency, Day, Zone};
use support::{Event, START, rollup};

const TEXT: &str = r#"
[[capability]]
key = "reports"
name = "Reports"
where = "name = 'did 0'"
weight = 3
goal = true
entitled = { pro = 100, basic = 10 }

[[capability]]
key = "mobile"
name = "Mobile app"
where = "name = 'did 1'"
measure = "contacts"
entitled = { pro = "seats" }

[[capability]]
key = "audit"
name = "Audit log"
where = "name = 'did 2'"
entitled = { enterprise = 5 }
"#;

#[test]
fn what_was_bought_is_held_against_what_was_used() {
    let capabilities = Capability::read_all(TEXT).unwrap();
    assert_eq!(Capability::read_all(&capabilities[1].to_toml()).unwrap(), capabilities[1..2]);
    let zone = Zone::utc();
    let catalogue = Catalogue::new(definitions_for(&capabilities).unwrap(), &zone).unwrap();
    let event =
        |day, contact, name, count| Event { day, contact: Some(contact), name, usage: true, count };
    // 25 reports within 28 days of day 40 and one long before; two of eight seats on the phone.
    let daily =
        rollup(&[event(2, 0, 0, 7), event(30, 0, 0, 25), event(35, 1, 1, 3), event(36, 2, 1, 1)]);
    let story = support::Story {
        events: Vec::new(),
        tickets: Vec::new(),
        surveys: Vec::new(),
        bills: vec![],
        periods: vec![support::Period {
            start: 0,
            end: None,
            mrr: Some(1),
            dollars: true,
            term_end: None,
        }],
        created: None,
    };
    let mut periods = story.period_rows();
    periods[0].plan = Some("pro".into());
    periods[0].seats = Some(8);
    let account = Account::bare("acme".into());
    let matrix = catalogue.compute(&AccountFacts {
        account: &account,
        daily: &daily,
        contacts: &[],
        tickets: &[],
        surveys: &[],
        subscriptions: &periods,
        invoices: &[],
        judgements: &[],
        zone: &zone,
        currency: Currency::USD,
        today: Day(START + 40),
    });
    assert_eq!(matrix.failures().count(), 0);
    let on = |key| matrix.value(key, Day(START + 40));
    assert_eq!((on("used_reports_28d"), on("entitled_reports")), (Some(25.0), Some(100.0)));
    assert_eq!((on("gap_reports_28d"), on("gap_mobile_28d")), (Some(0.75), Some(0.75)));
    assert_eq!((on("gap_audit_28d"), on("entitled_audit")), (None, None));
    assert_eq!(on("consumption_gap_28d"), Some((3.0 * 0.75 + 0.75) / 4.0));
    assert_eq!((on("capabilities_bought"), on("capabilities_unused_28d")), (Some(2.0), Some(0.0)));
    assert_eq!(on("goal_events_28d"), Some(25.0));
    // On day 29 the reports of day 2 are just within the window, and nobody used the phone yet.
    let then = |key| matrix.value(key, Day(START + 29));
    assert_eq!((then("gap_mobile_28d"), then("capabilities_unused_28d")), (Some(1.0), Some(2.0)));
    assert_eq!(then("consumption_gap_28d"), Some((3.0 * 0.93 + 1.0) / 4.0));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let refused = |from: &str, to: &str| {
        assert!(TEXT.contains(from));
        Capability::read_all(&TEXT.replacen(from, to, 1)).unwrap_err().to_string()
    };
    assert!(refused("weight = 3", "weight = 0").contains("weight"));
    assert!(refused("{ pro = \"seats\" }", "{ pro = \"chairs\" }").contains("line 15"));
    assert!(refused("{ enterprise = 5 }", "{}").contains("entitled"));
    let mut twice = Capability::read_all(TEXT).unwrap();
    twice[1].key = "reports".into();
    assert!(definitions_for(&twice).unwrap_err().to_string().contains("twice"));
}

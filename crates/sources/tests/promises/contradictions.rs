//! Contradictions are counted and shown. The first test reads five small files in the shape of the
//! RavenStack data set through the very mappings in `examples/ravenstack`; its counts were taken
//! by hand.

use crate::support::{House, at, facts, found, refusals};
use perennial_sources::{Kind, Rows};

fn mapping(name: &str) -> String {
    let path = format!("{}/../../examples/ravenstack/{name}.map.toml", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn ravenstack_comes_in_through_its_mappings_and_its_contradictions_are_told() {
    let mut house = House::default();
    let accounts = include_bytes!("../fixtures/ravenstack_accounts.csv");
    let parsed = house.take(Kind::Accounts, accounts, Some(&mapping("accounts")));
    assert_eq!(parsed.rows.len(), 2);
    assert_eq!(refusals(&parsed)[0].0, 4, "there is no 31st of February");
    assert_eq!(house.accounts[0].attributes["churn_flag"], "false");
    assert_eq!(house.accounts[0].created_at, Some(at("2024-01-16")));

    let subscriptions = include_bytes!("../fixtures/ravenstack_subscriptions.csv");
    let parsed = house.take(Kind::Subscriptions, subscriptions, Some(&mapping("subscriptions")));
    assert_eq!(parsed.rows.len(), 5);
    assert_eq!((refusals(&parsed)[0].0, refusals(&parsed)[0].1.as_str()), (7, "mrr_amount"));
    assert_eq!(
        found(&parsed),
        [
            ("overlapping_periods", 1),
            ("subscription_ended_before_started", 1),
            ("unknown_account", 2)
        ]
    );
    assert_eq!(house.subscriptions[2].status.as_deref(), Some("trial"));

    let usage = include_bytes!("../fixtures/ravenstack_feature_usage.csv");
    let parsed = house.take(Kind::Facts, usage, Some(&mapping("usage")));
    assert_eq!((parsed.total, parsed.rows.len(), parsed.repeated), (10, 5, 1));
    let lines: Vec<(u64, String)> = refusals(&parsed).into_iter().map(|(l, c, _)| (l, c)).collect();
    let expected =
        [(7, "usage_id"), (9, "subscription_id"), (10, "usage_date"), (11, "usage_count")];
    assert_eq!(lines, expected.map(|(line, column)| (line, column.to_owned())));
    assert_eq!(
        found(&parsed),
        // 20 March is the first day without S-1, 19 January the last one before it.
        [
            ("duplicate_id", 1),
            ("fact_before_signup", 1),
            ("repeated_row", 1),
            ("usage_outside_subscription", 3)
        ]
    );
    let first = &facts(&parsed)[0];
    assert_eq!(first.account_id, Some("A-1".into()), "found through the subscription");
    assert_eq!((first.name.as_str(), first.value), ("feature_20", Some(9.0)));
    let properties = first.properties.as_deref().unwrap();
    assert!(
        properties.contains("\"minutes\":83.4")
            && properties.contains("\"subscription_id\":\"S-1\"")
    );

    let tickets = include_bytes!("../fixtures/ravenstack_supports_ticket.csv");
    let parsed = house.take(Kind::Tickets, tickets, Some(&mapping("tickets")));
    assert_eq!(
        found(&parsed),
        [
            ("ticket_before_signup", 1),
            ("ticket_response_after_solved", 1),
            ("ticket_solved_before_opened", 1)
        ]
    );
    let Rows::Tickets(rows) = &parsed.rows else { panic!("not tickets") };
    assert_eq!(rows[0].1.first_response_at, Some(at("2024-01-27T01:14:00Z")));
    assert_eq!((rows[1].1.csat, rows[3].1.first_response_at), (Some(4.0), None));

    let churn = include_bytes!("../fixtures/ravenstack_churn_events.csv");
    let parsed = house.take(Kind::Facts, churn, Some(&mapping("churn_events")));
    let told = facts(&parsed);
    let names: Vec<&str> = told.iter().map(|fact| fact.name.as_str()).collect();
    assert_eq!(names, ["churned", "churned again"]);
    assert_eq!(told[0].fact_id, "churn:C-1");
}

#[test]
fn people_who_are_not_known_or_not_at_home_are_told() {
    let mut house = House::default();
    house.take(
        Kind::Accounts,
        b"account_id,name,created_at,parent_account_id\na,A,2025-01-01,\nb,B,2027-01-01,zz\n",
        None,
    );
    house.take(Kind::Contacts, b"contact_id,account_id\nann,a\n", None);
    let parsed = house.take(
        Kind::Facts,
        b"account_id,contact_id,name,occurred_at\na,ann,x,2025-02-01\nb,ann,x,2028-02-01\n,bob,x,2025-02-01\nq,,x,2024-02-01\na,,x,2024-02-01\n",
        None,
    );
    assert_eq!(
        found(&parsed),
        [
            ("contact_of_another_account", 1),
            ("date_in_future", 1),
            ("fact_before_signup", 1),
            ("unknown_account", 1),
            ("unknown_contact", 1)
        ]
    );
    let again = house.read(
        Kind::Accounts,
        b"account_id,name,created_at,parent_account_id\nb,B,2027-01-01,zz\n",
        None,
    );
    assert_eq!(found(&again.unwrap()), [("date_in_future", 1), ("unknown_parent", 1)]);
}

#[test]
fn periods_are_held_against_those_that_are_known() {
    let mut house = House::default();
    house.take(Kind::Accounts, b"account_id,name\na,A\nb,B\n", None);
    let header = "subscription_id,account_id,started_at,ended_at,mrr,currency\n";
    house.take(Kind::Subscriptions, format!("{header}s,a,2025-01-01,,10,\n").as_bytes(), None);
    let overlapping = format!("{header}s,b,2025-06-01,,10,EUR\n");
    let parsed = house.read(Kind::Subscriptions, overlapping.as_bytes(), None).unwrap();
    assert_eq!(
        found(&parsed),
        [("other_currency", 1), ("overlapping_periods", 1), ("subscription_of_two_accounts", 1)]
    );
    let closed = format!("{header}s,a,2025-01-01,2025-06-01,10,\ns,a,2025-06-01,,20,\n");
    let parsed = house.read(Kind::Subscriptions, closed.as_bytes(), None).unwrap();
    assert_eq!(found(&parsed), [], "a period that this file ends overlaps nothing");
    let told: Vec<String> = parsed
        .facts(crate::support::now(), &house.subscriptions)
        .into_iter()
        .map(|fact| fact.name)
        .collect();
    assert_eq!(told, ["subscription started", "subscription upgraded"]);
}

#[test]
fn a_finding_counts_all_and_shows_twenty() {
    let rows: String = (0..50).map(|n| format!("x{n},n,2026-01-01\n")).collect();
    let parsed = crate::support::read(Kind::Facts, &format!("account_id,name,occurred_at\n{rows}"));
    let finding = &parsed.findings[0];
    assert_eq!(
        (finding.code.as_str(), finding.rows, finding.examples.len()),
        ("unknown_account", 50, 20)
    );
    assert_eq!(finding.examples[0].line, 2);
}

#[test]
fn invoices_that_contradict_themselves_are_told_and_kept() {
    let mut house = House::default();
    house.take(Kind::Accounts, b"account_id,name,created_at\na,A,2025-01-01\n", None);
    let parsed = house.take(
        Kind::Invoices,
        b"invoice_id,account_id,amount,currency,issued_at,due_at,paid_at,status,po\n\
          1,a,100.50,USD,2026-01-01,2026-01-31,2026-02-05,,x\n\
          2,a,100,USD,2026-01-01,2025-12-01,2025-12-15,,\n\
          3,a,-20,EUR,2024-01-01,2026-01-31,,open,\n\
          4,b,5,XQZ,2026-01-01,2026-01-31,,Paid,\n\
          5,a,,USD,2026-01-01,2026-01-31,,,\n\
          6,a,1.999,USD,2026-01-01,2026-01-31,,,\n\
          7,a,1,USD,2026-07-01,2026-07-31,,,\n",
        None,
    );
    assert_eq!(
        found(&parsed),
        [
            ("date_in_future", 1),
            ("invoice_before_signup", 1),
            ("invoice_due_before_issued", 1),
            ("invoice_paid_before_issued", 1),
            ("invoice_paid_without_date", 1),
            ("negative_amount", 1),
            ("other_currency", 1),
            ("unknown_account", 1),
            ("unknown_currency", 1)
        ]
    );
    let lines: Vec<(u64, String)> = refusals(&parsed).into_iter().map(|(l, c, _)| (l, c)).collect();
    assert_eq!(lines, [(6, "amount".to_owned()), (7, "amount".to_owned())]);
    let Rows::Invoices(rows) = &parsed.rows else { panic!("not invoices") };
    assert_eq!((rows[0].1.amount.minor, rows[0].1.attributes["po"].as_str()), (10_050, "\"x\""));
    let names: Vec<String> = facts(&parsed).into_iter().map(|fact| fact.fact_id).collect();
    assert!(
        names.contains(&"invoice:1:paid".to_owned())
            && !names.contains(&"invoice:7:issued".to_owned())
    );
}

#[test]
fn churn_reviews_come_in_and_the_same_departure_twice_is_told() {
    let mut house = House::default();
    house.take(Kind::Accounts, b"account_id,name,created_at\na,A,2025-01-01\n", None);
    let parsed = house.take(
        Kind::ChurnReviews,
        b"account_id,churned_at,reason,competitor,comment,was_expected\n\
          a,2026-01-01,price,,too dear,no\n\
          a,2026-01-01,support,,,\n\
          a,2026-05-01,support,Crewly,,yes\n\
          a,2024-05-01,,,,\n",
        None,
    );
    assert_eq!(found(&parsed), [("churn_before_signup", 1), ("duplicate_id", 1)]);
    let Rows::ChurnReviews(rows) = &parsed.rows else { panic!("not churn reviews") };
    assert_eq!(rows.len(), 3);
    assert_eq!((rows[0].1.was_expected, rows[1].1.was_expected), (Some(false), Some(true)));
    let told = facts(&parsed);
    assert_eq!((told.len(), told[0].name.as_str()), (3, "customer left"));
}

//! Comparing accounts with their peers, through a catalogue.
#![allow(clippy::unwrap_used)]

mod support;

use perennial_metrics::{
    Catalogue, Definition, Matrix, MetricsError, PeerBuilder, PeerReference, PeerSegments,
};
use perennial_model::{Account, Day, Micros, Zone, time::DAY_MICROS};
use support::{Event, START, Story, TODAY, rollup};

const BASE: &str = r#"
[[metric]]
key = "events"
name = "Events"
description = ""
unit = "events"
from = "facts"
where = "kind = 'usage'"
fold = "count"
"#;

fn declared(expression: &str) -> String {
    let quoted = toml::Value::String(expression.to_owned());
    format!(
        "{BASE}\n[[metric]]\nkey = \"beside\"\nname = \"Beside\"\ndescription = \"\"\nunit = \"number\"\nexpression = {quoted}\n"
    )
}

fn catalogue(expression: &str) -> Result<Catalogue, MetricsError> {
    let segments = PeerSegments::from([("big".to_owned(), "events >= 30".to_owned())]);
    Catalogue::with_segments(Definition::read_all(&declared(expression))?, segments, &Zone::utc())
}

fn refused(expression: &str) -> String {
    catalogue(expression).unwrap_err().to_string()
}

/// Accounts 1 … 8, of two tiers by turns: number n has 10 n events on day 5 and one more on day 9.
fn accounts() -> Vec<(Account, Story)> {
    let account = |n: i32| Account {
        tier: Some(if n % 2 == 0 { "even" } else { "odd" }.to_owned()),
        created_at: Some(Micros(i64::from(START) * DAY_MICROS)),
        ..Account::bare(format!("a{n}").into())
    };
    let event = |day, count| Event { day, contact: Some(1), name: 0, usage: true, count };
    let story = |n: i32| Story {
        events: vec![event(5, u64::try_from(10 * n).unwrap()), event(9, 1)],
        tickets: vec![],
        surveys: vec![],
        periods: vec![],
        bills: vec![],
        created: Some(0),
    };
    (1..=8).map(|n| (account(n), story(n))).collect()
}

fn computed(
    catalogue: &Catalogue,
    peers: Option<&PeerReference>,
    (account, story): &(Account, Story),
    today: i32,
) -> Matrix {
    let daily = rollup(&story.events);
    let facts = perennial_metrics::AccountFacts {
        account,
        daily: &daily,
        contacts: &[],
        tickets: &[],
        surveys: &[],
        subscriptions: &[],
        invoices: &[],
        judgements: &[],
        zone: &Zone::utc(),
        currency: perennial_model::Currency::USD,
        today: Day(START + today),
    };
    catalogue.compute_among(&facts, peers)
}

fn reference(catalogue: &Catalogue, today: i32) -> PeerReference {
    let mut builder = PeerBuilder::new(catalogue, Day(START + today)).unwrap();
    let compared = builder.catalogue().clone();
    for one in accounts() {
        builder.add(&one.0, &computed(&compared, None, &one, today)).unwrap();
    }
    builder.finish().unwrap()
}

/// The value of account n on a day.
fn on(expression: &str, n: usize, day: i32) -> Option<f64> {
    let catalogue = catalogue(expression).unwrap();
    let peers = reference(&catalogue, TODAY);
    let one = &accounts()[n - 1];
    let matrix = computed(&catalogue, Some(&peers), one, TODAY);
    assert_eq!(matrix.failures().count(), 0);
    matrix.value("beside", Day(START + day))
}

#[test]
fn an_account_stands_among_the_values_of_the_day_before() {
    // On day 6 the values of day 5 are 10, 20 … 80, and account 3 has 30: two below, one the same.
    assert_eq!(on("percentile(events)", 3, 6), Some(100.0 * 2.5 / 8.0));
    // On day 5 everybody had 0 the day before, and its own 30 lies above all.
    assert_eq!(on("percentile(events)", 3, 5), Some(100.0));
    assert_eq!(on("percentile(events)", 3, 4), Some(50.0));
    assert_eq!(on("peer_median(events)", 1, 6), Some(45.0));
    assert_eq!(on("peer_quantile(events, 0.25)", 1, 6), Some(27.5));
    assert_eq!(on("peer_count(events)", 1, 6), Some(8.0));
    assert_eq!(on("peer_count(events)", 1, 0), Some(0.0), "nobody was there before");
    assert_eq!(on("percentile(events)", 1, 0), None);
}

#[test]
fn peers_are_told_by_attribute_condition_and_segment() {
    // Four of each tier are too few, and their number is told all the same.
    assert_eq!(on("peer_median(events, account.tier)", 1, 6), None);
    assert_eq!(on("peer_count(events, account.tier)", 1, 6), Some(4.0));
    assert_eq!(on("peer_median(events, events >= 30)", 1, 6), Some(55.0));
    assert_eq!(on("percentile(events, 'big')", 1, 6), Some(0.0), "it need not be one of them");
    assert_eq!(on("peer_count(events, 'big', account.tier)", 1, 6), Some(3.0));
    assert_eq!(on("peer_count(events, account.industry)", 1, 6), None, "it has none");
}

#[test]
fn comparisons_are_numbers_like_others() {
    assert_eq!(on("events - lag(peer_median(events), 1)", 8, 7), Some(80.0 - 45.0));
    assert_eq!(on("case when percentile(events) > 90 then 1 else 0 end", 8, 6), Some(1.0));
}

/// Invariant 2: what came after a day, and the day itself, changes nothing on it.
#[test]
fn nothing_from_the_day_itself_or_after_is_used() {
    let catalogue = catalogue("percentile(events) + peer_count(events)").unwrap();
    let (whole, cut) = (reference(&catalogue, TODAY), reference(&catalogue, 9));
    for one in accounts() {
        let late = computed(&catalogue, Some(&whole), &one, TODAY);
        let early = computed(&catalogue, Some(&cut), &one, 9);
        for day in 0..=9 {
            let day = Day(START + day);
            assert_eq!(late.value("beside", day), early.value("beside", day));
        }
    }
}

#[test]
fn without_a_reference_there_is_no_value_and_a_refused_one_says_why() {
    let catalogue = catalogue("percentile(events)").unwrap();
    let one = &accounts()[0];
    let bare = computed(&catalogue, None, one, 9);
    assert_eq!((bare.value("beside", bare.last()), bare.failures().count()), (None, 0));
    let refused = PeerReference::refused("too much".into());
    assert!(refused.covers(&catalogue));
    let told = computed(&catalogue, Some(&refused), one, 9);
    assert_eq!(told.failures().collect::<Vec<_>>(), [("beside", "too much")]);
}

#[test]
fn a_part_of_a_catalogue_uses_the_reference_of_the_whole() {
    let whole = Catalogue::built_in(&Zone::utc()).unwrap();
    let peers = reference(&whole, TODAY);
    for key in ["active_contacts_percentile", "first_value_lateness_days", "arr"] {
        let part = whole.only(&[key.to_owned()], &Zone::utc()).unwrap();
        assert!(peers.covers(&part), "{key}");
    }
    assert!(!peers.covers(&catalogue("percentile(events)").unwrap()));
    // What a segment asks for comes along.
    let of_segment = catalogue("peer_count(events, 'big')").unwrap();
    let part = of_segment.only(&["beside".to_owned()], &Zone::utc()).unwrap();
    assert_eq!(part.keys().collect::<Vec<_>>(), ["beside", "events"]);
    assert!(reference(&of_segment, TODAY).covers(&part));
}

#[test]
fn what_makes_no_sense_is_refused_with_the_place_and_the_way_out() {
    let said = refused("percentile(event)");
    assert!(
        said.contains("there is no column \"event\"") && said.contains("did you mean events?"),
        "{said}"
    );
    let said = refused("percentile(events * 2)");
    assert!(said.contains("declare it as a metric of its own"), "{said}");
    let said = refused("percentile(events, 'bog')");
    assert!(
        said.contains("there is no segment with the key \"bog\"") && said.contains("'big'"),
        "{said}"
    );
    let said = refused("percentile(events, events)");
    assert!(said.contains("peers are told by"), "{said}");
    let said = refused("peer_quantile(events, 75)");
    assert!(said.contains("from 0 to 1"), "{said}");
    let said = refused("percentile(beside)");
    assert!(said.contains("is made of a comparison with peers itself"), "{said}");
    let said = refused("percentile(events, beside > 5)");
    assert!(said.contains("compare by a metric that looks at one account alone"), "{said}");
    let said = refused("percentile(events, percentile(events) > 5)");
    assert!(said.contains("cannot stand in another comparison"), "{said}");
    let said = refused("percentil(events)");
    assert!(said.contains("did you mean percentile?"), "{said}");
    let folded = BASE.replace("kind = 'usage'", "percentile(kind) > 5");
    let said = Catalogue::new(Definition::read_all(&folded).unwrap(), &Zone::utc());
    let said = said.unwrap_err().to_string();
    assert!(said.contains("which only the expression of a metric can"), "{said}");
}

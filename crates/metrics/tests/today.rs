//! Today's row, laid over the folded-up past, is the last row of the matrix, bit for bit.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

use perennial_metrics::{AccountFacts, AskedToday, Catalogue, Definition};
use perennial_model::{
    Account, AccountDaily, Contact, ContactId, Currency, DailyRow, Day, FactKind, Micros,
    NO_CONTACT, NO_DETAIL, SessionRow, Subscription, Zone, time::DAY_MICROS,
};
use proptest::{collection::vec, option, prelude::*};
use support::{CATALOGUE, START};

/// Today, as a day of the story.
const NOW: i32 = 70;

/// Every fold over facts and sessions, in every window, and formulas that look back.
static EVERY_FOLD: LazyLock<Catalogue> = LazyLock::new(|| {
    let plain = [
        "count",
        "sum",
        "minutes",
        "distinct_contacts",
        "distinct_names",
        "active_days",
        "mean",
        "median",
        "p90",
        "min",
        "max",
        "first",
        "last",
        "first_day",
        "last_day",
        "days_since_first",
        "days_since_last",
        "longest_gap",
        "top_contact_share",
        "top_name_share",
    ];
    let windows = [
        "1",
        "7",
        "28",
        "\"lifetime\"",
        "\"contract\"",
        "{ first = 60 }",
        "{ first = 9, of = \"contract\" }",
    ];
    let whose = ["kind = 'usage'", "kind = 'usage' and contact.role = 'admin'", "name <> 'did 1'"];
    let mut text = String::new();
    let mut add = |body: &str| {
        let key = text.matches("[[metric]]").count();
        let _ = write!(
            text,
            "[[metric]]\nkey = \"m{key}\"\nname = \"m{key}\"\ndescription = \"for a test\"\ngroup = \"usage\"\nunit = \"number\"\n{body}\n"
        );
    };
    for (place, fold) in plain.iter().enumerate() {
        for (number, window) in windows.iter().enumerate() {
            let of = whose[(place + number) % whose.len()];
            let empty = ["", "\nempty = \"zero_after_first\"", "\nempty = \"none\""]
                [(place + 2 * number) % 3];
            add(&format!(
                "from = \"facts\"\nwhere = \"{of}\"\nfold = \"{fold}\"\nwindow = {window}{empty}"
            ));
        }
    }
    for fold in ["count", "sum", "median", "distinct_sessions", "distinct_contacts", "mean"] {
        for window in ["1", "28", "\"lifetime\""] {
            add(&format!("from = \"sessions\"\nfold = \"{fold}\"\nwindow = {window}"));
        }
    }
    for fold in ["fresh_contacts", "lapsed_contacts"] {
        for before in ["5", "30", "\"ever\""] {
            add(&format!(
                "from = \"facts\"\nwhere = \"kind = 'usage'\"\nfold = \"{fold}\"\nwindow = 7\nbefore = {before}"
            ));
        }
    }
    for least in [1, 2, 4] {
        add(&format!(
            "from = \"facts\"\nfold = \"frequent_contacts\"\nwindow = 12\nleast = {least}"
        ));
    }
    for fold in ["days_to", "mean_days_to", "median_days_to"] {
        for window in ["\"lifetime\"", "20"] {
            if fold == "days_to" && window == "20" {
                continue;
            }
            add(&format!(
                "from = \"facts\"\nwhere = \"name = 'did 0'\"\nthen = \"name = 'did 2'\"\nfold = \"{fold}\"\nwindow = {window}"
            ));
        }
    }
    for formula in [
        "m0 + lag(m1, 7)",
        "lag(m0 - lag(m2, 3), 20)",
        "coalesce(m3, account.employees)",
        "case when account.tier = 'gold' then m4 end",
        "case when day > '2020-02-01' then m1 end",
    ] {
        add(&format!("expression = \"{formula}\""));
    }
    Catalogue::new(Definition::read_all(&text).unwrap(), &Zone::utc()).unwrap()
});

#[derive(Debug, Clone)]
struct Fact {
    day: i32,
    contact: Option<u8>,
    name: u8,
    usage: bool,
    value: Option<i16>,
    minutes: u8,
    session: Option<u8>,
}

fn fact(day: impl Strategy<Value = i32>) -> impl Strategy<Value = Fact> {
    (
        day,
        option::weighted(0.9, 0_u8..4),
        0_u8..4,
        prop::bool::weighted(0.8),
        option::of(-50_i16..50),
        0_u8..90,
        option::of(0_u8..6),
    )
        .prop_map(|(day, contact, name, usage, value, minutes, session)| Fact {
            day,
            contact,
            name,
            usage,
            value,
            minutes,
            session,
        })
}

/// The rollup of facts, as the timeline makes it: dictionaries sorted.
fn rollup(facts: &[Fact]) -> AccountDaily {
    let contact = |fact: &Fact| fact.contact.map(|number| ContactId::new(format!("c{number}")));
    let name = |fact: &Fact| format!("did {}", fact.name);
    let sorted = |set: BTreeSet<String>| set.into_iter().collect::<Vec<_>>();
    let contacts: BTreeSet<ContactId> = facts.iter().filter_map(contact).collect();
    let contacts: Vec<ContactId> = contacts.into_iter().collect();
    let names = sorted(facts.iter().map(name).collect());
    let session = |fact: &Fact| fact.session.filter(|_| fact.usage).map(|s| u64::from(s) * 77);
    let session_ids: BTreeSet<u64> = facts.iter().filter_map(session).collect();
    let session_ids: Vec<u64> = session_ids.into_iter().collect();
    let place = |found: Result<usize, usize>| u32::try_from(found.unwrap()).unwrap();
    let of =
        |fact: &Fact| contact(fact).map_or(NO_CONTACT, |id| place(contacts.binary_search(&id)));
    let key = |fact: &Fact| {
        let kind = if fact.usage { FactKind::Usage } else { FactKind::Interaction };
        (Day(START + fact.day), of(fact), kind, place(names.binary_search(&name(fact))))
    };
    let keys: BTreeSet<_> = facts.iter().map(key).collect();
    let (mut rows, mut values) = (Vec::new(), Vec::new());
    for (number, wanted) in (0_u32..).zip(keys) {
        let mut of_cell: Vec<&Fact> = facts.iter().filter(|fact| key(fact) == wanted).collect();
        of_cell.sort_by_key(|fact| fact.value);
        values.extend(of_cell.iter().filter_map(|f| Some((number, f64::from(f.value?) / 8.0))));
        let (day, contact, kind, name) = wanted;
        rows.push(DailyRow {
            day,
            contact,
            kind,
            name,
            detail: NO_DETAIL,
            count: of_cell.len() as u64,
            // Tenths, so that the order of additions shows.
            sum: of_cell.iter().filter_map(|f| f.value).map(i32::from).sum::<i32>() as f64 / 10.0,
            first: noon(day),
            last: noon(day),
            minutes: of_cell.iter().map(|f| i32::from(f.minutes)).sum::<i32>() as f64 / 3.0,
        });
    }
    let stays: BTreeSet<_> = facts
        .iter()
        .filter_map(|f| {
            Some((Day(START + f.day), of(f), place(session_ids.binary_search(&session(f)?))))
        })
        .collect();
    let length = |session: u32| Micros(noon(Day(0)).0 + i64::from(session) * 60_000_000);
    let stay = |(day, contact, session): (Day, u32, u32)| SessionRow {
        day,
        contact,
        session,
        first: noon(day),
        last: Micros(noon(day).0 + length(session_ids[session as usize] as u32).0 - noon(Day(0)).0),
    };
    let sessions = stays.into_iter().map(stay).collect();
    AccountDaily { rows, contacts, names, sessions, session_ids, values, ..AccountDaily::default() }
}

fn noon(day: Day) -> Micros {
    Micros(i64::from(day.0) * DAY_MICROS + DAY_MICROS / 2)
}

fn contract(from: i32, to: i32) -> Subscription {
    Subscription {
        subscription_id: format!("from {from}"),
        account_id: "acme".into(),
        started_at: noon(Day(START + from)),
        ended_at: Some(noon(Day(START + to))),
        plan: None,
        mrr: None,
        seats: None,
        term_end: None,
        cancelled_at: None,
        status: None,
        attributes: Default::default(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn todays_row_is_the_matrixs_last(
        past in vec(fact(0..NOW), 0..60),
        early in vec(fact(Just(NOW)), 0..4),
        late in vec(fact(Just(NOW)), 1..6),
        ahead in vec(fact(NOW + 1..NOW + 9), 0..3),
        began in 0..NOW,
        again in 0..40_i32,
    ) {
        let account = Account {
            tier: Some("gold".into()),
            employees: Some(12),
            created_at: Some(noon(Day(START))),
            ..Account::bare("acme".into())
        };
        let contacts: Vec<Contact> = (0..4)
            .map(|number| Contact {
                role: (number % 2 == 0).then(|| "admin".to_owned()),
                ..Contact::bare(format!("c{number}").into())
            })
            .collect();
        let periods = [contract(began, began + 10), contract(began + 10 + again, NOW + 30)];
        let zone = Zone::utc();
        let facts = |daily| AccountFacts {
            account: &account,
            daily,
            contacts: &contacts,
            tickets: &[],
            surveys: &[],
            subscriptions: &periods,
            invoices: &[],
            judgements: &[],
            zone: &zone,
            currency: Currency::USD,
            today: Day(START + NOW),
        };
        let then: Vec<Fact> = [past, early, ahead].concat();
        let now = [then.clone(), late].concat();
        let (known, whole) = (rollup(&then), rollup(&now));
        let of_today: Vec<Fact> = now.iter().filter(|fact| fact.day == NOW).cloned().collect();
        let of_today = rollup(&of_today);
        for catalogue in [&*CATALOGUE, &*EVERY_FOLD] {
            let (matrix, past) = catalogue.compute_with_today(&facts(&known), None);
            let past = past.unwrap();
            prop_assert_eq!(past.day(), matrix.last());
            let asked = AskedToday { account: &account, past: &past, daily: &of_today };
            let kept = catalogue.rows_today(&[asked], None).remove(0);
            let Some(kept) = kept else {
                let is_new = of_today.contacts.iter().any(|id| !known.contacts.contains(id));
                prop_assert!(is_new);
                continue;
            };
            let scratch = catalogue.compute(&facts(&whole)).row(Day(START + NOW));
            for ((metric, kept), scratch) in catalogue.metrics().iter().zip(&kept).zip(&scratch) {
                let same = kept.to_bits() == scratch.to_bits() || (kept.is_nan() && scratch.is_nan());
                prop_assert!(same, "{}: {kept} kept, {scratch} from scratch\n{}", metric.key, metric.formula);
            }
        }
    }
}

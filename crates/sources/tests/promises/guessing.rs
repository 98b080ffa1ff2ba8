//! What a file that nobody described is taken for.

use std::path::PathBuf;

use perennial_model::{Account, Contact, IdentityMap, Zone};
use perennial_sources::file::Recipe;
use perennial_sources::{Guess, Kind, Known, Mapping, Nothing, Parsed, Rows, guess};

use crate::support::House;

fn example(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    std::fs::read(folder.join(name)).unwrap()
}

fn guess_example(name: &str) -> Guess {
    let file = name.rsplit('/').next().unwrap();
    guess(file, &example(name), None, &Zone::utc(), &Nothing).unwrap()
}

fn guess_text(file: &str, text: &str) -> Guess {
    guess(file, text.as_bytes(), None, &Zone::utc(), &Nothing).unwrap()
}

fn column<'a>(guess: &'a Guess, ours: &str) -> &'a str {
    match guess.mapping.columns.get(ours) {
        Some(Recipe::Column { column, .. }) => column,
        other => panic!("{ours}: {other:?}"),
    }
}

/// The file read as guessed, and as the mapping says that somebody wrote by hand.
fn both(house: &House, name: &str, map: &str) -> (Parsed, Parsed) {
    let guess = guess_example(&format!("ravenstack/ravenstack_{name}.csv"));
    let by_hand = String::from_utf8(example(&format!("ravenstack/{map}.map.toml"))).unwrap();
    assert_eq!(Mapping::parse(&by_hand, guess.kind).unwrap().kind, Some(guess.kind));
    assert!(guess.kinds[0].confidence > guess.kinds[1].confidence + 0.3, "{:?}", guess.kinds);
    both_ways(house, name, &guess, &by_hand)
}

fn both_ways(house: &House, name: &str, guess: &Guess, by_hand: &str) -> (Parsed, Parsed) {
    let data = example(&format!("ravenstack/ravenstack_{name}.csv"));
    let toml = guess.to_toml();
    assert!(guess.missing.is_empty(), "{:?}", guess.missing);
    let read = |mapping: &str| house.read(guess.kind, &data, Some(mapping)).unwrap();
    (read(&toml), read(by_hand))
}

#[test]
fn ravenstacks_files_are_guessed_as_their_mappings_say() {
    let mut house = House::default();
    let (guessed, by_hand) = both(&house, "accounts", "accounts");
    assert_eq!(guessed, by_hand);
    if let Rows::Accounts(rows) = guessed.rows {
        house.accounts = rows.into_iter().map(|(_, row)| row).collect();
    }
    // The mapping says dollars; no column does. The company's currency, dollars here, is taken.
    let (guessed, by_hand) = both(&house, "subscriptions", "subscriptions");
    assert_eq!(guessed, by_hand);
    if let Rows::Subscriptions(rows) = guessed.rows {
        house.subscriptions = rows.into_iter().map(|(_, row)| row).collect();
    }
    let (guessed, by_hand) = both(&house, "feature_usage", "usage");
    assert_eq!(guessed, by_hand);
    let (guessed, by_hand) = both(&house, "supports_ticket", "tickets");
    assert_eq!(guessed, by_hand);
}

/// What it is told to be facts is read as such; left alone, the file is one of churn reviews. Of the
/// churn events it cannot be known that a flag tells two names apart, nor that somebody
/// likes a prefix before their ids; the rest is as the mapping says.
#[test]
fn a_file_of_events_without_a_name_gets_one_from_its_headings() {
    let file = "ravenstack_churn_events.csv";
    let alone = guess_example(&format!("ravenstack/{file}"));
    assert_eq!(alone.kind, Kind::ChurnReviews, "{:?}", alone.kinds);
    assert_eq!(column(&alone, "reason"), "reason_code");
    assert_eq!(column(&alone, "comment"), "feedback_text");
    let data = example(&format!("ravenstack/{file}"));
    let told = guess(file, &data, Some(Kind::Facts), &Zone::utc(), &Nothing).unwrap();
    let by_hand = String::from_utf8(example("ravenstack/churn_events.map.toml")).unwrap();
    let (guessed, by_hand) = both_ways(&House::default(), "churn_events", &told, &by_hand);
    let (Rows::Facts(guessed), Rows::Facts(by_hand)) = (guessed.rows, by_hand.rows) else {
        panic!("facts")
    };
    assert_eq!(guessed.len(), by_hand.len());
    for ((_, ours), (_, theirs)) in guessed.iter().zip(&by_hand) {
        assert_eq!(ours.name, "churn event");
        assert_eq!(format!("churn:{}", ours.fact_id), theirs.fact_id);
        assert_eq!((ours.kind, ours.occurred_at), (theirs.kind, theirs.occurred_at));
        assert_eq!(ours.account_id, theirs.account_id);
    }
}

#[test]
fn files_in_our_own_columns_are_sure() {
    for (name, kind) in [
        ("nova/accounts.csv", Kind::Accounts),
        ("nova/contacts.csv", Kind::Contacts),
        ("nova/facts.csv", Kind::Facts),
    ] {
        let guess = guess_example(name);
        assert_eq!(guess.kind, kind);
        assert!(guess.kinds[0].confidence > 0.85, "{name}: {:?}", guess.kinds);
        for (ours, recipe) in &guess.mapping.columns {
            assert_eq!(*recipe, Recipe::column(ours.clone()), "{name}");
        }
        assert!(guess.mapping.date_formats.is_empty() && guess.notes.len() <= 1);
    }
}

#[test]
fn exports_of_other_programs_are_understood() {
    // The headings of HubSpot's company export.
    let companies = guess_text(
        "hubspot-crm-exports-all-companies.csv",
        "Record ID,Company name,Company owner,Create Date,Number of Employees,Industry,Company Domain Name\n\
         101,Acme,Ann Lee,2025-01-31 10:00,120,Retail,acme.example\n\
         102,Globex,Bob Ray,2025-02-01 11:00,80,Retail,globex.example\n",
    );
    assert_eq!(companies.kind, Kind::Accounts, "{:?}", companies.kinds);
    assert_eq!(column(&companies, "account_id"), "Record ID");
    assert_eq!(column(&companies, "name"), "Company name");
    assert_eq!(column(&companies, "employees"), "Number of Employees");
    assert!(!companies.mapping.columns.contains_key("owner_email"), "names are no addresses");

    let people = guess_text(
        "contacts.csv",
        "First Name,Last Name,Email,Company ID,Job Title\nAnn,Lee,ann@acme.example,101,CTO\n\
         Bob,Ray,bob@acme.example,101,Analyst\n",
    );
    assert_eq!(people.kind, Kind::Contacts);
    assert_eq!(column(&people, "contact_id"), "Email");
    assert_eq!(column(&people, "account_id"), "Company ID");
    assert!(matches!(people.mapping.columns["name"], Recipe::Template(_)));

    // The headings of Stripe's subscription export, with the signs that a spreadsheet adds.
    let stripe = guess_text(
        "subscriptions.csv",
        "id,Customer ID,Plan,Quantity,Status,Start Date (UTC),Current Period End (UTC),Ended At (UTC),MRR\n\
         sub_1,cus_1,Team,10,active,1/31/2025 10:15,1/31/2026 10:15,,\"$1,299.00\"\n\
         sub_2,cus_2,Team,5,canceled,2/13/2025 09:00,2/13/2026 09:00,2/20/2026 09:00,$80.50\n",
    );
    assert_eq!(stripe.kind, Kind::Subscriptions, "{:?}", stripe.kinds);
    assert_eq!(column(&stripe, "started_at"), "Start Date (UTC)");
    assert_eq!(column(&stripe, "ended_at"), "Ended At (UTC)");
    assert_eq!(column(&stripe, "term_end"), "Current Period End (UTC)");
    assert_eq!(column(&stripe, "seats"), "Quantity");
    assert_eq!(stripe.mapping.date_formats, ["%m/%d/%Y %H:%M"]);
    assert_eq!(
        (stripe.mapping.thousands, stripe.mapping.strip.as_slice()),
        (Some(','), &["$".to_owned()][..])
    );

    let zendesk = guess_text(
        "support_export.csv",
        "Id,Organization,Subject,Priority,Opened,Solved,Satisfaction rating\n\
         1,acme,It is slow,high,2026-01-01,2026-01-02,4\n2,acme,It is red,low,2026-01-03,,\n",
    );
    assert_eq!(zendesk.kind, Kind::Tickets, "{:?}", zendesk.kinds);
    assert_eq!(column(&zendesk, "opened_at"), "Opened");
    assert_eq!(column(&zendesk, "account_id"), "Organization");

    let clicks = guess_text(
        "export.csv",
        "user,company,event,when,duration (secs)\nu1,c1,open,1/31/2025 9:15,60\nu2,c1,close,2/1/2025 19:15,90\n",
    );
    assert_eq!(clicks.kind, Kind::Facts, "{:?}", clicks.kinds);
    assert_eq!(column(&clicks, "contact_id"), "user");
    assert_eq!(column(&clicks, "minutes"), "duration (secs)");

    let nps = guess_text(
        "nps_q1.csv",
        "Response ID,Company ID,NPS,Date,Comment\nr1,a,9,2026-01-01,good\nr2,b,3,2026-01-02,bad\n",
    );
    assert_eq!(nps.kind, Kind::Surveys, "{:?}", nps.kinds);
    assert_eq!(column(&nps, "score"), "NPS");
    assert_eq!(nps.mapping.columns["kind"], Recipe::Constant("nps".into()));

    let meetings = guess_text(
        "meetings.csv",
        "Meeting ID,Company ID,Direction,Meeting date,Duration (hours),Owner email\n\
         m1,a,outbound,03.02.2026,\"1,5\",kim@us.example\nm2,a,inbound,28.02.2026,1,kim@us.example\n",
    );
    assert_eq!(meetings.kind, Kind::Interactions, "{:?}", meetings.kinds);
    assert_eq!(meetings.mapping.columns["channel"], Recipe::Constant("meeting".into()));
    assert!(meetings.mapping.decimal_comma);
    assert!(
        meetings.mapping.to_toml().contains("multiply_by = 60"),
        "{}",
        meetings.mapping.to_toml()
    );
}

#[test]
fn values_speak_where_headings_do_not() {
    let account = |id: &str| Account::bare(id.into());
    let known = Known::new(
        &[account("a1"), account("a2")],
        &[Contact::bare("ann".into())],
        &[],
        IdentityMap::default(),
    );
    let text = "who,where,what,moment\nann,a1,login,2026-01-01\nann,a2,login,2026-01-02\n";
    let guess = guess("x.csv", text.as_bytes(), Some(Kind::Facts), &Zone::utc(), &known).unwrap();
    assert_eq!(column(&guess, "account_id"), "where");
    assert_eq!(column(&guess, "contact_id"), "who");
    assert_eq!(column(&guess, "occurred_at"), "moment");
    assert_eq!(guess.missing, ["name"]);
    let field = guess.fields.iter().find(|field| field.ours == "account_id").unwrap();
    assert!(field.reason.contains("known accounts"), "{}", field.reason);
}

#[test]
fn a_column_with_our_name_and_other_content_does_not_spoil_the_rows() {
    let text = "account_id,name,occurred_at,kind,value\na,login,2026-01-01,silver,high\na,login,2026-01-02,gold,low\n";
    let guess = guess_text("events.csv", text);
    assert_eq!(guess.kind, Kind::Facts);
    let parsed =
        House::default().read(Kind::Facts, text.as_bytes(), Some(&guess.to_toml())).unwrap();
    assert_eq!((parsed.rows.len(), parsed.refused.len()), (2, 0));
    assert!(guess.notes.iter().any(|note| note.contains("file_value")), "{:?}", guess.notes);
}

#[test]
fn any_file_has_a_guess_or_an_explanation() {
    assert!(guess("x.csv", b"", None, &Zone::utc(), &Nothing).is_err());
    let nothing = guess_text("x.csv", "colour,size\nred,1\n");
    assert!(!nothing.missing.is_empty() && nothing.kinds[0].confidence < 0.46);
    assert_eq!(guess_text("x.csv", "account_id,name\n").kind, Kind::Accounts);
}

#[test]
fn invoices_and_churn_reviews_of_other_programs_are_understood() {
    let invoices = guess_text(
        "invoices_export.csv",
        "Invoice Number,Customer ID,Invoice Date,Due Date,Amount (EUR),Date Paid,Status\n\
         INV-1,c-1,2026-01-01,2026-01-31,100.50,2026-02-02,paid\n\
         INV-2,c-1,2026-02-01,2026-03-03,100.50,,open\n\
         INV-3,c-2,2026-02-01,2026-03-03,80.00,,void\n",
    );
    assert_eq!(invoices.kind, Kind::Invoices);
    assert!(invoices.missing.is_empty(), "{:?}", invoices.missing);
    assert_eq!(column(&invoices, "invoice_id"), "Invoice Number");
    assert_eq!(column(&invoices, "issued_at"), "Invoice Date");
    assert_eq!(column(&invoices, "due_at"), "Due Date");
    assert_eq!(column(&invoices, "paid_at"), "Date Paid");
    assert_eq!(column(&invoices, "amount"), "Amount (EUR)");
    assert_eq!(invoices.mapping.columns["currency"], Recipe::Constant("EUR".to_owned()));
    let reviews = guess_text(
        "churn_2026.csv",
        "Company,Churn Date,Churn Reason,Lost To,Feedback,Expected\n\
         c-1,2026-01-01,price,,too dear,yes\n\
         c-2,2026-02-01,competitor,Crewly,liked their app,no\n",
    );
    assert_eq!(reviews.kind, Kind::ChurnReviews);
    assert_eq!(column(&reviews, "account_id"), "Company");
    assert_eq!(column(&reviews, "churned_at"), "Churn Date");
    assert_eq!(column(&reviews, "reason"), "Churn Reason");
    assert_eq!(column(&reviews, "competitor"), "Lost To");
    assert_eq!(column(&reviews, "comment"), "Feedback");
    assert_eq!(column(&reviews, "was_expected"), "Expected");
}

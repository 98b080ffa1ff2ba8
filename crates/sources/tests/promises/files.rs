//! Files: every row is in or refused with its line, column and reason.

use crate::support::{House, facts, found, read, refusals};
use perennial_model::{FactKind, Micros, RowNote};
use perennial_sources::{FileError, Kind, Rows, file::Taken};

#[test]
fn bad_rows_are_refused_and_the_others_are_in() {
    let parsed = read(
        Kind::Accounts,
        "account_id,name,employees,created_at\n\
         a,Acme,12,2024-01-31\n\
         ,Nobody,1,\n\
         b,\"Two\nlines\",x,\n\
         c,Cee,1.5,\n\
         d,Dee,1,17-08-2023\n\
         e,Eee,1\n\
         f,Eff,1,0024-01-31\n\
         g,Gee,7,2024-01-31T09:00:00+02:00\n",
    );
    assert_eq!(parsed.total, 8);
    let told: Vec<(u64, String)> =
        refusals(&parsed).into_iter().map(|(line, column, _)| (line, column)).collect();
    let expected = [
        (3, "account_id"),
        (4, "employees"),
        (6, "employees"),
        (7, "created_at"),
        (8, ""),
        (9, "created_at"),
    ];
    assert_eq!(told, expected.map(|(line, column)| (line, column.to_owned())));
    let reasons = refusals(&parsed);
    assert_eq!(reasons[0].2, "is empty; an account needs its account_id");
    assert!(reasons[3].2.contains("formats = [\"%d-%m-%Y\"]"), "{}", reasons[3].2);
    assert_eq!(reasons[4].2, "has 3 cells, but the header has 4");
    let Rows::Accounts(rows) = &parsed.rows else { panic!("not accounts") };
    let lines: Vec<u64> = rows.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 10]);
    assert_eq!(rows[1].1.created_at.unwrap().to_string(), "2024-01-31T07:00:00Z");
}

#[test]
fn a_row_that_is_not_utf8_is_refused_alone() {
    let data = b"account_id,name\na,Acm\xe9\nb,B\nc,C\0\n";
    let parsed = House::default().read(Kind::Accounts, data, None).unwrap();
    let told = refusals(&parsed);
    assert_eq!(told.len(), 2);
    assert_eq!((told[0].0, told[0].1.as_str()), (2, "name"));
    assert!(told[0].2.contains("not UTF-8") && told[1].2.contains("zero byte"));
    let mut rejected = Vec::new();
    parsed.write_rejected(&mut rejected).unwrap();
    assert!(rejected.windows(4).any(|bytes| bytes == b"Acm\xe9"), "the bytes stand as they were");
}

#[test]
fn rejected_rows_come_back_as_they_were_and_can_be_imported_again() {
    let parsed = read(Kind::Accounts, "account_id,name,plan\n,\"Acme, Inc\",7\nb,B,1,2,3\nc\n");
    let mut rejected = Vec::new();
    parsed.write_rejected(&mut rejected).unwrap();
    let text = String::from_utf8(rejected).unwrap();
    assert_eq!(
        text,
        "account_id,name,plan,line,column,reason\n\
         ,\"Acme, Inc\",7,2,account_id,is empty; an account needs its account_id\n\
         b,B,\"1,2,3\",3,,\"has 5 cells, but the header has 3\"\n\
         c,,,4,,\"has 1 cells, but the header has 3\"\n"
    );
    let corrected = text.replace("\n,\"Acme", "\na,\"Acme");
    let again = read(Kind::Accounts, &corrected);
    let Rows::Accounts(rows) = &again.rows else { panic!("not accounts") };
    assert_eq!(
        rows[0].1.attributes.keys().collect::<Vec<_>>(),
        ["plan"],
        "line, column and reason are no attributes"
    );
    assert_eq!(again.header, ["account_id", "name", "plan"]);
}

#[test]
fn unknown_columns_become_typed_attributes() {
    let parsed = read(
        Kind::Accounts,
        "Account ID,name,vip,seats,phone,note,empty\na,A,TRUE,12,0049,\"say \"\"hi\"\"\",\n",
    );
    let Rows::Accounts(rows) = &parsed.rows else { panic!("not accounts") };
    let attributes: Vec<(&str, &str)> =
        rows[0].1.attributes.iter().map(|(key, json)| (key.as_str(), json.as_str())).collect();
    assert_eq!(
        attributes,
        [("note", "\"say \\\"hi\\\"\""), ("phone", "\"0049\""), ("seats", "12"), ("vip", "true")]
    );
}

#[test]
fn missing_columns_are_named_with_the_lines_to_write() {
    let wrong = House::default().read(
        Kind::Facts,
        b"usage_id,subscription_id,usage_date,feature_name\n",
        None,
    );
    let error = wrong.unwrap_err();
    assert!(
        matches!(&error, FileError::MissingColumns { missing, .. } if missing == &["account_id", "name", "occurred_at"])
    );
    let text = error.to_string();
    for part in [
        "no column for account_id, name, occurred_at",
        "found: usage_id, subscription_id, usage_date, feature_name",
        "account_id = { account_of_subscription = \"subscription_id\" }",
        "name = \"feature_name\"",
        "occurred_at = \"usage_date\"",
    ] {
        assert!(text.contains(part), "{part} is not in: {text}");
    }
}

#[test]
fn wrong_files_and_mappings_are_explained() {
    let error = |data: &[u8], mapping: Option<&str>| {
        House::default().read(Kind::Accounts, data, mapping).unwrap_err().to_string()
    };
    assert!(error(b"", None).contains("is empty"));
    assert!(error(b"\xff\xfea\0", None).contains("UTF-16"));
    assert!(error(b"\xd0\xcf\x11\xe0", None).contains(".xls"));
    assert!(error(b"PK\x03\x04junk", None).contains("no workbook"));
    assert!(error(b"a,a\n", None).contains("twice"));
    let mapping = "[columns]\naccount_id = \"acount\"\n";
    assert!(error(b"account,name\n", Some(mapping)).contains("did you mean \"account\"?"));
    assert!(
        error(b"account_id,name\n", Some("ignore = [\"nmae\"]")).contains("did you mean \"name\"?")
    );
}

#[test]
fn other_peoples_habits_are_understood_through_a_mapping() {
    let mapping = r#"
        decimal_comma = true
        ignore = ["memo"]
        [columns]
        subscription_id = { template = "{customer}/{no}" }
        account_id = "customer"
        started_at = "from"
        mrr = { column = "per year", divide_by = 12 }
        currency = { constant = "EUR" }
        plan = { column = "typ", values = { P = "pro" }, otherwise = "other" }
        status = { constant = "paid" }
        [dates]
        formats = ["%d.%m.%Y"]
        zone = "Europe/Berlin"
    "#;
    let data = "customer;no;from;per year;typ;memo\n\
                acme;1;01.07.2024;1.000,00;P;x\n\
                acme;2;01.07.2024;12;Q;y\n";
    let parsed =
        House::default().read(Kind::Subscriptions, data.as_bytes(), Some(mapping)).unwrap();
    let Rows::Subscriptions(rows) = &parsed.rows else { panic!("not subscriptions") };
    let first = &rows[0].1;
    assert_eq!(first.subscription_id, "acme/1");
    assert_eq!(first.started_at.to_string(), "2024-06-30T22:00:00Z");
    assert_eq!(
        first.mrr.map(|m| (m.minor, m.currency.to_string())),
        Some((8333, "EUR".to_owned()))
    );
    assert_eq!((first.plan.as_deref(), rows[1].1.plan.as_deref()), (Some("pro"), Some("other")));
    assert_eq!(first.attributes.keys().collect::<Vec<_>>(), ["no"]);
    assert!(found(&parsed).contains(&("other_currency", 2)));
}

#[test]
fn facts_without_ids_get_the_same_ids_every_time() {
    let text = "account_id,name,occurred_at,color\na,login,2026-01-01,red\na,login,2026-01-01,red\na,login,2026-01-01,blue\n";
    let ids = |text: &str| {
        facts(&read(Kind::Facts, text)).into_iter().map(|f| f.fact_id).collect::<Vec<_>>()
    };
    let first = ids(text);
    assert_eq!(first, ids(text));
    assert_eq!(
        first.iter().collect::<std::collections::HashSet<_>>().len(),
        3,
        "equal rows are two facts"
    );
    let moved = "color,account_id,name,occurred_at\nred,a,login,2026-01-01\n";
    assert_eq!(ids(moved)[0], first[0], "the order of columns says nothing");
    let fact = &facts(&read(Kind::Facts, text))[0];
    assert_eq!((fact.kind, fact.source.as_str()), (FactKind::Usage, "import:in.csv"));
    assert_eq!(fact.properties.as_deref(), Some("{\"color\":\"red\"}"));
}

#[test]
fn a_fact_needs_an_account_or_a_contact() {
    let parsed = read(
        Kind::Facts,
        "account_id,contact_id,name,occurred_at,kind\n,ann,x,2026-01-01,\n,,x,2026-01-01,\na,,x,2026-01-01,Ticket\na,,x,2026-01-01,visit\n",
    );
    let told = refusals(&parsed);
    assert_eq!(told.iter().map(|(line, ..)| *line).collect::<Vec<_>>(), [3, 5]);
    assert!(told[1].2.contains("there is no fact kind \"visit\""));
    assert!(House::default().read(Kind::Facts, b"contact_id,name,occurred_at\n", None).is_ok());
}

#[test]
fn surveys_and_interactions_keep_to_their_words() {
    let parsed = read(
        Kind::Surveys,
        "response_id,account_id,kind,score,answered_at,scale\n\
         1,a,NPS,9,2026-01-01,\n2,a,nps,11,2026-01-01,\n3,a,csat,90,2026-01-01,100\n4,a,pulse,1,2026-01-01,\n",
    );
    assert_eq!(refusals(&parsed).iter().map(|(line, ..)| *line).collect::<Vec<_>>(), [3, 5]);
    let told = facts(&parsed);
    assert_eq!(
        (told[0].fact_id.as_str(), told[0].name.as_str(), told[0].value),
        ("survey:nps:1", "nps", Some(9.0))
    );

    let parsed = read(
        Kind::Interactions,
        "interaction_id,account_id,channel,direction,occurred_at,attended,minutes\n\
         1,a,Meeting,outgoing,2026-01-01,no,30\n2,a,email,sideways,2026-01-01,,\n3,a,call,in,2026-01-01,perhaps,\n",
    );
    assert_eq!(refusals(&parsed).iter().map(|(line, ..)| *line).collect::<Vec<_>>(), [3, 4]);
    let fact = &facts(&parsed)[0];
    assert_eq!((fact.fact_id.as_str(), fact.name.as_str()), ("interaction:1", "meeting"));
    assert!(fact.properties.as_deref().unwrap().contains("\"direction\":\"outbound\""));
}

#[test]
fn a_workbook_reads_like_a_file() {
    let data = include_bytes!("../fixtures/accounts.xlsx");
    let parsed = House::default().read(Kind::Accounts, data, None).unwrap();
    let Rows::Accounts(rows) = &parsed.rows else { panic!("not accounts") };
    let (line, acme) = &rows[0];
    assert_eq!((*line, acme.account_id.as_str(), acme.employees), (2, "acme", Some(120)));
    assert_eq!(acme.created_at.unwrap().to_string(), "2024-01-31T00:00:00Z");
    assert_eq!(acme.attributes["is partner"], "true");
    assert_eq!(acme.attributes["code"], "\"007\"");
    let (line, numbered) = &rows[1];
    assert_eq!((*line, numbered.account_id.as_str()), (5, "4711"));
    assert_eq!(numbered.created_at.unwrap().to_string(), "2024-01-31T09:30:00Z");
    let told = refusals(&parsed);
    assert_eq!((told[0].0, told[0].1.as_str()), (3, "Employees"));
    assert_eq!((told[1].0, told[1].1.as_str()), (4, "Employees"));
    assert!(told[1].2.contains("#DIV/0!"));
    let wrong = House::default().read(Kind::Accounts, data, Some("sheet = \"Customer\""));
    assert!(wrong.unwrap_err().to_string().contains("did you mean \"Customers\"?"));
}

#[test]
fn a_run_adds_up() {
    let parsed = read(Kind::Accounts, "account_id,name\na,A\na,A\na,B\n,C\nb,B\n\n,\n");
    assert_eq!(found(&parsed), [("duplicate_id", 1), ("empty_row", 1), ("repeated_row", 1)]);
    let info = perennial_sources::file::RunInfo {
        import_id: "i".into(),
        started_at: Micros(0),
        finished_at: Micros(1),
        rejected_file: None,
        by: None,
    };
    let run = parsed.run(Taken { added: 2, updated: 0, unchanged: 0 }, info);
    assert_eq!((run.rows, run.added, run.updated, run.unchanged, run.refused), (5, 2, 0, 1, 2));
    assert_eq!(run.rows, run.added + run.updated + run.unchanged + run.refused);
    let expected = RowNote {
        line: 4,
        column: Some("account_id".into()),
        reason: "the same account_id with other content stands on line 2, which was kept".into(),
    };
    assert_eq!(run.refusals[0], expected);
}

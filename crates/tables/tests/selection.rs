//! Rows by condition, columns by name, and what is said when either is wrong.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

mod common;

use std::sync::Arc;

use arrow::{
    array::{DictionaryArray, Int64Array, RecordBatch, StringArray},
    datatypes::Int32Type,
};
use common::{matrices, metrics, samples, usage};
use perennial_model::Zone;
use perennial_tables::{Format, Relation, Selection, export, relations};

fn csv(relation: Relation, condition: Option<&str>, columns: Option<&[&str]>) -> String {
    let selection = Selection::new(relation, condition, columns, &metrics(), &Zone::utc()).unwrap();
    let sample = samples().into_iter().find(|s| s.relation == relation).unwrap();
    let mut out = Vec::new();
    let batches = sample.batches.into_iter().map(Ok);
    let rows = export(&mut out, Format::Csv, selection, batches).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert_eq!(rows as usize + 1, text.lines().count());
    text
}

fn refused(relation: Relation, condition: Option<&str>, columns: Option<&[&str]>) -> String {
    Selection::new(relation, condition, columns, &metrics(), &Zone::utc()).unwrap_err().to_string()
}

#[test]
fn the_condition_may_name_columns_that_do_not_come_out() {
    assert_eq!(
        csv(
            Relation::Subscriptions,
            Some("mrr > 1000 and currency = 'EUR'"),
            Some(&["mrr", "subscription_id"])
        ),
        "mrr,subscription_id\n1299.50,eur\n"
    );
    assert_eq!(
        csv(Relation::Health, Some("score < 50"), None),
        "account_id,day,score,band,hidden_risk,red_inside\nacme,2026-01-31,0.0,critical,12.5,false\n"
    );
    assert_eq!(csv(Relation::Health, Some("score > 100"), Some(&["day"])), "day\n");
    assert_eq!(
        csv(
            Relation::Facts,
            Some("occurred_at >= '2026-01-31' and value is null"),
            Some(&["fact_id", "occurred_at"])
        ),
        "fact_id,occurred_at\nb,2026-01-31T09:30:00.000001Z\n"
    );
}

#[test]
fn lag_looks_back_within_each_account() {
    assert_eq!(
        csv(
            Relation::Metrics,
            Some("events_28d < 0.5 * lag(events_28d, 1)"),
            Some(&["account_id", "day", "events_28d", "arr"])
        ),
        "account_id,day,events_28d,arr\nacme,2026-02-01,2,1200.5\n"
    );
    assert_eq!(
        refused(Relation::Facts, Some("lag(value, 1) > 2"), None).lines().next(),
        Some("lag needs one row per account and day, and these rows are not by day")
    );
    assert_eq!(
        refused(Relation::Daily, Some("lag(count, 1) > 2"), None),
        "lag works on metrics and health, which have one row per account and day, and not on daily"
    );
}

#[test]
fn days_of_a_condition_begin_in_the_companys_zone() {
    let berlin = Zone::named("Europe/Berlin").unwrap();
    let facts = relations::facts::batch(&[usage("1", None)]).unwrap();
    let rows = |zone: &Zone| {
        let condition = Some("occurred_at >= '2026-01-31T10:00:00'");
        let selection =
            Selection::new::<&str>(Relation::Facts, condition, None, &metrics(), zone).unwrap();
        selection.apply(&facts).unwrap().num_rows()
    };
    assert_eq!((rows(&berlin), rows(&Zone::utc())), (1, 0));
}

#[test]
fn a_wrong_wish_says_what_would_be_right() {
    let accounts = Relation::Accounts;
    assert_eq!(
        refused(accounts, None, Some(&["account_id", "tire"])),
        "there is no column \"tire\" in accounts; did you mean tier?"
    );
    assert!(refused(accounts, None, Some(&["zzz"])).contains("use one of account_id, name, "));
    assert_eq!(
        refused(accounts, None, Some(&["name", " name "])),
        "the column \"name\" is named twice; name it once"
    );
    assert!(refused(accounts, None, Some(&[])).starts_with("no column is named; name some of"));
    assert_eq!(
        refused(accounts, Some("tire = 'gold'"), None),
        "there is no column \"tire\"; did you mean tier?\n  tire = 'gold'\n  ^^^^"
    );
    assert_eq!(
        "xlsx".parse::<Format>().unwrap_err().to_string(),
        "there is no format \"xlsx\"; use csv, json or parquet"
    );
}

#[test]
fn rows_in_other_types_are_brought_into_the_relations_own() {
    let sample = relations::facts::batch(&[usage("1", Some(2.0))]).unwrap();
    let kinds: DictionaryArray<Int32Type> = vec!["usage"].into_iter().collect();
    let other = RecordBatch::try_from_iter_with_nullable([
        ("extra", Arc::new(Int64Array::from(vec![1])) as _, true),
        ("kind", Arc::new(kinds) as _, true),
        ("fact_id", sample.column(0).clone(), true),
        ("contact_id", sample.column(2).clone(), true),
        ("name", sample.column(4).clone(), true),
        ("occurred_at", Arc::new(Int64Array::from(vec![1_769_851_800_000_001])) as _, true),
        ("received_at", Arc::new(Int64Array::from(vec![1_769_851_801_000_000])) as _, true),
        ("value", Arc::new(Int64Array::from(vec![2])) as _, true),
        ("source", sample.column(9).clone(), true),
        ("properties", sample.column(10).clone(), true),
    ])
    .unwrap();
    assert_eq!(
        Relation::Facts.conform(&other, &Relation::Facts.schema(&metrics())).unwrap(),
        sample
    );

    let lacking =
        RecordBatch::try_from_iter([("day", Arc::new(StringArray::from(vec!["x"])) as _)]);
    assert_eq!(
        Relation::Facts
            .conform(&lacking.unwrap(), &Relation::Facts.schema(&metrics()))
            .unwrap_err()
            .to_string(),
        "the rows given for facts have no column \"fact_id\""
    );
    assert_eq!(matrices()[0].schema(), Relation::Metrics.schema(&metrics()));
}

#[test]
fn the_examples_of_the_guide_are_conditions() {
    let guide = include_str!("../../../docs/guides/conditions.md");
    for relation in [Relation::Accounts, Relation::Metrics, Relation::Facts] {
        let (_, block) = guide.split_once(&format!("```{relation}\n")).unwrap();
        let (block, _) = block.split_once("```").unwrap();
        assert!(block.lines().count() >= 3);
        for condition in block.lines() {
            Selection::new::<&str>(relation, Some(condition), None, &metrics(), &Zone::utc())
                .unwrap_or_else(|error| panic!("{error}"));
        }
    }
}

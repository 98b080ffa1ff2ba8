//! Batches as other parts of the product make them: other Arrow types, wrong ones, odd orders.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use std::sync::Arc;

use arrow::{
    array::{
        Array, ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float64Array,
        Int64Array, RecordBatch, StringArray, StringViewArray, TimestampMillisecondArray,
        UInt64Array,
    },
    datatypes::Int32Type,
};
use perennial_expr::{EvalError, Schema, Type, parse_condition, parse_formula};

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(n, a)| (n, a, true)))
        .unwrap()
}

fn holds(text: &str, batch: &RecordBatch) -> Vec<bool> {
    let condition = parse_condition(text, &Schema::from_arrow(&batch.schema())).unwrap();
    let answer = condition.eval(batch).unwrap();
    assert_eq!(answer.null_count(), 0);
    answer.values().iter().collect()
}

#[test]
fn every_arrow_type_that_can_be_one_of_ours_is() {
    let money = Decimal128Array::from(vec![1_299_500, 10]).with_precision_and_scale(22, 3).unwrap();
    let kinds: DictionaryArray<Int32Type> = vec!["usage", "ticket"].into_iter().collect();
    let rows = batch(vec![
        ("count", Arc::new(UInt64Array::from(vec![3, 4]))),
        ("seats", Arc::new(Int64Array::from(vec![Some(3), None]))),
        ("mrr", Arc::new(money)),
        ("kind", Arc::new(kinds)),
        ("name", Arc::new(StringViewArray::from(vec!["a", "b"]))),
        ("at", Arc::new(TimestampMillisecondArray::from(vec![0, 1]).with_timezone("+02:00"))),
    ]);
    assert_eq!(holds("count = seats", &rows), [true, false]);
    assert_eq!(holds("mrr = 1299.5", &rows), [true, false]);
    assert_eq!(holds("kind = 'usage' and name < 'b'", &rows), [true, false]);
    assert_eq!(holds("at = '1970-01-01T00:00:00.001Z'", &rows), [false, true]);
}

#[test]
fn nan_is_null_and_both_zeros_are_one() {
    let rows =
        batch(vec![("x", Arc::new(Float64Array::from(vec![f64::NAN, f64::INFINITY, -0.0, 0.0])))]);
    assert_eq!(holds("x is null", &rows), [true, true, false, false]);
    assert_eq!(holds("x = 0 and x >= -x and not x < 0", &rows), [false, false, true, true]);
}

#[test]
fn no_rows_give_no_answers() {
    let rows = batch(vec![
        ("account_id", Arc::new(StringArray::from(Vec::<&str>::new()))),
        ("day", Arc::new(Date32Array::from(Vec::<i32>::new()))),
        ("x", Arc::new(Float64Array::from(Vec::<f64>::new()))),
    ]);
    assert!(
        holds("x > lag(x, 1) or x in (1, 2) or 1 = 1 or account_id like null is null", &rows)
            .is_empty()
    );
}

#[test]
fn a_batch_that_does_not_fit_says_how() {
    let schema = Schema::new([("x", Type::Number), ("y", Type::Number)]);
    let condition = parse_condition("x > y", &schema).unwrap();
    let only_x = batch(vec![("x", Arc::new(Float64Array::from(vec![1.0])))]);
    assert_eq!(
        condition.eval(&only_x).unwrap_err().to_string(),
        "the rows have no column \"y\", which the condition needs"
    );
    let texts = batch(vec![
        ("x", Arc::new(Float64Array::from(vec![1.0]))),
        ("y", Arc::new(StringArray::from(vec!["1"]))),
    ]);
    assert_eq!(
        condition.eval(&texts).unwrap_err().to_string(),
        "column \"y\" holds Utf8, where the condition needs a number"
    );
    let empty_column = batch(vec![
        ("x", Arc::new(Float64Array::from(vec![1.0]))),
        ("y", Arc::new(arrow::array::NullArray::new(1))),
    ]);
    assert!(!condition.eval(&empty_column).unwrap().value(0));
}

#[test]
fn lag_refuses_rows_out_of_order() {
    let rows = |accounts: Vec<Option<&str>>, days: Vec<i32>| {
        let x = Float64Array::from(vec![1.0; days.len()]);
        batch(vec![
            ("account_id", Arc::new(StringArray::from(accounts))),
            ("day", Arc::new(Date32Array::from(days))),
            ("x", Arc::new(x)),
        ])
    };
    let (a, b) = (Some("a"), Some("b"));
    let good = rows(vec![b, b, a], vec![1, 2, 1]);
    let formula = parse_formula("lag(x, 1)", &Schema::from_arrow(&good.schema())).unwrap();
    let answer = formula.eval(&good).unwrap();
    assert_eq!(answer.iter().collect::<Vec<_>>(), [None, Some(1.0), None]);
    for bad in [
        rows(vec![a, a], vec![2, 1]),
        rows(vec![a, a], vec![1, 1]),
        rows(vec![a, b, a], vec![1, 1, 2]),
        rows(vec![a, None], vec![1, 2]),
    ] {
        assert!(matches!(formula.eval(&bad), Err(EvalError::NotByDay)));
    }
}

#[test]
fn days_begin_in_the_schemas_zone() {
    let rows = batch(vec![
        (
            "at",
            Arc::new(TimestampMillisecondArray::from(vec![1_769_900_400_000]).with_timezone("UTC")),
        ),
        ("on", Arc::new(Date32Array::from(vec![20_485]))),
    ]);
    let told = |zone: &str| {
        let schema =
            Schema::from_arrow(&rows.schema()).in_zone(jiff::tz::TimeZone::get(zone).unwrap());
        let condition =
            parse_condition("at >= '2026-02-01' and day(at) = on and at >= on", &schema);
        condition.unwrap().eval(&rows).unwrap()
    };
    // 2026-01-31T23:00:00Z
    assert_eq!(told("UTC"), BooleanArray::from(vec![false]));
    assert_eq!(told("Europe/Berlin"), BooleanArray::from(vec![true]));
}

#[test]
fn a_long_pattern_is_no_trouble() {
    let rows = batch(vec![("t", Arc::new(StringArray::from(vec!["é".repeat(9_000)])))]);
    assert_eq!(holds(&format!("t like '{}'", "_".repeat(9_000)), &rows), [true]);
    assert_eq!(holds(&format!("t like '{}'", "%é_".repeat(2_400)), &rows), [true]);
}

#[test]
fn the_calendar_is_the_schemas_zones() {
    // 2026-03-29T22:30:00Z: a Sunday in UTC, half past midnight on Monday in Berlin.
    let at = 1_774_823_400_000;
    let rows = batch(vec![
        ("at", Arc::new(TimestampMillisecondArray::from(vec![at]).with_timezone("UTC"))),
        ("on", Arc::new(Date32Array::from(vec![20_541]))),
    ]);
    let told = |zone: &str, text: &str| {
        let schema =
            Schema::from_arrow(&rows.schema()).in_zone(jiff::tz::TimeZone::get(zone).unwrap());
        parse_formula(text, &schema).unwrap().eval(&rows).unwrap().value(0)
    };
    for (text, utc, berlin) in [
        ("weekday(at)", 7.0, 1.0),
        ("days_between(date_trunc('week', at), '2026-03-23')", 0.0, 7.0),
        ("days_between(at, '2026-03-30')", -0.0625, 0.5 / 24.0),
        // Clocks go forward on the 29th: that day has 23 hours, and is one day all the same.
        ("hours_between('2026-03-30', on)", 24.0, 23.0),
        ("days_between('2026-03-30', on)", 1.0, 1.0),
    ] {
        assert_eq!((told("UTC", text), told("Europe/Berlin", text)), (utc, berlin), "{text}");
    }
}

#[test]
fn what_leaves_the_calendar_is_null() {
    let rows = batch(vec![("d", Arc::new(Date32Array::from(vec![i32::MAX, 2_932_800, i32::MIN])))]);
    for text in [
        "year(d) is null",
        "date_trunc('week', d) is null",
        "add_months(d, 1) is null",
        "add_months(d, 1e300) is null",
    ] {
        let holds = holds(text, &rows);
        assert!(holds[0] && holds[2], "{text}");
        assert_eq!(holds[1], text.contains("1e300"), "{text}");
    }
}

#[test]
fn more_text_than_may_be_is_refused_before_it_is_made() {
    let rows = batch(vec![("t", Arc::new(StringArray::from(vec!["a", "b"])))]);
    let schema = Schema::from_arrow(&rows.schema());
    let ten = "a".repeat(10);
    let grown = (0..20).fold("t".to_owned(), |text, _| format!("replace({text}, 'a', '{ten}')"));
    let condition = parse_condition(&format!("{grown} = 'x'"), &schema).unwrap();
    assert_eq!(
        condition.eval(&rows).unwrap_err().to_string(),
        "the condition makes more than 256 MiB of text out of 2 rows; join or replace less"
    );

    let many = batch(vec![("x", Arc::new(Float64Array::from(vec![1.0; 65_536])))]);
    let long = "é".repeat(4_000);
    let text = format!("case when x > 0 then '{long}' end = 'x'");
    let condition = parse_condition(&text, &Schema::from_arrow(&many.schema())).unwrap();
    assert!(matches!(condition.eval(&many), Err(EvalError::TooMuchText { rows: 65_536 })));
}

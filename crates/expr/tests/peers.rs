//! Calls that compare an account with its peers: what is told of them, and how they are said.
#![allow(clippy::unwrap_used)]

use perennial_expr::{Function, Schema, Type, parse_condition, parse_formula};

fn schema() -> Schema {
    Schema::new([
        ("account_id", Type::Text),
        ("day", Type::Day),
        ("arr", Type::Number),
        ("account.tier", Type::Text),
    ])
    .label("arr", "ARR")
}

fn with_peers() -> Schema {
    schema().with_peers(["big".to_owned()])
}

#[test]
fn a_call_is_a_column_with_all_that_is_needed_to_work_it_out() {
    let text = "1 + PEER_QUANTILE(ARR, .75, account.tier, arr > 5 and day > '2026-01-01', 'big')";
    let formula = parse_formula(text, &with_peers()).unwrap();
    let call = "peer_quantile(ARR, 0.75, account.tier, arr > 5 and day > '2026-01-01', 'big')";
    assert_eq!(formula.columns(), [call]);
    let calls = formula.peer_calls();
    assert_eq!(calls.len(), 1);
    assert_eq!((calls[0].column.as_str(), calls[0].of.as_str()), (call, "arr"));
    assert_eq!((calls[0].function, calls[0].share), (Function::PeerQuantile, Some(0.75)));
    assert_eq!(calls[0].alike, ["account.tier"]);
    assert_eq!(calls[0].meeting, ["arr > 5 and day > '2026-01-01'"]);
    assert_eq!(calls[0].segments, ["big"]);
    assert_eq!(parse_formula(&formula.to_string(), &with_peers()).unwrap().peer_calls(), calls);
}

#[test]
fn it_is_told_in_plain_english() {
    let told = |text: &str| parse_formula(text, &with_peers()).unwrap().explain();
    assert_eq!(
        told("percentile(arr)"),
        "the percentile (0 to 100) of ARR among all accounts the day before"
    );
    assert_eq!(
        told("peer_median(arr, account.tier, arr > 5)"),
        "the median of ARR of the accounts with the same account tier and for which ARR is more than 5 the day before"
    );
    assert_eq!(
        told("peer_count(arr, 'big')"),
        "how many of the accounts in the segment \"big\" the day before have a value of ARR"
    );
}

#[test]
fn elsewhere_it_is_refused_with_the_way_out() {
    let error = parse_condition("percentile(arr) > 50", &schema()).unwrap_err();
    assert!(error.message.contains("declare it as a metric"), "{}", error.message);
    assert_eq!((error.span.start, error.span.end), (0, 15));
    let error = parse_formula("percentile(arr, 'bigg')", &with_peers()).unwrap_err();
    assert_eq!(error.suggestion.as_deref(), Some("'big'"));
    assert_eq!(&error.text[error.span.start..error.span.end], "'bigg'");
}

//! What is wrong is said, where it is wrong, with the nearest valid word.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use perennial_expr::{Schema, Type, parse_condition, parse_formula};

fn schema() -> Schema {
    Schema::new([
        ("account_id", Type::Text),
        ("arr", Type::Number),
        ("tier", Type::Text),
        ("paying", Type::Bool),
        ("renewal", Type::Day),
        ("created_at", Type::Time),
    ])
}

fn refused(text: &str) -> String {
    parse_condition(text, &schema()).unwrap_err().to_string()
}

#[test]
fn the_place_has_carets_and_the_word_a_neighbour() {
    assert_eq!(
        refused("arr > 5 and acount_id = 'x'"),
        "there is no column \"acount_id\"; did you mean account_id?\n\
         \x20 arr > 5 and acount_id = 'x'\n\
         \x20             ^^^^^^^^^"
    );
    assert_eq!(
        refused("tier = \"gold\""),
        "there is no column \"gold\"; did you mean the text 'gold'?\n\
         \x20 tier = \"gold\"\n\
         \x20        ^^^^^^"
    );
    assert_eq!(
        refused("arr > '5'"),
        "a number cannot be compared with text; did you mean 5?\n\
         \x20 arr > '5'\n\
         \x20       ^^^"
    );
}

#[test]
fn types_must_fit() {
    let first_line = |text: &str| refused(text).lines().next().unwrap().to_owned();
    assert_eq!(
        first_line("arr + 1"),
        "a condition must come to true or false, and this comes to a number"
    );
    assert_eq!(
        first_line("arr"),
        "a condition must come to true or false, and this comes to a number; did you mean arr is not null?"
    );
    assert_eq!(
        first_line("null"),
        "a condition must come to true or false, and this comes to null"
    );
    assert_eq!(
        first_line("paying and tier"),
        "this must be true or false, and it is text; did you mean tier is not null?"
    );
    assert_eq!(first_line("tier + 1 > 2"), "this must be a number, and it is text");
    assert_eq!(first_line("arr in (1, tier)"), "a number cannot be compared with text");
    assert_eq!(first_line("paying > false"), "true and false have no order; use =, <> or not");
    assert_eq!(
        first_line("renewal < '31.01.2026'"),
        "\"31.01.2026\" is not a day; write it as '2026-01-31'"
    );
    assert_eq!(
        first_line("created_at < 'yesterday'"),
        "\"yesterday\" is not a time; write it as '2026-01-31' or '2026-01-31T09:30:00Z'"
    );
    assert_eq!(
        first_line("created_at - created_at > 1"),
        "times cannot be added or subtracted; write days_between(a, b), hours_between(a, b) or \
         day(a) + 7"
    );
    assert_eq!(
        first_line("round(arr, arr) > 1"),
        "the number of decimals must be a whole number from -15 to 15"
    );
    assert_eq!(
        first_line("lag(arr, 28) > 1"),
        "lag needs one row per account and day, and these rows are not by day"
    );
    assert_eq!(
        parse_formula("tier", &schema()).unwrap_err().message,
        "a formula must come to a number, and this comes to text"
    );
}

#[test]
fn the_parts_of_a_case_must_fit() {
    let first_line = |text: &str| refused(text).lines().next().unwrap().to_owned();
    assert_eq!(
        first_line("case when arr then true end"),
        "this must be true or false, and it is a number; did you mean arr is not null?"
    );
    assert_eq!(
        refused("case when paying then 1 else tier end = 1"),
        "this gives text, where the others give a number\n\
         \x20 case when paying then 1 else tier end = 1\n\
         \x20                              ^^^^"
    );
    assert_eq!(
        first_line("case tier when 1 then true end"),
        "text cannot be compared with a number"
    );
    assert_eq!(first_line("nullif(arr, 'x') = 1"), "a number cannot be compared with text");
    assert!(first_line("nullif(arr)").contains("write nullif(value, other)"));
    assert_eq!(
        first_line("case when arrr > 1 then true end"),
        "there is no column \"arrr\"; did you mean arr?"
    );
}

#[test]
fn functions_say_what_they_take() {
    let first_line = |text: &str| refused(text).lines().next().unwrap().to_owned();
    assert_eq!(
        first_line("date_trunc('weak', renewal) = renewal"),
        "the unit is 'week', 'month', 'quarter' or 'year', in quotes; did you mean 'week'?"
    );
    assert_eq!(
        refused("date_trunc(month, renewal) = renewal"),
        "the unit is 'week', 'month', 'quarter' or 'year', in quotes; did you mean 'month'?\n\
         \x20 date_trunc(month, renewal) = renewal\n\
         \x20            ^^^^^"
    );
    assert_eq!(
        first_line("year(tier) = 2026"),
        "year takes a day, a time, or a text such as '2026-01-31'"
    );
    assert_eq!(
        first_line("weekday('monday') = 1"),
        "\"monday\" is not a day; write it as '2026-01-31'"
    );
    assert_eq!(
        first_line("days_between(renewal, arr) > 1"),
        "days_between takes days and times, and this is a number"
    );
    assert_eq!(
        first_line("hours_between(created_at, 'noon') > 1"),
        "\"noon\" is not a time; write it as '2026-01-31' or '2026-01-31T09:30:00Z'"
    );
    assert_eq!(
        first_line("add_months(renewal, tier) > renewal"),
        "this must be a number, and it is text"
    );
    assert_eq!(first_line("substring(tier, 'a') = 'x'"), "this must be a number, and it is text");
    assert_eq!(first_line("concat(tier, arr) = 'x'"), "this must be text, and it is a number");
    assert_eq!(first_line("arr ilike 'x'"), "this must be text, and it is a number");
    assert_eq!(first_line("sqrt(tier) > 1"), "this must be a number, and it is text");
    assert_eq!(first_line("arr % paying = 1"), "this must be a number, and it is true or false");
    assert_eq!(first_line("replace(tier, 'a') = 'x'"), "write replace(text, from, to)");
    assert_eq!(first_line("min(arr, 1) > 1"), "there is no function \"min\"; did you mean least?");
    for text in ["renewal < today()", "renewal < current_date"] {
        assert!(first_line(text).contains("means the same whenever it is asked"), "{text}");
    }
    assert_eq!(
        first_line("ceiling(arr) > 1"),
        "there is no function \"ceiling\"; did you mean ceil?"
    );
}

#[test]
fn two_bars_between_conditions_are_meant_as_or() {
    for text in [
        "arr > 5 || tier = 'gold'",
        "paying || arr > 5",
        "tier = 'x' || paying",
        "arr is null || tier is null",
        "tier in ('x') || paying",
        "tier like 'x' || tier like 'y'",
        "contains(tier, 'x') || paying",
        "arr between 1 and 2 || arr between 5 and 6",
    ] {
        let error = parse_condition(text, &schema()).unwrap_err();
        assert_eq!(error.suggestion.as_deref(), Some("or"), "{text}: {error}");
        assert_eq!(&text[error.span.start..error.span.end], "||", "{text}");
        let mended = text.replace("||", "or");
        assert!(parse_condition(&mended, &schema()).is_ok(), "{mended}");
    }
    assert_eq!(
        refused("paying | paying").lines().next().unwrap(),
        "\"|\" is not an operator here; did you mean or?"
    );
    assert_eq!(
        refused("tier || arr = 'x'").lines().next().unwrap(),
        "this must be text, and it is a number"
    );
}

#[test]
fn each_named_column_has_its_places() {
    let by_day = Schema::new([
        ("account_id", Type::Text),
        ("day", Type::Day),
        ("arr", Type::Number),
        ("b c", Type::Number),
    ]);
    let text = "( ARR ) > lag(arr, 7) or \"b c\" in (1, (arr))";
    let condition = parse_condition(text, &by_day).unwrap();
    let places = condition.column_places();
    let found: Vec<(&str, &str)> =
        places.iter().map(|(name, span)| (*name, &text[span.start..span.end])).collect();
    assert_eq!(found, [("arr", "ARR"), ("arr", "arr"), ("b c", "\"b c\""), ("arr", "arr")]);
    let formula = parse_formula("1 + arr", &by_day).unwrap();
    assert_eq!(formula.column_places()[0].1.start, 4);
    assert!(refused("(acount_id) = 'x'").ends_with("\n  (acount_id) = 'x'\n   ^^^^^^^^^"));
}

#[test]
fn dotted_names_are_columns() {
    let schema = Schema::new([("contact.role", Type::Text), ("properties.plan_name", Type::Text)]);
    let read = |text: &str| parse_condition(text, &schema);
    let condition = read("contact.role = 'payer' and \"properties.plan_name\" <> 'x'").unwrap();
    assert_eq!(condition.columns(), ["contact.role", "properties.plan_name"]);
    assert_eq!(condition.to_string(), "contact.role = 'payer' and properties.plan_name <> 'x'");
    assert_eq!(
        condition.explain(),
        "contact role is \"payer\" and properties plan name is not \"x\""
    );
    assert_eq!(
        read("contact.rol = 'x'").unwrap_err().sentence(),
        "there is no column \"contact.rol\"; did you mean contact.role?"
    );
    assert!(read("role = 'x'").unwrap_err().sentence().ends_with("did you mean contact.role?"));
}

#[test]
fn names_may_be_written_in_any_case() {
    let condition = parse_condition("ARR > 5 AND Lower(TIER) LIKE 'g%'", &schema()).unwrap();
    assert_eq!(condition.columns(), ["arr", "tier"]);
    assert_eq!(condition.to_string(), "ARR > 5 and lower(TIER) like 'g%'");
}

#[test]
fn lag_looks_back_and_never_ahead() {
    let by_day =
        Schema::new([("account_id", Type::Text), ("day", Type::Day), ("arr", Type::Number)]);
    let condition = parse_condition("lag(lag(arr, 7), 28) > lag(arr, 30)", &by_day).unwrap();
    assert_eq!(condition.columns(), ["account_id", "arr", "day"]);
    assert_eq!(condition.lag_days(), 35);
    let ahead = parse_condition("lag(arr, -28) > 1", &by_day).unwrap_err();
    assert_eq!(
        ahead.message,
        "how many days lag looks back must be a whole number from 0 to 36525"
    );
}

#[test]
fn deep_nesting_costs_no_time() {
    let deep = format!("{}arr{} > 1", "(1 + ".repeat(31), ")".repeat(31));
    assert!(parse_condition(&deep, &schema()).is_ok());
    let calls = format!("{}arr{} > 1", "abs(-".repeat(20), ")".repeat(20));
    assert!(parse_condition(&calls, &schema()).is_ok());
    let choices = format!("{}arr{} > 1", "nullif(".repeat(30), ", 1)".repeat(30));
    assert!(parse_condition(&choices, &schema()).is_ok());
    let cases = format!("{}1{} > 1", "case arr when 1 then 2 else ".repeat(30), " end".repeat(30));
    assert!(parse_condition(&cases, &schema()).is_ok());
}

//! Mappings that are understood, and slips that are named.

use super::*;

fn error(text: &str) -> String {
    Mapping::parse(text, Kind::Facts).unwrap_err().to_string()
}

#[test]
fn a_whole_mapping_is_understood() {
    let text = r#"
        kind = "facts"
        ignore = ["arr_amount"]
        decimal_comma = true
        delimiter = ";"
        [columns]
        fact_id = "usage_id"
        kind = { constant = "usage" }
        name = { template = "used {feature} now" }
        minutes = { column = "seconds", divide_by = 60 }
        account_id = { account_of_subscription = "subscription_id" }
        plan = { column = "plan_tier", values = { Basic = "starter" }, otherwise = "other" }
        [dates]
        formats = ["%d-%m-%Y"]
        zone = "Europe/Berlin"
        [booleans]
        true = ["Ja"]
    "#;
    let mapping = Mapping::parse(text, Kind::Facts).unwrap();
    assert_eq!(mapping.columns["fact_id"], Recipe::column("usage_id"));
    assert_eq!(
        mapping.columns["name"],
        Recipe::Template(vec![
            Piece::Text("used ".into()),
            Piece::Column("feature".into()),
            Piece::Text(" now".into())
        ])
    );
    assert_eq!((mapping.delimiter, mapping.decimal_comma), (Some(b';'), true));
    assert_eq!(mapping.truths, ["ja"]);
}

#[test]
fn a_slip_is_named_with_the_nearest_word() {
    assert!(error("colums = {}").contains("did you mean \"columns\"?"));
    assert!(error("[columns]\nocurred_at = \"d\"").contains("did you mean \"occurred_at\"?"));
    assert!(error("[columns]\nname = { colum = \"d\" }").contains("columns.name.colum"));
    assert!(error("[columns]\nname = { values = {} }").contains("needs one of"));
    assert!(error("[dates]\nformats = [\"DD-MM-YYYY\"]").contains("%d-%m-%Y"));
    assert!(error("[dates]\nzone = \"Berlin\"").contains("Europe/Berlin"));
    assert!(error("kind = \"tickets\"").contains("for tickets, but this import is for facts"));
    assert!(
        error("[columns]\na = { column = \"x\", plus = \"y\", unit = \"hour\" }").contains("hours")
    );
    assert!(error("x = ").contains("not valid TOML"));
}

//! Hidden risk: the compiled-in settings, and what the signs make of an account.
#![allow(clippy::unwrap_used)]

mod support;

use perennial_health::{
    HIDDEN_TEXT, HiddenAssessment, HiddenRisk, default_hidden_risk, default_scorecard, history,
};
use perennial_metrics::{Capability, Catalogue, definitions_for};
use perennial_model::Zone;
use support::{CATALOGUE, FIRST, Visits, account, made_of};

/// The metrics of a company that says what its plans entitle to.
fn with_capabilities() -> Catalogue {
    let text = "[[capability]]\nkey = \"routing\"\nname = \"Routing\"\nwhere = \"name = 'route'\"\nentitled = { team = 100 }\n";
    let capabilities = Capability::read_all(text).unwrap();
    Catalogue::new(definitions_for(&capabilities).unwrap(), &Zone::utc()).unwrap()
}

#[test]
fn the_built_in_settings_are_sound_and_survive_being_written_out() {
    let known = with_capabilities();
    let settings = default_hidden_risk();
    assert_eq!(HiddenRisk::parse(HIDDEN_TEXT, &known).unwrap(), settings);
    let written = settings.to_toml();
    assert_eq!(HiddenRisk::parse(&written, &known).unwrap(), settings, "{written}");
    assert_eq!(settings.clone().fitted(&known), settings);
    // Without declared capabilities the consumption gap is unknown, and its side stays.
    let fitted = settings.clone().fitted(&CATALOGUE);
    assert_eq!(fitted.sides.len(), settings.sides.len());
    assert!(fitted.sides.iter().find(|side| side.key == "gap").unwrap().signs.is_empty());
}

#[test]
fn a_refusal_names_the_key_and_the_way_out() {
    let known = with_capabilities();
    let refused = |from: &str, to: &str| {
        assert!(HIDDEN_TEXT.contains(from), "{from}");
        HiddenRisk::parse(&HIDDEN_TEXT.replacen(from, to, 1), &known).unwrap_err().to_string()
    };
    let metric = refused("metric = \"payers_known\"", "metric = \"payer_known\"");
    assert!(metric.contains("sides.payer.signs.payer_unknown.metric"), "{metric}");
    assert!(metric.contains("payers_known"), "{metric}");
    assert!(refused("weight = 0.7", "weight = 1").contains("from 0 to 0.95"));
    assert!(refused("least_sides = 3", "least_sides = 30").contains("least_sides"));
    assert!(refused("weight = 0.7", "weight = 0.7\nmissing = \"block\"").contains("silent"));
}

/// Two signs of one side count once, two sides as independent causes.
#[test]
fn the_worst_of_a_side_speaks_and_sides_add_up_as_independent_causes() {
    let sign = |key: &str, metric: &str, weight: f64| {
        format!(
            "[[sides.signs]]\nkey = \"{key}\"\nname = \"{key}\"\nmetric = \"{metric}\"\n\
             curve = [[0, 0], [100, 100]]\nweight = {weight}\n"
        )
    };
    let text = format!(
        "name = \"x\"\nlisted_from = 50\noutside_from = 70\n\
         bands = [{{ key = \"all\", name = \"All\", from = 0 }}]\n\
         [outside]\nkey = \"o\"\nname = \"O\"\nmetric = \"events_28d\"\ncurve = [[0, 0]]\nweight = 1\n\
         [[sides]]\nkey = \"a\"\nname = \"A\"\n{}{}[[sides]]\nkey = \"b\"\nname = \"B\"\n{}",
        sign("a1", "open_tickets", 0.5),
        sign("a2", "tickets_90d", 0.5),
        sign("b1", "last_nps", 0.5),
    );
    let settings = HiddenRisk::parse(&text, &CATALOGUE).unwrap();
    let risk = |tickets: f64, more: f64, nps: f64| {
        let matrix = made_of(1, |key, _| match key {
            "open_tickets" => tickets,
            "tickets_90d" => more,
            "last_nps" => nps,
            _ => f64::NAN,
        });
        HiddenAssessment::new(&settings, &matrix).history().risks[0]
    };
    assert_eq!(risk(100.0, f64::NAN, f64::NAN), 50.0);
    assert_eq!(risk(100.0, 100.0, f64::NAN), 50.0, "one side, one voice");
    assert_eq!(risk(100.0, 40.0, 100.0), 75.0, "1 - 1/2 × 1/2");
    assert_eq!(risk(0.0, f64::NAN, 100.0), 50.0, "a calm side excuses nothing");
    assert!(risk(f64::NAN, f64::NAN, f64::NAN).is_nan());
}

/// Use as heavy as ever, by one person, after five others stopped.
#[test]
fn an_account_that_one_person_carries_is_found_while_its_use_is_as_ever() {
    let on = |day: i32| -> Visits {
        let people = if day < 500 { 0..6 } else { 0..1 };
        let each = if day < 500 { 3 } else { 18 };
        if day % 7 >= 5 { Vec::new() } else { people.map(|who| (who, who % 4, each)).collect() }
    };
    let matrix = account(560, on);
    let settings = default_hidden_risk().fitted(&CATALOGUE);
    let assessment = HiddenAssessment::new(&settings, &matrix);
    let (before, after) =
        (assessment.explain(FIRST.plus(490)), assessment.explain(FIRST.plus(550)));
    assert!(before.risk.unwrap() < 20.0, "{before:?}");
    assert!(after.risk.unwrap() > settings.listed_from, "{}", after.sentence);
    assert!(after.use_looks_well, "{}", after.outside_sentence);
    assert!(after.sentence.contains("active people"), "{}", after.sentence);
    assert!(after.sentence.contains("while events in 28 days"), "{}", after.sentence);
    let (card, hidden) = (default_scorecard(), assessment.history());
    let health = history(&card, &matrix);
    let since = settings.listed_since(&card, &health, &hidden, FIRST.plus(550)).unwrap();
    assert!(since > FIRST.plus(500) && since < FIRST.plus(545), "{since}");
}

//! Scorecards: reading, refusing, weighing, leaving out.
#![allow(clippy::unwrap_used)]

mod support;

use perennial_health::{HealthError, Scorecard, default_scorecard, explain, history};
use perennial_model::Day;
use support::{CATALOGUE, FIRST, as_is, made_of, measures, plain};

const DEFAULT: &str = include_str!("../src/default.toml");

#[test]
fn the_default_is_valid_and_survives_being_written_out() {
    let card = default_scorecard();
    assert_eq!(Scorecard::parse(DEFAULT, &CATALOGUE).unwrap(), card);
    let written = card.to_toml();
    assert_eq!(Scorecard::parse(&written, &CATALOGUE).unwrap(), card, "{written}");
    let keys: Vec<&str> = card.groups.iter().map(|group| group.key.as_str()).collect();
    assert_eq!(
        keys,
        ["usage", "breadth", "people", "support", "sentiment", "judgement", "commercial"]
    );
    let json = serde_json::to_value(&card).unwrap();
    assert_eq!(serde_json::from_value::<Scorecard>(json).unwrap(), card);
}

#[test]
fn every_curve_of_the_default_goes_one_way() {
    let card = default_scorecard();
    for measure in measures(&card) {
        let ys: Vec<f64> = measure.curve.0.iter().map(|point| point[1]).collect();
        let rises = ys.windows(2).all(|pair| pair[0] <= pair[1]);
        let falls = ys.windows(2).all(|pair| pair[0] >= pair[1]);
        assert!(rises || falls, "{}", measure.key);
    }
}

#[test]
fn a_refusal_names_the_key_and_the_way_out() {
    let refused = |from: &str, to: &str| {
        assert!(DEFAULT.contains(from), "{from}");
        Scorecard::parse(&DEFAULT.replacen(from, to, 1), &CATALOGUE).unwrap_err().to_string()
    };
    let says = |from, to, parts: &[&str]| {
        let message = refused(from, to);
        for part in parts {
            assert!(message.contains(part), "\"{part}\" is not in: {message}");
        }
    };
    says(
        "metric = \"events_28d\"",
        "metric = \"event_28d\"",
        &["groups.usage.measures.level.metric", "\"event_28d\"", "events_28d"],
    );
    says(
        "[[0, 0], [0.25, 5]",
        "[[0.5, 0], [0.25, 10]",
        &["groups.usage.measures.level.curve", "x must rise"],
    );
    says("[[0, 0], [0.25, 5]", "[[0, -1], [0.25, 15]", &["level.curve", "from 0 to 100"]);
    says("weight = 25", "weight = -1", &["groups.usage.weight", "from 0 up"]);
    says("weight = 25", "weight = nan", &["groups.usage.weight"]);
    says("weight = 25", "wieght = 25", &["wieght"]);
    says("key = \"long_run\"", "key = \"level\"", &["groups.usage.measures.level", "twice"]);
    says("key = \"breadth\"", "key = \"usage\"", &["groups.usage", "twice"]);
    says("least_coverage = 0.3", "least_coverage = 30", &["least_coverage", "from 0 to 1"]);
    says("emphasis = 3", "emphasis = -1", &["emphasis", "from 0 to 9"]);
    says("from = 0 }", "from = 10 }", &["bands", "begins at 0"]);
    says("from = 70 }", "from = 85 }", &["bands", "same score"]);
    says("recent = 84", "recent = 0", &["long_run.transform.own_habit.recent"]);
    says("change = { days = 90 }", "change = { days = 0 }", &["arr_quarter.transform.change.days"]);
    says("transform = \"rhythm\"", "transform = \"rythm\"", &["rythm"]);
    says("average = { days = 84", "average = { days = 0", &["regularity.transform.average.days"]);
    let empty = Scorecard::parse("name = \"x\"\ngroups = []\nbands = []", &CATALOGUE);
    assert!(matches!(empty, Err(HealthError::Invalid { key, .. }) if key == "groups"));
}

#[test]
fn a_group_is_the_weighted_mean_of_what_is_present() {
    let value = |key: &str, day: usize| match (key, day) {
        ("events_28d", 1) => f64::NAN,
        ("events_28d", _) => 47.0,
        ("active_days_28d", 2) | ("open_tickets", 2) => f64::NAN,
        ("active_days_28d", _) => 59.0,
        ("open_tickets", _) => 21.0,
        _ => f64::NAN,
    };
    let matrix = made_of(3, value);
    let card = plain(
        &[("events_28d", 20.0), ("active_days_28d", 15.0), ("open_tickets", 22.0)]
            .map(|(metric, weight)| as_is(metric, weight, ""))
            .concat(),
    );
    let scores = history(&card, &matrix).scores;
    assert_eq!(scores[0], 40.122_807_017_543_86);
    assert_eq!(scores[0], (47.0 * 20.0 + 59.0 * 15.0 + 21.0 * 22.0) / 57.0);
    assert_eq!(scores[1], (59.0 * 15.0 + 21.0 * 22.0) / 37.0);
    assert_eq!(scores[2], 47.0);
    let left_out = explain(&card, &matrix, FIRST.plus(1));
    assert_eq!(left_out.coverage, 37.0 / 57.0);
    let part = &left_out.groups[0].measures[0];
    assert!(part.missing && part.points.is_none() && part.contribution == 0.0);
}

#[test]
fn missing_may_count_or_block() {
    let value = |key: &str, day: usize| match (key, day) {
        ("events_28d", 0) => f64::NAN,
        ("events_28d", _) => 80.0,
        ("open_tickets", _) => 40.0,
        _ => f64::NAN,
    };
    let matrix = made_of(2, value);
    let card = |missing: &str| {
        plain(&(as_is("events_28d", 1.0, missing) + &as_is("open_tickets", 1.0, "")))
    };
    let scores = |missing| history(&card(missing), &matrix).scores;
    assert_eq!(scores("missing = \"leave_out\""), [40.0, 60.0]);
    assert_eq!(scores("missing = { score = 10 }"), [25.0, 60.0]);
    let counted = explain(&card("missing = { score = 10 }"), &matrix, FIRST);
    assert_eq!((counted.coverage, counted.score), (0.5, Some(25.0)));
    assert!(counted.groups[0].measures[0].sentence.contains("it counts as 10"));
    let blocked = explain(&card("missing = \"block\""), &matrix, FIRST);
    assert_eq!(blocked.score, None);
    assert!(blocked.sentence.contains("events_28d"), "{}", blocked.sentence);
    assert_eq!(history(&card("missing = \"block\""), &matrix).score(FIRST.plus(1)), Some(60.0));
}

#[test]
fn an_old_answer_is_left_out_and_said() {
    let value = |key: &str, day: usize| match key {
        "last_nps" => 90.0,
        "days_since_last_nps" => day as f64,
        "open_tickets" => 10.0,
        _ => f64::NAN,
    };
    let matrix = made_of(300, value);
    let gate = "only_when = { metric = \"days_since_last_nps\", at_most = 270 }";
    let card = plain(&(as_is("last_nps", 1.0, gate) + &as_is("open_tickets", 1.0, "")));
    let scores = history(&card, &matrix).scores;
    assert_eq!((scores[270], scores[271]), (50.0, 10.0));
    let told = explain(&card, &matrix, FIRST.plus(271));
    assert!(told.groups[0].measures[0].sentence.contains("271 days old"), "{told:?}");
}

#[test]
fn outside_the_history_nothing_is_known() {
    let card = default_scorecard();
    let matrix = made_of(3, |_, _| 1.0);
    for day in [FIRST.plus(-1), FIRST.plus(3), Day(0)] {
        let told = explain(&card, &matrix, day);
        assert_eq!((told.score, told.coverage), (None, 0.0));
        assert!(told.sentence.contains(&day.to_string()));
        assert!(history(&card, &matrix).score(day).is_none());
    }
}

/// "At most 40 while a payment is 30 days late", and a group that counts for at most 60.
fn held() -> Scorecard {
    let text = "name = \"held\"\n\
        bands = [{ key = \"low\", name = \"Low\", from = 0, colour = \"#c92a2a\" }, { key = \"high\", name = \"High\", from = 50 }]\n\
        [[groups]]\nkey = \"use\"\nname = \"Use\"\nweight = 1\n\
        ceiling = { metric = \"csm_fit\", curve = [[0, 60], [2, 100]], says = \"the fit is {value}\" }\n"
        .to_owned()
        + &as_is("events_28d", 1.0, "")
        + "[[groups]]\nkey = \"rest\"\nname = \"Rest\"\nweight = 1\n"
        + &as_is("open_tickets", 1.0, "")
        + "[[exceptions]]\nkey = \"late\"\nname = \"A payment is 30 days late\"\nmetric = \"overdue_days\"\nat_least = 30\nmost = 40\n";
    Scorecard::parse(&text, &CATALOGUE).unwrap()
}

#[test]
fn a_late_payment_holds_the_score_down() {
    let value = |key: &str, day: usize| match key {
        "events_28d" | "open_tickets" => 90.0,
        "overdue_days" => [0.0, 29.0, 30.0, 31.0][day],
        _ => f64::NAN,
    };
    let (card, matrix) = (held(), made_of(4, value));
    assert_eq!(history(&card, &matrix).scores, [90.0, 90.0, 40.0, 40.0]);
    let told = explain(&card, &matrix, FIRST.plus(3));
    assert_eq!((told.unheld, told.band.unwrap().key.as_str()), (Some(90.0), "low"));
    assert_eq!((told.exceptions[0].contribution, told.exceptions[0].most), (-50.0, 40.0));
    assert!(
        told.sentence.contains("40 (90 without \"A payment is 30 days late\")"),
        "{}",
        told.sentence
    );
    assert!(explain(&card, &matrix, FIRST.plus(1)).exceptions.is_empty());
}

#[test]
fn use_that_does_not_fit_lifts_the_score_only_so_far() {
    let value = |key: &str, day: usize| match key {
        "events_28d" => 90.0,
        "open_tickets" => 50.0,
        "csm_fit" => [f64::NAN, 0.0, 1.0, 2.0][day],
        _ => f64::NAN,
    };
    let (card, matrix) = (held(), made_of(4, value));
    // Nobody's answer is no ceiling; 60, 80 and 100 are what the curve gives.
    assert_eq!(history(&card, &matrix).scores, [70.0, 55.0, 65.0, 70.0]);
    let told = explain(&card, &matrix, FIRST.plus(1));
    let ceiling = told.groups[0].ceiling.as_ref().unwrap();
    assert_eq!((ceiling.uncapped, ceiling.most, ceiling.contribution), (90.0, 60.0, -15.0));
    assert_eq!(ceiling.sentence, "the fit is 0, so use counts for at most 60");
    assert_eq!((told.groups[0].score, told.groups[0].contribution), (Some(60.0), 30.0));
    let measures: f64 = told.groups.iter().flat_map(|g| &g.measures).map(|m| m.contribution).sum();
    assert_eq!(measures + ceiling.contribution, 55.0);
    assert!(explain(&card, &matrix, FIRST.plus(3)).groups[0].ceiling.is_none());
}

#[test]
fn a_longer_span_is_told_from_its_first_day() {
    let value = |key: &str, day: usize| match key {
        "events_28d" => {
            if day < 100 {
                90.0
            } else {
                40.0
            }
        }
        _ => f64::NAN,
    };
    let (card, matrix) = (plain(&as_is("events_28d", 1.0, "")), made_of(200, value));
    let assessment = perennial_health::Assessment::new(&card, &matrix);
    let told = assessment.explain_over(FIRST.plus(199), 180);
    assert_eq!((told.change, told.change_days), (Some(-50.0), 180));
    // 19,000 + 19 days after 1 January 1970.
    assert!(told.sentence.contains("down 50 points since 27 January 2022"), "{}", told.sentence);
    assert_eq!(assessment.explain_over(FIRST.plus(199), 28).change, Some(0.0));
    assert_eq!(assessment.explain_over(FIRST.plus(199), 365).change, None);
}

#[test]
fn limits_that_make_no_sense_are_refused() {
    let text = held().to_toml();
    let refused = |from: &str, to: &str| {
        assert!(text.contains(from), "{from} is not in {text}");
        Scorecard::parse(&text.replacen(from, to, 1), &CATALOGUE).unwrap_err().to_string()
    };
    assert!(refused("at_least = 30.0\n", "").contains("exceptions.late: it has no limit"));
    assert!(refused("most = 40.0", "most = 140.0").contains("exceptions.late.most"));
    assert!(refused("at_least = 30.0", "at_least = 30.0\nat_most = 3.0").contains("never holds"));
    assert!(refused("overdue_days", "overdue_dayz").contains("did you mean"));
    assert!(refused("csm_fit", "csm_fitt").contains("groups.use.ceiling.metric"));
    assert!(refused("#c92a2a", "red").contains("bands.low.colour"));
}

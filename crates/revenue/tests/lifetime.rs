//! Lifetime value, against closed forms and against lifelines and NumPy.

#![allow(clippy::unwrap_used)]

use perennial_revenue::{
    Beyond, Life, Lifetime, Survival, TimeUnit, USUAL_HORIZON_MONTHS, ValueTerms, lifetime,
};

fn terms() -> ValueTerms {
    ValueTerms {
        revenue_per_month: 100.0,
        gross_margin: 1.0,
        discount_per_year: 0.0,
        horizon_months: USUAL_HORIZON_MONTHS,
        beyond: Beyond::Stop,
        acquisition_cost: None,
    }
}

fn close(found: f64, expected: f64) {
    let allowed = 1e-9 * expected.abs().max(1.0);
    assert!((found - expected).abs() <= allowed, "{found} is not {expected}");
}

fn lives(count: usize, left: u32, has_left: bool) -> Vec<Life> {
    vec![Life { entered: 0, left, has_left }; count]
}

/// Half of the customers leave at the end of each month, and after ten the last two are still there.
fn halving() -> Survival {
    let leave = (1..=9).flat_map(|month| lives(1024 >> month, month, true));
    let last = [lives(1, 10, true), lives(1, 10, false)].concat();
    Survival::of(&leave.chain(last).collect::<Vec<_>>())
}

fn priced(survival: &Survival, terms: ValueTerms) -> Lifetime {
    lifetime(survival, TimeUnit::Months, &terms).unwrap()
}

/// A bond that nobody defaults on: an annuity paid in advance. At 1 % a month, twelve payments of 1
/// in arrears are worth 11.2551 (any annuity table); each a month earlier, 1.01 times that.
#[test]
fn where_nobody_leaves_it_is_an_annuity() {
    let discount_per_year = 1.01_f64.powi(12) - 1.0;
    let terms = ValueTerms { discount_per_year, horizon_months: 12, ..terms() };
    let survival = Survival::of(&lives(20, 11, false));
    let found = priced(&survival, terms);
    close(found.value, 100.0 * 1.01 * (1.0 - 1.01_f64.powi(-12)) / 0.01);
    assert_eq!(format!("{:.2}", found.value), "1136.76");
    assert_eq!((found.std_error, found.low, found.high), (0.0, found.value, found.value));
    assert_eq!((found.band_low, found.band_high), (found.value, found.value));
    assert_eq!((found.known_months, found.lives, found.left), (12, 20, 0));
    // Two years of discounting by hand: 100 now, 100 ÷ 1.1 after a year.
    let yearly = ValueTerms { discount_per_year: 0.1, horizon_months: 13, ..terms };
    let survival = Survival::of(&lives(20, 12, false));
    let twelve = priced(&survival, ValueTerms { horizon_months: 12, ..yearly }).value;
    close(priced(&survival, yearly).value - twelve, 100.0 / 1.1);
}

#[test]
fn at_a_constant_hazard_it_is_a_geometric_series() {
    let terms = ValueTerms { gross_margin: 0.8, discount_per_year: 0.1, ..terms() };
    let ratio = 0.5 / 1.1_f64.powf(1.0 / 12.0);
    let series = |months: i32| 80.0 * (1.0 - ratio.powi(months)) / (1.0 - ratio);
    let survival = halving();
    let stopped = priced(&survival, terms);
    close(stopped.value, series(11));
    assert_eq!((stopped.known_months, stopped.extrapolated_share), (11, 0.0));
    let terms = ValueTerms { beyond: Beyond::ConstantHazard, ..terms };
    let extrapolated = priced(&survival, terms);
    close(extrapolated.value, series(60));
    close(extrapolated.extrapolated_share, 1.0 - series(11) / series(60));
    assert_eq!(extrapolated.known_months, 11);
    assert!(extrapolated.std_error > stopped.std_error);
}

#[test]
fn payback_is_when_the_expected_margin_reaches_the_cost() {
    let survival = halving();
    // 100, 150, 175, 187.50 … and never more than 200.
    let with = |cost| {
        let beyond = Beyond::ConstantHazard;
        priced(&survival, ValueTerms { acquisition_cost: Some(cost), beyond, ..terms() })
    };
    assert_eq!(with(100.0).payback_months, Some(1));
    assert_eq!(with(100.5).payback_months, Some(2));
    assert_eq!(with(175.0).payback_months, Some(3));
    assert_eq!(with(200.5).payback_months, None);
    close(with(50.0).value_to_cost.unwrap(), with(50.0).value / 50.0);
    let unknown = priced(&survival, terms());
    assert_eq!((unknown.payback_months, unknown.value_to_cost), (None, None));
}

/// Of two customers one leaves after a month: 100 for sure, then half of it for eleven months, with a
/// standard error of √(1/8) of 100 in each of them, all together.
#[test]
fn limits_keep_to_what_is_possible() {
    let survival = Survival::of(&[lives(1, 1, true), lives(1, 11, false)].concat());
    let found = priced(&survival, ValueTerms { horizon_months: 12, ..terms() });
    close(found.value, 650.0);
    close(found.std_error, 1_100.0 * 0.125_f64.sqrt());
    assert_eq!((found.low, found.high), (0.0, 1_200.0));
    assert!(found.band_low > 100.0 && found.band_high < 1_200.0);
}

#[test]
fn a_value_that_cannot_be_worked_out_says_why() {
    let survival = halving();
    let refused = |survival: &Survival, terms| {
        lifetime(survival, TimeUnit::Months, &terms).unwrap_err().to_string()
    };
    assert_eq!(
        refused(&survival, ValueTerms { gross_margin: 80.0, ..terms() }),
        "gross_margin: 80 does not fit; give a share from 0 to 1, such as 0.8 for 80 %"
    );
    assert_eq!(
        refused(&survival, ValueTerms { acquisition_cost: Some(0.0), ..terms() }),
        "acquisition_cost: 0 does not fit; give an amount above 0, at most a billion, or leave it out \
         where it is not known"
    );
    for (field, wrong) in [
        ("revenue_per_month", ValueTerms { revenue_per_month: f64::NAN, ..terms() }),
        ("discount_per_year", ValueTerms { discount_per_year: 10.0, ..terms() }),
        ("horizon_months", ValueTerms { horizon_months: 0, ..terms() }),
    ] {
        assert!(refused(&survival, wrong).starts_with(field));
    }
    assert_eq!(
        refused(&Survival::of(&[]), terms()),
        "survival: no customer was seen for any time; bring in subscriptions first"
    );
    let late = Life { entered: 10, left: 20, has_left: true };
    let emptied = Survival::of(&[lives(1, 3, true), vec![late]].concat());
    assert!(refused(&emptied, terms()).starts_with("survival: all customers left"));
}

fn rows<const N: usize>(file: &str) -> Vec<[String; N]> {
    let path = format!("{}/tests/data/{file}", env!("CARGO_MANIFEST_DIR"));
    let record = |record: csv::StringRecord| {
        let fields: Vec<String> = record.iter().map(str::to_owned).collect();
        fields.try_into().unwrap()
    };
    csv::Reader::from_path(path).unwrap().into_records().map(Result::unwrap).map(record).collect()
}

fn curve(case: &str) -> Survival {
    let life = |[of, entered, left, has_left]: [String; 4]| {
        let (entered, left) = (entered.parse().unwrap(), left.parse().unwrap());
        (of == case).then_some(Life { entered, left, has_left: has_left == "1" })
    };
    Survival::of(&rows("survival_lives.csv").into_iter().filter_map(life).collect::<Vec<_>>())
}

#[test]
fn values_and_their_limits_are_those_of_lifelines_and_numpy() {
    let rows: Vec<[String; 18]> = rows("lifetime.csv");
    assert_eq!(rows.len(), 12);
    for row in rows {
        let number = |at: usize| row[at].parse::<f64>().ok();
        let months = |at: usize| row[at].parse::<u32>().ok();
        let unit = if row[1] == "days" { TimeUnit::Days } else { TimeUnit::Months };
        let terms = ValueTerms {
            revenue_per_month: number(2).unwrap(),
            gross_margin: number(3).unwrap(),
            discount_per_year: number(4).unwrap(),
            horizon_months: months(5).unwrap(),
            beyond: if row[6] == "stop" { Beyond::Stop } else { Beyond::ConstantHazard },
            acquisition_cost: number(7),
        };
        let found = lifetime(&curve(&row[0]), unit, &terms).unwrap();
        let values = [found.value, found.std_error, found.low, found.high];
        let bands = [found.band_low, found.band_high];
        for (place, found) in values.into_iter().chain(bands).enumerate() {
            close(found, number(8 + place).unwrap());
        }
        close(found.extrapolated_share, number(15).unwrap());
        assert_eq!(Some(found.known_months), months(14));
        assert_eq!(found.payback_months, months(16));
        assert_eq!(found.value_to_cost.is_some(), number(17).is_some());
        close(found.value_to_cost.unwrap_or(0.0), number(17).unwrap_or(0.0));
    }
}

//! The churn simulator, against a worked example and against decimals of 50 digits.

use perennial_revenue::{Assumptions, Scenario, simulate};

fn assumptions() -> Assumptions {
    Assumptions {
        customers: 1_000.0,
        price_per_month: 100.0,
        growth_per_year: 0.5,
        churn_per_year: vec![0.0, 0.3],
        years: 3,
    }
}

fn close(found: f64, expected: f64) {
    assert!((found / expected - 1.0).abs() < 1e-12, "{found} is not {expected}");
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// 1,000 customers at 100 a month, growing 50 % a year, for three years: what 30 % of churn leaves.
/// The two conventions agree on the revenue to the digit that is shown, and differ on the MRR.
#[test]
fn what_thirty_percent_of_churn_leaves() {
    let found = simulate(&assumptions()).unwrap();
    let (compounding, evenly) = (found[1].compounding, found[1].evenly);
    assert_eq!([compounding.mrr, compounding.revenue].map(percent), ["34.3 %", "56.0 %"]);
    assert_eq!([evenly.mrr, evenly.revenue].map(percent), ["35.8 %", "56.0 %"]);
    close(compounding.mrr, 0.7_f64.powi(3));
    close(compounding.revenue, 0.559_831_462_260_173_4);
    close(evenly.mrr, 0.358_220_128_981_514_9);
    close(evenly.revenue, 0.560_323_813_994_161_9);
}

#[test]
fn months_run_from_the_start_to_the_end() {
    let found = simulate(&assumptions()).unwrap();
    let Scenario { months, .. } = &found[1];
    assert_eq!(months.len(), 37);
    let start = months[0];
    assert_eq!((start.month, start.customers, start.mrr), (0, 1_000.0, 100_000.0));
    assert_eq!(start.revenue_so_far, 0.0);
    let lost = 1.0 - 0.7_f64.powf(1.0 / 12.0);
    close(months[1].customers, 1_000.0 * (1.0 + 0.5 / 12.0 - lost));
    close(months[2].revenue_so_far, months[0].mrr + months[1].mrr);
    // The shares that belong to the table are its own.
    let (end, without) = (months[36], found[0].months[36]);
    assert_eq!(end.month, 36);
    close(found[1].evenly.mrr, end.mrr / without.mrr);
    close(found[1].evenly.revenue, end.revenue_so_far / without.revenue_so_far);
}

#[test]
fn without_churn_all_is_kept_and_without_growth_both_conventions_are_one() {
    let found = simulate(&assumptions()).unwrap();
    for kept in [found[0].evenly, found[0].compounding] {
        assert_eq!((kept.mrr, kept.revenue), (1.0, 1.0));
    }
    let still = Assumptions { growth_per_year: 0.0, ..assumptions() };
    let found = simulate(&still).unwrap();
    close(found[1].evenly.mrr, found[1].compounding.mrr);
    close(found[1].evenly.revenue, found[1].compounding.revenue);
}

#[test]
fn figures_are_those_of_python() {
    let path = format!("{}/tests/data/simulate.csv", env!("CARGO_MANIFEST_DIR"));
    let rows = csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect();
    let rows: Vec<[f64; 9]> = rows;
    assert_eq!(rows.len(), 6);
    for [growth, churn, years, mrr_end, revenue, shares @ ..] in rows {
        let assumptions = Assumptions {
            growth_per_year: growth,
            churn_per_year: vec![churn],
            years: years as u32,
            ..assumptions()
        };
        let found = simulate(&assumptions).unwrap().remove(0);
        let end = found.months.last().unwrap();
        let (evenly, compounding) = (found.evenly, found.compounding);
        let found_shares = [evenly.mrr, evenly.revenue, compounding.mrr, compounding.revenue];
        close(end.mrr, mrr_end);
        close(end.revenue_so_far, revenue);
        found_shares.into_iter().zip(shares).for_each(|(found, expected)| close(found, expected));
    }
}

#[test]
fn what_is_out_of_range_is_named_with_the_way_out() {
    let refused = |wrong: Assumptions| simulate(&wrong).unwrap_err().to_string();
    let churn = |rates: &[f64]| Assumptions { churn_per_year: rates.to_vec(), ..assumptions() };
    assert_eq!(
        refused(churn(&[0.1, 30.0])),
        "churn_per_year: 30 does not fit; give a share from 0 to below 1, such as 0.3 for 30 %"
    );
    assert_eq!(
        refused(churn(&[0.1; 6])),
        "churn_per_year: a list of 6 does not fit; give one to five rates"
    );
    assert_eq!(
        refused(Assumptions { years: 11, ..assumptions() }),
        "years: 11 does not fit; give a whole number from 1 to 10"
    );
    for (field, wrong) in [
        ("customers", Assumptions { customers: 0.0, ..assumptions() }),
        ("price_per_month", Assumptions { price_per_month: f64::INFINITY, ..assumptions() }),
        ("growth_per_year", Assumptions { growth_per_year: -0.1, ..assumptions() }),
        ("churn_per_year", churn(&[])),
        ("churn_per_year", churn(&[f64::NAN])),
        ("years", Assumptions { years: 0, ..assumptions() }),
    ] {
        assert!(refused(wrong).starts_with(field), "{field}");
    }
}

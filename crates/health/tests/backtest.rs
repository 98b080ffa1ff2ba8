//! The backtest against scikit-learn, NumPy and plain counting, and against what it must not see.
#![allow(clippy::unwrap_used)] // helpers of tests

use perennial_health::backtest::{Judged, Life, Past, Report, Risk, Settings, backtest};
use perennial_model::Day;

const ACCOUNTS: usize = 60;
const WEEKS: usize = 30;
const SETTINGS: Settings = Settings {
    horizon_days: 56,
    blackout_days: 0,
    calls: 5,
    draws: 200,
    seed: 7,
    known_until: Day(230),
};

/// The generator that the expected figures were made with too.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = (self.0 * 1_103_515_245 + 12_345) % (1 << 31);
        (self.0 >> 8) % end
    }
}

/// Accounts that are customers from day 0, of which a third leaves, and scores that fall a little in
/// the ten weeks before, on a grid so that many are equal.
struct World {
    days: Vec<Day>,
    lives: Vec<Vec<Life>>,
    values: Vec<f64>,
    revenue: Vec<f64>,
}

impl World {
    fn new() -> Self {
        let mut random = Random(12_345);
        let days: Vec<Day> = (0..WEEKS as i32).map(|week| Day(7 * week)).collect();
        let (mut lives, mut values) = (Vec::new(), Vec::new());
        for _ in 0..ACCOUNTS {
            let leaves = random.below(3) == 0;
            let ended = leaves.then(|| Day(40 + random.below(200) as i32));
            lives.push(vec![Life { from: Day(0), ended }]);
            for day in &days {
                let mut value = 20 + 5 * random.below(14) as i32;
                if ended.is_some_and(|ended| day.0 > ended.0 - 70) {
                    value -= 5 * random.below(6) as i32;
                }
                values.push(f64::from(value));
            }
        }
        let revenue = (0..values.len()).map(|place| (place / WEEKS) as f64).collect();
        Self { days, lives, values, revenue }
    }

    fn past(&self) -> Past<'_> {
        Past { days: &self.days, lives: &self.lives, revenue: &self.revenue }
    }

    fn judged<'a>(&self, values: &'a [f64]) -> Judged<'a> {
        Judged { values, risk: Risk::Low, warns_beyond: Some(45.0), cuts: &[] }
    }

    fn report(&self, settings: &Settings) -> Report {
        backtest(&self.past(), &self.judged(&self.values), settings)
    }
}

fn close(found: Option<f64>, expected: f64, within: f64) {
    assert!((found.unwrap() - expected).abs() <= within, "{found:?} is not {expected}");
}

/// scikit-learn 1.x: `roc_auc_score` and `average_precision_score` of the same samples.
#[test]
fn the_ranking_is_scikit_learns() {
    let world = World::new();
    let report = world.report(&SETTINGS);
    assert_eq!((report.n, report.positives), (1_392, 135));
    close(report.roc_auc.value, 0.636_477_209_110_462_9, 1e-12);
    close(report.pr_auc.value, 0.222_726_110_431_771_54, 1e-12);
    let report = world.report(&Settings { blackout_days: 14, ..SETTINGS });
    assert_eq!((report.n, report.positives), (1_363, 106));
    close(report.roc_auc.value, 0.645_595_983_248_525_3, 1e-12);
    close(report.pr_auc.value, 0.206_396_901_485_721_37, 1e-12);
}

/// NumPy: 4,000 random orders of each day's equals, of which the first five were called.
#[test]
fn precision_among_equals_is_that_of_choosing_blindly() {
    let report = World::new().report(&SETTINGS);
    close(report.precision_at_k.value, 0.225_504, 2e-3);
    assert_eq!(report.calls_that_left.of, 125.0);
    close(Some(report.calls_that_left.are), 28.188, 0.25);
}

/// Counted in Python, account by account.
#[test]
fn warnings_are_counted_from_the_leaving_back() {
    let report = World::new().report(&SETTINGS);
    assert_eq!(report.left, 18);
    assert_eq!(report.median_warning_days.value, Some(0.5));
    let well = report.surprise_churn.map(|one| (one.by_count.value.unwrap() * one.n as f64, one.n));
    let whole = well.map(|(well, n)| (well.round() as u64, n));
    assert_eq!(whole, [(8, 18), (9, 18), (12, 15)]);
}

#[test]
fn bins_hold_everybody_once_and_part_no_equals() {
    let report = World::new().report(&SETTINGS);
    assert_eq!(report.calibration.iter().map(|bin| bin.n).sum::<u64>(), report.n);
    assert_eq!(report.calibration.iter().map(|bin| bin.left).sum::<u64>(), report.positives);
    assert!(report.unwarned <= report.left && report.as_of_days == 25, "{report:?}");
    let apart = report.calibration.windows(2).all(|pair| pair[0].to < pair[1].from);
    assert!(apart && report.calibration.len() >= 5, "{:?}", report.calibration);
}

/// Counted by plain counting.
#[test]
fn bins_are_cut_where_one_says() {
    let world = World::new();
    let judged = Judged { cuts: &[30.0, 60.0, 500.0], ..world.judged(&world.values) };
    let bins = backtest(&world.past(), &judged, &SETTINGS).calibration;
    let is_judged = |account: usize, day: Day| {
        world.lives[account][0].ended.is_none_or(|ended| ended > day) && day.plus(56) <= Day(230)
    };
    let count = |from: f64, to: f64| {
        let places = 0..world.values.len();
        let seen = places.filter(|place| is_judged(place / WEEKS, world.days[place % WEEKS]));
        seen.filter(|place| (from..to).contains(&world.values[*place])).count() as u64
    };
    let found: Vec<u64> = bins.iter().map(|bin| bin.n).collect();
    assert_eq!(found, [count(-1e9, 30.0), count(30.0, 60.0), count(60.0, 500.0)]);
    assert!(bins[0].to < 30.0 && bins[1].from >= 30.0, "{bins:?}");
}

#[test]
fn intervals_hold_their_figure_and_are_the_same_every_time() {
    let world = World::new();
    let report = world.report(&SETTINGS);
    for one in [report.roc_auc, report.pr_auc, report.precision_at_k] {
        let (low, value, high) = (one.low.unwrap(), one.value.unwrap(), one.high.unwrap());
        assert!(low < value && value < high, "{one:?}");
    }
    assert_eq!(report, world.report(&SETTINGS));
    let other = world.report(&Settings { seed: 8, ..SETTINGS });
    assert_eq!(other.roc_auc.value, report.roc_auc.value);
    assert_ne!(other.roc_auc.low, report.roc_auc.low);
}

/// Who left is given to somebody else: nothing can be known of that.
#[test]
fn shuffled_outcomes_give_a_coins_answer() {
    let mut world = World::new();
    let mut random = Random(99);
    let mut all = Vec::new();
    for _ in 0..60 {
        for place in (1..world.lives.len()).rev() {
            world.lives.swap(place, random.below(place as u64 + 1) as usize);
        }
        all.push(world.report(&Settings { draws: 0, ..SETTINGS }).roc_auc.value.unwrap());
    }
    let mean = all.iter().sum::<f64>() / all.len() as f64;
    assert!((mean - 0.5).abs() < 0.02, "{mean}");
}

/// What is said after an account has left, or too late for its horizon to be seen, changes nothing.
#[test]
fn what_comes_after_is_not_looked_at() {
    let world = World::new();
    let mut values = world.values.clone();
    for (account, life) in world.lives.iter().enumerate() {
        let life = life[0];
        for (place, day) in world.days.iter().enumerate() {
            let is_over = life.ended.is_some_and(|ended| ended <= *day);
            let is_late = day.plus(SETTINGS.horizon_days) > SETTINGS.known_until;
            if is_over || (is_late && life.ended.is_none()) {
                values[account * WEEKS + place] = if life.ended.is_some() { 0.0 } else { 100.0 };
            }
        }
    }
    let told = backtest(&world.past(), &world.judged(&values), &SETTINGS);
    assert_eq!(told, world.report(&SETTINGS));
}

#[test]
fn nobody_and_nothing_make_no_figures() {
    let world = World::new();
    let silent = vec![f64::NAN; world.values.len()];
    let report = backtest(&world.past(), &world.judged(&silent), &SETTINGS);
    assert_eq!((report.n, report.accounts, report.left), (0, 0, 0));
    assert_eq!(report.roc_auc.value, None);
    assert_eq!(report.precision_at_k.value, None);
    assert!(report.calibration.is_empty());
    let past = Past { days: &[], lives: &[], revenue: &[] };
    assert_eq!(backtest(&past, &world.judged(&[]), &SETTINGS).n, 0);
}

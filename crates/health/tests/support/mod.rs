//! Made-up accounts: usage as a function of the day, other columns laid over it.
#![allow(dead_code)]

use std::{collections::BTreeMap, sync::LazyLock};

use perennial_health::{Measure, Scorecard};
use perennial_metrics::{AccountFacts, Catalogue, Matrix};
use perennial_model::{
    Account, AccountDaily, ContactId, Currency, DailyRow, Day, FactKind, Micros, NO_DETAIL, Zone,
};

/// The metrics that come with the program.
pub static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::built_in(&Zone::utc()).unwrap());

pub const FIRST: Day = Day(19_000);

/// What happens on one day: contact, feature, how often.
pub type Visits = Vec<(u32, u32, u64)>;

/// The matrix of an account that is used as `on` says, day by day.
pub fn account(days: i32, on: impl Fn(i32) -> Visits) -> Matrix {
    let row = |day: i32, (contact, name, count): (u32, u32, u64)| DailyRow {
        day: FIRST.plus(day),
        contact,
        kind: FactKind::Usage,
        name,
        detail: NO_DETAIL,
        count,
        sum: 0.0,
        first: Micros(0),
        last: Micros(0),
        minutes: 0.0,
    };
    let rows = (0..days).flat_map(|day| on(day).into_iter().map(move |visit| row(day, visit)));
    let daily = AccountDaily {
        rows: rows.collect(),
        contacts: (0..20).map(|n| ContactId::new(n.to_string())).collect(),
        names: (0..20).map(|n| n.to_string()).collect(),
        ..AccountDaily::default()
    };
    let zone = Zone::utc();
    let created_at = Some(zone.start_of(FIRST));
    let account = Account { created_at, ..Account::bare("acme".into()) };
    CATALOGUE.compute(&AccountFacts {
        account: &account,
        daily: &daily,
        contacts: &[],
        tickets: &[],
        surveys: &[],
        subscriptions: &[],
        invoices: &[],
        judgements: &[],
        zone: &zone,
        currency: Currency::USD,
        today: FIRST.plus(days - 1),
    })
}

/// The same matrix with some columns replaced.
pub fn with(matrix: &Matrix, columns: &[(&str, &dyn Fn(usize) -> f64)]) -> Matrix {
    let mut all: BTreeMap<String, Vec<f64>> =
        matrix.keys().map(|key| (key.to_owned(), matrix.column(key).unwrap().to_vec())).collect();
    for (key, value) in columns {
        all.insert((*key).to_owned(), (0..matrix.days()).map(value).collect());
    }
    Matrix::from_columns(matrix.first(), all).unwrap()
}

/// Every column of a computed matrix, of the given length, from one function.
pub fn made_of(days: usize, value: impl Fn(&str, usize) -> f64) -> Matrix {
    let columns = CATALOGUE
        .keys()
        .map(|key| (key, (0..days).map(|day| value(key, day)).collect::<Vec<f64>>()));
    Matrix::from_columns(FIRST, columns).unwrap()
}

/// Six people on weekdays, four features, some rhythm.
pub fn busy(day: i32) -> Visits {
    if day % 7 >= 5 {
        return Vec::new();
    }
    (0..6).map(|contact| (contact, (contact + day.unsigned_abs()) % 4, 3)).collect()
}

/// A scorecard of one group whose measures read their metric as points.
pub fn plain(measures: &str) -> Scorecard {
    let text = format!(
        "name = \"plain\"\nbands = [{{ key = \"all\", name = \"All\", from = 0 }}]\n\
         [[groups]]\nkey = \"g\"\nname = \"G\"\nweight = 1\n{measures}"
    );
    Scorecard::parse(&text, &CATALOGUE).unwrap()
}

/// A measure of [`plain`]: the metric's value is its points.
pub fn as_is(metric: &str, weight: f64, more: &str) -> String {
    format!(
        "[[groups.measures]]\nkey = \"{metric}\"\nname = \"{metric}\"\nmetric = \"{metric}\"\n\
         curve = [[0, 0], [100, 100]]\nweight = {weight}\n{more}\n"
    )
}

pub fn measures(card: &Scorecard) -> impl Iterator<Item = &Measure> {
    card.groups.iter().flat_map(|group| &group.measures)
}

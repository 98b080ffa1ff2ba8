//! Accounts as Arrow columns, for conditions.

use std::sync::Arc;

use arrow::{
    array::{
        Array as _, ArrayRef, BooleanArray, Date32Array, Float64Array, RecordBatch,
        RecordBatchOptions, StringArray, TimestampMicrosecondArray,
    },
    datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit},
    error::ArrowError,
};
use perennial_board::Entry;
use perennial_metrics::Catalogue;
use perennial_model::{Account, Day};

/// One account on one day: what a condition can look at.
pub struct Row<'a> {
    pub account: &'a Account,
    pub day: Day,
    pub score: Option<f64>,
    pub band: Option<&'a str>,
    pub score_change_28d: Option<f64>,
    pub open_signals: Option<f64>,
    pub coverage: Option<f64>,
    pub hidden_risk: Option<f64>,
    /// Whether it looks well with a high hidden risk.
    pub red_inside: Option<bool>,
    /// The first day without a subscription, for a customer who left.
    pub left_on: Option<Day>,
    /// In the catalogue's order; NaN where there is no value.
    pub metrics: &'a [f64],
}

impl<'a> Row<'a> {
    /// An account as it stands now.
    pub fn now(entry: &'a Entry) -> Self {
        Self {
            account: &entry.account,
            day: entry.day,
            score: entry.score,
            band: entry.band.as_deref(),
            score_change_28d: entry.score_change_28d,
            open_signals: Some(f64::from(entry.open_signals)),
            coverage: entry.score.map(|_| entry.coverage),
            hidden_risk: entry.hidden.risk,
            red_inside: entry.hidden.risk.map(|_| entry.is_red_inside()),
            left_on: entry.left_on,
            metrics: &entry.metrics,
        }
    }
}

impl Row<'_> {
    /// What stands in a column of texts; nothing for any other column.
    pub fn text(&self, column: &str) -> Option<&str> {
        if column == "band" {
            return self.band;
        }
        let (_, of) = TEXTS.iter().find(|(name, _)| *name == column)?;
        of(self.account)
    }
}

type TextOf = fn(&Account) -> Option<&str>;

const TEXTS: [(&str, TextOf); 8] = [
    ("name", |a| Some(a.name.as_str())),
    ("domain", |a| a.domain.as_deref()),
    ("industry", |a| a.industry.as_deref()),
    ("country", |a| a.country.as_deref()),
    ("tier", |a| a.tier.as_deref()),
    ("stage", |a| a.stage.as_deref()),
    ("owner_email", |a| a.owner_email.as_deref()),
    ("parent_account_id", |a| a.parent_account_id.as_ref().map(perennial_model::AccountId::as_str)),
];

/// The columns that a condition over accounts can name.
pub fn schema(metrics: &Catalogue) -> SchemaRef {
    let number = |name: &str| Field::new(name, DataType::Float64, true);
    let mut fields = vec![
        Field::new("account_id", DataType::Utf8, false),
        Field::new("day", DataType::Date32, false),
    ];
    fields.extend(TEXTS.iter().map(|(name, _)| Field::new(*name, DataType::Utf8, true)));
    fields.push(number("employees"));
    let utc = Some(Arc::from("UTC"));
    fields.push(Field::new("created_at", DataType::Timestamp(TimeUnit::Microsecond, utc), true));
    fields.push(Field::new("left_on", DataType::Date32, true));
    fields.push(Field::new("band", DataType::Utf8, true));
    fields.extend(["score", "score_change_28d", "open_signals"].map(number));
    fields.extend(["coverage", "hidden_risk"].map(number));
    fields.push(Field::new("red_inside", DataType::Boolean, true));
    fields.extend(metrics.keys().map(number));
    Arc::new(Schema::new(fields))
}

/// Rows as a batch with the columns of [`schema`] that are named, in any order; others are passed
/// over. Only these are built: there are far more metrics than a condition names.
///
/// # Errors
/// When Arrow refuses the columns, which the fixed types rule out.
pub fn batch(
    rows: &[Row<'_>],
    metrics: &Catalogue,
    named: &[&str],
) -> Result<RecordBatch, ArrowError> {
    let (mut fields, mut columns) = (Vec::new(), Vec::new());
    for name in named {
        if let Some(column) = column(rows, metrics, name) {
            fields.push(Field::new(*name, column.data_type().clone(), true));
            columns.push(column);
        }
    }
    let options = RecordBatchOptions::new().with_row_count(Some(rows.len()));
    RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), columns, &options)
}

#[allow(clippy::cast_precision_loss)]
fn column(rows: &[Row<'_>], metrics: &Catalogue, name: &str) -> Option<ArrayRef> {
    let number = |value: &dyn Fn(&Row<'_>) -> Option<f64>| -> ArrayRef {
        Arc::new(rows.iter().map(value).collect::<Float64Array>())
    };
    let text = |value: &dyn for<'r> Fn(&'r Row<'_>) -> Option<&'r str>| -> ArrayRef {
        Arc::new(rows.iter().map(value).collect::<StringArray>())
    };
    if let Some((_, value)) = TEXTS.iter().find(|(text, _)| *text == name) {
        return Some(text(&|row| value(row.account)));
    }
    Some(match name {
        "account_id" => text(&|row| Some(row.account.account_id.as_str())),
        "day" => Arc::new(Date32Array::from_iter_values(rows.iter().map(|row| row.day.0))),
        "employees" => number(&|row| row.account.employees.map(|n| n as f64)),
        "created_at" => {
            let created = rows.iter().map(|row| row.account.created_at.map(|at| at.0));
            Arc::new(created.collect::<TimestampMicrosecondArray>().with_timezone("UTC"))
        }
        "left_on" => {
            let left = rows.iter().map(|row| row.left_on.map(|day| day.0));
            Arc::new(left.collect::<Date32Array>())
        }
        "band" => text(&|row| row.band),
        "score" => number(&|row| row.score),
        "score_change_28d" => number(&|row| row.score_change_28d),
        "open_signals" => number(&|row| row.open_signals),
        "coverage" => number(&|row| row.coverage),
        "hidden_risk" => number(&|row| row.hidden_risk),
        "red_inside" => Arc::new(rows.iter().map(|row| row.red_inside).collect::<BooleanArray>()),
        metric => {
            let at = metrics.position(metric)?;
            number(&|row| row.metrics.get(at).copied().filter(|value| !value.is_nan()))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_where_the_schema_says() {
        let account = Account {
            tier: Some("pro".into()),
            employees: Some(7),
            ..Account::bare("acme".into())
        };
        let catalogue = Catalogue::built_in(&perennial_model::Zone::utc()).unwrap();
        let mut metrics = vec![f64::NAN; catalogue.metrics().len()];
        metrics[catalogue.position("events_28d").unwrap()] = 12.0;
        let row = Row {
            account: &account,
            day: Day(5),
            score: Some(50.0),
            band: Some("wobbling"),
            score_change_28d: None,
            open_signals: Some(2.0),
            coverage: Some(0.9),
            hidden_risk: Some(61.0),
            red_inside: Some(true),
            left_on: Some(Day(4)),
            metrics: &metrics,
        };
        let schema = schema(&catalogue);
        let all: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        let whole = batch(&[row], &catalogue, &all).unwrap();
        assert_eq!(whole.num_columns(), schema.fields().len());
        for (made, field) in whole.schema().fields().iter().zip(schema.fields()) {
            assert_eq!((made.name(), made.data_type()), (field.name(), field.data_type()));
        }
        let schema = perennial_expr::Schema::from_arrow(&schema);
        for condition in [
            "tier = 'pro' and employees = 7 and name = 'acme'",
            "left_on = '1970-01-05' and score = 50 and band = 'wobbling' and open_signals = 2",
            "red_inside and hidden_risk > 60 and coverage > 0.5",
            "events_28d = 12 and arr is null and score_change_28d is null and created_at is null",
        ] {
            let read = perennial_expr::parse_condition(condition, &schema).unwrap();
            let some = whole.project(
                &read
                    .columns()
                    .iter()
                    .map(|name| whole.schema().index_of(name).unwrap())
                    .collect::<Vec<_>>(),
            );
            assert!(read.eval(&some.unwrap()).unwrap().value(0), "{condition}");
        }
    }

    #[test]
    fn the_examples_of_the_guide_are_conditions() {
        let guide = include_str!("../../../../docs/guides/conditions.md");
        let (_, block) = guide.split_once("```accounts-list\n").unwrap();
        let (block, _) = block.split_once("```").unwrap();
        let catalogue = Catalogue::built_in(&perennial_model::Zone::utc()).unwrap();
        let schema = perennial_expr::Schema::from_arrow(&schema(&catalogue));
        for condition in block.lines() {
            perennial_expr::parse_condition(condition, &schema).unwrap();
        }
    }
}

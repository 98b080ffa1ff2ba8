//! A condition over accounts, asked of one account's matrix.

use std::sync::Arc;

use arrow::{
    array::ArrayRef,
    datatypes::{Field, Schema},
    record_batch::{RecordBatch, RecordBatchOptions},
};
use perennial_expr::{Condition, parse, parse_condition};
use perennial_model::{Account, Zone};

use crate::{
    Axis, Catalogue, Matrix, PeerSegments, in_words_of_metrics,
    plan::{Run, Shared, nullable},
    sources::{columns_named, expression_schema},
};

/// Chooses accounts by what they are and by their metrics, in the language of segments.
#[derive(Debug, Clone)]
pub struct Selector {
    text: String,
    condition: Condition,
    /// The metrics that it reads.
    metrics: Vec<String>,
}

impl PartialEq for Selector {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.metrics == other.metrics
    }
}

impl Selector {
    /// # Errors
    /// Why the text is no such condition: it cannot be read, names something that does not exist,
    /// asks for what is itself made of metrics (score, band, signals), or compares with peers.
    pub fn new(text: &str, known: &Catalogue, zone: &Zone) -> Result<Self, String> {
        parse(text).map_err(|error| error.to_string())?;
        let words = in_words_of_metrics(text).ok_or(
            "it asks for what follows from scores or signals; name attributes and metrics only",
        )?;
        let named = columns_named(&parse(&words).map_err(|error| error.to_string())?);
        let keys: Vec<String> = known.keys().map(str::to_owned).collect();
        let every = keys.iter().map(String::as_str);
        let schema = expression_schema(every, &named, &PeerSegments::new(), zone);
        let condition = parse_condition(&words, &schema).map_err(|error| error.to_string())?;
        if !condition.peer_calls().is_empty() {
            return Err("it compares with peers; declare a metric that does and name that".into());
        }
        let columns = condition.columns().into_iter();
        let metrics = columns.filter(|name| known.get(name).is_some()).map(str::to_owned).collect();
        Ok(Self { text: text.to_owned(), condition, metrics })
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The metrics that it reads.
    pub fn metrics(&self) -> &[String] {
        &self.metrics
    }

    /// Whether it holds on the last day of an account's matrix. What cannot be worked out does not.
    pub fn holds(&self, account: &Account, matrix: &Matrix) -> bool {
        let axis = Axis { first: matrix.first(), days: matrix.days() };
        let Some(last) = axis.days.checked_sub(1) else { return false };
        let runs = [Run::whole(account, axis)];
        let shared = Shared::new(&runs);
        let mut fields = Vec::new();
        let mut columns: Vec<ArrayRef> = Vec::new();
        for name in self.condition.columns() {
            let is_metric = self.metrics.iter().any(|metric| metric == name);
            let column = match matrix.column(name).filter(|_| is_metric) {
                Some(values) => nullable(values),
                None if is_metric => nullable(&vec![f64::NAN; axis.days]),
                None => shared.column(name),
            };
            fields.push(Field::new(name, column.data_type().clone(), true));
            columns.push(column);
        }
        let options = RecordBatchOptions::new().with_row_count(Some(axis.days));
        let schema = Arc::new(Schema::new(fields));
        let batch = RecordBatch::try_new_with_options(schema, columns, &options);
        let held = batch.ok().and_then(|batch| self.condition.eval(&batch).ok());
        held.is_some_and(|held| held.value(last))
    }
}

#[cfg(test)]
mod tests {
    use perennial_model::Day;

    use super::*;

    fn selector(text: &str) -> Result<Selector, String> {
        let zone = Zone::utc();
        Selector::new(text, &Catalogue::built_in(&zone).unwrap(), &zone)
    }

    #[test]
    fn it_asks_for_attributes_metrics_and_earlier_days() {
        let account = Account { tier: Some("pro".into()), ..Account::bare("acme".into()) };
        let columns = [("arr", vec![10.0, 20.0, 30.0]), ("events_28d", vec![f64::NAN, 4.0, 3.0])];
        let matrix = Matrix::from_columns(Day(3), columns).unwrap();
        let holds = |text: &str| selector(text).unwrap().holds(&account, &matrix);
        assert!(holds("tier = 'pro' and arr >= 30"));
        assert!(!holds("tier = 'free'"));
        assert!(holds("events_28d < lag(events_28d, 1)"));
        assert!(!holds("last_nps > 5"), "an unknown metric holds nothing");
        assert_eq!(selector("tier = 'pro' and arr >= 30").unwrap().metrics(), ["arr"]);
        let empty = Matrix::from_columns(Day(3), [("arr", vec![])]).unwrap();
        assert!(!selector("tier = 'pro'").unwrap().holds(&account, &empty));
    }

    #[test]
    fn what_it_cannot_ask_is_said() {
        assert!(selector("score < 40").unwrap_err().contains("scores or signals"));
        assert!(selector("arrr > 5").unwrap_err().contains("did you mean"));
        assert!(selector("arr >").is_err());
        assert!(selector("percentile(arr) > 0.9").unwrap_err().contains("peers"));
    }
}

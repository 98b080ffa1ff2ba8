//! What people call the columns that a condition can name.

use perennial_expr::Schema;
use perennial_metrics::{Catalogue, Unit};

/// What sort of column it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// A metric of the catalogue: a value per day.
    Metric,
    /// Worked out per day from other things, such as the score.
    Day,
    /// A field of the account's record, of which only the present value is known.
    Attribute,
}

/// What people call a column, and what it says.
pub struct Label {
    pub kind: ColumnKind,
    pub name: String,
    pub about: String,
    /// Of metrics.
    pub unit: Option<Unit>,
}

const BY_DAY: [(&str, &str, &str); 9] = [
    ("day", "Day", "The day that the row is about; today in a list"),
    ("score", "Health score", "0 to 100"),
    ("band", "Band", "The named range that the health score lies in"),
    ("score_change_28d", "Change of health", "Points against 28 days ago"),
    ("open_signals", "Open signals", "Signals that nobody handled yet"),
    ("coverage", "Coverage", "Share of the scorecard's weight that has data, 0 to 1"),
    ("hidden_risk", "Hidden risk", "0 to 100: how much is wrong under the surface"),
    ("red_inside", "Green outside, red inside", "Looks well and carries a high hidden risk"),
    ("left_on", "Left on", "The first day without a subscription, of customers who left"),
];

const ATTRIBUTES: [(&str, &str, &str); 11] = [
    ("account_id", "Account id", "The id that the account's first source gave"),
    ("name", "Name", "What the account is called"),
    ("domain", "Domain", "The account's internet domain"),
    ("industry", "Industry", "The account's line of business"),
    ("country", "Country", "Where the account is at home"),
    ("tier", "Tier", "How important the account is to us, as the source says"),
    ("stage", "Stage", "Where the account stands in its life as a customer"),
    ("owner_email", "Owner", "E-mail address of the teammate who looks after the account"),
    ("parent_account_id", "Parent account", "Id of the account that it belongs to"),
    ("employees", "Employees", "How many people work at the account"),
    ("created_at", "Created", "When the account came to be in its source"),
];

/// What people call a column, by its name in conditions.
pub fn label(column: &str, metrics: &Catalogue) -> Label {
    if let Some(metric) = metrics.get(column) {
        return Label {
            kind: ColumnKind::Metric,
            name: metric.name.clone(),
            about: metric.description.clone(),
            unit: Some(metric.unit),
        };
    }
    let row = |kind, (_, name, about): &(&str, &str, &str)| Label {
        kind,
        name: (*name).to_owned(),
        about: (*about).to_owned(),
        unit: None,
    };
    let named = |(name, _, _): &&(&str, &str, &str)| *name == column;
    if let Some(found) = BY_DAY.iter().find(named) {
        return row(ColumnKind::Day, found);
    }
    match ATTRIBUTES.iter().find(named) {
        Some(found) => row(ColumnKind::Attribute, found),
        None => Label {
            kind: ColumnKind::Attribute,
            name: column.replace(['_', '.'], " "),
            about: "An attribute of the account".to_owned(),
            unit: None,
        },
    }
}

/// Gives the columns the names that sentences use.
pub fn labelled(schema: Schema, metrics: &Catalogue) -> Schema {
    let names: Vec<String> = schema.names().map(str::to_owned).collect();
    names.into_iter().fold(schema, |schema, column| {
        let said = in_a_sentence(&label(&column, metrics).name);
        schema.label(&column, said)
    })
}

/// "Active people, 28 days" → "active people (28 days)"; "ARR" stays as it is.
fn in_a_sentence(name: &str) -> String {
    let text = match name.split_once(", ") {
        Some((what, window)) => format!("{what} ({window})"),
        None => name.to_owned(),
    };
    let mut letters = text.chars();
    let (first, second) = (letters.next(), letters.next());
    let is_word = second.is_none_or(|second| !second.is_uppercase());
    match first {
        Some(first) if is_word => {
            first.to_lowercase().collect::<String>() + &text[first.len_utf8()..]
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_into_a_sentence() {
        assert_eq!(in_a_sentence("Active people, 28 days"), "active people (28 days)");
        assert_eq!(in_a_sentence("ARR"), "ARR");
        assert_eq!(in_a_sentence("Last NPS answer"), "last NPS answer");
    }

    #[test]
    fn every_column_of_the_schema_is_about_something_known() {
        let metrics = Catalogue::built_in(&perennial_model::Zone::utc()).unwrap();
        for field in super::super::columns::schema(&metrics).fields() {
            let known = label(field.name(), &metrics).kind != ColumnKind::Attribute
                || ATTRIBUTES.iter().any(|(name, _, _)| name == field.name());
            assert!(known, "{} has no label", field.name());
        }
    }
}

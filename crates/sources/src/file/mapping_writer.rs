//! A [`Mapping`] as TOML for people and as JSON for programs; [`Mapping::read`] takes both back.

use serde_json::{Map, Value as Json};
use toml::{Table, Value};

use crate::file::{
    FileError, Mapping,
    mapping::{Piece, Recipe},
    mapping_reader::UNITS,
};

impl Mapping {
    /// The keys of the file format with their values.
    fn to_table(&self) -> Table {
        let mut table = Table::new();
        let mut put = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                table.insert(key.to_owned(), value);
            }
        };
        put("kind", self.kind.map(|kind| text(kind.as_str())));
        put("ignore", texts(&self.ignore));
        let delimiter = self.delimiter.map(|byte| text(&char::from(byte).to_string()));
        put("delimiter", delimiter);
        put("sheet", self.sheet.as_deref().map(text));
        put("decimal_comma", self.decimal_comma.then_some(Value::Boolean(true)));
        let columns = self.columns.iter().map(|(ours, recipe)| (ours.clone(), value_of(recipe)));
        put("columns", section(columns.collect()));
        let mut dates = Table::new();
        dates.extend(texts(&self.date_formats).map(|formats| ("formats".to_owned(), formats)));
        dates.extend(self.zone.as_ref().map(|zone| ("zone".to_owned(), text(zone.name()))));
        put("dates", section(dates));
        let mut numbers = Table::new();
        let thousands = self.thousands.map(|sign| text(&sign.to_string()));
        numbers.extend(thousands.map(|sign| ("thousands".to_owned(), sign)));
        numbers.extend(texts(&self.strip).map(|signs| ("strip".to_owned(), signs)));
        put("numbers", section(numbers));
        let mut booleans = Table::new();
        booleans.extend(texts(&self.truths).map(|words| ("true".to_owned(), words)));
        booleans.extend(texts(&self.falsehoods).map(|words| ("false".to_owned(), words)));
        put("booleans", section(booleans));
        table
    }

    /// The mapping as JSON, with the keys of the TOML format.
    pub fn to_json(&self) -> Json {
        json(&Value::Table(self.to_table()))
    }

    /// The mapping as the TOML text that `perennial import --map` takes.
    pub fn to_toml(&self) -> String {
        self.to_toml_with(|_| None)
    }

    /// As [`Mapping::to_toml`], with a comment behind the columns for which there is one.
    pub fn to_toml_with(&self, comment: impl Fn(&str) -> Option<String>) -> String {
        let table = self.to_table();
        let mut text = String::new();
        for key in ["kind", "ignore", "delimiter", "sheet", "decimal_comma"] {
            if let Some(value) = table.get(key) {
                text.push_str(&format!("{key} = {value}\n"));
            }
        }
        for section in ["columns", "dates", "numbers", "booleans"] {
            let Some(Value::Table(inner)) = table.get(section) else { continue };
            text.push_str(&format!("\n[{section}]\n"));
            for (key, value) in self.in_our_order(inner) {
                let note = comment(key).filter(|_| section == "columns");
                let note = note.map(|note| format!(" # {note}")).unwrap_or_default();
                text.push_str(&format!("{} = {value}{note}\n", key_text(key)));
            }
        }
        text
    }

    /// Columns as the kind lists them, what else there is behind them.
    fn in_our_order<'a>(&self, table: &'a Table) -> Vec<(&'a String, &'a Value)> {
        let ours: Vec<&str> = self.kind.map(|kind| kind.columns().collect()).unwrap_or_default();
        let place = |key: &str| ours.iter().position(|known| *known == key).unwrap_or(ours.len());
        let mut all: Vec<_> = table.iter().collect();
        all.sort_by_key(|(key, _)| place(key));
        all
    }
}

/// What a recipe does, in words: for people who do not read TOML.
pub fn in_words(recipe: &Recipe) -> String {
    match recipe {
        Recipe::Column { column, values, otherwise, scale } => {
            let mut words = format!("column {column}");
            if !values.is_empty() || otherwise.is_some() {
                let all = values.iter().map(|(theirs, ours)| format!("{theirs} → {ours}"));
                let rest = otherwise.iter().map(|ours| format!("else {ours}"));
                words.push_str(&format!(": {}", all.chain(rest).collect::<Vec<_>>().join(", ")));
            }
            if let Some((verb, number)) = scaling(*scale) {
                let verb = if verb == "divide_by" { "divided by" } else { "multiplied by" };
                words.push_str(&format!(", {verb} {number}"));
            }
            words
        }
        Recipe::Constant(text) => format!("“{text}” in every row"),
        Recipe::Template(_) => format!("composed: {}", template(recipe)),
        Recipe::AccountOfSubscription { column } => {
            format!("the account that has the subscription in column {column}")
        }
        Recipe::Plus { column, plus, seconds_each } => {
            format!("column {column} plus {plus} in {}", unit(*seconds_each))
        }
    }
}

fn value_of(recipe: &Recipe) -> Value {
    let mut table = Table::new();
    let mut put = |key: &str, value: Value| table.insert(key.to_owned(), value);
    match recipe {
        Recipe::Column { column, values, otherwise, scale } => {
            let scaling = scaling(*scale);
            if values.is_empty() && otherwise.is_none() && scaling.is_none() {
                return text(column);
            }
            put("column", text(column));
            if !values.is_empty() {
                let words = values.iter().map(|(theirs, ours)| (theirs.clone(), text(ours)));
                put("values", Value::Table(words.collect()));
            }
            if let Some(ours) = otherwise {
                put("otherwise", text(ours));
            }
            if let Some((verb, number)) = scaling {
                put(verb, plain_number(number));
            }
        }
        Recipe::Constant(constant) => {
            put("constant", text(constant));
        }
        Recipe::Template(_) => {
            put("template", text(&template(recipe)));
        }
        Recipe::AccountOfSubscription { column } => {
            put("account_of_subscription", text(column));
        }
        Recipe::Plus { column, plus, seconds_each } => {
            put("column", text(column));
            put("plus", text(plus));
            put("unit", text(unit(*seconds_each)));
        }
    }
    Value::Table(table)
}

/// `multiply_by` or `divide_by`, whichever reads better; nothing for a scale of 1.
fn scaling(scale: f64) -> Option<(&'static str, f64)> {
    let inverse = 1.0 / scale;
    let divides = scale.abs() < 1.0 && (inverse - inverse.round()).abs() < 1e-9;
    match scale {
        #[allow(clippy::float_cmp)] // 1.0 is what stands there when nobody said anything
        1.0 => None,
        _ if divides => Some(("divide_by", inverse.round())),
        _ => Some(("multiply_by", scale)),
    }
}

fn plain_number(number: f64) -> Value {
    #[allow(clippy::cast_possible_truncation)] // whole and small
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return Value::Integer(number as i64);
    }
    Value::Float(number)
}

fn unit(seconds_each: f64) -> &'static str {
    let fits = |(_, seconds): &&(&str, f64)| (seconds - seconds_each).abs() < 1e-9;
    UNITS.iter().find(fits).map_or("seconds", |(name, _)| name)
}

fn template(recipe: &Recipe) -> String {
    let Recipe::Template(pieces) = recipe else { return String::new() };
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Column(column) => format!("{{{column}}}"),
    };
    pieces.iter().map(piece).collect()
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn texts(all: &[String]) -> Option<Value> {
    let values = || all.iter().map(|one| text(one)).collect();
    (!all.is_empty()).then(|| Value::Array(values()))
}

fn section(table: Table) -> Option<Value> {
    (!table.is_empty()).then_some(Value::Table(table))
}

/// A key as TOML wants it: bare, or in quotes.
fn key_text(key: &str) -> String {
    let is_bare =
        !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if is_bare { key.to_owned() } else { text(key).to_string() }
}

fn json(value: &Value) -> Json {
    match value {
        Value::String(text) => Json::from(text.as_str()),
        Value::Integer(whole) => Json::from(*whole),
        Value::Float(float) => Json::from(*float),
        Value::Boolean(flag) => Json::from(*flag),
        Value::Datetime(at) => Json::from(at.to_string()),
        Value::Array(all) => all.iter().map(json).collect(),
        Value::Table(table) => {
            Json::Object(table.iter().map(|(key, value)| (key.clone(), json(value))).collect())
        }
    }
}

/// JSON text as the table that the same mapping is in TOML; what is `null` is not said.
pub(crate) fn from_json(text: &str) -> Result<Table, FileError> {
    let object: Map<String, Json> = serde_json::from_str(text)
        .map_err(|error| FileError::MappingSyntax(format!("as JSON: {error}")))?;
    Ok(table(object))
}

fn table(object: Map<String, Json>) -> Table {
    object.into_iter().filter_map(|(key, value)| Some((key, toml_of(value)?))).collect()
}

fn toml_of(value: Json) -> Option<Value> {
    Some(match value {
        Json::Null => return None,
        Json::Bool(flag) => Value::Boolean(flag),
        Json::String(text) => Value::String(text),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => Value::Integer(whole),
            None => Value::Float(number.as_f64()?),
        },
        Json::Array(all) => Value::Array(all.into_iter().filter_map(toml_of).collect()),
        Json::Object(object) => Value::Table(table(object)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::Kind;

    const WHOLE: &str = r#"
        kind = "facts"
        ignore = ["arr amount"]
        delimiter = "\t"
        decimal_comma = true
        [columns]
        fact_id = "usage_id"
        kind = { constant = "usage" }
        name = { template = "used {feature} now" }
        minutes = { column = "seconds", divide_by = 60 }
        "plan type" = { column = "plan", values = { "Basic \"1\"" = "starter" }, otherwise = "other" }
        ended = { column = "opened", plus = "hours", unit = "hours" }
        account_id = { account_of_subscription = "subscription" }
        [dates]
        formats = ["%d-%m-%Y"]
        zone = "Europe/Berlin"
        [numbers]
        thousands = "."
        strip = ["€"]
        [booleans]
        true = ["ja"]
    "#;

    #[test]
    fn a_mapping_reads_back_from_toml_and_from_json() {
        let mapping = Mapping::parse(WHOLE, Kind::Facts).unwrap();
        let toml = mapping.to_toml_with(|ours| (ours == "fact_id").then(|| "a note".to_owned()));
        assert!(toml.contains("fact_id = \"usage_id\" # a note\n"), "{toml}");
        assert!(toml.contains("minutes = { column = \"seconds\", divide_by = 60 }"), "{toml}");
        for text in [toml, mapping.to_json().to_string()] {
            let again = Mapping::read(&text, None).unwrap();
            assert_eq!(format!("{again:?}"), format!("{mapping:?}"), "{text}");
        }
        assert!(
            Mapping::read("{\"colums\": {}}", None).unwrap_err().to_string().contains("columns")
        );
        assert!(Mapping::read("{", None).unwrap_err().to_string().contains("JSON"));
    }

    #[test]
    fn recipes_are_told_in_words() {
        let mapping = Mapping::parse(WHOLE, Kind::Facts).unwrap();
        let told = |ours: &str| in_words(&mapping.columns[ours]);
        assert_eq!(told("minutes"), "column seconds, divided by 60");
        assert_eq!(told("ended"), "column opened plus hours in hours");
        assert_eq!(told("name"), "composed: used {feature} now");
        assert_eq!(told("kind"), "“usage” in every row");
    }
}

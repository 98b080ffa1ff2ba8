//! From TOML text to a [`Mapping`], with errors that name the key and the nearest valid one.

use std::collections::BTreeMap;

use perennial_model::Zone;
use toml::{Table, Value};

use crate::file::{
    FileError, Kind, Mapping,
    mapping::{Piece, Recipe},
    nearest::{hint, nearest},
};

const KEYS: &[&str] = &[
    "kind",
    "ignore",
    "delimiter",
    "sheet",
    "decimal_comma",
    "columns",
    "dates",
    "numbers",
    "booleans",
];
const RECIPE_KEYS: &[&str] = &[
    "column",
    "values",
    "otherwise",
    "multiply_by",
    "divide_by",
    "constant",
    "template",
    "account_of_subscription",
    "plus",
    "unit",
];
pub(crate) const UNITS: &[(&str, f64)] =
    &[("seconds", 1.0), ("minutes", 60.0), ("hours", 3600.0), ("days", 86_400.0)];

/// Walks the table by hand, because a derived reader cannot say which word was meant.
pub(crate) struct MappingReader {
    kind: Option<Kind>,
}

impl MappingReader {
    pub fn read(text: &str, kind: Option<Kind>) -> Result<Mapping, FileError> {
        let table: Table =
            text.parse().map_err(|e: toml::de::Error| FileError::MappingSyntax(e.to_string()))?;
        Self::read_table(&table, kind)
    }

    pub fn read_table(table: &Table, kind: Option<Kind>) -> Result<Mapping, FileError> {
        known_keys("", table, KEYS)?;
        let said = optional_text(table, "kind")?
            .map(|word| word.parse::<Kind>().map_err(|unknown| wrong("kind", unknown.to_string())))
            .transpose()?;
        if let (Some(mapped), Some(asked)) = (said, kind)
            && mapped != asked
        {
            return Err(FileError::OtherKind { mapped, asked });
        }
        let reader = Self { kind: said.or(kind) };
        let dates = section(table, "dates", &["formats", "zone"])?;
        let numbers = section(table, "numbers", &["thousands", "strip"])?;
        let booleans = section(table, "booleans", &["true", "false"])?;
        Ok(Mapping {
            kind: reader.kind,
            columns: reader.columns(table)?,
            ignore: texts(table, "ignore")?,
            date_formats: date_formats(&dates)?,
            zone: zone(&dates)?,
            truths: lower(texts(&booleans, "true")?),
            falsehoods: lower(texts(&booleans, "false")?),
            decimal_comma: flag(table, "decimal_comma")?,
            thousands: thousands(&numbers)?,
            strip: texts(&numbers, "strip")?,
            delimiter: delimiter(table)?,
            sheet: optional_text(table, "sheet")?.map(str::to_owned),
        })
    }

    fn columns(&self, table: &Table) -> Result<BTreeMap<String, Recipe>, FileError> {
        let Some(value) = table.get("columns") else { return Ok(BTreeMap::new()) };
        let columns = value
            .as_table()
            .ok_or_else(|| wrong("columns", "is a table: our column = their column"))?;
        let mut recipes = BTreeMap::new();
        for (ours, value) in columns {
            self.check_target(ours)?;
            recipes.insert(ours.clone(), recipe(&format!("columns.{ours}"), value)?);
        }
        Ok(recipes)
    }

    /// A word that is nearly one of our columns is a slip; any other names an attribute.
    fn check_target(&self, ours: &str) -> Result<(), FileError> {
        let Some(kind) = self.kind else { return Ok(()) };
        if kind.columns().any(|column| column == ours) {
            return Ok(());
        }
        let slip = kind.columns().find(|column| strsim::damerau_levenshtein(ours, column) <= 2);
        match slip.filter(|column| column.len() > 4) {
            None => Ok(()),
            Some(column) => Err(wrong(
                &format!("columns.{ours}"),
                format!("{} has no column \"{ours}\"; did you mean \"{column}\"?", kind.one()),
            )),
        }
    }
}

fn recipe(key: &str, value: &Value) -> Result<Recipe, FileError> {
    let table = match value {
        Value::String(column) => return Ok(Recipe::column(column.clone())),
        Value::Table(table) => table,
        _ => {
            return Err(wrong(
                key,
                "is either a column's name or a recipe such as { constant = \"usage\" }",
            ));
        }
    };
    known_keys(key, table, RECIPE_KEYS)?;
    let has = |word: &str| table.contains_key(word);
    let source = ["column", "constant", "template", "account_of_subscription"];
    match source.into_iter().filter(|word| has(word)).collect::<Vec<_>>().as_slice() {
        ["constant"] => constant(key, table),
        ["template"] => template(key, required_text(key, table, "template")?),
        ["account_of_subscription"] => Ok(Recipe::AccountOfSubscription {
            column: required_text(key, table, "account_of_subscription")?.to_owned(),
        }),
        ["column"] if has("plus") => plus(key, table),
        ["column"] => column(key, table),
        [] => Err(wrong(key, format!("needs one of {}", source.join(", ")))),
        several => Err(wrong(key, format!("has both {}; keep one", several.join(" and ")))),
    }
}

fn constant(key: &str, table: &Table) -> Result<Recipe, FileError> {
    match table.get("constant") {
        Some(Value::String(text)) => Ok(Recipe::Constant(text.clone())),
        Some(value @ (Value::Integer(_) | Value::Float(_) | Value::Boolean(_))) => {
            Ok(Recipe::Constant(value.to_string()))
        }
        _ => Err(wrong(key, "constant is a text, a number, true or false")),
    }
}

fn column(key: &str, table: &Table) -> Result<Recipe, FileError> {
    let multiply = number(key, table, "multiply_by")?.unwrap_or(1.0);
    let divide = number(key, table, "divide_by")?.unwrap_or(1.0);
    if divide == 0.0 {
        return Err(wrong(key, "cannot divide by 0"));
    }
    let values = match table.get("values") {
        None => BTreeMap::new(),
        Some(Value::Table(words)) => {
            words.iter().map(|(theirs, ours)| (theirs.clone(), scalar(ours))).collect()
        }
        Some(_) => return Err(wrong(key, "values is a table: their word = our word")),
    };
    Ok(Recipe::Column {
        column: required_text(key, table, "column")?.to_owned(),
        values,
        otherwise: table.get("otherwise").map(scalar),
        scale: multiply / divide,
    })
}

fn plus(key: &str, table: &Table) -> Result<Recipe, FileError> {
    let unit = required_text(key, table, "unit")?;
    let seconds_each = UNITS.iter().find(|(name, _)| *name == unit).map(|(_, seconds)| *seconds);
    let names = || UNITS.iter().map(|(name, _)| *name);
    Ok(Recipe::Plus {
        column: required_text(key, table, "column")?.to_owned(),
        plus: required_text(key, table, "plus")?.to_owned(),
        seconds_each: seconds_each.ok_or_else(|| {
            wrong(key, format!("there is no unit \"{unit}\"{}", hint(unit, names())))
        })?,
    })
}

fn template(key: &str, text: &str) -> Result<Recipe, FileError> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (column, tail) = after
            .split_once('}')
            .ok_or_else(|| wrong(key, format!("the brace in \"{text}\" is never closed")))?;
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        pieces.push(Piece::Column(column.trim().to_owned()));
        rest = tail;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Ok(Recipe::Template(pieces))
}

fn date_formats(dates: &Table) -> Result<Vec<String>, FileError> {
    let formats = texts(dates, "formats")?;
    for format in &formats {
        let known = matches!(format.as_str(), "unix" | "unix_ms");
        if !known && !format.contains('%') {
            return Err(wrong(
                "dates.formats",
                format!("\"{format}\" is no format; 31-01-2026 is %d-%m-%Y, 01/31/26 is %m/%d/%y"),
            ));
        }
    }
    Ok(formats)
}

fn zone(dates: &Table) -> Result<Option<Zone>, FileError> {
    optional_text(dates, "zone")?
        .map(|name| Zone::named(name).map_err(|e| wrong("dates.zone", e.to_string())))
        .transpose()
}

fn delimiter(table: &Table) -> Result<Option<u8>, FileError> {
    match optional_text(table, "delimiter")?.map(str::as_bytes) {
        None => Ok(None),
        Some([one]) => Ok(Some(*one)),
        Some(_) => Err(wrong("delimiter", "is one character, such as \";\" or \"\\t\"")),
    }
}

fn thousands(numbers: &Table) -> Result<Option<char>, FileError> {
    let Some(text) = optional_text(numbers, "thousands")? else { return Ok(None) };
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(one), None) if !one.is_ascii_digit() => Ok(Some(one)),
        _ => Err(wrong("numbers.thousands", "is one sign, such as \",\" or \" \"")),
    }
}

fn section(table: &Table, key: &str, keys: &[&str]) -> Result<Table, FileError> {
    match table.get(key) {
        None => Ok(Table::new()),
        Some(Value::Table(inner)) => {
            known_keys(key, inner, keys)?;
            Ok(inner.clone())
        }
        Some(_) => Err(wrong(key, "is a table")),
    }
}

fn known_keys(place: &str, table: &Table, keys: &[&str]) -> Result<(), FileError> {
    let Some(stranger) = table.keys().find(|key| !keys.contains(&key.as_str())) else {
        return Ok(());
    };
    let full = if place.is_empty() { stranger.clone() } else { format!("{place}.{stranger}") };
    let meant = nearest(stranger, keys.iter().copied()).map_or_else(
        || format!("; use {}", keys.join(", ")),
        |word| format!("; did you mean \"{word}\"?"),
    );
    Err(wrong(&full, format!("there is no such key{meant}")))
}

fn optional_text<'a>(table: &'a Table, key: &str) -> Result<Option<&'a str>, FileError> {
    match table.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(wrong(key, "is a text in quotes")),
    }
}

fn required_text<'a>(place: &str, table: &'a Table, key: &str) -> Result<&'a str, FileError> {
    match table.get(key) {
        Some(Value::String(text)) if !text.is_empty() => Ok(text),
        _ => Err(wrong(place, format!("needs {key} = \"…\""))),
    }
}

fn number(place: &str, table: &Table, key: &str) -> Result<Option<f64>, FileError> {
    match table.get(key) {
        None => Ok(None),
        #[allow(clippy::cast_precision_loss)]
        Some(Value::Integer(whole)) => Ok(Some(*whole as f64)),
        Some(Value::Float(float)) if float.is_finite() => Ok(Some(*float)),
        Some(_) => Err(wrong(place, format!("{key} is a number"))),
    }
}

fn flag(table: &Table, key: &str) -> Result<bool, FileError> {
    match table.get(key) {
        None => Ok(false),
        Some(Value::Boolean(flag)) => Ok(*flag),
        Some(_) => Err(wrong(key, "is true or false")),
    }
}

fn texts(table: &Table, key: &str) -> Result<Vec<String>, FileError> {
    match table.get(key) {
        None => Ok(Vec::new()),
        Some(Value::String(one)) => Ok(vec![one.clone()]),
        Some(Value::Array(all)) => Ok(all.iter().map(scalar).collect()),
        Some(_) => Err(wrong(key, "is a list of texts")),
    }
}

fn lower(words: Vec<String>) -> Vec<String> {
    words.into_iter().map(|word| word.to_lowercase()).collect()
}

fn scalar(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn wrong(key: &str, reason: impl Into<String>) -> FileError {
    FileError::Mapping { key: key.to_owned(), reason: reason.into() }
}

#[cfg(test)]
mod tests;

//! The mapping held against a header: for each of our columns, where in a row its value stands.

use std::collections::{BTreeMap, BTreeSet};

use crate::file::{
    FileError, Kind, Mapping,
    grid::Grid,
    mapping::{Piece, Recipe},
    nearest::{hint, nearest},
};

/// A [`Recipe`] with cell numbers in place of column names.
#[derive(Debug)]
pub(crate) enum Source {
    Cell { at: usize, values: BTreeMap<String, String>, otherwise: Option<String>, scale: f64 },
    Constant(String),
    Template(Vec<Part>),
    AccountOfSubscription(usize),
    Plus { at: usize, plus: usize, seconds_each: f64 },
}

#[derive(Debug)]
pub(crate) enum Part {
    Text(String),
    Cell(usize),
}

#[derive(Debug)]
pub(crate) struct Field {
    pub ours: String,
    pub source: Source,
    /// The file's column, for messages.
    pub label: String,
}

#[derive(Debug)]
pub(crate) struct Layout {
    /// Our columns that have a source.
    pub fields: Vec<Field>,
    /// Attributes or properties, sorted by name.
    pub extras: Vec<Field>,
}

impl Layout {
    pub fn new(
        kind: Kind,
        file: &str,
        grid: &Grid<'_>,
        mapping: &Mapping,
    ) -> Result<Self, FileError> {
        if let Some(mapped) = mapping.kind.filter(|mapped| *mapped != kind) {
            return Err(FileError::OtherKind { mapped, asked: kind });
        }
        let binder = Binder { file, header: grid.own_columns() };
        for column in &mapping.ignore {
            binder.at("ignore", column)?;
        }
        let mut fields = Vec::new();
        let mut extras = Vec::new();
        let mut taken: BTreeSet<&str> = mapping.ignore.iter().map(String::as_str).collect();
        for (ours, recipe) in &mapping.columns {
            let field = binder.field(ours, recipe)?;
            if let Recipe::Column { column, .. } = recipe {
                taken.insert(column);
            }
            let known = kind.columns().any(|column| column == ours);
            if known { fields.push(field) } else { extras.push(field) }
        }
        for (at, column) in binder.header.iter().enumerate() {
            if taken.contains(column.as_str()) {
                continue;
            }
            let ours = kind.columns().find(|ours| *ours == plain(column));
            match ours.filter(|ours| !mapping.columns.contains_key(*ours)) {
                Some(ours) => fields.push(Field::cell(ours, column, at)),
                None => extras.push(Field::cell(column, column, at)),
            }
        }
        // A mapped name wins over a column of the same name that nobody asked for.
        extras.sort_by(|a, b| a.ours.cmp(&b.ours));
        extras.dedup_by(|later, first| later.ours == first.ours);
        let layout = Self { fields, extras };
        layout.check_required(kind, file, binder.header)?;
        Ok(layout)
    }

    pub fn field(&self, ours: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.ours == ours)
    }

    fn check_required(&self, kind: Kind, file: &str, header: &[String]) -> Result<(), FileError> {
        let has = |ours: &&&str| self.field(ours).is_some();
        let mut missing: Vec<&'static str> =
            kind.required().iter().filter(|ours| !has(ours)).copied().collect();
        if kind == Kind::Facts && !["account_id", "contact_id"].iter().any(|ours| has(&ours)) {
            missing.insert(0, "account_id");
        }
        if missing.is_empty() {
            return Ok(());
        }
        let free: Vec<&str> = self.extras.iter().map(|field| field.ours.as_str()).collect();
        let lines: String = missing.iter().map(|ours| suggested_line(ours, &free)).collect();
        Err(FileError::MissingColumns {
            file: file.to_owned(),
            kind,
            missing,
            found: header.to_vec(),
            suggestion: format!("[columns]\n{lines}"),
        })
    }
}

/// A line for a mapping, with the likeliest of the columns that nobody uses yet.
fn suggested_line(ours: &str, free: &[&str]) -> String {
    let with = |word: &str| free.iter().find(|column| plain(column).contains(word)).copied();
    let likely = nearest(ours, free.iter().copied());
    let theirs = match ours {
        "account_id" if likely.is_none() => match with("subscription") {
            Some(column) => {
                return format!("account_id = {{ account_of_subscription = \"{column}\" }}\n");
            }
            None => None,
        },
        _ if ours.ends_with("_at") => likely.or_else(|| with("date")).or_else(|| with("time")),
        _ => likely,
    };
    format!("{ours} = \"{}\"\n", theirs.unwrap_or("…"))
}

impl Field {
    fn cell(ours: &str, column: &str, at: usize) -> Self {
        let source = Source::Cell { at, values: BTreeMap::new(), otherwise: None, scale: 1.0 };
        Self { ours: ours.to_owned(), source, label: column.to_owned() }
    }
}

struct Binder<'a> {
    file: &'a str,
    header: &'a [String],
}

impl Binder<'_> {
    fn field(&self, ours: &str, recipe: &Recipe) -> Result<Field, FileError> {
        let source = match recipe {
            Recipe::Column { column, values, otherwise, scale } => Source::Cell {
                at: self.at(ours, column)?,
                values: values.clone(),
                otherwise: otherwise.clone(),
                scale: *scale,
            },
            Recipe::Constant(text) => Source::Constant(text.clone()),
            Recipe::AccountOfSubscription { column } => {
                Source::AccountOfSubscription(self.at(ours, column)?)
            }
            Recipe::Plus { column, plus, seconds_each } => Source::Plus {
                at: self.at(ours, column)?,
                plus: self.at(ours, plus)?,
                seconds_each: *seconds_each,
            },
            Recipe::Template(pieces) => Source::Template(
                pieces
                    .iter()
                    .map(|piece| match piece {
                        Piece::Text(text) => Ok(Part::Text(text.clone())),
                        Piece::Column(column) => Ok(Part::Cell(self.at(ours, column)?)),
                    })
                    .collect::<Result<_, FileError>>()?,
            ),
        };
        let label = recipe.reads().first().map_or(ours, |column| *column).to_owned();
        Ok(Field { ours: ours.to_owned(), source, label })
    }

    fn at(&self, ours: &str, column: &str) -> Result<usize, FileError> {
        self.header.iter().position(|name| name == column).ok_or_else(|| FileError::NoColumn {
            file: self.file.to_owned(),
            ours: ours.to_owned(),
            column: column.to_owned(),
            hint: hint(column, self.header.iter().map(String::as_str)),
            found: self.header.join(", "),
        })
    }
}

/// `Account ID` and `account-id` are written `account_id` by those who write for machines.
pub(crate) fn plain(column: &str) -> String {
    column.to_lowercase().replace([' ', '-'], "_")
}

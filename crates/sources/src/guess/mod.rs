//! Guessing: what the rows of somebody's file are, and which of its columns is which of ours.
//!
//! From headings (words and their synonyms) and from values (times, numbers, addresses, ids that
//! are known). What always holds: a guess says how sure it is and why; the same file gives the same
//! guess; nothing is guessed that the mapping format could not say, so a guess is kept as a mapping.

mod dates;
mod derived;
mod draft;
mod fit;
mod names;
mod numbers;
mod profile;
mod recipes;
mod sample;
mod words;

use std::collections::BTreeMap;

pub use draft::FieldGuess;
pub use fit::{Need, need};
use perennial_model::Zone;

use crate::{
    file::{FileError, Kind, Mapping, Recipe},
    guess::{dates::Dates, draft::Draft, profile::Profile, sample::Sample, words::words_of},
    lookup::Lookup,
};

/// What a file seems to be.
#[derive(Debug, Clone)]
pub struct Guess {
    pub kind: Kind,
    /// Every kind, the likeliest first.
    pub kinds: Vec<KindGuess>,
    /// The file's columns, in its order.
    pub columns: Vec<ColumnLook>,
    /// Our columns that have a source, in our order.
    pub fields: Vec<FieldGuess>,
    /// Columns of the file to leave out, with the reason.
    pub ignored: BTreeMap<String, String>,
    /// Our columns that the kind needs and nothing was found for.
    pub missing: Vec<&'static str>,
    /// What a person should know before trusting it.
    pub notes: Vec<String>,
    /// All of it, ready to be used and to be kept.
    pub mapping: Mapping,
}

/// How likely it is that the rows are of a kind, and what speaks for it or against.
#[derive(Debug, Clone, PartialEq)]
pub struct KindGuess {
    pub kind: Kind,
    /// 0 to 1.
    pub confidence: f64,
    pub reason: String,
}

/// A column of the file, as far as it was looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnLook {
    pub name: String,
    /// A few different values.
    pub samples: Vec<String>,
    /// Rows with a value, of the rows that were looked at.
    pub filled: usize,
    pub rows: usize,
    /// What its values have in common, in words.
    pub looks: String,
}

impl Guess {
    /// The mapping as TOML, with how sure each column is and why.
    pub fn to_toml(&self) -> String {
        self.mapping.to_toml_with(|ours| {
            let field = self.fields.iter().find(|field| field.ours == ours)?;
            Some(format!("{:.0} % sure: {}", field.confidence * 100.0, field.reason))
        })
    }
}

/// Looks at the first rows of a file and says what it seems to be; `kind` where that is known.
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be read.
pub fn guess(
    file: &str,
    data: &[u8],
    kind: Option<Kind>,
    zone: &Zone,
    known: &dyn Lookup,
) -> Result<Guess, FileError> {
    let sample = Sample::take(file, data, &Mapping::default())?;
    let columns = Profile::all(&sample, known);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let mut drafts: Vec<Draft<'_>> = Kind::ALL
        .into_iter()
        .map(|kind| {
            let mut draft = Draft::new(kind, sample.rows, &columns, words_of(stem));
            recipes::add(&mut draft);
            draft
        })
        .collect();
    let mut kinds: Vec<KindGuess> = drafts
        .iter()
        .map(|draft| {
            let (confidence, reason) = draft.confidence();
            KindGuess { kind: draft.kind, confidence, reason }
        })
        .collect();
    kinds.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let kind = kind.or(kinds.first().map(|guess| guess.kind)).unwrap_or(Kind::Accounts);
    let at = drafts.iter().position(|draft| draft.kind == kind).unwrap_or_default();
    let mut draft = drafts.swap_remove(at);
    let mapping = mapping(&mut draft, &sample, zone);
    if sample.is_part {
        draft.notes.push(format!("guessed from the first {} rows", sample.rows));
    }
    let (missing, notes, ignored) = (draft.missing(), draft.notes, draft.ignored);
    let mut fields = draft.fields;
    Ok(Guess {
        kind,
        kinds,
        fields: kind.columns().filter_map(|ours| fields.remove(ours)).collect(),
        ignored,
        missing,
        notes,
        mapping,
        columns: columns
            .iter()
            .map(|column| ColumnLook {
                name: column.heading.clone(),
                samples: column.samples.clone(),
                filled: column.filled,
                rows: sample.rows,
                looks: column.looks(),
            })
            .collect(),
    })
}

/// The draft as a mapping: its columns, and how the file writes times and numbers.
fn mapping(draft: &mut Draft<'_>, sample: &Sample, zone: &Zone) -> Mapping {
    let mut mapping = Mapping { kind: Some(draft.kind), ..Mapping::default() };
    let read: Vec<&Profile> = draft
        .columns
        .iter()
        .filter(|column| {
            draft
                .fields
                .values()
                .any(|field| field.recipe.reads().contains(&column.heading.as_str()))
        })
        .collect();
    let times: Vec<(&str, &Dates)> = draft
        .fields
        .values()
        .filter(|field| need(draft.kind, field.ours) == Need::Time)
        .filter_map(|field| {
            let column = *field.recipe.reads().first()?;
            let column = read.iter().find(|profile| profile.heading == column)?;
            Some((column.heading.as_str(), column.dates.as_ref()?))
        })
        .collect();
    let (formats, notes) = dates::formats(&times, zone);
    mapping.date_formats = formats;
    draft.notes.extend(notes);
    let in_utc = |(column, dates): &(&str, &Dates)| {
        matches!(dates, Dates::Written(_) | Dates::Iso)
            && ["(utc)", "(gmt)", "_utc", " utc"]
                .iter()
                .any(|mark| column.to_lowercase().ends_with(mark))
    };
    if zone.name() != Zone::utc().name() && times.iter().any(in_utc) {
        mapping.zone = Some(Zone::utc());
    }
    for column in &read {
        let is_number = draft.fields.values().any(|field| {
            need(draft.kind, field.ours) == Need::Number
                && field.recipe.reads().contains(&column.heading.as_str())
        });
        if is_number {
            mapping.decimal_comma |= column.numbers.has_decimal_comma();
            mapping.strip.extend(column.numbers.signs.iter().cloned());
            if column.numbers.thousands > 0 && !column.numbers.has_decimal_comma() {
                mapping.thousands = Some(',');
            }
        }
    }
    mapping.strip.sort();
    mapping.strip.dedup();
    derived::find(draft, sample, &mapping);
    mapping.ignore = draft.ignored.keys().cloned().collect();
    mapping.columns =
        draft.fields.values().map(|field| (field.ours.to_owned(), field.recipe.clone())).collect();
    apart(&mut mapping, draft);
    mapping
}

/// A column that has the name of one of ours but holds something else keeps its values as an
/// attribute of another name; without this its rows would be refused.
fn apart(mapping: &mut Mapping, draft: &mut Draft<'_>) {
    for column in draft.free() {
        let ours = crate::file::layout::plain(&column.heading);
        let clashes = draft.kind.columns().any(|known| known == ours) && !draft.has(&ours);
        if clashes && column.filled > 0 {
            let name = format!("file_{ours}");
            draft.notes.push(format!(
                "the column {} does not hold what {ours} needs; it is kept as {name}",
                column.heading
            ));
            mapping.columns.insert(name, Recipe::column(column.heading.clone()));
        }
    }
}

//! A file held against one kind: which of its columns is which of ours.

use std::collections::BTreeMap;

use crate::{
    file::{Kind, Recipe, layout::plain},
    guess::{
        fit::{Need, fit, need},
        names::names_of,
        profile::Profile,
        words::{closeness, singular},
    },
};

/// Less sure than this is no guess.
const LEAST: f64 = 0.5;

/// Where the value of one of our columns comes from, how sure that is (0 to 1), and why.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldGuess {
    pub ours: &'static str,
    pub recipe: Recipe,
    pub confidence: f64,
    pub reason: String,
}

/// The file as if it were of one kind.
pub(crate) struct Draft<'a> {
    pub kind: Kind,
    pub rows: usize,
    pub columns: &'a [Profile],
    /// Words of the file's name.
    pub file_words: Vec<String>,
    pub fields: BTreeMap<&'static str, FieldGuess>,
    /// Columns to leave out, with the reason.
    pub ignored: BTreeMap<String, String>,
    /// What a person should know besides.
    pub notes: Vec<String>,
}

struct Candidate {
    ours: &'static str,
    at: usize,
    score: f64,
    reason: String,
}

impl<'a> Draft<'a> {
    /// Assigns columns one to one, the surest pairs first.
    pub fn new(kind: Kind, rows: usize, columns: &'a [Profile], file_words: Vec<String>) -> Self {
        let mut candidates: Vec<Candidate> = kind
            .columns()
            .flat_map(|ours| (0..columns.len()).map(move |at| (ours, at)))
            .filter_map(|(ours, at)| candidate(kind, ours, at, columns.get(at)?, rows))
            .filter(|candidate| candidate.score >= LEAST)
            .collect();
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.at.cmp(&b.at)));
        let mut draft = Self {
            kind,
            rows,
            columns,
            file_words,
            fields: BTreeMap::new(),
            ignored: BTreeMap::new(),
            notes: Vec::new(),
        };
        let mut taken = vec![false; columns.len()];
        for Candidate { ours, at, score, reason } in candidates {
            let Some(column) = columns.get(at) else { continue };
            if taken.get(at) == Some(&true) || draft.fields.contains_key(ours) {
                continue;
            }
            taken[at] = true;
            draft.set(ours, Recipe::column(column.heading.clone()), score, reason);
        }
        draft
    }

    pub fn set(&mut self, ours: &'static str, recipe: Recipe, confidence: f64, reason: String) {
        self.fields.insert(ours, FieldGuess { ours, recipe, confidence, reason });
    }

    /// Sets what is not set yet.
    pub fn suggest(&mut self, ours: &'static str, recipe: Recipe, confidence: f64, reason: String) {
        if !self.fields.contains_key(ours) {
            self.set(ours, recipe, confidence, reason);
        }
    }

    pub fn has(&self, ours: &str) -> bool {
        self.fields.contains_key(ours)
    }

    /// The column that one of ours is read from, when it is read from just one as it is.
    pub fn column_of(&self, ours: &str) -> Option<&'a Profile> {
        match &self.fields.get(ours)?.recipe {
            Recipe::Column { column, .. } => self.columns.iter().find(|c| c.heading == *column),
            _ => None,
        }
    }

    /// Columns that nothing reads yet.
    pub fn free(&self) -> Vec<&'a Profile> {
        let is_read = |heading: &str| {
            self.ignored.contains_key(heading)
                || self.fields.values().any(|field| field.recipe.reads().contains(&heading))
        };
        self.columns.iter().filter(|column| !is_read(&column.heading)).collect()
    }

    /// Required columns without a source. Facts need an account or a contact.
    pub fn missing(&self) -> Vec<&'static str> {
        let mut missing: Vec<&'static str> =
            self.kind.required().iter().filter(|ours| !self.has(ours)).copied().collect();
        if self.kind == Kind::Facts && !self.has("account_id") && !self.has("contact_id") {
            missing.insert(0, "account_id");
        }
        missing
    }

    /// How sure it is that the rows are of this kind, and what speaks for it.
    pub fn confidence(&self) -> (f64, String) {
        let missing = self.missing();
        let needed = self.kind.required().len() + usize::from(self.kind == Kind::Facts);
        let who = ["account_id", "contact_id"];
        let sure = |ours: &str| self.fields.get(ours).map_or(0.0, |field| field.confidence);
        let mut found: f64 = self.kind.required().iter().map(|ours| sure(ours)).sum();
        if self.kind == Kind::Facts {
            found += who.into_iter().map(sure).fold(0.0, f64::max);
        }
        let found = found / needed as f64;
        let is_named = |words: &[String]| {
            words.iter().any(|word| names_of(self.kind).contains(&singular(word).as_str()))
        };
        let keys: &[&str] = match self.kind {
            Kind::Facts => &["name", "fact_id"],
            kind => kind.required().get(..1).unwrap_or_default(),
        };
        let mut keys = keys.iter().filter_map(|key| self.column_of(key));
        let key_named = keys.any(|key| is_named(&key.words));
        let file_named = is_named(&self.file_words);
        let read = self.columns.len() - self.free().len();
        let coverage = read as f64 / self.columns.len().max(1) as f64;
        let bonus = |yes: bool, worth: f64| if yes { worth } else { 0.0 };
        let mut score =
            0.55 * found + bonus(key_named, 0.12) + bonus(file_named, 0.13) + 0.2 * coverage;
        let reason = if missing.is_empty() {
            let named = match (key_named, file_named) {
                (true, true) => "; the headings and the file's name say so",
                (true, false) => "; the headings say so",
                (false, true) => "; the file's name says so",
                (false, false) => "",
            };
            format!("all {} columns that it needs are there{named}", needed)
        } else {
            score = (score * 0.6).min(0.45);
            format!("no column for {}", missing.join(", "))
        };
        (score.clamp(0.0, 1.0), reason)
    }
}

fn candidate(
    kind: Kind,
    ours: &'static str,
    at: usize,
    column: &Profile,
    rows: usize,
) -> Option<Candidate> {
    let heading = closeness(kind, ours, &column.words);
    let (factor, remark) = fit(kind, ours, column, rows);
    let own = *ours == plain(&column.heading);
    let named = match (heading, &remark) {
        _ if own => "the heading is its name".to_owned(),
        _ => format!("the heading is a name for it, and it has {}", column.looks()),
    };
    let mut score = heading * factor;
    let mut reason = match remark {
        Some(remark) => format!("{named}, but {remark}"),
        None => named,
    };
    if let Some((worth, why)) = evidence(kind, ours, column) {
        reason = if heading * factor >= LEAST { format!("{reason}; {why}") } else { why };
        score = if score >= LEAST { (score.max(worth) + 0.04).min(0.99) } else { worth };
    }
    (score > 0.0).then_some(Candidate { ours, at, score, reason })
}

/// What the values alone say, whatever the heading is.
fn evidence(kind: Kind, ours: &str, column: &Profile) -> Option<(f64, String)> {
    let known = |count: usize, what: &str| {
        let part = column.part(count);
        let worth = if part >= 0.99 { 0.9 } else { 0.8 };
        (part >= 0.7)
            .then(|| (worth, format!("{:.0} % of its values are known {what}", part * 100.0)))
    };
    match ours {
        "account_id" => known(column.known_accounts, "accounts"),
        "contact_id" => known(column.known_contacts, "contacts"),
        "subscription_id" => known(column.known_subscriptions, "subscriptions"),
        "email" if need(kind, ours) == Need::Email && column.part(column.emails) > 0.9 => {
            Some((0.75, "its values are e-mail addresses".to_owned()))
        }
        _ => None,
    }
}

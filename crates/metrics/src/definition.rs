//! Metrics as people write them: a few lines of TOML each.

use serde::{Deserialize, Serialize};

use crate::{Direction, FoldKind, Group, MetricsError, Source, Unit};

/// A metric as it is written. The same fields make the TOML file, the form in the app and the JSON
/// of the API.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Lower case, digits and underscores; begins with a letter.
    pub key: String,
    pub name: String,
    pub description: String,
    #[serde(default = "own", skip_serializing_if = "is_own")]
    pub group: Group,
    pub unit: Unit,
    #[serde(default = "neither")]
    pub good: Direction,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Source>,
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fold: Option<FoldKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<WrittenWindow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<WrittenEarlier>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub empty: Option<WrittenEmpty>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expression: Option<String>,
}

fn own() -> Group {
    Group::Own
}

fn neither() -> Direction {
    Direction::Neither
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde's signature
fn is_own(group: &Group) -> bool {
    *group == Group::Own
}

/// `28`, `"lifetime"`, `"contract"` or `{ first = 30, of = "contract" }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum WrittenWindow {
    Days(u32),
    Word(WindowWord),
    First {
        first: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<FirstOf>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowWord {
    Lifetime,
    Contract,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstOf {
    /// The account's history: its creation or first fact.
    Account,
    Contract,
}

/// `90` or `"ever"`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum WrittenEarlier {
    Days(u32),
    Word(EverWord),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EverWord {
    Ever,
}

/// A number, `"none"` or `"zero_after_first"`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum WrittenEmpty {
    Number(f64),
    Word(EmptyWord),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmptyWord {
    None,
    ZeroAfterFirst,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    metric: Vec<Definition>,
}

impl Definition {
    /// A metric of which nothing is said yet but what it is called.
    pub(crate) fn named(key: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            name: name.into(),
            description: String::new(),
            group: own(),
            unit: Unit::Number,
            good: neither(),
            from: None,
            condition: None,
            fold: None,
            window: None,
            value: None,
            by: None,
            at: None,
            until: None,
            then: None,
            before: None,
            least: None,
            empty: None,
            expression: None,
        }
    }

    /// Reads a file of `[[metric]]` tables.
    ///
    /// # Errors
    /// When it is no such file; the error names line and column.
    pub fn read_all(text: &str) -> Result<Vec<Self>, MetricsError> {
        let file: File = toml::from_str(text).map_err(|error| unreadable(text, &error))?;
        Ok(file.metric)
    }

    /// Reads one metric: a table as it stands, or a file with a single `[[metric]]`.
    ///
    /// # Errors
    /// As [`Definition::read_all`], or when the file has more than one.
    pub fn read(text: &str) -> Result<Self, MetricsError> {
        if !text.contains("[[metric]]") {
            return toml::from_str(text).map_err(|error| unreadable(text, &error));
        }
        let mut all = Self::read_all(text)?;
        match (all.pop(), all.is_empty()) {
            (Some(one), true) => Ok(one),
            _ => Err(MetricsError::Unreadable {
                line: 1,
                column: 1,
                message: "there is more than one metric; give one at a time".to_owned(),
            }),
        }
    }

    /// As a `[[metric]]` table.
    pub fn to_toml(&self) -> String {
        let file = File { metric: vec![self.clone()] };
        toml::to_string(&file).unwrap_or_default()
    }
}

pub(crate) fn unreadable(text: &str, error: &toml::de::Error) -> MetricsError {
    let at = error.span().map_or(0, |span| span.start.min(text.len()));
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    MetricsError::Unreadable { line, column, message: error.message().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
[[metric]]
key = "active_contacts_28d"
name = "Active people"
description = "How many used it"
group = "usage"
unit = "contacts"
good = "higher"
from = "facts"
where = "kind = 'usage'"
fold = "distinct_contacts"
window = 28
empty = "none"
"#;

    #[test]
    fn what_is_written_reads_back() {
        let one = Definition::read(TEXT).unwrap();
        assert_eq!(Definition::read(&one.to_toml()).unwrap(), one);
        let json = serde_json::to_string(&one).unwrap();
        assert!(
            json.contains(r#""where":"kind = 'usage'","fold":"distinct_contacts","window":28"#)
        );
        assert_eq!(serde_json::from_str::<Definition>(&json).unwrap(), one);
    }

    #[test]
    fn a_mistake_is_named_with_its_place() {
        let wrong = TEXT.replace("\"distinct_contacts\"", "\"distinct_contact\"");
        let said = Definition::read(&wrong).unwrap_err().to_string();
        assert!(said.contains("line 11") && said.contains("distinct_contact"), "{said}");
        let said = Definition::read(&TEXT.replace("window", "windw")).unwrap_err().to_string();
        assert!(said.contains("windw") && said.contains("line 12"), "{said}");
    }
}

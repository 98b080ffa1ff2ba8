//! The calls that there are.

use std::{fmt, str::FromStr};

use crate::file::nearest::hint;

/// One call of the API, as its path or its `type` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallKind {
    Identify,
    Track,
    Page,
    Screen,
    Group,
    Alias,
    Batch,
}

impl CallKind {
    pub const ALL: [Self; 7] = [
        Self::Identify,
        Self::Track,
        Self::Page,
        Self::Screen,
        Self::Group,
        Self::Alias,
        Self::Batch,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Identify => "identify",
            Self::Track => "track",
            Self::Page => "page",
            Self::Screen => "screen",
            Self::Group => "group",
            Self::Alias => "alias",
            Self::Batch => "batch",
        }
    }
}

impl fmt::Display for CallKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for CallKind {
    type Err = String;

    /// `import` is an old name of `batch`.
    fn from_str(text: &str) -> Result<Self, String> {
        if text == "import" {
            return Ok(Self::Batch);
        }
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| {
            let meant = hint(text, Self::ALL.iter().map(|kind| kind.as_str()));
            format!("there is no call \"{text}\"{meant}; use identify, track, page, screen, group or alias")
        })
    }
}

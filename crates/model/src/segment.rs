//! Segments: saved conditions over accounts, and lists of accounts.

use crate::{AccountId, Micros};

/// The longest key of a segment, in characters.
pub const MAX_SEGMENT_KEY: usize = 64;

/// Words that addresses need (`/segments/new`, `/api/segments/compare`), so that no key may be one.
const RESERVED: [&str; 3] = ["compare", "new", "preview"];

/// Which accounts are in a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SegmentRule {
    /// Those for which this text of the expression language holds.
    Condition(String),
    /// Those that somebody put there.
    List,
}

impl SegmentRule {
    /// `condition` or `list`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Condition(_) => "condition",
            Self::List => "list",
        }
    }

    /// The condition; nothing for a list.
    pub fn condition(&self) -> Option<&str> {
        match self {
            Self::Condition(text) => Some(text),
            Self::List => None,
        }
    }
}

/// A saved group of accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub segment_id: String,
    /// Unique and for good: addresses and other definitions name the segment by it.
    pub key: String,
    pub name: String,
    pub description: Option<String>,
    pub rule: SegmentRule,
    /// E-mail address of a teammate, name of a key, or `command line`.
    pub created_by: String,
    pub created_at: Micros,
    /// Who changed it last, its accounts included.
    pub updated_by: String,
    pub updated_at: Micros,
    /// 1 at first, one more with each change of name, description or condition.
    pub version: i64,
}

/// What a segment was from one change to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentVersion {
    pub version: i64,
    pub name: String,
    pub description: Option<String>,
    /// Nothing for a list.
    pub condition: Option<String>,
    pub changed_by: String,
    pub changed_at: Micros,
}

/// One stay of an account on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListStay {
    pub account_id: AccountId,
    pub added_at: Micros,
    pub added_by: String,
    /// Nothing while it is on the list.
    pub removed_at: Option<Micros>,
    pub removed_by: Option<String>,
}

/// What is wrong with a segment's key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SegmentKeyError {
    #[error(
        "\"{0}\" will not do as a key; use small letters, digits and _, with a letter first, such as big_customers"
    )]
    NotAKey(String),
    #[error("the key is longer than {MAX_SEGMENT_KEY} characters; shorten it")]
    TooLong,
    #[error("\"{0}\" is a word that addresses need; choose another key")]
    Reserved(String),
}

/// Whether a text will do as a segment's key: `[a-z][a-z0-9_]*`.
///
/// # Errors
/// When it will not, with the reason.
pub fn check_segment_key(key: &str) -> Result<(), SegmentKeyError> {
    let fits = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !fits {
        return Err(SegmentKeyError::NotAKey(key.to_owned()));
    }
    if key.len() > MAX_SEGMENT_KEY {
        return Err(SegmentKeyError::TooLong);
    }
    if RESERVED.contains(&key) {
        return Err(SegmentKeyError::Reserved(key.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_slugs_and_leave_room_for_addresses() {
        for fine in ["a", "big_customers", "tier1", "new_ones"] {
            assert_eq!(check_segment_key(fine), Ok(()), "{fine}");
        }
        for wrong in ["", "1st", "_a", "Big", "a-b", "a b", "ä"] {
            assert_eq!(check_segment_key(wrong), Err(SegmentKeyError::NotAKey(wrong.to_owned())));
        }
        assert_eq!(check_segment_key(&"a".repeat(65)), Err(SegmentKeyError::TooLong));
        assert_eq!(check_segment_key("compare"), Err(SegmentKeyError::Reserved("compare".into())));
    }
}

//! Takes a person's name out of sentences that were written about others too.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};

use crate::{
    Result, Tx,
    entity::{
        audit_entry, delivery, import, judgement, renewal_call, segment, segment_version, signal,
    },
};

/// Shorter words ("7", "Al") would be found in any text.
const SHORTEST: usize = 4;
const INSTEAD: &str = "[erased]";

/// How many rows quoted somebody, and do no longer.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Unquoted {
    pub signals: u64,
    pub elsewhere: u64,
}

/// Replaces `words` in signals, judgements, messages, import reports, segments and the audit log. A segment's
/// condition is about accounts and stays: rewritten, it would choose others.
pub(super) async fn unquote(tx: &Tx, words: &str) -> Result<Unquoted> {
    let mut found = Unquoted::default();
    if words.chars().count() < SHORTEST {
        return Ok(found);
    }
    /// Rewrites these columns of the rows that hold the words.
    macro_rules! rewrite {
        ($counter:expr, $table:ident, $($column:ident = $field:ident),+) => {
            let holds = sea_orm::Condition::any()$(.add($table::Column::$column.like(pattern(words))))+;
            for row in $table::Entity::find().filter(holds).all(&**tx).await? {
                let mut changed = row.clone().into_active_model();
                $(let text: Option<String> = row.$field.clone().into();
                if let Some(text) = text.and_then(|text| without(&text, words)) {
                    changed.$field = Set(text.into());
                })+
                if changed.is_changed() {
                    changed.update(&**tx).await?;
                    $counter += 1;
                }
            }
        };
    }
    rewrite!(found.signals, signal, Reason = reason, Evidence = evidence);
    rewrite!(found.elsewhere, judgement, Reason = reason);
    rewrite!(found.elsewhere, renewal_call, Reason = reason);
    rewrite!(found.elsewhere, delivery, Payload = payload);
    rewrite!(found.elsewhere, import, Refusals = refusals, Findings = findings);
    rewrite!(found.elsewhere, segment, Name = name, Description = description);
    rewrite!(found.elsewhere, segment_version, Name = name, Description = description);
    rewrite!(found.elsewhere, audit_entry, Subject = subject);
    Ok(found)
}

/// The text without the words, as they are or as JSON writes them; nothing when they are not there.
fn without(text: &str, words: &str) -> Option<String> {
    let json = serde_json::Value::from(words).to_string();
    let escaped = json.trim_matches('"');
    let mut after = text.replace(words, INSTEAD);
    if escaped != words && !escaped.is_empty() {
        after = after.replace(escaped, INSTEAD);
    }
    (after != text).then_some(after)
}

/// A LIKE pattern that finds at least the texts that hold the words: what LIKE or JSON may read
/// otherwise matches anything.
fn pattern(words: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '@' | '-' | '+');
    let body: String = words.chars().map(|c| if plain(c) { c } else { '%' }).collect();
    format!("%{body}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_as_they_are_and_as_json_writes_them() {
        assert_eq!(without("Ann Lee left", "Ann Lee").as_deref(), Some("[erased] left"));
        assert_eq!(
            without(r#"{"who":"Ann \"A\" Lee"}"#, "Ann \"A\" Lee").as_deref(),
            Some(r#"{"who":"[erased]"}"#)
        );
        assert_eq!(without("nobody", "Ann Lee"), None);
    }

    #[test]
    fn a_pattern_matches_at_least_the_words() {
        assert_eq!(pattern("ann_lee@acme.com"), "%ann%lee@acme.com%");
        assert_eq!(pattern("50% \\ \"x\""), "%50% % %x%%");
    }
}

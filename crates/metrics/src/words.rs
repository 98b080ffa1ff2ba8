//! Whether the words of a ticket sound upset.

/// Words and phrases by which people show anger, urgency or that they think of leaving. A plain
/// list on purpose: anybody can see why a ticket was counted. English only.
const UPSET: &[&str] = &[
    "angry",
    "awful",
    "cancel our",
    "cancel my",
    "cancelling",
    "complaint",
    "competitor",
    "completely broken",
    "costing us",
    "disappointed",
    "disappointing",
    "disaster",
    "embarrassing",
    "enough is enough",
    "escalate",
    "fed up",
    "frustrated",
    "frustrating",
    "furious",
    "horrible",
    "how long do we have to",
    "keeps breaking",
    "keeps happening",
    "last straw",
    "lawyer",
    "let down",
    "looking at alternatives",
    "losing customers",
    "losing money",
    "losing patience",
    "nobody answers",
    "no response",
    "not acceptable",
    "refund",
    "ridiculous",
    "still broken",
    "still not fixed",
    "still not working",
    "still waiting",
    "switch to another",
    "terrible",
    "third time",
    "unacceptable",
    "unhappy",
    "unreliable",
    "unusable",
    "useless",
    "very upset",
    "waste of",
    "worst",
];

/// Whether subject or body holds one of the words that upset people write.
pub(crate) fn is_upset(subject: Option<&str>, body: Option<&str>) -> bool {
    let holds = |text: &str| {
        let text = text.to_lowercase().replace('\u{2019}', "'");
        UPSET.iter().any(|phrase| stands_in(&text, phrase))
    };
    subject.is_some_and(holds) || body.is_some_and(holds)
}

/// Whether a phrase stands in a text as whole words.
fn stands_in(text: &str, phrase: &str) -> bool {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(phrase).any(|(at, found)| {
        is_edge(text[..at].chars().next_back()) && is_edge(text[at + found.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_in_subject_or_body() {
        assert!(is_upset(Some("Export is STILL broken"), None));
        assert!(is_upset(None, Some("This is unacceptable.")));
        assert!(!is_upset(Some("Worsted wool report"), Some("thanks!")));
        assert!(!is_upset(None, None));
    }
}

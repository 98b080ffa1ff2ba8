//! The word that somebody probably meant.

/// The closest of `words`, when it is close enough to be a slip of the keyboard or a word within.
pub(crate) fn nearest<'a>(wrong: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_ascii_lowercase();
    words
        .map(|word| (closeness(&wrong, &word.to_ascii_lowercase()), word))
        .filter(|(score, _)| *score > 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}

/// 1 for the same word, 0 for words that have nothing in common.
fn closeness(a: &str, b: &str) -> f64 {
    let similar = strsim::normalized_damerau_levenshtein(a, b);
    let within = a.len() > 3 && b.len() > 3 && (a.contains(b) || b.contains(a));
    if within { similar.max(0.75) } else { similar }
}

/// `; did you mean "x"?`, or nothing.
pub(crate) fn hint<'a>(wrong: &str, words: impl Iterator<Item = &'a str>) -> String {
    nearest(wrong, words).map_or_else(String::new, |word| format!("; did you mean \"{word}\"?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_strangers_are_not() {
        let words = ["occurred_at", "account_id", "value"];
        assert_eq!(nearest("ocurred_at", words.into_iter()), Some("occurred_at"));
        assert_eq!(nearest("Account_ID", words.into_iter()), Some("account_id"));
        assert_eq!(nearest("zzz", words.into_iter()), None);
    }
}

//! "Did you mean": the nearest valid word.

/// The candidate that a person most likely meant, if any is near enough.
///
/// Near is a third of the word's letters mistyped, or the word being a part of the candidate.
/// Case does not count.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let allowed = (word.chars().count() / 3).max(1);
    let rank = |candidate: &str| {
        let lower = candidate.to_lowercase();
        let distance = strsim::damerau_levenshtein(&word, &lower);
        if distance <= allowed {
            return Some((0, distance));
        }
        let is_part =
            word.len() >= 3 && (lower.contains(&word) || word.contains(&lower) && lower.len() >= 3);
        is_part.then_some((1, distance))
    };
    candidates
        .into_iter()
        .filter_map(|candidate| rank(candidate).map(|rank| (rank, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let words = ["account_id", "arr", "active_contacts_28d", "active_contacts_7d"];
        assert_eq!(nearest("acount_id", words), Some("account_id"));
        assert_eq!(nearest("ARR", words), Some("arr"));
        assert_eq!(nearest("active_contact_28d", words), Some("active_contacts_28d"));
        assert_eq!(nearest("active_contacts", words), Some("active_contacts_7d"));
        assert_eq!(nearest("colour", words), None);
        assert_eq!(nearest("x", []), None);
    }
}

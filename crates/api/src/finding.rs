//! How close a text is to the letters that somebody types.

use std::{cmp::Ordering, collections::BinaryHeap};

/// From the closest to the least close.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// The text begins with it.
    Begins,
    /// A word of the text begins with it.
    WordBegins,
    /// It is somewhere within.
    Within,
}

/// How close `text` is to `wanted` (in lower case); nothing where it is not in it. ASCII letters
/// match whatever their case. Copies nothing.
pub fn closeness(text: &str, wanted: &str) -> Option<Closeness> {
    let (bytes, needle) = (text.as_bytes(), wanted.as_bytes());
    let mut within = false;
    let mut from = 0;
    while let Some(at) = find(bytes.get(from..)?, needle).map(|at| at + from) {
        if at == 0 {
            return Some(Closeness::Begins);
        }
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        if before.is_some_and(|before| !before.is_alphanumeric()) {
            return Some(Closeness::WordBegins);
        }
        within = true;
        from = at + 1;
    }
    within.then_some(Closeness::Within)
}

fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    if needle.is_empty() || needle.len() > text.len() {
        return None;
    }
    text.windows(needle.len()).position(|part| part.eq_ignore_ascii_case(needle))
}

/// How a hit is ranked: closeness, then kind, then the place in its list.
pub type Rank = (Closeness, u8, u32);

/// Keeps the best few of many.
pub struct Best<T> {
    most: usize,
    worst_first: BinaryHeap<Ranked<T>>,
}

struct Ranked<T> {
    rank: Rank,
    value: T,
}

impl<T> Best<T> {
    pub fn new(most: usize) -> Self {
        Self { most, worst_first: BinaryHeap::with_capacity(most + 1) }
    }

    pub fn offer(&mut self, rank: Rank, value: T) {
        let is_full = self.worst_first.len() >= self.most;
        if is_full && self.worst_first.peek().is_some_and(|worst| worst.rank <= rank) {
            return;
        }
        self.worst_first.push(Ranked { rank, value });
        if self.worst_first.len() > self.most {
            self.worst_first.pop();
        }
    }

    /// The best first.
    pub fn into_sorted(self) -> Vec<T> {
        self.worst_first.into_sorted_vec().into_iter().map(|ranked| ranked.value).collect()
    }
}

impl<T> Ord for Ranked<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank.cmp(&other.rank)
    }
}

impl<T> PartialOrd for Ranked<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> PartialEq for Ranked<T> {
    fn eq(&self, other: &Self) -> bool {
        self.rank == other.rank
    }
}

impl<T> Eq for Ranked<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_closer_than_a_word_than_a_part() {
        assert_eq!(closeness("acme gmbh", "ac"), Some(Closeness::Begins));
        assert_eq!(closeness("Acme GmbH", "gm"), Some(Closeness::WordBegins));
        assert_eq!(closeness("the.acme-shop", "shop"), Some(Closeness::WordBegins));
        assert_eq!(closeness("acme", "cm"), Some(Closeness::Within));
        assert_eq!(
            closeness("banana an", "an"),
            Some(Closeness::WordBegins),
            "a later word counts"
        );
        assert_eq!(closeness("acme", "x"), None);
        assert_eq!(closeness("ac", "acme"), None);
        assert_eq!(closeness("naïve", "ïve"), Some(Closeness::Within));
    }

    #[test]
    fn only_the_best_stay() {
        let mut best = Best::new(2);
        for at in 0..5_u32 {
            best.offer((Closeness::Within, 0, at), format!("within {at}"));
        }
        best.offer((Closeness::Begins, 1, 9), "begins".to_owned());
        assert_eq!(best.into_sorted(), ["begins", "within 0"]);
    }
}

//! Finding rows by the letters that somebody types.
//!
//! All texts of all rows stand in one long text, in lower case, so that a search is one sweep over
//! memory: a hundred thousand rows take some milliseconds.

use std::{cmp::Ordering, collections::BinaryHeap};

use memchr::memmem::Finder;

/// Ends each text in the index; what is looked for never holds it.
const END: char = '\n';

/// From the closest to the least close.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// A text begins with it.
    Begins,
    /// A word of a text begins with it.
    WordBegins,
    /// It is somewhere within.
    Within,
}

/// Rows of texts, ready to be searched.
#[derive(Debug, Default)]
pub struct TextIndex {
    text: String,
    /// Where each row begins.
    starts: Vec<u32>,
}

impl TextIndex {
    /// Adds a row of texts.
    pub fn push<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        // An index of more than 4 GB finds nothing in its later rows; memory ends before.
        self.starts.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        for text in texts {
            if text.is_ascii() {
                self.text.push_str(text);
                let from = self.text.len() - text.len();
                if let Some(added) = self.text.get_mut(from..) {
                    added.make_ascii_lowercase();
                }
            } else {
                self.text.extend(text.chars().flat_map(char::to_lowercase));
            }
            self.text.push(END);
        }
    }

    /// Shows each row that holds `wanted` to `found`, in order, with how close it is.
    pub fn search(&self, wanted: &str, mut found: impl FnMut(u32, Closeness)) {
        let wanted = wanted.trim().to_lowercase();
        if wanted.is_empty() || wanted.contains(END) {
            return;
        }
        let finder = Finder::new(wanted.as_bytes());
        let bytes = self.text.as_bytes();
        let mut row = 0;
        let mut at = 0;
        let mut best: Option<Closeness> = None;
        while let Some(hit) =
            bytes.get(at..).and_then(|rest| finder.find(rest)).map(|next| next + at)
        {
            let of = self.row_of(hit, row);
            if of != row {
                if let Some(close) = best.take() {
                    found(number(row), close);
                }
                row = of;
            }
            let close = self.closeness(hit);
            best = Some(best.map_or(close, |best| best.min(close)));
            // Nothing in the row comes closer than a beginning.
            at = if close == Closeness::Begins { self.end_of(row) } else { hit + 1 };
        }
        if let Some(close) = best {
            found(number(row), close);
        }
    }

    /// The row that a place is in, which is `from` or a later one.
    fn row_of(&self, place: usize, from: usize) -> usize {
        if place < self.end_of(from) {
            return from;
        }
        let later = self.starts.get(from..).unwrap_or_default();
        from + later.partition_point(|start| *start as usize <= place).saturating_sub(1)
    }

    fn end_of(&self, row: usize) -> usize {
        self.starts.get(row + 1).map_or(self.text.len(), |start| *start as usize)
    }

    fn closeness(&self, hit: usize) -> Closeness {
        match self.text.get(..hit).and_then(|before| before.chars().next_back()) {
            None | Some(END) => Closeness::Begins,
            Some(before) if before.is_alphanumeric() => Closeness::Within,
            Some(_) => Closeness::WordBegins,
        }
    }
}

fn number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

/// How a hit is ranked: closeness, then kind, then the place in its list.
pub type Rank = (Closeness, u8, u32);

/// Keeps the best few of many.
pub struct Best {
    most: usize,
    worst_first: BinaryHeap<Rank>,
}

impl Best {
    pub fn new(most: usize) -> Self {
        Self { most, worst_first: BinaryHeap::with_capacity(most + 1) }
    }

    pub fn offer(&mut self, rank: Rank) {
        let is_full = self.worst_first.len() >= self.most;
        if is_full
            && self.worst_first.peek().is_some_and(|worst| worst.cmp(&rank) != Ordering::Greater)
        {
            return;
        }
        self.worst_first.push(rank);
        if self.worst_first.len() > self.most {
            self.worst_first.pop();
        }
    }

    /// The best first.
    pub fn into_sorted(self) -> Vec<Rank> {
        self.worst_first.into_sorted_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Closeness::{Begins, Within, WordBegins};

    fn find(wanted: &str) -> Vec<(u32, Closeness)> {
        let mut index = TextIndex::default();
        index.push(["Acme GmbH", "a-17", "acme.example"]);
        index.push(["Zebra", "z1"]);
        index.push([]);
        index.push(["Banana an", ""]);
        index.push(["NAÏVE Äpfel", "the.acme-shop"]);
        let mut found = Vec::new();
        index.search(wanted, |row, close| found.push((row, close)));
        found
    }

    #[test]
    fn each_row_is_found_once_and_as_close_as_it_comes() {
        assert_eq!(find("AC"), [(0, Begins), (4, WordBegins)]);
        assert_eq!(find("gm"), [(0, WordBegins)]);
        assert_eq!(find("an"), [(3, WordBegins)], "a later word counts");
        assert_eq!(find("bra"), [(1, Within)]);
        assert_eq!(find("z1"), [(1, Begins)], "any text of the row counts");
        assert_eq!(find("ïve ä"), [(4, Within)], "letters beyond ASCII match whatever their case");
        assert_eq!(find("a"), [(0, Begins), (1, Within), (3, WordBegins), (4, WordBegins)]);
    }

    #[test]
    fn nothing_is_found_across_texts_or_by_nothing() {
        assert!(find("").is_empty() && find("  ").is_empty());
        assert!(find("gmbh\na-17").is_empty() && find("gmbha").is_empty());
        assert!(find("nowhere").is_empty());
        TextIndex::default().search("a", |_, _| panic!("an empty index has no rows"));
    }

    #[test]
    fn only_the_best_stay() {
        let mut best = Best::new(2);
        for at in 0..5_u32 {
            best.offer((Within, 0, at));
        }
        best.offer((Begins, 1, 9));
        assert_eq!(best.into_sorted(), [(Begins, 1, 9), (Within, 0, 0)]);
    }
}

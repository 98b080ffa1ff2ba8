//! The few that are largest.

/// The `N` largest by a key, each with what it opened with and what it brings at the end. Of equal
/// ones, those with the larger sums; so the order in which they come does not matter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Top<const N: usize> {
    kept: [Option<(i64, (i128, i128))>; N],
}

impl<const N: usize> Default for Top<N> {
    fn default() -> Self {
        Self { kept: [None; N] }
    }
}

impl<const N: usize> Top<N> {
    /// Keys of 0 and below are not among the largest of anything.
    pub fn add(&mut self, key: i64, sums: (i128, i128)) {
        if key > 0 {
            self.take(Some((key, sums)));
        }
    }

    fn take(&mut self, mut one: Option<(i64, (i128, i128))>) {
        for place in &mut self.kept {
            if one > *place {
                std::mem::swap(place, &mut one);
            }
        }
    }

    pub fn merge(&mut self, other: &Self) {
        other.kept.iter().for_each(|one| self.take(*one));
    }

    pub fn sums(&self) -> (i128, i128) {
        let kept = self.kept.iter().flatten();
        kept.fold((0, 0), |sum, (_, (start, end))| (sum.0 + start, sum.1 + end))
    }

    pub fn first(&self) -> Option<(i128, i128)> {
        self.kept.first().copied().flatten().map(|(_, sums)| sums)
    }
}

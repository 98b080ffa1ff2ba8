//! The known reasons why the sample company's customers stay or leave.

use serde::Serialize;

/// What an account lives through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Story {
    /// More people and more features every quarter.
    Thriving,
    /// The same people do the same work every week.
    Steady,
    /// A trade with a season: half a year is quiet, and that is fine.
    Seasonal,
    /// Two or three people who love it.
    SmallButHappy,
    /// Buys seats, twice.
    Expansion,
    /// Grumbles, opens tickets, is loud and silent by turns, and stays.
    NoisyButFine,
    /// Fell to a third of its use, and came back.
    Recovered,
    /// Green outside, red inside: use stays high, but it is one champion's; the others have gone,
    /// the payer is silent and the goals are not met.
    Watermelon,
    /// The champion changes jobs, and nobody takes over.
    ChampionLeaves,
    /// People stop one after another: 6 → 4 → 2 → 1.
    UsersLeaveOneByOne,
    /// Never got past the first weeks.
    StalledOnboarding,
    /// The same fault again and again, slow answers, angry words.
    SupportPain,
    /// Uses it well and finds it too expensive.
    Price,
    /// Moves to somebody else, feature by feature.
    Competitor,
    /// The customer closes down: no warning was possible.
    Shutdown,
}

impl Story {
    pub const ALL: [Self; 15] = [
        Self::Thriving,
        Self::Steady,
        Self::Seasonal,
        Self::SmallButHappy,
        Self::Expansion,
        Self::NoisyButFine,
        Self::Recovered,
        Self::Watermelon,
        Self::ChampionLeaves,
        Self::UsersLeaveOneByOne,
        Self::StalledOnboarding,
        Self::SupportPain,
        Self::Price,
        Self::Competitor,
        Self::Shutdown,
    ];

    /// Whether it ends with the customer leaving.
    pub fn ends_in_leaving(self) -> bool {
        self >= Self::Watermelon
    }

    /// Of 200 accounts: how many live through it to the end or stay in it, and how many are in
    /// the middle of it today and will leave.
    fn shares(self) -> (u32, u32) {
        match self {
            Self::Thriving => (24, 0),
            Self::Steady => (52, 0),
            Self::Seasonal => (13, 0),
            Self::SmallButHappy => (16, 0),
            Self::Expansion => (15, 0),
            Self::NoisyButFine => (12, 0),
            Self::Recovered => (6, 0),
            Self::Watermelon => (7, 5),
            Self::ChampionLeaves => (6, 4),
            Self::UsersLeaveOneByOne => (6, 4),
            Self::StalledOnboarding => (5, 3),
            Self::SupportPain => (5, 3),
            Self::Price => (4, 2),
            Self::Competitor => (3, 3),
            Self::Shutdown => (2, 0),
        }
    }

    /// How long before the end it begins, in days: shortest and longest.
    pub(crate) fn lead(self) -> (i32, i32) {
        match self {
            Self::Watermelon => (160, 240),
            Self::ChampionLeaves => (95, 170),
            Self::UsersLeaveOneByOne => (105, 160),
            Self::StalledOnboarding => (140, 300),
            Self::SupportPain => (95, 160),
            Self::Price => (95, 150),
            Self::Competitor => (60, 105),
            _ => (0, 0),
        }
    }
}

/// One account's part: its story, and whether it is still in the middle of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    pub story: Story,
    pub in_progress: bool,
}

/// Deals the stories out to `accounts` accounts, in proportion, in a fixed order.
pub(crate) fn deal(accounts: usize) -> Vec<Part> {
    let shares: Vec<(Part, u32)> = Story::ALL
        .into_iter()
        .flat_map(|story| {
            let (settled, under_way) = story.shares();
            [
                (Part { story, in_progress: false }, settled),
                (Part { story, in_progress: true }, under_way),
            ]
        })
        .filter(|(_, share)| *share > 0)
        .collect();
    let whole: u64 = shares.iter().map(|(_, share)| u64::from(*share)).sum();
    let wanted = u64::try_from(accounts).unwrap_or(0);
    let mut parts = Vec::with_capacity(accounts);
    let mut before = 0_u64;
    for (part, share) in shares {
        // Largest remainders by running sums: what is dealt up to here is always the rounded share.
        let after = before + u64::from(share);
        let count = (after * wanted + whole / 2) / whole - (before * wanted + whole / 2) / whole;
        parts.extend((0..count).map(|_| part));
        before = after;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_account_gets_a_part_and_the_proportions_hold() {
        for accounts in [0, 1, 7, 20, 200, 999] {
            assert_eq!(deal(accounts).len(), accounts);
        }
        let parts = deal(200);
        let count = |story, in_progress| {
            parts.iter().filter(|p| **p == Part { story, in_progress }).count()
        };
        assert_eq!(count(Story::Watermelon, false), 7);
        assert_eq!(count(Story::Watermelon, true), 5);
        assert_eq!(
            parts.iter().filter(|p| p.story.ends_in_leaving() && !p.in_progress).count(),
            38
        );
    }
}

//! When an account signs up, when its trouble begins, when it says so and when it leaves.

use perennial_model::Day;

use crate::{
    calendar::add_months,
    rng::Rng,
    story::{Part, Story},
};

/// How long a contract runs before it is renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Term {
    pub months: i32,
}

/// The days of one account's life that are decided before it is lived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fate {
    pub story: Story,
    pub in_progress: bool,
    pub created: Day,
    pub term: Term,
    /// When the story turns; empty for those that have no turn.
    pub began: Option<Day>,
    /// When the customer says that it will leave.
    pub notice: Option<Day>,
    /// The first day without a contract; after today while it is in progress.
    pub leaves: Option<Day>,
}

/// The days that the simulation covers: `first` and the last one before `today`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    pub first: Day,
    pub today: Day,
}

impl Fate {
    pub fn of(part: Part, term: Term, span: Span, rng: &mut Rng) -> Self {
        if part.story.ends_in_leaving() {
            return Self::leaving(part, term, span, rng);
        }
        let created = Self::arrival(part.story, span, rng);
        Self {
            story: part.story,
            in_progress: false,
            created,
            term,
            began: Self::turn(part.story, created, span, rng),
            notice: None,
            leaves: None,
        }
    }

    /// Many came in the first months, the others ever since; some stories need a past.
    fn arrival(story: Story, span: Span, rng: &mut Rng) -> Day {
        let youngest = match story {
            Story::Seasonal => 400,
            Story::Recovered | Story::NoisyButFine => 270,
            Story::Expansion | Story::Thriving => 150,
            _ => 25,
        };
        let latest = span.today.plus(-youngest).0.max(span.first.0);
        let early = rng.chance(0.45);
        let last = if early { latest.min(span.first.0 + 120) } else { latest };
        Day(rng.between(span.first.0, last))
    }

    fn turn(story: Story, created: Day, span: Span, rng: &mut Rng) -> Option<Day> {
        let room = |after: i32, before: i32| (created.0 + after, span.today.0 - before);
        let (from, until) = match story {
            Story::Recovered => room(90, 150),
            Story::Expansion => room(60, 60),
            _ => return None,
        };
        Some(Day(rng.between(from, until)))
    }

    /// The end comes first: contracts end when their term does, so the beginning follows from it.
    fn leaving(part: Part, term: Term, span: Span, rng: &mut Rng) -> Self {
        let (shortest, longest) = part.story.lead();
        let lead = rng.between(shortest, longest);
        let soonest = if part.in_progress { span.today.0 + 6 } else { span.first.0 + lead + 60 };
        // Trouble that is under way has been so for a month at least.
        let latest = if part.in_progress {
            span.today.0 + 85.min(lead - 30).max(6)
        } else {
            span.today.0 - 6
        };
        let wanted = Day(rng.between(soonest.min(latest), latest));
        let stalled = part.story == Story::StalledOnboarding;
        let needed = if stalled { 120 } else { lead + 75 };
        let room = wanted.0 - span.first.0;
        let terms_back: Vec<i32> = (1..=24)
            .map(|terms| terms * term.months)
            .filter(|months| {
                let days = wanted.0 - add_months(wanted, -months).0;
                days >= needed && days <= if stalled { room.min(380) } else { room }
            })
            .collect();
        let months = match terms_back.as_slice() {
            [] => (needed / 30 + 1).max(1),
            fitting => rng.pick(fitting),
        };
        let created = add_months(wanted, -months).0.max(span.first.0);
        let created = Day(created);
        let leaves = wanted;
        let began = match part.story {
            Story::StalledOnboarding => created.plus(18),
            Story::Shutdown => leaves,
            _ => leaves.plus(-lead).max(created.plus(30)),
        };
        let warning = if part.story == Story::Shutdown { 1 } else { rng.between(14, 45) };
        Self {
            story: part.story,
            in_progress: part.in_progress,
            created,
            term,
            began: Some(began),
            notice: Some(leaves.plus(-warning)),
            leaves: Some(leaves),
        }
    }

    /// The last day on which something can happen: yesterday, or the day before it left.
    pub fn last_day(&self, span: Span) -> Day {
        let yesterday = span.today.plus(-1);
        self.leaves.map_or(yesterday, |day| day.plus(-1).min(yesterday))
    }

    /// Whether the customer has said by that day that it will leave.
    pub fn has_given_notice(&self, day: Day) -> bool {
        self.notice.is_some_and(|notice| notice <= day)
    }
}

impl Term {
    pub fn any(tier: usize, rng: &mut Rng) -> Self {
        const MONTHS: [i32; 3] = [1, 6, 12];
        let weights: [f64; 3] = match tier {
            0 => [0.4, 0.2, 0.4],
            1 => [0.1, 0.2, 0.7],
            _ => [0.0, 0.0, 1.0],
        };
        Self { months: MONTHS.get(rng.weighted(&weights)).copied().unwrap_or(12) }
    }

    /// The end of the term that runs on `day`, for a contract since `created`. Contracts that run
    /// from month to month have none.
    pub fn end_after(self, created: Day, day: Day) -> Option<Day> {
        if self.months == 1 {
            return None;
        }
        (1..200).map(|terms| add_months(created, terms * self.months)).find(|end| *end > day)
    }
}

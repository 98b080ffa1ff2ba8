//! What a metric is.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Definition;

/// What a metric is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Contacts,
    Events,
    Days,
    Hours,
    Minutes,
    Names,
    Sessions,
    /// 0.25 is 25 %.
    Ratio,
    Tickets,
    /// Answers to surveys.
    Answers,
    /// Points of a survey's own scale.
    Points,
    /// Major units of the company's currency.
    Money,
    /// Seats of a subscription.
    Seats,
    /// A calendar day, as days since 1970-01-01.
    Date,
    /// Any other number.
    Number,
}

/// Which way is good news.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Higher,
    Lower,
    /// Neither way says anything by itself.
    Neither,
}

/// The part of the business that a metric speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    Usage,
    Goals,
    Consumption,
    Onboarding,
    Support,
    Surveys,
    Relationship,
    Judgement,
    Money,
    Advocacy,
    Learning,
    Own,
}

impl Group {
    pub const ALL: [Self; 12] = [
        Self::Usage,
        Self::Goals,
        Self::Consumption,
        Self::Onboarding,
        Self::Support,
        Self::Surveys,
        Self::Relationship,
        Self::Judgement,
        Self::Money,
        Self::Advocacy,
        Self::Learning,
        Self::Own,
    ];

    /// What a person calls it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Usage => "Usage",
            Self::Goals => "Use for their goals",
            Self::Consumption => "Consumption gap",
            Self::Onboarding => "Onboarding",
            Self::Support => "Support",
            Self::Surveys => "Surveys",
            Self::Relationship => "Relationship",
            Self::Judgement => "Our judgement",
            Self::Money => "Money",
            Self::Advocacy => "Advocacy",
            Self::Learning => "Learning",
            Self::Own => "Your own",
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Usage => "usage",
            Self::Goals => "goals",
            Self::Consumption => "consumption",
            Self::Onboarding => "onboarding",
            Self::Support => "support",
            Self::Surveys => "surveys",
            Self::Relationship => "relationship",
            Self::Judgement => "judgement",
            Self::Money => "money",
            Self::Advocacy => "advocacy",
            Self::Learning => "learning",
            Self::Own => "own",
        }
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A named number per account per day, declared.
#[derive(Debug, Clone, PartialEq)]
pub struct Metric {
    /// How it is named in conditions and files.
    pub key: String,
    /// What a person calls it.
    pub name: String,
    pub description: String,
    pub group: Group,
    pub unit: Unit,
    pub good: Direction,
    pub how: How,
    /// How it is worked out on day d, in words.
    pub formula: String,
    /// What it was read from.
    pub definition: Definition,
}

impl Metric {
    /// Whether every value is a whole number.
    pub fn is_whole(&self) -> bool {
        match &self.how {
            How::Expression(_) => false,
            How::Fold(fold) => {
                fold.kind.is_whole()
                    && !matches!(fold.empty, Empty::Value(empty) if empty.fract() != 0.0)
            }
        }
    }
}

/// How a metric is worked out.
#[derive(Debug, Clone, PartialEq)]
pub enum How {
    Fold(Box<Fold>),
    /// A formula over other metrics.
    Expression(String),
}

/// A fold over facts or records.
#[derive(Debug, Clone, PartialEq)]
pub struct Fold {
    pub from: Source,
    /// Which of them count; none means all.
    pub condition: Option<String>,
    pub kind: FoldKind,
    pub window: Window,
    /// The formula of the value that is summed, averaged and so on.
    pub value: Option<String>,
    /// The column that tells names apart.
    pub by: Option<String>,
    /// The column of the time at which a record counts, where it is not the source's usual one.
    pub at: Option<String>,
    /// The column of the time at which a record ends, for what is open until then.
    pub until: Option<String>,
    /// Where a journey ends.
    pub then: Option<String>,
    /// The time before the window, for comparisons of two sets.
    pub before: Option<Earlier>,
    /// On how many days at least, for frequent contacts.
    pub least: Option<u32>,
    pub empty: Empty,
}

/// Where a fold reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Facts,
    Sessions,
    Tickets,
    Surveys,
    Subscriptions,
    Invoices,
    /// What our own people think.
    Judgements,
    Contacts,
}

impl Source {
    pub const ALL: [Self; 8] = [
        Self::Facts,
        Self::Sessions,
        Self::Tickets,
        Self::Surveys,
        Self::Subscriptions,
        Self::Invoices,
        Self::Judgements,
        Self::Contacts,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Facts => "facts",
            Self::Sessions => "sessions",
            Self::Tickets => "tickets",
            Self::Surveys => "surveys",
            Self::Subscriptions => "subscriptions",
            Self::Invoices => "invoices",
            Self::Judgements => "judgements",
            Self::Contacts => "contacts",
        }
    }
}

/// What a fold makes of what it reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FoldKind {
    /// How many.
    Count,
    /// The sum of their values.
    Sum,
    /// The sum of their minutes.
    Minutes,
    /// How many different contacts.
    DistinctContacts,
    /// How many different names (of facts), or values of the column `by`.
    DistinctNames,
    /// How many different sessions.
    DistinctSessions,
    /// On how many days.
    ActiveDays,
    /// The mean of their values.
    Mean,
    Median,
    /// The 90th percentile of their values.
    P90,
    Min,
    Max,
    /// The first one's value.
    First,
    /// The latest one's value.
    Last,
    /// The day of the first.
    FirstDay,
    /// The day of the latest.
    LastDay,
    DaysSinceFirst,
    DaysSinceLast,
    /// Days from the first to the first `then` after it.
    DaysTo,
    /// The mean of the days from each to the next `then`.
    MeanDaysTo,
    /// Their median.
    MedianDaysTo,
    /// The longest run of days without.
    LongestGap,
    /// The share of the busiest contact.
    TopContactShare,
    /// The share of the most frequent name, or value of the column `by`.
    TopNameShare,
    /// Contacts of the window who were not there in the time before.
    FreshContacts,
    /// Contacts of the time before who are not in the window.
    LapsedContacts,
    /// Contacts with something on at least so many days of the window.
    FrequentContacts,
    /// How many are open at the end of the day.
    OpenCount,
    /// The sum of the values of what is open.
    OpenSum,
    /// The value of what began last of what is open.
    OpenLast,
    /// The age in days of what has been open the longest.
    OldestOpenDays,
    /// The mean age in days of what is open.
    MeanOpenDays,
    /// Days to the nearest `value` (a time) of what is open; negative when it is past.
    DaysToNext,
}

impl FoldKind {
    /// As it is written in a definition.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Sum => "sum",
            Self::Minutes => "minutes",
            Self::DistinctContacts => "distinct_contacts",
            Self::DistinctNames => "distinct_names",
            Self::DistinctSessions => "distinct_sessions",
            Self::ActiveDays => "active_days",
            Self::Mean => "mean",
            Self::Median => "median",
            Self::P90 => "p90",
            Self::Min => "min",
            Self::Max => "max",
            Self::First => "first",
            Self::Last => "last",
            Self::FirstDay => "first_day",
            Self::LastDay => "last_day",
            Self::DaysSinceFirst => "days_since_first",
            Self::DaysSinceLast => "days_since_last",
            Self::DaysTo => "days_to",
            Self::MeanDaysTo => "mean_days_to",
            Self::MedianDaysTo => "median_days_to",
            Self::LongestGap => "longest_gap",
            Self::TopContactShare => "top_contact_share",
            Self::TopNameShare => "top_name_share",
            Self::FreshContacts => "fresh_contacts",
            Self::LapsedContacts => "lapsed_contacts",
            Self::FrequentContacts => "frequent_contacts",
            Self::OpenCount => "open_count",
            Self::OpenSum => "open_sum",
            Self::OpenLast => "open_last",
            Self::OldestOpenDays => "oldest_open_days",
            Self::MeanOpenDays => "mean_open_days",
            Self::DaysToNext => "days_to_next",
        }
    }

    /// Whether it looks at what is open at the end of the day.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::OpenCount
                | Self::OpenSum
                | Self::OpenLast
                | Self::OldestOpenDays
                | Self::MeanOpenDays
                | Self::DaysToNext
        )
    }

    /// Whether it counts distinct contacts or names, for which one pass serves all windows.
    pub(crate) fn is_set(self) -> bool {
        matches!(
            self,
            Self::DistinctContacts
                | Self::DistinctNames
                | Self::DistinctSessions
                | Self::LapsedContacts
        )
    }

    fn is_whole(self) -> bool {
        let of_days = matches!(
            self,
            Self::FirstDay
                | Self::LastDay
                | Self::DaysSinceFirst
                | Self::DaysSinceLast
                | Self::DaysTo
                | Self::DaysToNext
                | Self::LongestGap
                | Self::OldestOpenDays
        );
        of_days || (self.counts() && !matches!(self, Self::Sum | Self::Minutes | Self::OpenSum))
    }

    /// Whether each single value is needed, not just their sum.
    pub fn needs_values(self) -> bool {
        matches!(
            self,
            Self::Mean
                | Self::Median
                | Self::P90
                | Self::Min
                | Self::Max
                | Self::First
                | Self::Last
        )
    }

    /// Whether nothing there counts as zero, unless the definition says otherwise.
    pub(crate) fn counts(self) -> bool {
        matches!(
            self,
            Self::Count
                | Self::Sum
                | Self::Minutes
                | Self::DistinctContacts
                | Self::DistinctNames
                | Self::DistinctSessions
                | Self::ActiveDays
                | Self::FreshContacts
                | Self::LapsedContacts
                | Self::FrequentContacts
                | Self::OpenCount
                | Self::OpenSum
        )
    }
}

/// The days that a fold looks at on day d.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Window {
    /// The last so many days: d−N+1 … d.
    Days(u32),
    /// Everything up to d.
    Lifetime,
    /// Since the contract began: the first day of the present unbroken run of subscriptions.
    Contract,
    /// The first so many days of the account's history.
    FirstDays(u32),
    /// The first so many days of the contract.
    FirstContractDays(u32),
}

/// What a metric says where its window holds nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Empty {
    /// No value.
    None,
    Value(f64),
    /// Zero, and no value before the first of them ever.
    ZeroAfterFirst,
}

/// The time before the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Earlier {
    Days(u32),
    Ever,
}

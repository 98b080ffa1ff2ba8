//! The expression after checking: every column known, every type settled. What evaluation runs.

use std::collections::BTreeSet;

use crate::{
    ast::{ArithmeticOp, CompareOp},
    schema::Type,
};

/// A value written in the source.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Literal {
    Number(f64),
    Text(String),
    Bool(bool),
    /// Microseconds since 1970 UTC.
    Time(i64),
    /// Days since 1970.
    Day(i32),
    Null(Type),
}

/// Which of two texts is sought how in the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextTest {
    Like,
    Contains,
    StartsWith,
    EndsWith,
}

/// Text in, text out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextChange {
    Lower,
    Upper,
    Trim,
}

/// An end of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
}

/// Number in, number out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberChange {
    Abs,
    Sign,
    Floor,
    Ceil,
    Sqrt,
    Exp,
    Ln,
}

/// What a day is cut down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateUnit {
    Week,
    Month,
    Quarter,
    Year,
}

/// A number that a day has in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DatePart {
    Year,
    Month,
    DayOfMonth,
    Weekday,
}

/// Which of several values is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extreme {
    Least,
    Greatest,
}

/// `when … then …` of a case.
#[derive(Debug, Clone)]
pub(crate) struct CaseArm {
    pub when: Node,
    pub then: Node,
}

#[derive(Debug, Clone)]
pub(crate) enum Node {
    Literal(Literal),
    Column {
        name: String,
        column_type: Type,
    },
    /// Of numbers; `left op right`.
    Arithmetic {
        op: ArithmeticOp,
        left: Box<Node>,
        right: Box<Node>,
    },
    /// Days from `earlier` to `later`, as a number.
    DaysBetween {
        later: Box<Node>,
        earlier: Box<Node>,
    },
    /// Time from `earlier` to `later`, as a number of so many microseconds.
    TimeBetween {
        later: Box<Node>,
        earlier: Box<Node>,
        unit_micros: f64,
    },
    /// A day moved by a number of days; its fraction is dropped.
    ShiftDay {
        day: Box<Node>,
        by: Box<Node>,
    },
    Negate(Box<Node>),
    Compare {
        op: CompareOp,
        left: Box<Node>,
        right: Box<Node>,
    },
    Not(Box<Node>),
    And(Vec<Node>),
    Or(Vec<Node>),
    In {
        value: Box<Node>,
        list: Vec<Node>,
    },
    Between {
        value: Box<Node>,
        low: Box<Node>,
        high: Box<Node>,
    },
    IsNull(Box<Node>),
    TextTest {
        test: TextTest,
        text: Box<Node>,
        part: Box<Node>,
    },
    ChangeText {
        change: TextChange,
        text: Box<Node>,
    },
    Length(Box<Node>),
    /// Texts one after the other; null if one is null, unless nulls are left out.
    Concat {
        texts: Vec<Node>,
        skip_nulls: bool,
    },
    /// So many characters at one end; below zero, all but so many at the other.
    End {
        side: Side,
        text: Box<Node>,
        count: Box<Node>,
    },
    /// From 1, or from -1 backwards; without a count to the end.
    Substring {
        text: Box<Node>,
        from: Box<Node>,
        count: Option<Box<Node>>,
    },
    Replace {
        text: Box<Node>,
        from: Box<Node>,
        to: Box<Node>,
    },
    ChangeNumber {
        change: NumberChange,
        value: Box<Node>,
    },
    Power {
        base: Box<Node>,
        exponent: Box<Node>,
    },
    Round {
        value: Box<Node>,
        decimals: i32,
    },
    Coalesce(Vec<Node>),
    /// The first arm that applies, else `otherwise`.
    Case {
        /// What each arm's `when` is compared with; without it each `when` is a condition.
        subject: Option<Box<Node>>,
        arms: Vec<CaseArm>,
        otherwise: Box<Node>,
    },
    /// The value, or null where it equals the other.
    NullIf {
        value: Box<Node>,
        other: Box<Node>,
        value_type: Type,
    },
    Extreme {
        which: Extreme,
        values: Vec<Node>,
    },
    /// The first moment of a day.
    StartOfDay(Box<Node>),
    /// The day that a time falls on.
    DayOf(Box<Node>),
    /// The first day of the unit that a day is in.
    TruncateDay {
        unit: DateUnit,
        day: Box<Node>,
    },
    PartOfDay {
        part: DatePart,
        day: Box<Node>,
    },
    /// The fraction of the months is dropped; a day past the month's end becomes its last.
    AddMonths {
        day: Box<Node>,
        months: Box<Node>,
    },
    /// The value in the same account's row that many days earlier.
    Lag {
        value: Box<Node>,
        days: u32,
    },
}

impl Node {
    /// The nodes directly inside.
    fn children(&self) -> Vec<&Self> {
        match self {
            Self::Literal(_) | Self::Column { .. } => Vec::new(),
            Self::Arithmetic { left: a, right: b, .. }
            | Self::DaysBetween { later: a, earlier: b }
            | Self::TimeBetween { later: a, earlier: b, .. }
            | Self::ShiftDay { day: a, by: b }
            | Self::AddMonths { day: a, months: b }
            | Self::Power { base: a, exponent: b }
            | Self::End { text: a, count: b, .. }
            | Self::Compare { left: a, right: b, .. }
            | Self::NullIf { value: a, other: b, .. }
            | Self::TextTest { text: a, part: b, .. } => vec![a, b],
            Self::Between { value: a, low: b, high: c }
            | Self::Replace { text: a, from: b, to: c } => vec![a, b, c],
            Self::Substring { text, from, count } => {
                [text, from].into_iter().chain(count).map(AsRef::as_ref).collect()
            }
            Self::In { value, list } => std::iter::once(value.as_ref()).chain(list).collect(),
            Self::Case { subject, arms, otherwise } => {
                let arms = arms.iter().flat_map(|arm| [&arm.when, &arm.then]);
                subject.iter().chain([otherwise]).map(AsRef::as_ref).chain(arms).collect()
            }
            Self::And(nodes)
            | Self::Or(nodes)
            | Self::Coalesce(nodes)
            | Self::Concat { texts: nodes, .. }
            | Self::Extreme { values: nodes, .. } => nodes.iter().collect(),
            Self::Negate(inner)
            | Self::Not(inner)
            | Self::IsNull(inner)
            | Self::ChangeText { text: inner, .. }
            | Self::Length(inner)
            | Self::ChangeNumber { value: inner, .. }
            | Self::TruncateDay { day: inner, .. }
            | Self::PartOfDay { day: inner, .. }
            | Self::Round { value: inner, .. }
            | Self::StartOfDay(inner)
            | Self::DayOf(inner)
            | Self::Lag { value: inner, .. } => vec![inner],
        }
    }

    /// Visits this node and all below it.
    pub(crate) fn visit<'a>(&'a self, see: &mut impl FnMut(&'a Self)) {
        see(self);
        for child in self.children() {
            child.visit(see);
        }
    }

    /// How many days back the furthest `lag` looks; nested ones add up.
    pub(crate) fn lag_days(&self) -> u32 {
        let inner = self.children().into_iter().map(Self::lag_days).max().unwrap_or(0);
        match self {
            Self::Lag { days, .. } => inner + days,
            _ => inner,
        }
    }

    /// How many days back each `lag` looks, for a row that is looked at `back` days back itself.
    pub(crate) fn lags(&self, back: u32, found: &mut BTreeSet<u32>) {
        let back = match self {
            Self::Lag { days, .. } => back + days,
            _ => back,
        };
        if back > 0 {
            found.insert(back);
        }
        for child in self.children() {
            child.lags(back, found);
        }
    }
}

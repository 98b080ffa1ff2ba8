//! What a fold reads of one account, in the shape that the kernel takes.

pub(crate) mod contacts;
pub(crate) mod facts;
pub(crate) mod invoices;
pub(crate) mod memo;
pub(crate) mod records;
pub(crate) mod rows;
pub(crate) mod sessions;

use crate::kernel::{Event, Span};

/// What matches a fold's condition, in the order of days.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stream {
    pub events: Vec<Event>,
    /// How many contacts and names the events number.
    pub contacts: usize,
    pub names: usize,
    /// (day, sum of values), where a fold asks for it.
    pub sums: Vec<(i32, f64)>,
    /// (day, minutes), where a fold asks for it.
    pub minutes: Vec<(i32, f64)>,
    /// (day, value), one for each thing that has one, where a fold asks for it.
    pub values: Vec<(i32, f64)>,
    /// From when until when each is open, with its value; in the order of their beginning.
    pub spans: Vec<(Span, f64)>,
    /// For [`crate::FoldKind::DaysToNext`]: (day of the date, span) of what has one.
    pub dates: Vec<(i32, Span)>,
}

impl Stream {
    /// The days with an event, ascending, each once.
    pub fn active(&self) -> Vec<i32> {
        let mut days = Vec::new();
        for event in &self.events {
            if days.last() != Some(&event.day) {
                days.push(event.day);
            }
        }
        days
    }
}

/// What the folds over a stream ask for besides events.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Asks {
    pub sums: bool,
    pub minutes: bool,
    pub values: bool,
    pub spans: bool,
    pub dates: bool,
}

impl Asks {
    pub fn and(self, other: Self) -> Self {
        Self {
            sums: self.sums || other.sums,
            minutes: self.minutes || other.minutes,
            values: self.values || other.values,
            spans: self.spans || other.spans,
            dates: self.dates || other.dates,
        }
    }
}

//! Today's row of the matrix, kept as facts arrive.
//!
//! [`Today`] holds, for one account, what the days before today come to for every fold. A fact of
//! today then costs what today's facts are, however long the history is.
//!
//! What always holds: the row is bit for bit the last row of the matrix that is computed from
//! scratch. Whatever changes more than today's facts (a late fact, a record, an identity, a new
//! contact, another day or other metrics) makes the state void: compute it anew.

mod numbering;
mod past;
mod rows;
mod state;

pub use self::rows::AskedToday;

use perennial_model::ContactId;

use self::{
    past::Past,
    state::{PastKeys, UseState},
};
use crate::{
    Axis, Source,
    folding::Folding,
    plan::{Plan, StreamPlan},
    stream::{Stream, contacts::Chosen},
};

/// One account's past, folded up so that today's facts can be laid on top.
#[derive(Debug, Clone)]
pub struct Today {
    axis: Axis,
    contacts: Vec<ContactId>,
    names: Vec<String>,
    sessions: Vec<u64>,
    /// The row as it was computed whole.
    row: Vec<f64>,
    streams: Vec<PastStream>,
    /// The days that expressions look back to (numbers of the axis), each with the values of the
    /// metrics that expressions read.
    earlier: Vec<(i32, Vec<f64>)>,
}

/// A stream's past.
#[derive(Debug, Clone, Default)]
pub(crate) struct PastStream {
    /// Which of the account's contacts count, where a condition asks for it.
    chosen: Chosen,
    keys: PastKeys,
    uses: Vec<UseState>,
}

impl PastStream {
    /// Of facts and sessions; `arrivals` gives the active days of the stream in which journeys end.
    pub fn of(
        plan: &StreamPlan,
        stream: &Stream,
        folding: &Folding<'_>,
        chosen: Chosen,
        arrivals: impl Fn(usize) -> Vec<i32>,
    ) -> Self {
        let Ok(today) = i32::try_from(folding.days - 1) else { return Self::default() };
        let past = Past::new(stream, today);
        let uses = plan.uses.iter().filter_map(|one| {
            let mut ends = one.then.map(&arrivals).unwrap_or_default();
            ends.retain(|day| *day < today);
            UseState::of(one, &past, folding.reach(one.window), &ends)
        });
        let uses = uses.collect();
        Self { chosen, uses, keys: past.keys }
    }

    /// Which contacts count of a stream that no fold but journeys' ends reads.
    pub fn of_arrivals(chosen: Chosen) -> Self {
        Self { chosen, ..Self::default() }
    }
}

impl Today {
    /// From what the whole computation went through. The columns are the matrix's.
    pub(crate) fn new(
        plan: &Plan,
        daily: &perennial_model::AccountDaily,
        axis: Axis,
        streams: Vec<PastStream>,
        columns: &[Vec<f64>],
    ) -> Self {
        let last = axis.days - 1;
        let earlier = plan.expressions.lags.iter().filter_map(|back| {
            let day = last.checked_sub(*back as usize)?;
            let values = plan.expressions.inputs.iter().map(|column| columns[*column][day]);
            Some((i32::try_from(day).ok()?, values.collect()))
        });
        Self {
            axis,
            contacts: daily.contacts.clone(),
            names: daily.names.clone(),
            sessions: daily.session_ids.clone(),
            row: columns.iter().map(|column| column[last]).collect(),
            streams,
            earlier: earlier.collect(),
        }
    }

    /// The day whose row it keeps.
    pub fn day(&self) -> perennial_model::Day {
        self.axis.first.plus(i32::try_from(self.axis.days).unwrap_or(i32::MAX) - 1)
    }

    /// Bytes that it takes in memory, about.
    pub fn bytes(&self) -> usize {
        const TEXT: usize = 40;
        let texts = TEXT * (self.contacts.len() + self.names.len()) + 8 * self.sessions.len();
        let of_stream = |stream: &PastStream| {
            let keys = 4 * (stream.keys.contacts.len() + stream.keys.names.len());
            let uses: usize = stream.uses.iter().map(UseState::bytes).sum();
            size_of::<PastStream>() + keys + uses + size_of::<UseState>() * stream.uses.len()
        };
        let streams: usize = self.streams.iter().map(of_stream).sum();
        let earlier: usize = self.earlier.iter().map(|(_, values)| 32 + 8 * values.len()).sum();
        size_of::<Self>() + texts + 8 * self.row.len() + streams + earlier
    }
}

/// Whether facts change what such a stream holds.
pub(crate) fn is_of_facts(source: Source) -> bool {
    matches!(source, Source::Facts | Source::Sessions)
}

//! Today's facts laid over the past: one row per account, many accounts at a time.

use std::cell::OnceCell;

use perennial_model::{Account, AccountDaily};
use rayon::prelude::*;

use super::{Today, is_of_facts, numbering::Numbering, past::TodaysFacts};
use crate::{
    Catalogue, PeerReference, Source,
    plan::{Plan, Run},
    stream::{Stream, facts::Sorted, sessions},
};

/// An account that today's row is asked of.
#[derive(Debug, Clone, Copy)]
pub struct AskedToday<'a> {
    pub account: &'a Account,
    pub past: &'a Today,
    /// The account's rollup of today, and of no other day.
    pub daily: &'a AccountDaily,
}

impl Catalogue {
    /// Today's row of each account, as [`Catalogue::compute`] has it; none where it takes a whole
    /// computation, because a contact is new or a formula fails.
    ///
    /// The reference of peers must be the one that the pasts were made with.
    pub fn rows_today(
        &self,
        asked: &[AskedToday<'_>],
        peers: Option<&PeerReference>,
    ) -> Vec<Option<Vec<f64>>> {
        let plan = self.plan();
        let mut rows: Vec<Option<Vec<f64>>> =
            asked.par_iter().map(|one| one.past.folded(plan, one.daily)).collect();
        expressions(plan, asked, peers, &mut rows);
        rows
    }
}

/// Fills in the expressions of the rows that there are, all at once.
fn expressions(
    plan: &Plan,
    asked: &[AskedToday<'_>],
    peers: Option<&PeerReference>,
    rows: &mut [Option<Vec<f64>>],
) {
    let mut columns = vec![Vec::new(); plan.columns];
    let inputs = &plan.expressions.inputs;
    let mut runs = Vec::with_capacity(asked.len());
    for (one, row) in asked.iter().zip(rows.iter()) {
        let Some(row) = row else { continue };
        let first = one.past.axis.first.0;
        for (_, values) in &one.past.earlier {
            for (column, value) in inputs.iter().zip(values) {
                columns[*column].push(*value);
            }
        }
        for column in inputs {
            columns[*column].push(row[*column]);
        }
        let days = one.past.earlier.iter().map(|(day, _)| first + day).chain([one.past.day().0]);
        runs.push(Run {
            account: one.account,
            days: days.collect(),
            known: one.past.earlier.len(),
        });
    }
    let mut failures = Vec::new();
    plan.expressions.fill(&mut columns, &runs, peers, &mut failures);
    let mut end = 0;
    for (row, run) in rows.iter_mut().filter(|row| row.is_some()).zip(&runs) {
        end += run.days.len();
        if let Some(values) = row.as_mut().filter(|_| failures.is_empty()) {
            for column in plan.expressions.outputs() {
                values[column] = columns[column][end - 1];
            }
        } else {
            *row = None;
        }
    }
}

impl Today {
    /// The folds' values with today's facts; expressions are left as they were.
    fn folded(&self, plan: &Plan, daily: &AccountDaily) -> Option<Vec<f64>> {
        let reading = Reading::new(self, plan, daily)?;
        let mut row = self.row.clone();
        for (place, past) in self.streams.iter().enumerate() {
            for state in &past.uses {
                let stream = reading.stream(place);
                let arrives = state.one.then.is_some_and(|then| {
                    let arrivals = reading.stream(then);
                    !arrivals.events.is_empty()
                });
                if arrives || !stream.events.is_empty() {
                    let facts = TodaysFacts { today: reading.today, stream };
                    row[state.one.column] = state.value(&past.keys, &facts, arrives);
                }
            }
        }
        Some(row)
    }
}

/// Today's streams, each made when it is first asked for.
struct Reading<'a> {
    past: &'a Today,
    plan: &'a Plan,
    daily: &'a AccountDaily,
    numbering: Numbering,
    sorted: Sorted<'a>,
    streams: Vec<OnceCell<Stream>>,
    today: i32,
}

impl<'a> Reading<'a> {
    fn new(past: &'a Today, plan: &'a Plan, daily: &'a AccountDaily) -> Option<Self> {
        let memo = &plan.streams.memo;
        Some(Self {
            past,
            plan,
            daily,
            numbering: Numbering::new(past, daily)?,
            sorted: Sorted::new(daily, memo),
            streams: vec![OnceCell::new(); plan.streams.list.len()],
            today: i32::try_from(past.axis.days - 1).ok()?,
        })
    }

    fn stream(&self, place: usize) -> &Stream {
        self.streams[place].get_or_init(|| self.read(place))
    }

    fn read(&self, place: usize) -> Stream {
        let plan = &self.plan.streams.list[place];
        if !is_of_facts(plan.source) {
            return Stream::default();
        }
        let chosen = self.numbering.chosen(&self.past.streams[place].chosen);
        let axis = self.past.axis;
        if plan.source == Source::Sessions {
            let mut stream = sessions::stream(self.daily, &chosen, axis);
            stream.events.iter_mut().for_each(|event| self.numbering.of_session(event));
            return stream;
        }
        let mut stream = self.sorted.stream(plan.of_facts, &chosen, plan.asks, axis);
        stream.events.iter_mut().for_each(|event| self.numbering.of_fact(event));
        stream
    }
}

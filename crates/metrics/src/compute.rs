//! An account in, its whole matrix out.

use std::sync::atomic::Ordering;

use perennial_expr::Condition;

use crate::{
    AccountFacts, Axis, PeerReference, Source,
    folding::Folding,
    plan::{Plan, Run, StreamPlan},
    stream::{
        Stream,
        contacts::{Chosen, People},
        facts::Sorted,
        records::{Reading, Records},
        sessions,
    },
    today::{PastStream, Today, is_of_facts},
};

/// Columns in the order of the plan, and what could not be computed, with why.
pub(crate) struct Computed {
    pub axis: Axis,
    pub columns: Vec<Vec<f64>>,
    pub failures: Vec<(usize, String)>,
}

/// Every metric on every day from the account's first fact, record or creation until today.
pub(crate) fn compute(
    plan: &Plan,
    facts: &AccountFacts<'_>,
    peers: Option<&PeerReference>,
) -> Computed {
    computed(plan, facts, peers, None)
}

/// The same, and what the days before today come to; none for an account without days.
pub(crate) fn compute_with_today(
    plan: &Plan,
    facts: &AccountFacts<'_>,
    peers: Option<&PeerReference>,
) -> (Computed, Option<Today>) {
    let mut past = vec![PastStream::default(); plan.streams.list.len()];
    let made = computed(plan, facts, peers, Some(&mut past));
    let is_whole = made.axis.days > 0 && made.failures.is_empty();
    let today = is_whole.then(|| Today::new(plan, facts.daily, made.axis, past, &made.columns));
    (made, today)
}

fn computed(
    plan: &Plan,
    facts: &AccountFacts<'_>,
    peers: Option<&PeerReference>,
    mut past: Option<&mut Vec<PastStream>>,
) -> Computed {
    let axis = Axis::of(facts);
    let mut one = OneAccount::new(plan, facts, axis);
    let mut columns = vec![Vec::new(); plan.columns];
    for (place, of) in plan.streams.list.iter().enumerate() {
        let past = past.as_mut().filter(|_| is_of_facts(of.source) && axis.days > 0);
        one.fold(place, &mut columns, past.map(|past| &mut past[place]));
    }
    let mut failures = std::mem::take(&mut one.failures);
    let runs = [Run::whole(facts.account, axis)];
    plan.expressions.fill(&mut columns, &runs, peers, &mut failures);
    Computed { axis, columns, failures }
}

struct OneAccount<'a> {
    plan: &'a Plan,
    facts: &'a AccountFacts<'a>,
    axis: Axis,
    people: Option<People<'a>>,
    sorted: Option<Sorted<'a>>,
    /// First days of unbroken runs of subscriptions.
    contracts: Vec<i32>,
    records: Vec<((Source, &'a str), Records)>,
    failures: Vec<(usize, String)>,
}

impl<'a> OneAccount<'a> {
    fn new(plan: &'a Plan, facts: &'a AccountFacts<'a>, axis: Axis) -> Self {
        Self {
            plan,
            facts,
            axis,
            people: None,
            sorted: None,
            contracts: contracts(facts, axis),
            records: Vec::new(),
            failures: Vec::new(),
        }
    }

    /// Runs every fold over one stream.
    fn fold(&mut self, place: usize, columns: &mut [Vec<f64>], past: Option<&mut PastStream>) {
        let plan = &self.plan.streams.list[place];
        if plan.uses.is_empty() {
            if let Some(past) = past {
                *past = PastStream::of_arrivals(self.chosen(plan.of_contacts.as_ref()));
            }
            return;
        }
        let stream = match self.stream(place) {
            Ok(stream) => stream,
            Err(error) => {
                for one in &plan.uses {
                    columns[one.column] = vec![f64::NAN; self.axis.days];
                    self.failures.push((one.column, error.clone()));
                }
                return;
            }
        };
        let mut arrivals: Vec<(usize, Stream)> = Vec::new();
        for one in &plan.uses {
            if let Some(then) = one.then
                && !arrivals.iter().any(|(known, _)| *known == then)
            {
                match self.stream(then) {
                    Ok(found) => arrivals.push((then, found)),
                    Err(error) => self.failures.push((one.column, error)),
                }
            }
        }
        let chosen = past.is_some().then(|| self.chosen(plan.of_contacts.as_ref())).flatten();
        let folding = Folding::new(self.axis.days, &stream, &self.contracts);
        folding.sets(&plan.uses, columns);
        for one in &plan.uses {
            let then = one.then.and_then(|then| arrivals.iter().find(|(known, _)| *known == then));
            if !one.kind.is_set() {
                columns[one.column] = folding.column(one, then.map(|(_, stream)| stream));
            }
            folding.fill_empty(one, &mut columns[one.column]);
        }
        if let Some(past) = past {
            let arrivals = |then| {
                let found = arrivals.iter().find(|(known, _)| *known == then);
                found.map(|(_, stream)| stream.active()).unwrap_or_default()
            };
            *past = PastStream::of(plan, &stream, &folding, chosen, arrivals);
        }
    }

    fn stream(&mut self, place: usize) -> Result<Stream, String> {
        let plan = &self.plan.streams.list[place];
        let stream = self.read(plan)?;
        // Of records none may match today and the number be true; surveys are told apart by kind.
        let has_records =
            !matches!(plan.source, Source::Facts | Source::Sessions | Source::Surveys)
                && self.records.iter().any(|((of, _), all)| *of == plan.source && all.count() > 0);
        if has_records || !stream.events.is_empty() {
            plan.is_fed.store(true, Ordering::Relaxed);
        }
        Ok(stream)
    }

    fn read(&mut self, plan: &'a StreamPlan) -> Result<Stream, String> {
        match plan.source {
            Source::Facts => {
                let chosen = self.chosen(plan.of_contacts.as_ref());
                let (daily, memo) = (self.facts.daily, &self.plan.streams.memo);
                let sorted = self.sorted.get_or_insert_with(|| Sorted::new(daily, memo));
                Ok(sorted.stream(plan.of_facts, &chosen, plan.asks, self.axis))
            }
            Source::Sessions => {
                let chosen = self.chosen(plan.of_contacts.as_ref());
                Ok(sessions::stream(self.facts.daily, &chosen, self.axis))
            }
            _ => self.of_records(plan),
        }
    }

    fn chosen(&mut self, condition: Option<&Condition>) -> Chosen {
        let condition = condition?;
        let daily = self.facts.daily;
        Some(self.people().matching(&daily.contacts, condition).into())
    }

    fn people(&mut self) -> &People<'a> {
        let contacts = self.facts.contacts;
        self.people.get_or_insert_with(|| People::new(contacts))
    }

    fn of_records(&mut self, plan: &'a StreamPlan) -> Result<Stream, String> {
        let key = (plan.source, plan.at.as_str());
        if !self.records.iter().any(|(known, _)| *known == key) {
            let (facts, axis) = (self.facts, self.axis);
            let free: &[String] =
                self.plan.streams.attributes.get(&plan.source).map_or(&[], Vec::as_slice);
            let made = Records::new(plan.source, &plan.at, free, facts, self.people(), axis);
            self.records.push((key, made.map_err(|error| error.to_string())?));
        }
        let Some((_, records)) = self.records.iter().find(|(known, _)| *known == key) else {
            return Ok(Stream::default());
        };
        let reading = Reading {
            condition: plan.of_records.as_ref(),
            value: plan.value.as_ref(),
            by: &plan.by,
            until: plan.until.as_deref(),
            date: plan.date.as_deref(),
            asks: plan.asks,
        };
        records.stream(&reading, self.facts, self.axis).map_err(|error| error.to_string())
    }
}

/// The first days of unbroken runs of subscriptions. Periods that touch are one run.
fn contracts(facts: &AccountFacts<'_>, axis: Axis) -> Vec<i32> {
    let number = |at| axis.number(facts.zone.day_of(at));
    let mut periods: Vec<(i32, i32)> = facts
        .subscriptions
        .iter()
        .map(|p| (number(p.started_at), p.ended_at.map_or(i32::MAX, number)))
        .filter(|(start, end)| start < end)
        .collect();
    periods.sort_unstable();
    let mut starts = Vec::new();
    let mut until = i32::MIN;
    for (start, end) in periods {
        if start > until || starts.is_empty() {
            starts.push(start);
        }
        until = until.max(end);
    }
    starts
}

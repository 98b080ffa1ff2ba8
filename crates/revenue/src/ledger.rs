//! An account's recurring revenue from its first day on, in the currencies that it pays in.

use perennial_model::{Currency, Day, Invoice, Subscription, Zone};

use crate::{
    Flagged, Flaw, Life, Line, Period, Rate, Rates, Selection, Settings, Standing, line::lines,
    settings::ChurnCounted,
};

/// What one account brings, day by day. It changes on the days of its steps and on no other.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger<'a> {
    pub lines: Vec<Line<'a>>,
    pub flagged: Vec<Flagged<'a>>,
    /// Those that its lines are priced in.
    currencies: Vec<Currency>,
    steps: Vec<Step>,
    /// Of each step the monthly amount in each currency.
    amounts: Vec<i64>,
    /// The first day on which it was a customer.
    pub customer_since: Option<Day>,
}

/// How things stand from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    day: Day,
    is_customer: bool,
    seats: i64,
}

/// How an account stands at the end of a day, in the reporting currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct State {
    /// Monthly recurring revenue in minor units.
    pub mrr: i64,
    pub seats: i64,
    pub is_customer: bool,
}

/// One rate for each currency of a ledger; none where it has none.
pub type LedgerRates = Vec<Option<Rate>>;

impl<'a> Ledger<'a> {
    /// Counts an account's rows by the rules.
    pub fn of(
        rows: &'a [Subscription],
        invoices: &[Invoice],
        selection: Selection,
        settings: &Settings,
        zone: &Zone,
    ) -> Self {
        let (mut lines, flagged) = lines(rows, settings, zone);
        if let Selection::Only(currency) = selection {
            lines.retain(|line| line.currency == Some(currency));
        }
        let mut currencies: Vec<Currency> = lines.iter().filter_map(|line| line.currency).collect();
        currencies.sort_unstable();
        currencies.dedup();
        let unpaid = match settings.churn_counted {
            ChurnCounted::Overdue { days } => unpaid(invoices, days, zone),
            ChurnCounted::End | ChurnCounted::Notice => Vec::new(),
        };
        let mut ledger = Self {
            lines,
            flagged,
            currencies,
            steps: Vec::new(),
            amounts: Vec::new(),
            customer_since: None,
        };
        ledger.walk(settings, &unpaid);
        ledger
    }

    /// Puts the steps together. `unpaid` are the days on which the account pays nothing.
    fn walk(&mut self, settings: &Settings, unpaid: &[(Day, Option<Day>)]) {
        let mut changes: Vec<(Day, usize, i64)> = Vec::with_capacity(self.lines.len() * 2);
        for (place, line) in self.lines.iter().enumerate() {
            changes.push((line.from, place, 1));
            changes.extend(line.to.map(|to| (to, place, -1)));
        }
        let nobody = usize::MAX;
        for (from, to) in unpaid {
            changes.push((*from, nobody, 1));
            changes.extend(to.map(|to| (to, nobody, -1)));
        }
        changes.sort_unstable();
        let (mut sums, mut seats) = (vec![0; self.currencies.len()], 0);
        let (mut paying, mut paused, mut withheld) = (0, 0, 0);
        let mut at = 0;
        while let Some((day, ..)) = changes.get(at).copied() {
            while let Some((_, place, sign)) = changes.get(at).copied().filter(|one| one.0 == day) {
                at += 1;
                let Some(line) = self.lines.get(place) else {
                    withheld += sign;
                    continue;
                };
                match line.standing {
                    Standing::Paying if line.mrr > 0 => paying += sign,
                    Standing::Paused if settings.paused_stay_customers => paused += sign,
                    _ => {}
                }
                if line.standing == Standing::Paying {
                    seats += sign * line.subscription.seats.unwrap_or(0).max(0);
                }
                if let Some(currency) = line.currency
                    && let Ok(index) = self.currencies.binary_search(&currency)
                {
                    sums[index] += sign * line.mrr;
                }
            }
            let pays = withheld == 0;
            let step = Step {
                day,
                is_customer: pays && paying + paused > 0,
                seats: if pays { seats } else { 0 },
            };
            let amounts = sums.iter().map(|sum| if pays { *sum } else { 0 });
            let width = self.currencies.len();
            let before = self.amounts.len().saturating_sub(width);
            let is_same = self.steps.last().is_some_and(|last| {
                (last.is_customer, last.seats) == (step.is_customer, step.seats)
                    && self.amounts[before..].iter().copied().eq(amounts.clone())
            });
            if is_same {
                continue;
            }
            if step.is_customer && self.customer_since.is_none() {
                self.customer_since = Some(day);
            }
            self.amounts.extend(amounts);
            self.steps.push(step);
        }
    }

    /// The rates of its currencies on a day.
    pub fn rates(&self, rates: &Rates, selection: Selection, day: Day) -> LedgerRates {
        self.currencies.iter().map(|currency| selection.rate(rates, *currency, day)).collect()
    }

    /// Rows whose currency has no rate, where there are any.
    pub fn without_rate(&self, rates: &LedgerRates, zone: &Zone) -> Vec<Flagged<'a>> {
        if rates.iter().all(Option::is_some) {
            return Vec::new();
        }
        let has_none = |currency: Currency| {
            self.currencies.binary_search(&currency).is_ok_and(|at| rates[at].is_none())
        };
        let priced = self.lines.iter().filter(|line| line.mrr > 0);
        let unrated = priced.filter(|line| line.currency.is_some_and(has_none));
        unrated.map(|line| Flagged::new(line.subscription, Flaw::NoRate, zone)).collect()
    }

    /// How many steps lie on or before a day.
    pub(crate) fn steps_until(&self, day: Day) -> usize {
        self.steps.partition_point(|step| step.day <= day)
    }

    /// The day of a step.
    pub(crate) fn step_day(&self, place: usize) -> Option<Day> {
        self.steps.get(place).map(|step| step.day)
    }

    /// How things stand after so many steps; before the first, nothing is there.
    pub(crate) fn after(&self, steps: usize, rates: &LedgerRates, to: Currency) -> State {
        let Some(place) = steps.checked_sub(1) else { return State::default() };
        let step = self.steps[place];
        let width = self.currencies.len();
        let amounts = &self.amounts[place * width..(place + 1) * width];
        let mrr =
            amounts.iter().zip(&self.currencies).zip(rates).map(
                |((minor, from), rate)| match rate {
                    Some(rate) if *rate == Rate::ONE && *from == to => *minor,
                    Some(rate) => rate.convert(*minor, *from, to),
                    None => 0,
                },
            );
        State { mrr: mrr.sum(), seats: step.seats, is_customer: step.is_customer }
    }

    /// How the account stands at the end of a day.
    pub fn state(&self, day: Day, rates: &LedgerRates, to: Currency) -> State {
        self.after(self.steps_until(day), rates, to)
    }

    /// The first day of a period, its opening included, at whose end it is a customer.
    pub fn customer_in(&self, period: Period) -> Option<Day> {
        let begun = self.steps_until(period.opening());
        if begun.checked_sub(1).is_some_and(|last| self.steps[last].is_customer) {
            return Some(period.opening());
        }
        let within = self.steps[begun..].iter().take_while(|step| step.day < period.to);
        within.filter(|step| step.is_customer).map(|step| step.day).next()
    }

    /// Its time as a customer up to a day, in days. Of one who left and came back the time in between
    /// counts as if it had stayed.
    pub fn life(&self, today: Day) -> Option<Life> {
        let since = self.customer_since.filter(|since| *since <= today)?;
        let known = &self.steps[..self.steps_until(today)];
        let days = |until: Day| u32::try_from(until.0 - since.0).unwrap_or(0);
        if known.last()?.is_customer {
            return Some(Life { entered: 0, left: days(today), has_left: false });
        }
        let last = known.iter().rposition(|step| step.is_customer)?;
        Some(Life { entered: 0, left: days(known.get(last + 1)?.day), has_left: true })
    }

    /// The plan of its largest running line at the end of a day.
    pub fn plan(&self, day: Day) -> Option<&'a str> {
        let running = self.lines.iter().filter(|line| line.runs(day));
        let largest = running.max_by_key(|line| (line.mrr, std::cmp::Reverse(line.from)))?;
        largest.subscription.plan.as_deref()
    }
}

/// From when to when invoices were overdue by so many days.
fn unpaid(invoices: &[Invoice], days: u32, zone: &Zone) -> Vec<(Day, Option<Day>)> {
    let owed = invoices.iter().filter(|invoice| !invoice.is_void());
    let days = i32::try_from(days).unwrap_or(i32::MAX);
    owed.filter_map(|invoice| {
        let from = zone.day_of(invoice.due_at).plus(days);
        let to = invoice.settled_at().map(|at| zone.day_of(at));
        to.is_none_or(|to| to > from).then_some((from, to))
    })
    .collect()
}

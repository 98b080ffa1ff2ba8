//! What the ledger answers.

use std::collections::HashMap;
use std::sync::Arc;

use perennial_board::{Board, LedgerInputs};
use perennial_model::{AccountId, Currency, Day, Money, RenewalCall, Subscription, Zone};
use perennial_revenue::{
    AccountPeriod, Cell, Flaw, Ledger, Life, Lifetime, Movement, Outcome, Period, Rate, Renewal,
    RenewalFigures, Selection, State, Survival, TimeUnit, ValueTerms, lifetime, renewals, report,
};

use super::{
    By, Question, RevenueError, Terms,
    groups::{GroupName, Groups, SegmentTimes, Traits},
};
use crate::{
    listing::{Listing, Snapshot},
    segments::{MOST_DAYS, Pasts, Presence, Saved, presences},
};

/// One group's figures of one period.
#[derive(Debug, Clone)]
pub struct ReportRow {
    /// Which month, plan, segment or owner; empty for the whole and for what is not said.
    pub key: String,
    pub name: String,
    pub period: Period,
    pub cell: Cell,
    /// Of the terms that ended in it.
    pub renewals: RenewalFigures,
}

/// The figures that were asked for.
#[derive(Debug, Clone)]
pub struct Report {
    pub question: Question,
    pub currency: Currency,
    /// The day whose rates convert.
    pub rates_of: Day,
    /// The first day of which memberships in segments are known, where segments were asked for.
    pub segments_from: Option<Day>,
    pub whole: ReportRow,
    /// As it is split; nothing where it is not.
    pub rows: Vec<ReportRow>,
}

/// One account's part in a figure.
#[derive(Debug, Clone)]
pub struct AccountSum {
    pub account_id: AccountId,
    pub name: String,
    pub sum: AccountPeriod,
}

/// A change of one account and the lines that made it.
#[derive(Debug, Clone)]
pub struct Behind {
    pub movement: Movement,
    /// Lines that began on its day or ended on it.
    pub lines: Vec<Subscription>,
}

/// A row with something wrong.
#[derive(Debug, Clone)]
pub struct FlaggedRow {
    pub account_id: AccountId,
    pub account_name: String,
    pub row: Subscription,
    pub flaw: Flaw,
}

/// A term and what is said of it.
#[derive(Debug, Clone)]
pub struct RenewalRow {
    pub account_id: AccountId,
    pub account_name: String,
    pub row: Subscription,
    pub day: Day,
    pub notice: Option<Day>,
    pub outcome: Outcome,
    /// What the contract is priced in.
    pub currency: Currency,
    /// A month, in the reporting currency; none where its currency has no rate.
    pub mrr: Option<i64>,
    pub mrr_after: Option<i64>,
    pub lost_on: Option<Day>,
    /// What the team expects; the latest call.
    pub call: Option<RenewalCall>,
}

/// What a customer of a group is worth.
#[derive(Debug, Clone)]
pub struct LifetimeRow {
    /// None for all customers.
    pub group: Option<GroupName>,
    /// Customers now, and what each brings a month on average, in major units.
    pub customers: u64,
    pub arpa: Option<f64>,
    pub survival: Survival,
    /// Or why it cannot be said.
    pub value: Result<Lifetime, String>,
}

/// The customers of a group, and how long they stayed.
#[derive(Debug, Clone, Default)]
struct Customers {
    lives: Vec<Life>,
    now: u64,
    mrr: i64,
}

impl Customers {
    fn add(&mut self, life: Life, state: State) {
        self.lives.push(life);
        self.now += u64::from(state.is_customer);
        self.mrr += state.mrr;
    }

    fn priced(self, group: Option<GroupName>, to: Currency, terms: &ValueTerms) -> LifetimeRow {
        let survival = Survival::of(&self.lives);
        #[allow(clippy::cast_precision_loss)]
        let arpa = (self.now > 0)
            .then(|| Money { minor: self.mrr, currency: to }.to_major() / self.now as f64);
        let value = match arpa {
            None => {
                Err("nobody is a customer now, so nothing is known of what one brings".to_owned())
            }
            Some(revenue_per_month) => {
                let terms = ValueTerms { revenue_per_month, ..*terms };
                lifetime(&survival, TimeUnit::Days, &terms).map_err(|error| error.to_string())
            }
        };
        LifetimeRow { group, customers: self.now, arpa, survival, value }
    }
}

/// Everything that answers are made from, as of one moment.
pub struct Book {
    inputs: LedgerInputs,
    traits: Traits,
    names: Vec<String>,
    terms: Terms,
    /// By subscription and end of the term, the latest last.
    calls: HashMap<(String, i64), Vec<RenewalCall>>,
    zone: Zone,
}

/// Whether a question needs to know who was in which segment.
fn asks_for_segments(question: &Question) -> bool {
    question.by == By::Segment || question.segment.is_some()
}

impl Book {
    /// For those who have no server: reads everything, and works memberships out anew.
    ///
    /// # Errors
    /// When the store cannot be read, or the segment that is asked for is unknown or broken.
    pub async fn open(board: &Board, question: &Question) -> Result<Self, RevenueError> {
        let parts = Parts::of(board, question).await?;
        let board = board.clone();
        let open = move || {
            let snapshot = Listing::default().snapshot(&board);
            parts.book(&board, &snapshot, &Pasts::default())
        };
        tokio::task::spawn_blocking(open)
            .await
            .map_err(|_| RevenueError::Damaged("the computation was interrupted".to_owned()))?
    }

    /// The figures that are asked for.
    pub fn report(&self, question: &Question) -> Report {
        let ledgers = self.ledgers(question);
        let groups = Groups::new(question, &self.traits, &ledgers);
        let periods = question.periods();
        let asked = |periods, groups| perennial_revenue::Question {
            periods,
            groups,
            selection: question.selection,
            rates: &self.terms.rates,
            rate_day: question.rate_day,
            zone: &self.zone,
        };
        let whole_only = [question.period];
        let whole = asked(&whole_only, 1);
        let whole_cell = report(&ledgers, &whole, |account, _, into| {
            if groups.takes(account, question.period) {
                into.push(0);
            }
        });
        let split = asked(&periods, groups.names.len());
        let cells = report(&ledgers, &split, |account, place, into| {
            groups.of(account, periods[place], into);
        });
        let renewed = self.renewed(question, &ledgers, &groups, &periods);
        let is_by_time = matches!(question.by, By::Month | By::Quarter);
        let row = |(at, cell): (usize, Cell)| {
            let (period, group) = (periods[at / groups.names.len()], at % groups.names.len());
            let name = &groups.names[group];
            let (key, name) = if is_by_time {
                (question.period_name(period), question.period_name(period))
            } else {
                (name.key.clone(), name.name.clone())
            };
            ReportRow { key, name, period, cell, renewals: renewed.1[at] }
        };
        let mut rows: Vec<ReportRow> = if question.by == By::Whole {
            Vec::new()
        } else {
            cells.into_iter().enumerate().map(row).collect()
        };
        if !is_by_time {
            rows.retain(|row| {
                row.cell != Cell::default() || row.renewals != RenewalFigures::default()
            });
            rows.sort_by_key(|row| {
                std::cmp::Reverse(row.cell.figures.mrr_start.max(row.cell.figures.mrr_end))
            });
        }
        let segments_from = asks_for_segments(question)
            .then(|| self.traits.segments.first().map(|one| one.known_from))
            .flatten();
        Report {
            currency: whole.currency(),
            rates_of: whole.rate_day(question.period),
            question: question.clone(),
            segments_from,
            whole: ReportRow {
                key: String::new(),
                name: String::new(),
                period: question.period,
                cell: whole_cell.into_iter().next().unwrap_or_default(),
                renewals: renewed.0,
            },
            rows,
        }
    }

    /// What the terms of the whole period come to, and of each period and group.
    fn renewed(
        &self,
        question: &Question,
        ledgers: &[Ledger<'_>],
        groups: &Groups<'_>,
        periods: &[Period],
    ) -> (RenewalFigures, Vec<RenewalFigures>) {
        let mut whole = RenewalFigures::default();
        let mut cells = vec![RenewalFigures::default(); periods.len() * groups.names.len()];
        let rate_of = |period| question.rates_of(period);
        let mut into = Vec::new();
        for (account, ledger) in ledgers.iter().enumerate() {
            for one in renewals(ledger, &self.terms.settings, &self.zone, self.inputs.today) {
                if one.day < question.period.from || one.day >= question.period.to {
                    continue;
                }
                if groups.takes(account, question.period) {
                    whole.add(
                        &one,
                        &self.terms.rates,
                        question.selection,
                        rate_of(question.period),
                    );
                }
                let place = periods.partition_point(|period| period.to <= one.day);
                let Some(period) = periods.get(place) else { continue };
                into.clear();
                groups.of(account, *period, &mut into);
                for group in &into {
                    let cell = &mut cells[place * groups.names.len() + group];
                    cell.add(&one, &self.terms.rates, question.selection, rate_of(*period));
                }
            }
        }
        (whole, cells)
    }

    fn ledgers(&self, question: &Question) -> Vec<Ledger<'_>> {
        self.inputs.ledgers(question.selection, &self.terms.settings)
    }

    /// The currency that amounts are in.
    pub fn currency(&self, selection: Selection) -> Currency {
        match selection {
            Selection::All => self.terms.rates.reporting(),
            Selection::Only(currency) => currency,
        }
    }

    /// The accounts behind the whole of a question's period, those that moved most first.
    pub fn accounts(&self, question: &Question) -> Vec<AccountSum> {
        let ledgers = self.ledgers(question);
        let groups = Groups::new(question, &self.traits, &ledgers);
        let to = self.currency(question.selection);
        let day = question.rates_of(question.period);
        let mut found = Vec::new();
        for (place, ledger) in ledgers.iter().enumerate() {
            if !groups.takes(place, question.period) {
                continue;
            }
            let rates = ledger.rates(&self.terms.rates, question.selection, day);
            let sum = ledger.over(question.period, &rates, to);
            if !sum.is_nothing() {
                let account_id = self.traits.ids[place].clone();
                found.push(AccountSum { account_id, name: self.names[place].clone(), sum });
            }
        }
        let moved = |sum: &AccountPeriod| {
            sum.new + sum.expansion + sum.contraction + sum.churn + sum.reactivation
        };
        found.sort_by(|a, b| {
            (moved(&b.sum), b.sum.end.mrr, &a.name).cmp(&(moved(&a.sum), a.sum.end.mrr, &b.name))
        });
        found
    }

    /// Every change of one account in a question's period, with its lines.
    pub fn account(&self, id: &AccountId, question: &Question) -> Option<Vec<Behind>> {
        let place = self.traits.ids.iter().position(|known| known == id)?;
        let ledgers = self.ledgers(question);
        let ledger = &ledgers[place];
        let rates =
            ledger.rates(&self.terms.rates, question.selection, question.rates_of(question.period));
        let to = self.currency(question.selection);
        let behind = |movement: Movement| {
            let day = movement.day;
            let lines = ledger.lines.iter().filter(|line| line.from == day || line.to == Some(day));
            Behind { lines: lines.map(|line| line.subscription.clone()).collect(), movement }
        };
        Some(ledger.movements(question.period, &rates, to).into_iter().map(behind).collect())
    }

    /// Terms that end in a question's period, the next first.
    pub fn renewals(&self, question: &Question) -> Vec<RenewalRow> {
        let mut found = Vec::new();
        self.each_term(question, |place, one, _| {
            if one.day < question.period.from || one.day >= question.period.to {
                return;
            }
            let converted = |mrr: i64| self.converted(question, one, mrr);
            found.push(RenewalRow {
                account_id: self.traits.ids[place].clone(),
                account_name: self.names[place].clone(),
                row: one.subscription.clone(),
                day: one.day,
                notice: one.notice,
                outcome: one.outcome,
                currency: one.currency,
                mrr: converted(one.mrr),
                mrr_after: one.mrr_after.and_then(converted),
                lost_on: one.lost_on,
                call: self.calls_of(one).last().cloned(),
            });
        });
        found.sort_by(|a, b| (a.day, &a.account_name).cmp(&(b.day, &b.account_name)));
        found
    }

    /// Every term of the accounts that a question takes, with how its amounts become major units of the
    /// reporting currency at today's rates.
    pub(super) fn each_term(
        &self,
        question: &Question,
        mut take: impl FnMut(usize, &Renewal<'_>, &dyn Fn(i64) -> Option<f64>),
    ) {
        let ledgers = self.ledgers(question);
        let groups = Groups::new(question, &self.traits, &ledgers);
        let to = self.currency(question.selection);
        for (place, ledger) in ledgers.iter().enumerate() {
            if !groups.takes(place, question.period) {
                continue;
            }
            for one in renewals(ledger, &self.terms.settings, &self.zone, self.inputs.today) {
                take(place, &one, &|minor| {
                    let minor = self.converted(question, &one, minor)?;
                    Some(Money { minor, currency: to }.to_major())
                });
            }
        }
    }

    /// An amount of a term in the reporting currency, at today's rates.
    fn converted(&self, question: &Question, one: &Renewal<'_>, minor: i64) -> Option<i64> {
        let rate = match question.selection {
            Selection::All => self.terms.rates.at(one.currency, self.inputs.today)?,
            Selection::Only(_) => Rate::ONE,
        };
        Some(rate.convert(minor, one.currency, self.currency(question.selection)))
    }

    /// What the team said of a term, the latest last.
    pub(super) fn calls_of(&self, one: &Renewal<'_>) -> &[RenewalCall] {
        let key = (one.subscription.subscription_id.clone(), term_end(one.subscription));
        self.calls.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The accounts, in the order of their ledgers.
    pub(super) fn ids(&self) -> &[AccountId] {
        &self.traits.ids
    }

    pub(super) fn zone(&self) -> &Zone {
        &self.zone
    }

    pub(super) fn today(&self) -> Day {
        self.inputs.today
    }

    /// Every row with something wrong, as of today's rates.
    pub fn flagged(&self) -> Vec<FlaggedRow> {
        let ledgers = self.inputs.ledgers(Selection::All, &self.terms.settings);
        let mut found = Vec::new();
        for (place, ledger) in ledgers.iter().enumerate() {
            let rates = ledger.rates(&self.terms.rates, Selection::All, self.inputs.today);
            let unrated = ledger.without_rate(&rates, &self.zone);
            found.extend(ledger.flagged.iter().chain(&unrated).map(|one| FlaggedRow {
                account_id: self.traits.ids[place].clone(),
                account_name: self.names[place].clone(),
                row: one.subscription.clone(),
                flaw: one.flaw,
            }));
        }
        found.sort_by(|a, b| (a.flaw, &a.account_name).cmp(&(b.flaw, &b.account_name)));
        found
    }

    /// Who became customers together, and what is left of them.
    pub fn cohorts(&self, question: &Question) -> Vec<perennial_revenue::Cohort> {
        let ledgers = self.ledgers(question);
        let groups = Groups::new(question, &self.traits, &ledgers);
        let periods = question.periods();
        let takes = |account| groups.takes(account, question.period);
        perennial_revenue::cohorts(&ledgers, &periods, &self.terms.rates, question.selection, takes)
    }

    /// What a customer is worth, of all and of each group that it began in: as things stand on the last
    /// day of the question's period, or today where that has not come.
    pub fn lifetimes(&self, question: &Question, terms: &ValueTerms) -> Vec<LifetimeRow> {
        let ledgers = self.ledgers(question);
        let groups = Groups::new(question, &self.traits, &ledgers);
        let (to, today) = (self.currency(question.selection), question.period.closing());
        let today = today.min(self.inputs.today);
        let mut lives: Vec<Customers> = vec![Customers::default(); groups.names.len() + 1];
        let mut into = Vec::new();
        for (account, ledger) in ledgers.iter().enumerate() {
            // By where it began: by where it is now, those who left would be nowhere.
            let Some(since) = ledger.customer_since else { continue };
            let began = Period { from: since, to: since.plus(1) };
            let Some(life) = ledger.life(today).filter(|_| groups.takes(account, began)) else {
                continue;
            };
            let rates = ledger.rates(&self.terms.rates, question.selection, today);
            let state = ledger.state(today, &rates, to);
            into.clear();
            groups.of(account, began, &mut into);
            for place in into.iter().map(|group| group + 1).chain([0]) {
                lives[place].add(life, state);
            }
        }
        let named = |(place, of): (usize, Customers)| {
            let name = place.checked_sub(1).map(|group| groups.names[group].clone());
            of.priced(name, to, terms)
        };
        let is_any = |(place, of): &(usize, Customers)| {
            *place == 0 || (question.by != By::Whole && !of.lives.is_empty())
        };
        lives.into_iter().enumerate().filter(is_any).map(named).collect()
    }

    /// How many rows of subscriptions there are.
    pub fn rows(&self) -> u64 {
        self.inputs.rows()
    }
}

fn term_end(row: &Subscription) -> i64 {
    row.term_end.map_or(0, |end| end.0)
}

/// What has to be read before a book can be opened.
pub struct Parts {
    terms: Terms,
    calls: Vec<RenewalCall>,
    segments: Vec<Saved>,
}

impl Parts {
    /// # Errors
    /// As [`Book::open`].
    pub async fn of(board: &Board, question: &Question) -> Result<Self, RevenueError> {
        let store = board.store();
        let mut segments = Vec::new();
        if asks_for_segments(question) {
            if let Some(key) = &question.segment {
                crate::segments::find(store, key).await?;
            }
            segments = Saved::all(board).await?;
        }
        let mut calls = store.renewal_calls().await?;
        if let Some(day) = board.past_day() {
            calls.retain(|call| board.zone().day_of(call.made_at) <= day);
        }
        Ok(Self { terms: Terms::of(store, board.currency()).await?, calls, segments })
    }

    /// Puts the book together. Takes a while where memberships have to be worked out: call it beside
    /// the async threads.
    ///
    /// # Errors
    /// When the segment that is asked for is broken.
    pub fn book(
        self,
        board: &Board,
        snapshot: &Arc<Snapshot>,
        pasts: &Pasts,
    ) -> Result<Book, RevenueError> {
        let inputs = board.ledger_inputs();
        let known_from = board.today().plus(1 - i32::from(MOST_DAYS));
        let mut segments = Vec::new();
        if !self.segments.is_empty() {
            let found = presences(board, snapshot, pasts, &self.segments)?;
            for (saved, presence) in self.segments.iter().zip(found) {
                let time = |one: Presence| (one.entry.id().clone(), one.spells);
                segments.push(SegmentTimes {
                    key: saved.of.segment.key.clone(),
                    name: saved.of.segment.name.clone(),
                    times: presence?.into_iter().map(time).collect(),
                    known_from,
                });
            }
        }
        let ids: Vec<AccountId> = inputs.ids().cloned().collect();
        let account = |place| inputs.account(place);
        let owners = (0..ids.len()).map(|at| account(at).and_then(|one| one.owner_email.clone()));
        let names = (0..ids.len()).map(|at| account(at).map(|one| one.name.clone()));
        let mut calls: HashMap<(String, i64), Vec<RenewalCall>> = HashMap::new();
        for call in self.calls {
            let key = (call.subscription_id.clone(), call.term_end.0);
            calls.entry(key).or_default().push(call);
        }
        Ok(Book {
            names: names.map(Option::unwrap_or_default).collect(),
            traits: Traits { owners: owners.collect(), ids, segments },
            terms: self.terms,
            calls,
            zone: board.zone().clone(),
            inputs,
        })
    }
}

//! Every account on many past days: what a backtest judges.
//!
//! Nothing of it is stored. What was read of an account is used again until its entry is another, so
//! that a change costs the accounts that it touches.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use perennial_health::backtest::{Life, lives_between, lives_by_event, lives_by_silence};
use perennial_health::bands::band_of;
use perennial_health::{Assessment, HiddenAssessment, HiddenRisk, Readings, Scorecards};
use perennial_metrics::{Catalogue, MetricsError};
use perennial_model::{AccountId, Day};

use super::Churn;
use super::preview::JudgedCards;
use crate::compute::{self, Terms};
use crate::entry::Entry;
use crate::{Board, parallel, past};

/// What is read of each account.
#[derive(Debug, Clone)]
pub(super) struct Lens {
    /// The as-of days, ascending.
    pub days: Arc<[Day]>,
    /// Of which the measures are read, for each account of the one that scores it.
    pub cards: Option<Arc<Scorecards>>,
    /// By which the hidden risk is judged.
    pub hidden: Option<Arc<HiddenRisk>>,
    /// Metrics that are read besides.
    pub metrics: Vec<String>,
    /// The name of the facts that say that an account left.
    pub left_by: Option<String>,
    /// The day up to which accounts are known.
    pub today: Day,
}

impl Lens {
    /// Whether what was read through the other is what this one reads.
    fn is_same(&self, other: &Self) -> bool {
        let cards = match (&self.cards, &other.cards) {
            (Some(a), Some(b)) => a.reads_as(b),
            (None, None) => true,
            _ => false,
        };
        cards
            && self.hidden == other.hidden
            && self.days == other.days
            && self.metrics == other.metrics
            && self.left_by == other.left_by
            && self.today == other.today
    }

    /// The metrics that it takes.
    fn catalogue(&self, board: &Board) -> Result<Catalogue, MetricsError> {
        let all = board.catalogue();
        let of_cards = self.cards.iter().flat_map(|cards| cards.metrics());
        let of_hidden = self.hidden.iter().flat_map(|settings| settings.metrics());
        let named = of_cards.chain(of_hidden);
        let mut keys: Vec<String> =
            named.filter(|key| all.get(key).is_some()).map(str::to_owned).collect();
        keys.extend(self.metrics.iter().cloned());
        keys.sort_unstable();
        keys.dedup();
        all.only(&keys, board.zone())
    }
}

/// One account on the days of a lens.
#[derive(Debug)]
pub(super) struct Seen {
    pub entry: Arc<Entry>,
    pub readings: Option<Readings>,
    /// The place of the scorecard that scores it.
    pub place: usize,
    /// Its hidden risk on each of the days, where that is judged; NaN where there is none.
    pub hidden: Vec<f64>,
    /// Metric by metric, of each the days; NaN where there is no value.
    metrics: Vec<Vec<f64>>,
    /// Its subscriptions, each from its first day to the first without it.
    periods: Vec<(Day, Option<Day>)>,
    /// The days with a fact of it.
    active: Vec<Day>,
    /// Those with a fact that says that it left.
    left: Vec<Day>,
}

impl Seen {
    fn of(board: &Board, lens: &Lens, terms: &Terms, entry: &Arc<Entry>) -> Option<Self> {
        let (daily, of, today) = board.inputs(entry.id())?;
        let matrix = compute::matrix(terms, &daily, &of, today);
        let cards = lens.cards.as_deref();
        let place = cards.map_or(0, |cards| cards.place_for(&of.account, &matrix));
        let readings =
            cards.map(|cards| Assessment::new(&cards.at(place).card, &matrix).readings(&lens.days));
        let hidden = lens.hidden.as_deref().map(|settings| {
            let history = HiddenAssessment::new(settings, &matrix).history();
            lens.days.iter().map(|day| history.risk(*day).unwrap_or(f64::NAN)).collect()
        });
        let value = |key: &str, day: Day| matrix.value(key, day).unwrap_or(f64::NAN);
        let column = |key: &String| lens.days.iter().map(|day| value(key, *day)).collect();
        let day_of = |at| board.zone().day_of(at);
        let begun = compute::begun(&of, today, terms);
        let ended = |at| Some(day_of(at)).filter(|day| *day <= today);
        let periods = begun.map(|one| (day_of(one.started_at), one.ended_at.and_then(ended)));
        let mut active: Vec<Day> = daily.rows.iter().map(|row| row.day).collect();
        active.dedup();
        let name = lens.left_by.as_ref();
        let name = name.and_then(|name| daily.names.iter().position(|known| known == name));
        let says = daily.rows.iter().filter(|row| name == Some(row.name as usize));
        let mut left: Vec<Day> = says.map(|row| row.day).collect();
        left.dedup();
        Some(Self {
            entry: entry.clone(),
            readings,
            place,
            hidden: hidden.unwrap_or_default(),
            metrics: lens.metrics.iter().map(column).collect(),
            periods: periods.collect(),
            active,
            left,
        })
    }

    /// A metric on each of the days, by its place in the lens.
    pub fn metric(&self, place: usize) -> &[f64] {
        self.metrics.get(place).map_or(&[], Vec::as_slice)
    }

    /// When it was a customer.
    pub fn lives(&self, churn: &Churn, today: Day) -> Vec<Life> {
        match churn {
            Churn::Subscription => lives_between(self.periods.iter().copied()),
            Churn::Silence(days) => lives_by_silence(&self.active, *days, today),
            Churn::Event(_) => lives_by_event(&self.active, &self.left),
        }
    }

    pub fn has_subscription(&self) -> bool {
        !self.periods.is_empty()
    }
}

/// So many panels are kept: those asked for last.
const KEPT: usize = 3;

/// Panels that need not be read again.
#[derive(Default)]
pub(crate) struct Panels {
    kept: Mutex<Vec<Kept>>,
    /// The first day of each account's history, of those that have any.
    begins: Mutex<ByEntry<Day>>,
    /// How the scorecard in use did, when a draft was last held against it.
    pub(super) judged: Mutex<Option<Arc<JudgedCards>>>,
}

struct Kept {
    lens: Lens,
    of: Catalogue,
    by_account: ByEntry<Arc<Seen>>,
}

/// What is known of each account, as long as its entry stays the same.
struct ByEntry<T> {
    known: HashMap<AccountId, (Arc<Entry>, Option<T>)>,
}

impl<T> Default for ByEntry<T> {
    fn default() -> Self {
        Self { known: HashMap::new() }
    }
}

impl<T: Clone + Send> ByEntry<T> {
    /// What is known of these accounts, in their order, those of whom nothing is known left out;
    /// `work` finds it out where an entry is another than before. Others are forgotten.
    fn brought_up(
        &mut self,
        entries: &[Arc<Entry>],
        work: impl Fn(&Arc<Entry>) -> Option<T> + Sync,
    ) -> Vec<T> {
        let is_new = |entry: &&Arc<Entry>| {
            !self.known.get(entry.id()).is_some_and(|(of, _)| Arc::ptr_eq(of, entry))
        };
        let new: Vec<&Arc<Entry>> = entries.iter().filter(is_new).collect();
        let found = parallel::map(&new, |entry| work(entry));
        for (entry, found) in new.into_iter().zip(found) {
            self.known.insert(entry.id().clone(), (entry.clone(), found));
        }
        if self.known.len() > entries.len() {
            let there: HashSet<&AccountId> = entries.iter().map(|entry| entry.id()).collect();
            self.known.retain(|id, _| there.contains(id));
        }
        entries.iter().filter_map(|entry| self.known.get(entry.id())?.1.clone()).collect()
    }
}

/// An account's bands on some days, by key.
pub type BandsOn = HashMap<AccountId, Vec<Option<String>>>;

impl Board {
    /// Every account's band at the end of these days, which ascend: none where there was no score.
    /// Takes a while the first time, call it beside the async threads.
    ///
    /// # Errors
    /// When a scorecard in use names a metric that does not exist.
    pub fn bands_on(&self, days: &[Day]) -> Result<BandsOn, MetricsError> {
        let cards = self.scorecards();
        let lens = Lens {
            days: days.into(),
            cards: Some(cards.clone()),
            hidden: None,
            metrics: Vec::new(),
            left_by: None,
            today: self.today(),
        };
        let bands = |seen: Arc<Seen>| {
            let card = &cards.at(seen.place).card;
            let scores = seen.readings.as_ref().map(|readings| card.scores(readings));
            let band = |score: f64| {
                let known = Some(score).filter(|score| !score.is_nan())?;
                band_of(known, &card.bands).map(|band| band.key.clone())
            };
            let bands = scores.unwrap_or_default().into_iter().map(band).collect();
            (seen.entry.id().clone(), bands)
        };
        Ok(self.panel(&lens)?.into_iter().map(bands).collect())
    }

    /// The first day that is known of any account.
    pub(super) fn first_day(&self) -> Option<Day> {
        let terms = self.terms();
        let mut known = self.panels().begins.lock().unwrap_or_else(PoisonError::into_inner);
        let begins = known.brought_up(&self.accounts(), |entry| {
            let (daily, of, today) = self.inputs(entry.id())?;
            past::begins(&terms, &daily, &of, today)
        });
        begins.into_iter().min()
    }

    /// Every account through a lens, in the order of their names. Takes a while the first time.
    pub(super) fn panel(&self, lens: &Lens) -> Result<Vec<Arc<Seen>>, MetricsError> {
        let catalogue = lens.catalogue(self)?;
        // Held while it is read: whoever asks for the same meanwhile waits for it.
        let mut kept = self.panels().kept.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |one: &Kept| one.lens.is_same(lens) && one.of.is_same(&catalogue);
        let known = kept.iter().position(is_it).map(|place| kept.remove(place));
        let mut known = known.unwrap_or_else(|| Kept {
            lens: lens.clone(),
            of: catalogue.clone(),
            by_account: ByEntry::default(),
        });
        let terms = self.terms_for(&catalogue);
        let see = |entry: &Arc<Entry>| Seen::of(self, lens, &terms, entry).map(Arc::new);
        let all = known.by_account.brought_up(&self.accounts(), see);
        kept.insert(0, known);
        kept.truncate(KEPT);
        Ok(all)
    }
}

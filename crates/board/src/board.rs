//! The board itself: what readers ask.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use perennial_engage::{Episode, NotifySettings, Rules};
use perennial_health::{Explanation, HealthHistory, Scorecard, explain, history};
use perennial_metrics::{Catalogue, Matrix, PeerReference};
use perennial_model::{
    AccountId, Contact, Currency, Day, Invoice, Subscription, SurveyResponse, Ticket, Zone,
};
use perennial_store::Store;
use perennial_timeline::{Follower, RollupMemory, Timeline};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::sync::oneshot;

use crate::BoardError;
use crate::compute::{self, Terms};
use crate::entry::Entry;
use crate::known;
use crate::parallel;
use crate::past::{KeptDays, PastDay};
use crate::pasts::Pasts;
use crate::peers::Peers;
use crate::people::{self, ContactActivity};
use crate::records::{AccountRecords, Records};
use crate::world::World;

/// What a board is built with.
#[derive(Debug, Clone)]
pub struct Options {
    pub zone: Zone,
    pub currency: Currency,
    /// The metrics that are computed.
    pub catalogue: Catalogue,
    pub scorecard: Scorecard,
    pub rules: Rules,
    /// Show everything as it stood at the end of this day; none means today, as it goes on.
    pub as_of: Option<Day>,
    /// Who hears of new signals by e-mail and webhook; none means nobody.
    pub notify: Option<NotifySettings>,
    /// Bytes that the pasts of busy accounts may take, which make a fact of today cheap.
    pub pasts_bytes: usize,
}

/// Accounts that wait to be brought up to date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Those whose metrics miss facts.
    pub rows: usize,
    /// Those whose metrics are current and whose scores and signals follow.
    pub scores: usize,
}

/// How busy the board is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    pub waiting: Waiting,
    /// Accounts whose past is kept ready, so that a fact of today costs only itself.
    pub busy_accounts: usize,
    /// Bytes that those take, about.
    pub pasts_bytes: usize,
    pub rollup: RollupMemory,
}

/// One account's whole history of numbers.
#[derive(Debug, Clone)]
pub struct Numbers {
    pub matrix: Matrix,
    pub health: HealthHistory,
    pub episodes: Vec<Episode>,
}

/// What is known now. Cheap to clone; all clones see the same.
#[derive(Clone)]
pub struct Board {
    inner: Arc<Inner>,
    /// See [`Board::at`]; none for the present.
    past: Option<Arc<PastDay>>,
}

struct Inner {
    store: Store,
    timeline: Timeline,
    zone: Zone,
    currency: Currency,
    terms: RwLock<Arc<Terms>>,
    as_of: Option<Day>,
    notify: Option<NotifySettings>,
    world: RwLock<World>,
    peers: Peers,
    listed: RwLock<Arc<Vec<Arc<Entry>>>>,
    version: AtomicU64,
    waiting: Mutex<Waiting>,
    days: KeptDays,
    wishes: UnboundedSender<Wish>,
    heard: Mutex<Option<UnboundedReceiver<Wish>>>,
}

/// Other metrics to compute, and whom to tell when it is done.
pub(crate) type Wish = (Catalogue, oneshot::Sender<Result<(), BoardError>>);

impl Board {
    /// Reads the timeline and the records. Nothing is computed yet: [`Board::compute_all`] does that,
    /// and a [`crate::Keeper`] with the follower keeps it current.
    ///
    /// # Errors
    /// When the store or the lake cannot be read.
    pub async fn load(
        store: Store,
        timeline: Timeline,
        options: Options,
    ) -> Result<(Self, Follower), BoardError> {
        let (rollup, follower) = timeline.follow(options.catalogue.keep().clone()).await?;
        let records = Records::load(&store).await?;
        let today = options.as_of.unwrap_or_else(|| options.zone.day_of(store.clock().now()));
        let terms = Terms {
            zone: options.zone.clone(),
            currency: options.currency,
            catalogue: options.catalogue,
            scorecard: Arc::new(options.scorecard),
            rules: options.rules,
            peers: None,
        };
        let (wishes, heard) = mpsc::unbounded_channel();
        let inner = Inner {
            store,
            timeline,
            zone: options.zone,
            currency: options.currency,
            terms: RwLock::new(Arc::new(terms)),
            as_of: options.as_of,
            notify: options.notify,
            world: RwLock::new(World::new(
                rollup,
                records,
                (today, options.as_of.is_some()),
                Pasts::with_limit(options.pasts_bytes),
            )),
            peers: Peers::default(),
            listed: RwLock::default(),
            version: AtomicU64::new(0),
            waiting: Mutex::default(),
            days: KeptDays::default(),
            wishes,
            heard: Mutex::new(Some(heard)),
        };
        Ok((Self { inner: Arc::new(inner), past: None }, follower))
    }

    /// Computes every account's entry and brings its signals in the store up to date.
    ///
    /// # Errors
    /// When the signals cannot be stored.
    pub async fn compute_all(&self) -> Result<(), BoardError> {
        self.look_at_peers().await;
        self.recompute_all().await
    }

    /// Computes every account's entry anew, compared with peers as they are known.
    pub(crate) async fn recompute_all(&self) -> Result<(), BoardError> {
        self.inner.days.forget();
        let other_signals = self.compute(self.account_ids()).await?;
        if self.inner.as_of.is_none() {
            self.store_signals(&other_signals).await?;
        }
        self.refresh_signals().await
    }

    /// Makes anew what accounts are compared with; true when it is another than before.
    pub(crate) async fn look_at_peers(&self) -> bool {
        let board = self.clone();
        tokio::task::spawn_blocking(move || board.renew_peers()).await.unwrap_or(true)
    }

    /// Computes every account's entry and leaves the signals in the store as they are: for those who
    /// only look.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn compute_entries(&self) -> Result<(), BoardError> {
        self.look_at_peers().await;
        let _signals_are_not_stored = self.compute(self.account_ids()).await?;
        self.refresh_signals().await
    }

    /// Brings the signals of these accounts in the store up to date, and shows what was computed.
    pub(crate) async fn settle(&self, other_signals: &[AccountId]) -> Result<(), BoardError> {
        if !other_signals.is_empty() {
            if self.inner.as_of.is_none() {
                self.store_signals(other_signals).await?;
            }
            return self.refresh_signals().await;
        }
        self.publish();
        Ok(())
    }

    /// Computes these accounts whole and tells which of them have other signals than before.
    /// Readers wait for none of it but the exchange of the results.
    pub(crate) async fn compute(
        &self,
        accounts: Vec<AccountId>,
    ) -> Result<Vec<AccountId>, BoardError> {
        const AT_A_TIME: usize = 128;
        let board = self.clone();
        let work = move || {
            let terms = board.terms();
            let mut other_signals = Vec::new();
            for ids in accounts.chunks(AT_A_TIME) {
                let made = board.world().compute(&terms, ids)?;
                other_signals.extend(board.world_mut().take(made));
            }
            Ok(other_signals)
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| BoardError::Interrupted)?
    }

    /// Brings today's row of these accounts up to date from their kept pasts, and returns those
    /// accounts where that takes a whole computation.
    pub(crate) async fn refresh_rows(&self, accounts: BTreeSet<AccountId>) -> Vec<AccountId> {
        let board = self.clone();
        let work = move || {
            let (rows, whole) = board.world().rows_today(&board.terms(), &accounts);
            board.world_mut().put_rows(rows);
            whole
        };
        tokio::task::spawn_blocking(work).await.unwrap_or_default()
    }

    /// Counts open signals anew: call it after one was acknowledged, snoozed or reopened.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn refresh_signals(&self) -> Result<(), BoardError> {
        let open = match self.inner.as_of {
            // What people did with a signal since then is not of that day.
            Some(_) => crate::signals::open_by_rules(&self.world().episodes),
            None => crate::signals::open_by_account(&self.inner.store).await?,
        };
        self.world_mut().count_open(open);
        self.publish();
        Ok(())
    }

    async fn store_signals(&self, accounts: &[AccountId]) -> Result<(), BoardError> {
        let (found, entries) = {
            let world = self.world();
            let episodes = |id: &AccountId| world.episodes.get(id).cloned().unwrap_or_default();
            let found: Vec<_> = accounts.iter().map(|id| (id.clone(), episodes(id))).collect();
            let entry = |id: &AccountId| Some((id.clone(), world.entry(id)?.clone()));
            (found, accounts.iter().filter_map(entry).collect())
        };
        let tell = self.inner.notify.as_ref();
        crate::signals::store(&self.inner.store, &found, &entries, tell, self.today()).await
    }

    /// Makes what was computed the snapshot that readers see.
    fn publish(&self) {
        let entries = self.world_mut().listed();
        *self.inner.listed.write().unwrap_or_else(PoisonError::into_inner) = entries;
        self.inner.version.fetch_add(1, Ordering::Release);
    }

    /// A snapshot of all accounts, by name.
    pub fn accounts(&self) -> Arc<Vec<Arc<Entry>>> {
        if let Some(past) = &self.past {
            return past.entries.clone();
        }
        self.inner.listed.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Grows with every snapshot; each past day counts for itself.
    pub fn version(&self) -> u64 {
        if let Some(past) = &self.past {
            return past.number;
        }
        self.inner.version.load(Ordering::Acquire)
    }

    /// One account; an alias works.
    pub fn get(&self, id: &AccountId) -> Option<Arc<Entry>> {
        let world = self.world();
        let id = world.records.identities.account(id);
        match &self.past {
            Some(past) => past.get(id).cloned(),
            None => world.entry(id).cloned(),
        }
    }

    /// The day that everything is shown as of.
    pub fn today(&self) -> Day {
        self.past.as_ref().map_or_else(|| self.world().today, |past| past.day)
    }

    /// The past day that everything is shown as of; none for the present.
    pub fn past_day(&self) -> Option<Day> {
        self.past.as_ref().map(|past| past.day).or(self.inner.as_of)
    }

    pub fn zone(&self) -> &Zone {
        &self.inner.zone
    }

    pub fn currency(&self) -> Currency {
        self.inner.currency
    }

    pub fn scorecard(&self) -> Arc<Scorecard> {
        Arc::clone(&self.terms().scorecard)
    }

    /// The metrics that are computed.
    pub fn catalogue(&self) -> Catalogue {
        self.terms().catalogue.clone()
    }

    pub(crate) fn terms(&self) -> Arc<Terms> {
        self.inner.terms.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Computes these metrics from now on: everything anew, and from facts read anew where one
    /// needs more of them than was kept. Until that is done the board shows the metrics as they
    /// were.
    ///
    /// # Errors
    /// When store or lake cannot be read, or facts differ in more properties than can be kept; the
    /// board is then as it was.
    pub async fn use_catalogue(&self, catalogue: Catalogue) -> Result<(), BoardError> {
        let (sender, done) = oneshot::channel();
        self.inner.wishes.send((catalogue, sender)).map_err(|_| BoardError::NotKept)?;
        done.await.map_err(|_| BoardError::NotKept)?
    }

    pub(crate) fn set_catalogue(&self, catalogue: Catalogue) {
        self.world_mut().pasts.clear();
        let mut terms = self.inner.terms.write().unwrap_or_else(PoisonError::into_inner);
        *terms = Arc::new(Terms { catalogue, ..(**terms).clone() });
    }

    pub(crate) fn set_peers(&self, peers: Arc<PeerReference>) {
        self.world_mut().pasts.clear();
        let mut terms = self.inner.terms.write().unwrap_or_else(PoisonError::into_inner);
        *terms = Arc::new(Terms { peers: Some(peers), ..(**terms).clone() });
    }

    pub(crate) fn peers(&self) -> &Peers {
        &self.inner.peers
    }

    /// The wishes for other metrics, for the one keeper.
    pub(crate) fn take_wishes(&self) -> Option<UnboundedReceiver<Wish>> {
        self.inner.heard.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    pub fn timeline(&self) -> &Timeline {
        &self.inner.timeline
    }

    /// What is not up to date yet, and what memory is used for.
    pub fn load_now(&self) -> Load {
        let waiting = *self.inner.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let world = self.world();
        Load {
            waiting,
            busy_accounts: world.pasts.len(),
            pasts_bytes: world.pasts.bytes(),
            rollup: world.rollup.memory(),
        }
    }

    pub(crate) fn set_waiting(&self, waiting: Waiting) {
        *self.inner.waiting.lock().unwrap_or_else(PoisonError::into_inner) = waiting;
    }

    /// An account's history of metrics, scores and signal episodes, computed now.
    pub fn numbers(&self, id: &AccountId) -> Option<Numbers> {
        let (daily, of, today) = self.inputs(id)?;
        let terms = &self.terms_for(&self.catalogue());
        let matrix = compute::matrix(terms, &daily, &of, today);
        let health = history(&terms.scorecard, &matrix);
        let episodes = compute::signals(terms, &of, &matrix, &health, today);
        Some(Numbers { matrix, health, episodes })
    }

    /// An account's history under other metrics than those that are in use.
    pub fn matrix_under(&self, catalogue: &Catalogue, id: &AccountId) -> Option<Matrix> {
        self.matrix_on(&self.terms_for(catalogue), id)
    }

    fn matrix_on(&self, terms: &Terms, id: &AccountId) -> Option<Matrix> {
        let (daily, of, today) = self.inputs(id)?;
        Some(compute::matrix(terms, &daily, &of, today))
    }

    /// Gives each account's history under these metrics to `then`, in the order of their ids.
    /// Accounts are computed on all cores, a bounded number at a time.
    ///
    /// # Errors
    /// The first error of `then`, which ends it.
    pub fn each_matrix<E>(
        &self,
        catalogue: &Catalogue,
        mut then: impl FnMut(&AccountId, Matrix) -> Result<(), E>,
    ) -> Result<(), E> {
        const AT_A_TIME: usize = 128;
        let terms = self.terms_for(catalogue);
        for ids in self.account_ids().chunks(AT_A_TIME) {
            let computed = parallel::map(ids, |id| self.matrix_on(&terms, id));
            for (id, matrix) in ids.iter().zip(computed) {
                if let Some(matrix) = matrix {
                    then(id, matrix)?;
                }
            }
        }
        Ok(())
    }

    /// Today's values of one metric of other metrics than those that are in use, for each account
    /// of the present snapshot in its order; NaN where there is none. Nothing when facts would have
    /// to be read anew for it.
    pub fn values_under(&self, catalogue: &Catalogue, key: &str) -> Option<Vec<f64>> {
        if !self.world().rollup.keep().covers(catalogue.keep()) {
            return None;
        }
        let entries = self.accounts();
        let place = catalogue.position(key)?;
        let terms = self.terms_for(catalogue);
        let value = |entry: &Arc<Entry>| {
            let matrix = self.matrix_on(&terms, entry.id());
            matrix.map_or(f64::NAN, |matrix| matrix.row(entry.day)[place])
        };
        Some(parallel::map(&entries, value))
    }

    /// Why the score was what it was on a day.
    pub fn explain(&self, id: &AccountId, day: Day) -> Option<Explanation> {
        let (daily, of, today) = self.inputs(id)?;
        let terms = self.terms_for(&self.catalogue());
        let matrix = compute::matrix(&terms, &daily, &of, today);
        Some(explain(&terms.scorecard, &matrix, day))
    }

    /// What the account's people do, the latest seen first.
    pub fn contacts_activity(&self, id: &AccountId) -> Vec<ContactActivity> {
        self.inputs(id).map(|(daily, _, today)| people::activity(&daily, today)).unwrap_or_default()
    }

    pub fn contacts(&self, id: &AccountId) -> Vec<Contact> {
        self.records_of(id).map(|of| of.contacts.clone()).unwrap_or_default()
    }

    pub fn subscriptions(&self, id: &AccountId) -> Vec<Subscription> {
        self.records_of(id).map(|of| of.subscriptions.clone()).unwrap_or_default()
    }

    pub fn tickets(&self, id: &AccountId) -> Vec<Ticket> {
        self.records_of(id).map(|of| of.tickets.clone()).unwrap_or_default()
    }

    pub fn surveys(&self, id: &AccountId) -> Vec<SurveyResponse> {
        self.records_of(id).map(|of| of.surveys.clone()).unwrap_or_default()
    }

    pub fn invoices(&self, id: &AccountId) -> Vec<Invoice> {
        self.records_of(id).map(|of| of.invoices.clone()).unwrap_or_default()
    }

    /// The ids of all accounts, in order.
    pub fn account_ids(&self) -> Vec<AccountId> {
        let mut ids: Vec<_> = match &self.past {
            Some(past) => past.ids().cloned().collect(),
            None => self.world().records.ids().cloned().collect(),
        };
        ids.sort_unstable();
        ids
    }

    /// An account's daily rollup, identities resolved.
    pub fn daily(&self, id: &AccountId) -> Option<perennial_model::AccountDaily> {
        self.inputs(id).map(|(daily, _, _)| daily)
    }

    /// An account's records; of a past day those that were known then, as far as is recorded.
    fn records_of(&self, id: &AccountId) -> Option<Arc<AccountRecords>> {
        let world = self.world();
        let id = world.records.identities.account(id);
        let of = world.records.get(id)?;
        let Some(day) = self.past_day() else { return Some(of.clone()) };
        let daily = told(id, world.rollup.daily(id))?;
        Some(Arc::new(known::records(of, &daily, day, self.zone())))
    }

    pub(crate) fn inputs(
        &self,
        id: &AccountId,
    ) -> Option<(perennial_model::AccountDaily, Arc<AccountRecords>, Day)> {
        let world = self.world();
        let inputs = world.inputs(world.records.identities.account(id));
        let (mut daily, of) = told(id, inputs)??;
        let Some(past) = &self.past else { return Some((daily, of, world.today)) };
        daily.cut_after(past.day);
        Some((daily, of, past.day))
    }

    /// The same board as it stands now.
    pub(crate) fn present(&self) -> Self {
        Self { inner: Arc::clone(&self.inner), past: None }
    }

    pub(crate) fn as_it_was(&self, past: Arc<PastDay>) -> Self {
        Self { inner: Arc::clone(&self.inner), past: Some(past) }
    }

    pub(crate) fn past(&self) -> Option<&PastDay> {
        self.past.as_deref()
    }

    pub(crate) fn days(&self) -> &KeptDays {
        &self.inner.days
    }

    pub(crate) fn as_of(&self) -> Option<Day> {
        self.inner.as_of
    }

    pub(crate) fn world(&self) -> RwLockReadGuard<'_, World> {
        self.inner.world.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn world_mut(&self) -> RwLockWriteGuard<'_, World> {
        self.inner.world.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What could be read; what could not is said in the log.
fn told<T, E: std::fmt::Display>(id: &AccountId, read: Result<T, E>) -> Option<T> {
    read.inspect_err(|error| {
        tracing::error!(%error, account = %id, "an account's facts cannot be read");
    })
    .ok()
}

/// Open signals per account, by number.
pub(crate) type OpenSignals = HashMap<AccountId, u32>;

//! The board itself: what is known now, how it is computed, and how it is shown.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use perennial_engage::{NotifySettings, Rules};
use perennial_health::{HiddenRisk, Scorecards};
use perennial_metrics::{Catalogue, PeerReference};
use perennial_model::{AccountId, Currency, Day, Zone};
use perennial_store::Store;
use perennial_timeline::{Follower, RollupMemory, Timeline};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::sync::oneshot;

use crate::BoardError;
use crate::backtest::Panels;
use crate::compute::Terms;
use crate::entry::Entry;
use crate::kept;
use crate::past::{KeptDays, PastDay};
use crate::pasts::Pasts;
use crate::peers::Peers;
use crate::records::Records;
use crate::world::World;

/// What a board is built with.
#[derive(Debug, Clone)]
pub struct Options {
    pub zone: Zone,
    pub currency: Currency,
    /// The metrics that are computed.
    pub catalogue: Catalogue,
    pub scorecards: Scorecards,
    pub hidden: HiddenRisk,
    pub rules: Rules,
    /// Show everything as it stood at the end of this day; none means today, as it goes on.
    pub as_of: Option<Day>,
    /// Who hears of new signals by e-mail and webhook; none means nobody.
    pub notify: Option<NotifySettings>,
    /// Bytes that the pasts of busy accounts may take, which make a fact of today cheap.
    pub pasts_bytes: usize,
    /// Where what was computed is kept for the next start; none means nowhere. A board of a past day
    /// keeps nothing.
    pub kept: Option<PathBuf>,
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
    /// Accounts that are shown as of before this program started.
    pub from_before: usize,
    /// Accounts whose past is kept ready, so that a fact of today costs only itself.
    pub busy_accounts: usize,
    /// Bytes that those take, about.
    pub pasts_bytes: usize,
    pub rollup: RollupMemory,
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
    /// The settings of hidden risk as they were written.
    hidden: RwLock<HiddenRisk>,
    as_of: Option<Day>,
    notify: Option<NotifySettings>,
    kept: Option<PathBuf>,
    world: RwLock<World>,
    peers: Peers,
    listed: RwLock<Arc<Vec<Arc<Entry>>>>,
    version: AtomicU64,
    waiting: Mutex<Waiting>,
    days: KeptDays,
    panels: Panels,
    wishes: UnboundedSender<Wish>,
    heard: Mutex<Option<UnboundedReceiver<Wish>>>,
}

/// What else to compute with, and whom to tell when it is done.
pub(crate) type Wish = (Wanted, oneshot::Sender<Result<(), BoardError>>);

/// What is computed with from now on.
pub(crate) enum Wanted {
    Metrics(Catalogue),
    Scorecards(Scorecards),
    Hidden(Box<HiddenRisk>),
    /// An account whose records somebody of us has just changed.
    Account(AccountId),
}

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
            scorecards: Arc::new(options.scorecards),
            hidden: Arc::new(options.hidden.clone().fitted(&options.catalogue)),
            rules: options.rules,
            peers: None,
            catalogue: options.catalogue,
        };
        let (wishes, heard) = mpsc::unbounded_channel();
        let inner = Inner {
            store,
            timeline,
            zone: options.zone,
            currency: options.currency,
            terms: RwLock::new(Arc::new(terms)),
            hidden: RwLock::new(options.hidden),
            as_of: options.as_of,
            notify: options.notify,
            kept: options.kept.filter(|_| options.as_of.is_none()),
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
            panels: Panels::default(),
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

    /// Shows at once what an earlier program kept, where that is still worth something, and computes
    /// every account otherwise. Tells whether entries are from before: then a [`crate::Keeper`] that
    /// [catches up](crate::Keeper::catching_up) must compute them anew.
    ///
    /// # Errors
    /// As [`Board::compute_all`].
    pub async fn begin(&self) -> Result<bool, BoardError> {
        let board = self.clone();
        let taken = move || {
            let Some(path) = &board.inner.kept else { return false };
            let kept = kept::read(path, &board.terms(), &board.world());
            let is_any = !kept.is_empty();
            board.world_mut().take_from_before(kept);
            is_any
        };
        let from_before = tokio::task::spawn_blocking(taken).await.unwrap_or(false);
        if from_before {
            self.look_at_peers().await;
            self.refresh_signals().await?;
        } else {
            self.compute_all().await?;
        }
        Ok(from_before)
    }

    /// Keeps what is computed for the next start. That it fails is said in the log: it is only
    /// there to save time.
    pub(crate) async fn keep(&self) {
        let board = self.clone();
        let write = move || {
            let Some(path) = &board.inner.kept else { return };
            if let Err(error) = kept::write(path, &board.terms(), &board.world()) {
                let file = path.display();
                tracing::warn!(%error, %file, "numbers could not be kept for the next start");
            }
        };
        let _ = tokio::task::spawn_blocking(write).await; // the program is stopping
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

    /// In order of precedence.
    pub fn scorecards(&self) -> Arc<Scorecards> {
        Arc::clone(&self.terms().scorecards)
    }

    /// What hidden risk looks at, as far as there are metrics for it.
    pub fn hidden_risk(&self) -> Arc<HiddenRisk> {
        Arc::clone(&self.terms().hidden)
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
        self.wish(Wanted::Metrics(catalogue)).await
    }

    /// Scores with these from now on: every account's whole history anew.
    ///
    /// # Errors
    /// When the signals cannot be stored, or nobody keeps the board.
    pub async fn use_scorecards(&self, cards: Scorecards) -> Result<(), BoardError> {
        self.wish(Wanted::Scorecards(cards)).await
    }

    /// Judges hidden risk by this from now on.
    ///
    /// # Errors
    /// As [`Board::use_scorecards`].
    pub async fn use_hidden_risk(&self, settings: HiddenRisk) -> Result<(), BoardError> {
        self.wish(Wanted::Hidden(Box::new(settings))).await
    }

    /// Takes in at once what the store says of an account, rather than at the next look.
    ///
    /// # Errors
    /// When the store cannot be read, or nobody keeps the board.
    pub async fn look_at(&self, account: AccountId) -> Result<(), BoardError> {
        self.wish(Wanted::Account(account)).await
    }

    async fn wish(&self, wanted: Wanted) -> Result<(), BoardError> {
        let (sender, done) = oneshot::channel();
        self.inner.wishes.send((wanted, sender)).map_err(|_| BoardError::NotKept)?;
        done.await.map_err(|_| BoardError::NotKept)?
    }

    pub(crate) fn set_scorecards(&self, cards: Scorecards) {
        let mut terms = self.inner.terms.write().unwrap_or_else(PoisonError::into_inner);
        *terms = Arc::new(Terms { scorecards: Arc::new(cards), ..(**terms).clone() });
    }

    /// The settings of hidden risk as they were written, whatever metrics there are.
    pub(crate) fn hidden_as_written(&self) -> HiddenRisk {
        self.inner.hidden.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set_hidden(&self, settings: HiddenRisk) {
        let mut terms = self.inner.terms.write().unwrap_or_else(PoisonError::into_inner);
        let hidden = Arc::new(settings.clone().fitted(&terms.catalogue));
        *terms = Arc::new(Terms { hidden, ..(**terms).clone() });
        *self.inner.hidden.write().unwrap_or_else(PoisonError::into_inner) = settings;
    }

    pub(crate) fn set_catalogue(&self, catalogue: Catalogue) {
        self.world_mut().pasts.clear();
        let hidden = Arc::new(self.hidden_as_written().fitted(&catalogue));
        let mut terms = self.inner.terms.write().unwrap_or_else(PoisonError::into_inner);
        *terms = Arc::new(Terms { catalogue, hidden, ..(**terms).clone() });
    }

    pub(crate) fn set_peers(&self, peers: Arc<PeerReference>) {
        self.world_mut().pasts.clear();
        let mut terms = self.inner.terms.write().unwrap_or_else(PoisonError::into_inner);
        *terms = Arc::new(Terms { peers: Some(peers), ..(**terms).clone() });
    }

    pub(crate) fn panels(&self) -> &Panels {
        &self.inner.panels
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
            from_before: world.count_from_before(),
            busy_accounts: world.pasts.len(),
            pasts_bytes: world.pasts.bytes(),
            rollup: world.rollup.memory(),
        }
    }

    pub(crate) fn set_waiting(&self, waiting: Waiting) {
        *self.inner.waiting.lock().unwrap_or_else(PoisonError::into_inner) = waiting;
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

/// Open signals per account, by number.
pub(crate) type OpenSignals = HashMap<AccountId, u32>;

//! The loop that keeps the board current.

use std::collections::BTreeSet;
use std::time::Duration;

use perennial_health::{HiddenRisk, Scorecards};
use perennial_metrics::{Catalogue, PeerSegments};
use perennial_model::{AccountId, Declaration, DeclaredKind, Keep};
use perennial_timeline::{Change, Follower, Rollup};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};

use crate::BoardError;
use crate::board::{Board, Waiting, Wanted, Wish};
use crate::ear::Ear;
use crate::pending::Pending;
use crate::records::Records;
use crate::{hidden, scorecards};

/// Changes that come this close together are computed together.
const GATHER: Duration = Duration::from_millis(40);
/// How often the records' revision and the calendar are looked at.
const LOOK: Duration = Duration::from_secs(1);
/// Reading all records anew may take this share of the time at most (one part in twenty).
const RELOAD_SHARE: u32 = 20;

/// So long may whole computations go on before the next changes are taken, so that a fact shows in
/// its account's metrics soon however many scores are waiting.
const TURN: Duration = Duration::from_millis(30);
/// Accounts that are computed whole between two looks at the clock.
const AT_A_TIME: usize = 16;

/// How often what is computed is kept for the next start, where it has changed.
const KEEP: Duration = Duration::from_secs(300);

/// Keeps one board current until it is told to stop.
pub struct Keeper {
    board: Board,
    ear: Ear,
    pending: Pending,
    next_reload: Instant,
    /// A change was taken and not carried through.
    fell_behind: bool,
    /// The declarations of metrics and capabilities at the last look.
    declared: Option<[Vec<Declaration>; 2]>,
    /// The segments at the last look.
    segments: Option<PeerSegments>,
    /// Closed days have changed since the peers were looked at.
    other_past: bool,
    next_peers: Instant,
    /// Since when accounts are being compared with other peers.
    comparing_since: Option<Instant>,
    /// When what is computed is kept next, and the snapshot that was kept.
    next_keep: Instant,
    kept: u64,
}

/// Changes that came close together, taken into rollup and records.
#[derive(Default)]
struct Gathered {
    /// Accounts with new facts of today and no other change.
    today: BTreeSet<AccountId>,
    /// Accounts of which something else changed.
    whole: BTreeSet<AccountId>,
    /// Identities changed.
    identities: bool,
    /// Everything has to be read anew.
    reload: bool,
}

impl Keeper {
    /// Must be called within a runtime.
    pub fn new(board: Board, follower: Follower) -> Self {
        Self {
            board,
            ear: Ear::of(follower),
            pending: Pending::default(),
            next_reload: Instant::now(),
            fell_behind: false,
            declared: None,
            segments: None,
            other_past: false,
            next_peers: Instant::now(),
            comparing_since: None,
            next_keep: Instant::now(),
            kept: 0,
        }
    }

    /// A keeper that begins with computing every account, because the board shows them as of before.
    pub fn catching_up(board: Board, follower: Follower) -> Self {
        let mut keeper = Self::new(board, follower);
        keeper.compute_whole(keeper.board.account_ids());
        keeper
    }

    /// Runs until `stop` turns true or the timeline ends. After an error, which is logged, everything
    /// is read anew at the next look: until then the board shows an older state, never a wrong one.
    pub async fn run(mut self, mut stop: watch::Receiver<bool>) {
        let mut wishes = self.board.take_wishes();
        let mut look = interval(LOOK);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let done = tokio::select! {
                _ = stop.changed() => break,
                change = self.ear.next() => match change {
                    Some(change) => self.take(change).await,
                    None => break,
                },
                Some((wanted, tell)) = next_wish(&mut wishes) => {
                    // Who asked may have gone meanwhile; it is changed all the same.
                    let _ = tell.send(match wanted {
                        Wanted::Metrics(catalogue) => self.change_catalogue(catalogue).await,
                        Wanted::Scorecards(cards) => self.change_scorecards(cards).await,
                        Wanted::Hidden(settings) => self.change_hidden(*settings).await,
                        Wanted::Account(id) => self.look_at_account(id).await,
                    });
                    Ok(())
                }
                _ = look.tick() => self.look_around().await,
                () = std::future::ready(()), if !self.pending.is_empty() => self.catch_up().await,
            };
            if let Err(error) = done {
                tracing::error!(%error, "the board could not be brought up to date; trying again");
                self.fell_behind = true;
            }
        }
        self.keep().await;
    }

    /// Keeps what is computed for the next start, unless rows are still waiting.
    async fn keep(&mut self) {
        let version = self.board.version();
        if version == self.kept || self.pending.counts().0 > 0 || self.fell_behind {
            return;
        }
        self.board.keep().await;
        self.kept = version;
        self.next_keep = Instant::now() + KEEP;
    }

    /// Takes a change and those right behind it: today's rows at once, what takes longer as far as
    /// a turn goes.
    async fn take(&mut self, first: Change) -> Result<(), BoardError> {
        let mut gathered = Gathered::default();
        self.apply(first, &mut gathered).await?;
        // With whole computations to do meanwhile there is no need to wait for more.
        let patience = if self.pending.is_empty() { GATHER } else { Duration::ZERO };
        let until = Instant::now() + patience;
        while let Ok(Some(change)) =
            timeout(until.saturating_duration_since(Instant::now()), self.ear.next()).await
        {
            self.apply(change, &mut gathered).await?;
        }
        if gathered.reload {
            return self.start_anew().await;
        }
        if gathered.identities {
            self.take_identities(&mut gathered.whole).await?;
        }
        gathered.today.retain(|id| !gathered.whole.contains(id));
        let (today, whole) = (gathered.today.len(), gathered.whole.len());
        self.compute_whole(gathered.whole);
        let began = Instant::now();
        let voided = self.board.refresh_rows(gathered.today.clone()).await;
        let took_ms = began.elapsed().as_secs_f64() * 1000.0;
        tracing::debug!(today, whole, voided = voided.len(), took_ms, "took changes in");
        self.compute_whole(voided);
        self.pending.scores(gathered.today);
        self.catch_up().await
    }

    /// These accounts are computed whole, as soon as it is their turn.
    fn compute_whole(&mut self, accounts: impl IntoIterator<Item = AccountId>) {
        let accounts: Vec<AccountId> = accounts.into_iter().collect();
        {
            let mut world = self.board.world_mut();
            accounts.iter().for_each(|id| world.pasts.remove(id));
        }
        self.pending.rows(accounts);
    }

    /// Computes whole what waits for it, for the time of a turn, and shows the results.
    async fn catch_up(&mut self) -> Result<(), BoardError> {
        let until = Instant::now() + TURN;
        let mut other_signals = Vec::new();
        while !self.pending.is_empty() && Instant::now() < until {
            let next = self.pending.next(AT_A_TIME);
            other_signals.extend(self.board.compute(next).await?);
        }
        if self.pending.is_empty()
            && let Some(since) = self.comparing_since.take()
        {
            self.next_peers = Instant::now() + since.elapsed() * RELOAD_SHARE;
        }
        let (rows, scores) = self.pending.counts();
        self.board.set_waiting(Waiting { rows, scores });
        let began = Instant::now();
        self.board.settle(&other_signals).await?;
        let took_ms = began.elapsed().as_secs_f64() * 1000.0;
        tracing::debug!(rows, scores, signals = other_signals.len(), took_ms, "computed whole");
        Ok(())
    }

    /// Brings one change into the inputs.
    async fn apply(&mut self, change: Change, gathered: &mut Gathered) -> Result<(), BoardError> {
        match change {
            Change::Facts(facts) => {
                let (today, whole, unknown) = {
                    let mut world = self.board.world_mut();
                    let changed = world.rollup.apply(&facts, self.board.zone());
                    self.other_past |= changed.iter().any(|one| one.first < world.today);
                    let (today, whole) = world.changed_today(&changed);
                    let is_unknown = |id: &&AccountId| world.records.get(id).is_none();
                    let unknown: Vec<AccountId> =
                        whole.iter().filter(is_unknown).cloned().collect();
                    (today, whole, unknown)
                };
                self.reload_accounts(&unknown).await?;
                gathered.today.extend(today);
                gathered.whole.extend(whole);
            }
            Change::Identities(told) => {
                self.other_past = true;
                self.reload_accounts(&told.accounts).await?;
                gathered.whole.extend(told.accounts);
                gathered.identities = true;
            }
            Change::Erased => gathered.reload = true,
        }
        Ok(())
    }

    /// Credits facts as the store's identities say now.
    async fn take_identities(&self, whole: &mut BTreeSet<AccountId>) -> Result<(), BoardError> {
        let identities = self.board.store().identity_map().await?;
        let mut world = self.board.world_mut();
        whole.extend(world.rollup.set_identities(identities.clone()));
        world.records.identities = identities;
        Ok(())
    }

    async fn reload_accounts(&self, ids: &[AccountId]) -> Result<(), BoardError> {
        for id in ids {
            let of = Records::reload(self.board.store(), id).await?;
            self.board.world_mut().records.put(id.clone(), of);
        }
        Ok(())
    }

    /// Other metrics. Facts are read anew where the rollup lacks what one of them needs.
    async fn change_catalogue(&mut self, catalogue: Catalogue) -> Result<(), BoardError> {
        let is_kept = self.board.world().rollup.keep().covers(catalogue.keep());
        if !is_kept {
            let (rollup, follower, records) = self.read(catalogue.keep()).await?;
            let (left_out, kept) = (rollup.details_left_out(), rollup.details());
            if left_out > 0 {
                return Err(BoardError::TooManyDetails { left_out, kept });
            }
            self.ear = Ear::of(follower);
            let mut world = self.board.world_mut();
            world.rollup = rollup;
            world.records = records;
        }
        self.pending.clear();
        let board = self.board.clone();
        match tokio::task::spawn_blocking(move || board.take_up(catalogue)).await {
            Ok(taken) => taken?,
            Err(_) => return Err(BoardError::NotKept),
        }
        self.board.recompute_all().await
    }

    /// One account as the store has it now.
    async fn look_at_account(&mut self, id: AccountId) -> Result<(), BoardError> {
        self.reload_accounts(std::slice::from_ref(&id)).await?;
        self.board.world_mut().pasts.remove(&id);
        let other_signals = self.board.compute(vec![id]).await?;
        self.board.settle(&other_signals).await
    }

    /// Other scorecards.
    async fn change_scorecards(&mut self, cards: Scorecards) -> Result<(), BoardError> {
        if *self.board.scorecards() == cards {
            return Ok(());
        }
        self.board.set_scorecards(cards);
        self.pending.clear();
        self.board.recompute_all().await
    }

    /// Other settings of hidden risk.
    async fn change_hidden(&mut self, settings: HiddenRisk) -> Result<(), BoardError> {
        if self.board.hidden_as_written() == settings {
            return Ok(());
        }
        self.board.set_hidden(settings);
        self.pending.clear();
        self.board.recompute_all().await
    }

    /// Takes over scorecards and settings of hidden risk that another process published.
    async fn look_at_scorecards(&mut self) -> Result<(), BoardError> {
        let (store, catalogue) = (self.board.store().clone(), self.board.catalogue());
        let cards = scorecards::in_use(&store, &catalogue, self.board.zone()).await?;
        self.change_scorecards(cards).await?;
        self.change_hidden(hidden::in_use(&store, &catalogue).await?).await
    }

    /// Rollup and records are read anew, whole: somebody was erased, or a change went wrong halfway.
    async fn start_anew(&mut self) -> Result<(), BoardError> {
        let keep = self.board.catalogue().keep().clone();
        let (rollup, follower, records) = self.read(&keep).await?;
        self.ear = Ear::of(follower);
        self.board.world_mut().replace(rollup, records);
        self.pending.clear();
        self.next_keep = Instant::now(); // nobody who was erased stays in what is kept
        self.board.compute_all().await
    }

    /// Everything that is known now, and who hears of what comes after.
    async fn read(&self, keep: &Keep) -> Result<(Rollup, Follower, Records), BoardError> {
        let (mut rollup, follower) = self.board.timeline().follow(keep.clone()).await?;
        let records = Records::load(self.board.store()).await?;
        rollup.set_identities(records.identities.clone());
        Ok((rollup, follower, records))
    }

    /// Takes over metrics that another process declared. They are put together only when some
    /// declaration is another than at the last look: records change far more often.
    async fn look_at_metrics(&mut self) -> Result<(), BoardError> {
        let store = self.board.store();
        let declared = [
            store.declarations(DeclaredKind::Metric).await?,
            store.declarations(DeclaredKind::Capability).await?,
        ];
        let segments = crate::metrics::segments(store).await?;
        if self.declared.as_ref() == Some(&declared) && self.segments.as_ref() == Some(&segments) {
            return Ok(());
        }
        let catalogue = crate::metrics::catalogue(store, self.board.zone()).await?;
        if !catalogue.is_same(&self.board.catalogue()) {
            self.change_catalogue(catalogue).await?;
        }
        self.declared = Some(declared);
        self.segments = Some(segments);
        Ok(())
    }

    /// After changes of closed days: what accounts are compared with is made anew, and they with it
    /// where it is another. That may take a share of the time, so changes wait for each other.
    async fn look_at_peers(&mut self) -> Result<(), BoardError> {
        if !self.other_past || !self.pending.is_empty() || Instant::now() < self.next_peers {
            return Ok(());
        }
        self.other_past = false;
        let began = Instant::now();
        if self.board.look_at_peers().await {
            self.comparing_since = Some(began);
            self.compute_whole(self.board.account_ids());
        }
        self.next_peers = Instant::now() + began.elapsed() * RELOAD_SHARE;
        Ok(())
    }

    /// A new day, or records that another process wrote.
    async fn look_around(&mut self) -> Result<(), BoardError> {
        if self.fell_behind {
            self.start_anew().await?;
            self.fell_behind = false;
        }
        let today = self.board.zone().day_of(self.board.store().clock().now());
        if self.board.as_of().is_none() && today != self.board.today() {
            self.board.world_mut().today = today;
            self.board.look_at_peers().await;
            self.compute_whole(self.board.account_ids());
        }
        if self.board.as_of().is_none() && crate::signals::wake(self.board.store()).await? {
            self.board.refresh_signals().await?;
        }
        self.look_at_records().await?;
        if Instant::now() >= self.next_keep {
            self.keep().await;
        }
        self.look_at_peers().await
    }

    async fn look_at_records(&mut self) -> Result<(), BoardError> {
        let revision = self.board.store().revision().await?;
        if revision == self.board.world().records.revision || Instant::now() < self.next_reload {
            return Ok(());
        }
        let began = Instant::now();
        self.look_at_metrics().await?;
        self.look_at_scorecards().await?;
        let newer = Records::load(self.board.store()).await?;
        self.next_reload = Instant::now() + began.elapsed() * RELOAD_SHARE;
        let changed = {
            let mut world = self.board.world_mut();
            let mut changed: BTreeSet<AccountId> =
                world.records.changed(&newer).into_iter().collect();
            if newer.identities != world.records.identities {
                changed.extend(world.rollup.set_identities(newer.identities.clone()));
            }
            world.records = newer;
            changed
        };
        self.other_past |= !changed.is_empty();
        self.compute_whole(changed);
        Ok(())
    }
}

/// The next wish; waits for ever where another keeper hears them.
async fn next_wish(wishes: &mut Option<UnboundedReceiver<Wish>>) -> Option<Wish> {
    match wishes {
        Some(wishes) => wishes.recv().await,
        None => std::future::pending().await,
    }
}

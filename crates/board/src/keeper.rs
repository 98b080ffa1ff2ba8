//! The loop that keeps the board current.

use std::collections::BTreeSet;
use std::time::Duration;

use perennial_metrics::{Catalogue, PeerSegments};
use perennial_model::{AccountId, Declaration, DeclaredKind, Keep};
use perennial_timeline::{Change, Follower, Rollup};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};

use crate::BoardError;
use crate::board::{Board, Wish};
use crate::records::Records;

/// Changes that come this close together are computed together.
const GATHER: Duration = Duration::from_millis(40);
/// How often the records' revision and the calendar are looked at.
const LOOK: Duration = Duration::from_secs(1);
/// Reading all records anew may take this share of the time at most (one part in twenty).
const RELOAD_SHARE: u32 = 20;

/// Keeps one board current until it is told to stop.
pub struct Keeper {
    board: Board,
    follower: Follower,
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
}

impl Keeper {
    pub fn new(board: Board, follower: Follower) -> Self {
        Self {
            board,
            follower,
            next_reload: Instant::now(),
            fell_behind: false,
            declared: None,
            segments: None,
            other_past: false,
            next_peers: Instant::now(),
        }
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
                change = self.follower.next() => match change {
                    Some(change) => self.take(change).await,
                    None => break,
                },
                Some((catalogue, tell)) = next_wish(&mut wishes) => {
                    // Who asked may have gone meanwhile; the metrics are changed all the same.
                    let _ = tell.send(self.change_catalogue(catalogue).await);
                    Ok(())
                }
                _ = look.tick() => self.look_around().await,
            };
            if let Err(error) = done {
                tracing::error!(%error, "the board could not be brought up to date; trying again");
                self.fell_behind = true;
            }
        }
    }

    /// Takes a change and those right behind it.
    async fn take(&mut self, first: Change) -> Result<(), BoardError> {
        let mut touched = BTreeSet::new();
        let mut reload = self.apply(first, &mut touched).await?;
        let until = Instant::now() + GATHER;
        while let Ok(Some(change)) =
            timeout(until.saturating_duration_since(Instant::now()), self.follower.next()).await
        {
            reload |= self.apply(change, &mut touched).await?;
        }
        if reload {
            self.start_anew().await?;
        }
        let touched: Vec<AccountId> = touched.into_iter().collect();
        self.board.recompute(&touched).await
    }

    /// Brings one change into the inputs; true when everything has to be read anew.
    async fn apply(
        &mut self,
        change: Change,
        touched: &mut BTreeSet<AccountId>,
    ) -> Result<bool, BoardError> {
        match change {
            Change::Facts(facts) => {
                let (zone, today) = (self.board.zone(), self.board.today());
                self.other_past |= facts.iter().any(|fact| zone.day_of(fact.occurred_at) < today);
                let (credited, unknown) = {
                    let mut world = self.board.world_mut();
                    let credited = world.rollup.apply(&facts, self.board.zone());
                    let is_unknown = |id: &&AccountId| world.records.get(id).is_none();
                    let unknown: Vec<AccountId> =
                        credited.iter().filter(is_unknown).cloned().collect();
                    (credited, unknown)
                };
                self.reload_accounts(&unknown).await?;
                touched.extend(credited);
                Ok(false)
            }
            Change::Identities(told) => {
                self.other_past = true;
                let identities = self.board.store().identity_map().await?;
                {
                    let mut world = self.board.world_mut();
                    touched.extend(world.rollup.set_identities(identities.clone()));
                    world.records.identities = identities;
                }
                self.reload_accounts(&told.accounts).await?;
                touched.extend(told.accounts);
                Ok(false)
            }
            Change::Erased => Ok(true),
        }
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
            self.follower = follower;
            let mut world = self.board.world_mut();
            world.rollup = rollup;
            world.records = records;
        }
        let board = self.board.clone();
        match tokio::task::spawn_blocking(move || board.take_up(catalogue)).await {
            Ok(taken) => taken?,
            Err(_) => return Err(BoardError::NotKept),
        }
        self.board.recompute_all().await
    }

    /// Rollup and records are read anew, whole: somebody was erased, or a change went wrong halfway.
    async fn start_anew(&mut self) -> Result<(), BoardError> {
        let keep = self.board.catalogue().keep().clone();
        let (rollup, follower, records) = self.read(&keep).await?;
        self.follower = follower;
        {
            let mut world = self.board.world_mut();
            world.rollup = rollup;
            world.records = records;
            world.entries.clear();
            world.episodes.clear();
        }
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
        if !self.other_past || Instant::now() < self.next_peers {
            return Ok(());
        }
        let began = Instant::now();
        self.other_past = false;
        let board = self.board.clone();
        let is_other = tokio::task::spawn_blocking(move || board.renew_peers()).await;
        if is_other.unwrap_or(true) {
            self.board.recompute_all().await?;
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
            self.board.compute_all().await?;
        }
        if self.board.as_of().is_none() && crate::signals::wake(self.board.store()).await? {
            self.board.refresh_signals().await?;
        }
        self.look_at_records().await?;
        self.look_at_peers().await
    }

    async fn look_at_records(&mut self) -> Result<(), BoardError> {
        let revision = self.board.store().revision().await?;
        if revision == self.board.world().records.revision || Instant::now() < self.next_reload {
            return Ok(());
        }
        let began = Instant::now();
        self.look_at_metrics().await?;
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
        let changed: Vec<AccountId> = changed.into_iter().collect();
        self.other_past |= !changed.is_empty();
        self.board.recompute(&changed).await
    }
}

/// The next wish; waits for ever where another keeper hears them.
async fn next_wish(wishes: &mut Option<UnboundedReceiver<Wish>>) -> Option<Wish> {
    match wishes {
        Some(wishes) => wishes.recv().await,
        None => std::future::pending().await,
    }
}

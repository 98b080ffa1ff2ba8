//! The ingest door: durable before it is acknowledged, many calls in one transaction.

use std::sync::Arc;

use perennial_model::{Fact, Identity, Incoming};
use perennial_store::{Touched, Tx, write};
use rustc_hash::FxHashSet;
use tokio::sync::{mpsc, oneshot};

use crate::{
    Result, Timeline, TimelineError,
    fact_key::FactKey,
    gate::{Gate, Named},
    hub::Event,
    inbox::{self, Batch, State},
    inbox_codec::Packed,
    recent::Before,
    timeline::{Inner, clean},
};

/// Facts that one transaction takes at most, unless a single call brings more.
const MOST_FACTS: usize = 20_000;
const RETRY_AFTER_SECONDS: u64 = 5;

/// What became of a call.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Facts that count.
    pub facts: u64,
    /// Facts whose message id was received in the last seven days.
    pub repeated: u64,
    pub identities: u64,
}

/// A call on its way.
pub(crate) struct Job {
    facts: Vec<Prepared>,
    identities: Vec<Identity>,
    reply: oneshot::Sender<Result<Accepted>>,
}

struct Prepared {
    fact: Fact,
    key: FactKey,
}

impl Prepared {
    fn new(fact: Fact) -> Self {
        Self { key: FactKey::of(&fact.fact_id), fact }
    }
}

impl Timeline {
    /// Takes facts and identities in. When this returns, they are durable. A fact without a
    /// source gets `source`; a message id that was received in the last seven days counts once.
    ///
    /// # Errors
    /// [`TimelineError::Full`] when the inbox is full; then, as with every error, nothing of the
    /// call was taken.
    pub async fn accept(&self, source: &str, incoming: Vec<Incoming>) -> Result<Accepted> {
        let (reply, answer) = oneshot::channel();
        let mut job =
            Job { facts: Vec::with_capacity(incoming.len()), identities: Vec::new(), reply };
        for item in incoming {
            match item {
                Incoming::Fact(fact) => {
                    let mut fact = clean(fact);
                    if fact.source.is_empty() {
                        source.clone_into(&mut fact.source);
                    }
                    job.facts.push(Prepared::new(fact));
                }
                Incoming::Identity(identity) => job.identities.push(identity),
            }
        }
        if job.facts.is_empty() && job.identities.is_empty() {
            return Ok(Accepted::default());
        }
        self.jobs.send(job).await.map_err(|_| TimelineError::Closed)?;
        answer.await.map_err(|_| TimelineError::Closed)?
    }
}

/// Takes calls from the queue, as many at once as have come meanwhile, until the queue is closed.
pub(crate) async fn run(timeline: Arc<Inner>, mut queue: mpsc::Receiver<Job>) {
    while let Some(first) = queue.recv().await {
        let mut facts = first.facts.len();
        let mut group = vec![first];
        while facts < MOST_FACTS
            && let Ok(job) = queue.try_recv()
        {
            facts += job.facts.len();
            group.push(job);
        }
        match timeline.accept_group(&mut group).await {
            Ok(accepted) => {
                for (job, accepted) in group.into_iter().zip(accepted) {
                    let _ = job.reply.send(Ok(accepted));
                }
            }
            // One call may have spoiled it for all: each for itself.
            Err(error) if group.len() > 1 && !matches!(error, TimelineError::Full { .. }) => {
                for mut job in group {
                    let result = timeline.accept_group(std::slice::from_mut(&mut job)).await;
                    let _ =
                        job.reply.send(result.map(|all| all.first().copied().unwrap_or_default()));
                }
            }
            Err(TimelineError::Full { retry_after_seconds }) => {
                for job in group {
                    let _ = job.reply.send(Err(TimelineError::Full { retry_after_seconds }));
                }
            }
            Err(error) => {
                if let Some(job) = group.pop() {
                    let _ = job.reply.send(Err(error));
                }
            }
        }
    }
}

/// What a group comes to after repeated facts were left out.
struct Group {
    accepted: Vec<Accepted>,
    /// Those that count, call after call.
    facts: Arc<Vec<Fact>>,
    admitted: Vec<Before>,
    /// Repeated facts, with the place of their call.
    repeated: Vec<(usize, Prepared)>,
    named: Vec<Named>,
    identities: Vec<Identity>,
}

impl Group {
    /// Takes the facts out of the calls, and their ids into the gate.
    fn take(jobs: &mut [Job], gate: &mut Gate) -> Self {
        let most = jobs.iter().map(|job| job.facts.len()).sum();
        let mut facts = Vec::with_capacity(most);
        let mut group = Self {
            accepted: Vec::with_capacity(jobs.len()),
            facts: Arc::default(),
            admitted: Vec::with_capacity(most),
            repeated: Vec::new(),
            named: Vec::new(),
            identities: Vec::new(),
        };
        let mut named = FxHashSet::default();
        for (place, job) in jobs.iter_mut().enumerate() {
            let mut accepted = Accepted::default();
            for prepared in job.facts.drain(..) {
                let Some(before) = gate.recent.admit(prepared.key, prepared.fact.received_at)
                else {
                    accepted.repeated += 1;
                    group.repeated.push((place, prepared));
                    continue;
                };
                accepted.facts += 1;
                group.admitted.push(before);
                let fact = prepared.fact;
                if is_new(&fact, gate) {
                    named.insert((fact.account_id.clone(), fact.contact_id.clone()));
                }
                facts.push(fact);
            }
            accepted.identities = job.identities.len() as u64;
            group.identities.extend_from_slice(&job.identities);
            group.accepted.push(accepted);
        }
        group.facts = Arc::new(facts);
        group.named = named.into_iter().collect();
        // In one order everywhere, so that writers of one database do not wait for each other.
        group.named.sort_unstable();
        group
    }

    /// Gives everything back: nothing of it was taken.
    fn give_back(self, jobs: &mut [Job], gate: &mut Gate) {
        self.admitted.into_iter().rev().for_each(|before| gate.recent.take_back(before));
        let mut facts = Arc::unwrap_or_clone(self.facts).into_iter();
        for (job, accepted) in jobs.iter_mut().zip(self.accepted) {
            let own = facts.by_ref().take(usize::try_from(accepted.facts).unwrap_or(0));
            job.facts.extend(own.map(Prepared::new));
        }
        for (place, prepared) in self.repeated {
            jobs[place].facts.push(prepared);
        }
    }
}

/// Whether it names an account or a contact that may not be on record.
fn is_new(fact: &Fact, gate: &Gate) -> bool {
    (fact.account_id.is_some() || fact.contact_id.is_some())
        && !gate.knows(&fact.account_id, &fact.contact_id)
}

impl Inner {
    async fn accept_group(self: &Arc<Self>, jobs: &mut [Job]) -> Result<Vec<Accepted>> {
        let mut gate = self.gate.lock().await;
        gate.recent.prune(self.now());
        let (tx, state) = self.begin_accepting(&mut gate).await?;
        if u64::try_from(state.bytes).unwrap_or(0) >= self.options.inbox_limit_bytes {
            return Err(TimelineError::Full { retry_after_seconds: RETRY_AFTER_SECONDS });
        }
        let mut group = Group::take(jobs, &mut gate);
        let packed = gate.pack(&group.facts);
        let committed = match packed {
            Ok(packed) => self.commit_group(tx, &state, &group, packed).await,
            Err(error) => Err(error),
        };
        match committed {
            Ok(()) => {
                gate.accepted(state.batch, std::mem::take(&mut group.named));
                self.remembered(gate.recent.remembered());
                Ok(group.accepted)
            }
            Err(error) => {
                group.give_back(jobs, &mut gate);
                Err(error)
            }
        }
    }

    /// Begins a transaction that has the lock, with a gate that knows all that came before.
    async fn begin_accepting(self: &Arc<Self>, gate: &mut Gate) -> Result<(Tx, State)> {
        let tx = self.store.begin().await?;
        let state = inbox::lock(&*tx).await?;
        if gate.is_current(&state) {
            return Ok((tx, state));
        }
        // What takes long is done while nobody has to wait; then little can be new.
        tx.rollback().await?;
        gate.catch_up(self, self.store.db().reader()).await?;
        let tx = self.store.begin().await?;
        let state = inbox::lock(&*tx).await?;
        gate.catch_up(self, &*tx).await?;
        Ok((tx, state))
    }

    async fn commit_group(
        &self,
        tx: Tx,
        state: &State,
        group: &Group,
        packed: Packed,
    ) -> Result<()> {
        let (number, facts, now) = (state.batch, &group.facts, self.now());
        let mut touched = Touched::default();
        if !group.identities.is_empty() {
            touched = write::apply_identities(&tx, &group.identities).await?;
        }
        if !group.named.is_empty() {
            touched.merge(write::ensure(&tx, &group.named).await?);
        }
        let bytes = i64::try_from(packed.bytes).unwrap_or(i64::MAX);
        if !facts.is_empty() {
            inbox::insert(&*tx, number, now, facts.len(), packed).await?;
            self.hub.tell(&Event::Promised(number, Arc::clone(facts)));
        }
        if let Err(error) = self.commit_batch(tx, number, facts).await {
            self.hub.tell(&Event::Aborted(number));
            return Err(error);
        }
        if !facts.is_empty() {
            let batch = Batch { number, accepted_at: now, bytes, facts: Arc::clone(facts) };
            self.views.remember(Arc::new(batch));
            self.hub.tell(&Event::Confirmed(number));
        }
        if !touched.is_empty() {
            self.hub.tell(&Event::Identities(touched));
        }
        let waiting = usize::try_from(state.facts).unwrap_or(0) + facts.len();
        if waiting >= self.options.flush_rows {
            self.full_enough.notify_one();
        }
        Ok(())
    }

    /// Commits; where the answer got lost on the way, looks whether the batch is there.
    async fn commit_batch(&self, tx: Tx, number: i64, facts: &[Fact]) -> Result<()> {
        self.may_stop("accept.before_commit")?;
        let Err(error) = tx.commit().await else {
            return self.may_stop("accept.after_commit");
        };
        let there = !facts.is_empty()
            && inbox::has(self.store.db().reader(), number).await.unwrap_or(false);
        if there { Ok(()) } else { Err(error.into()) }
    }
}

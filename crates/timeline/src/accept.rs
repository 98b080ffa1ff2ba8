//! The ingest door: durable before it is acknowledged, many calls in one transaction.

use std::sync::Arc;

use perennial_model::{Fact, Identity, Incoming, Micros};
use perennial_store::{Touched, write};
use rustc_hash::FxHashSet;
use tokio::sync::{mpsc, oneshot};

use crate::{
    Result, Timeline, TimelineError,
    fact_key::{FactKey, KeyMap},
    gate::{Gate, Named},
    hub::Event,
    inbox::{self, Batch},
    inbox_codec,
    recent::within_window,
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
                    job.facts.push(Prepared { key: FactKey::of(&fact.fact_id), fact });
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
        match timeline.accept_group(&group).await {
            Ok(accepted) => {
                for (job, accepted) in group.into_iter().zip(accepted) {
                    let _ = job.reply.send(Ok(accepted));
                }
            }
            // One call may have spoiled it for all: each for itself.
            Err(error) if group.len() > 1 && !matches!(error, TimelineError::Full { .. }) => {
                for job in group {
                    let result = timeline.accept_group(std::slice::from_ref(&job)).await;
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
    facts: Vec<Fact>,
    ids: KeyMap<Micros>,
    named: Vec<Named>,
    identities: Vec<Identity>,
}

impl Group {
    fn new(jobs: &[Job], gate: &Gate) -> Self {
        let mut group = Self {
            accepted: Vec::with_capacity(jobs.len()),
            facts: Vec::new(),
            ids: KeyMap::default(),
            named: Vec::new(),
            identities: Vec::new(),
        };
        let mut named = FxHashSet::default();
        for job in jobs {
            let mut accepted = Accepted::default();
            for Prepared { fact, key } in &job.facts {
                let before = group.ids.get(key);
                let twice = before.is_some_and(|at| within_window(*at, fact.received_at));
                if twice || gate.recent.is_repeat(*key, fact.received_at) {
                    accepted.repeated += 1;
                    continue;
                }
                accepted.facts += 1;
                group.ids.insert(*key, fact.received_at);
                group.facts.push(fact.clone());
                let pair = (fact.account_id.clone(), fact.contact_id.clone());
                if pair != (None, None) && !gate.knows(&pair) && named.insert(pair.clone()) {
                    group.named.push(pair);
                }
            }
            accepted.identities = job.identities.len() as u64;
            group.identities.extend_from_slice(&job.identities);
            group.accepted.push(accepted);
        }
        group
    }
}

impl Inner {
    async fn accept_group(self: &Arc<Self>, jobs: &[Job]) -> Result<Vec<Accepted>> {
        let mut gate = self.gate.lock().await;
        let now = self.now();
        // What takes long is done before others have to wait.
        gate.catch_up(self, self.store.db().reader()).await?;
        gate.recent.prune(now);

        let tx = self.store.begin().await?;
        let state = inbox::lock(&*tx).await?;
        if u64::try_from(state.bytes).unwrap_or(0) >= self.options.inbox_limit_bytes {
            return Err(TimelineError::Full { retry_after_seconds: RETRY_AFTER_SECONDS });
        }
        gate.catch_up(self, &*tx).await?;
        let group = Group::new(jobs, &gate);
        let mut touched = Touched::default();
        if !group.identities.is_empty() {
            touched = write::apply_identities(&tx, &group.identities).await?;
        }
        if !group.named.is_empty() {
            touched.merge(write::ensure(&tx, &group.named).await?);
        }
        let number = state.batch;
        let body = inbox_codec::encode_all(&group.facts);
        let bytes = i64::try_from(body.len()).unwrap_or(i64::MAX);
        let facts = Arc::new(group.facts);
        if !facts.is_empty() {
            inbox::insert(&*tx, number, now, facts.len(), body).await?;
            self.hub.tell(&Event::Promised(number, Arc::clone(&facts)));
        }
        if let Err(error) = self.commit_batch(tx, number, &facts).await {
            self.hub.tell(&Event::Aborted(number));
            return Err(error);
        }
        if !facts.is_empty() {
            let batch = Batch { number, accepted_at: now, bytes, facts: Arc::clone(&facts) };
            self.views.remember(Arc::new(batch));
            self.hub.tell(&Event::Confirmed(number));
        }
        if !touched.is_empty() {
            self.hub.tell(&Event::Identities(touched));
        }
        gate.accepted(number, group.ids, group.named);
        let waiting = usize::try_from(state.facts).unwrap_or(0) + facts.len();
        if waiting >= self.options.flush_rows {
            self.full_enough.notify_one();
        }
        Ok(group.accepted)
    }

    /// Commits; where the answer got lost on the way, looks whether the batch is there.
    async fn commit_batch(
        &self,
        tx: perennial_store::Tx,
        number: i64,
        facts: &[Fact],
    ) -> Result<()> {
        self.may_stop("accept.before_commit")?;
        let Err(error) = tx.commit().await else {
            return self.may_stop("accept.after_commit");
        };
        let there = !facts.is_empty()
            && inbox::has(self.store.db().reader(), number).await.unwrap_or(false);
        if there { Ok(()) } else { Err(error.into()) }
    }
}

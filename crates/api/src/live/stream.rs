//! A listener's news as server-sent events.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::response::sse::Event;
use futures::{Stream, stream::unfold};
use serde::Serialize;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval, sleep, sleep_until};

use super::{Listener, LiveBatch, LiveEvent, LiveFeed, listener::News};
use crate::{AppState, Problem, contacts::ContactIndex, live::Filter};

/// So many events of before are shown at the start.
const AT_START: usize = 100;
/// Where there is a filter, they are looked for among so many.
const LOOKED_THROUGH: usize = 2_000;
/// Events that come within this time are told together.
const TOGETHER: Duration = Duration::from_millis(100);
/// A stream ends after this time, so that the caller's rights are looked at again; browsers come
/// back by themselves.
const LONGEST: Duration = Duration::from_secs(600);

/// Begins to watch: the latest events first, then all that come.
///
/// # Errors
/// When the timeline or the store cannot be read.
pub async fn watch(
    state: AppState,
    filter: Filter,
) -> Result<impl Stream<Item = Result<Event, Infallible>>, Problem> {
    // First listen, then read: what comes meanwhile is told twice at worst, and knows its id.
    let listener = LiveFeed::join(&state, filter).await?;
    let first = latest(&state, &listener).await?;
    let mut seconds = interval(Duration::from_secs(1));
    seconds.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let told = first.iter().filter_map(|event| event.fact_id.clone()).collect();
    let watcher = Watcher {
        state,
        listener,
        seconds,
        until: Instant::now() + LONGEST,
        queue: vec![message("start", &LiveBatch { events: first })],
        told,
        over: false,
    };
    Ok(unfold(watcher, |mut watcher| async move {
        watcher.next().await.map(|event| (Ok(event), watcher))
    }))
}

struct Watcher {
    state: AppState,
    listener: Arc<Listener>,
    seconds: Interval,
    until: Instant,
    /// Messages to send, the last first.
    queue: Vec<Event>,
    /// Facts of the start, which may come again while it is read.
    told: std::collections::HashSet<String>,
    over: bool,
}

impl Watcher {
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.queue.pop() {
                return Some(event);
            }
            if self.over {
                return None;
            }
            let is_second = tokio::select! {
                () = self.listener.woken() => {
                    sleep(TOGETHER).await;
                    false
                }
                _ = self.seconds.tick() => true,
                () = sleep_until(self.until) => {
                    self.over = true;
                    true
                }
            };
            let news = self.listener.take(is_second);
            self.tell(news).await;
        }
    }

    async fn tell(&mut self, news: News) {
        self.over |= news.over;
        if let Some(tally) = &news.tally {
            self.queue.push(message("second", tally));
        }
        let mut events = news.events;
        events.retain(|event| event.fact_id.as_ref().is_none_or(|id| !self.told.contains(id)));
        if !events.is_empty() {
            name_all(&self.state, &mut events).await;
            self.queue.push(message("events", &LiveBatch { events }));
        }
    }
}

/// The latest events of before, the oldest first.
async fn latest(state: &AppState, listener: &Listener) -> Result<Vec<LiveEvent>, Problem> {
    let filter = listener.filter();
    let most = if filter.is_open() { AT_START } else { LOOKED_THROUGH };
    let facts = state.timeline.latest(most).await?;
    let fitting = facts.iter().filter(|fact| filter.fits_fact(fact));
    let mut events: Vec<LiveEvent> = fitting.map(LiveEvent::of_fact).collect();
    events.extend(state.live.calls().into_iter().filter(|call| filter.fits_call(call)));
    events.sort_by_key(|event| event.received_at);
    events.drain(..events.len().saturating_sub(AT_START));
    name_all(state, &mut events).await;
    Ok(events)
}

async fn name_all(state: &AppState, events: &mut [LiveEvent]) {
    let contacts = match ContactIndex::all(state).await {
        Ok(contacts) => contacts,
        Err(error) => {
            tracing::warn!(%error, "live events are told without the names of contacts");
            Arc::default()
        }
    };
    events.iter_mut().for_each(|event| event.name_who(state, &contacts));
}

fn message(name: &'static str, content: &impl Serialize) -> Event {
    let event = Event::default().event(name);
    // Plain shapes of texts and numbers: they can always be written as JSON.
    event.json_data(content).unwrap_or_default()
}

//! What every handler can reach.

use std::{ops::Deref, sync::Arc};

use perennial_board::Board;
use perennial_intake::Intake;
use perennial_model::{Clock, IdSource, Micros};
use perennial_store::Store;
use perennial_timeline::Timeline;

use crate::{
    as_of::{Lenses, PastLenses},
    auth::{Attempts, Passwords},
    config::ApiConfig,
    contacts::ContactIndex,
    keys::Keys,
    live::LiveFeed,
    overview::freshness::SourceCount,
    sessions::Sessions,
    sql::{self, Running},
    telemetry::Telemetry,
};

/// What every handler can reach. Cheap to clone.
#[derive(Clone)]
pub struct AppState(Arc<Parts>);

/// See [`AppState`].
pub struct Parts {
    pub store: Store,
    pub timeline: Timeline,
    pub board: Board,
    pub intake: Intake,
    pub clock: Arc<dyn Clock>,
    pub ids: Arc<dyn IdSource>,
    pub config: ApiConfig,
    pub live: LiveFeed,
    pub telemetry: Telemetry,
    /// SQL, where this build has it.
    pub sql: Option<Arc<dyn sql::Engine>>,
    pub(crate) running: Running,
    pub passwords: Passwords,
    pub attempts: Attempts,
    pub(crate) sessions: Sessions,
    pub(crate) keys: Keys,
    pub(crate) contacts: ContactIndex,
    pub(crate) sources: SourceCount,
    pub(crate) lenses: Arc<Lenses>,
    pub(crate) past_lenses: PastLenses,
}

impl AppState {
    /// Puts the parts together.
    pub fn new(
        store: Store,
        timeline: Timeline,
        board: Board,
        intake: Intake,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn IdSource>,
        config: ApiConfig,
    ) -> Self {
        Self(Arc::new(Parts {
            sessions: Sessions::new(store.clone(), clock.clone(), config.session_days),
            keys: Keys::new(store.clone(), clock.clone()),
            contacts: ContactIndex::default(),
            sources: SourceCount::default(),
            lenses: Arc::default(),
            past_lenses: PastLenses::default(),
            live: LiveFeed::default(),
            sql: sql::engine(config.sql, clock.clone()),
            running: Running::default(),
            telemetry: Telemetry::default(),
            passwords: Passwords::default(),
            attempts: Attempts::default(),
            store,
            timeline,
            board,
            intake,
            clock,
            ids,
            config,
        }))
    }

    /// Ends what would never end by itself, so that the server can stop.
    pub fn end_streams(&self) {
        self.live.close();
    }

    /// What time it is.
    pub fn now(&self) -> Micros {
        self.clock.now()
    }
}

impl Deref for AppState {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

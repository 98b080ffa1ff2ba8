//! The data folder: configuration, database and timeline, opened together.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use perennial_board::{Board, Options as BoardOptions, PastError};
use perennial_health::{HiddenRisk, Scorecards};
use perennial_intake::Intake;
use perennial_metrics::Catalogue;
use perennial_model::{Currency, Day, RandomIds, SystemClock, Zone};
use perennial_store::{Db, Store};
use perennial_timeline::{Follower, Options as TimelineOptions, Timeline};

use crate::cli::Place;
use crate::commands::Usage;
use crate::config::Config;

/// An opened data folder.
pub struct Home {
    pub config: Config,
    pub folder: PathBuf,
    pub zone: Zone,
    pub store: Store,
    pub timeline: Timeline,
}

/// Reads the configuration that belongs to a place.
///
/// # Errors
/// When a file or a variable does not fit; the message names the key.
pub fn configuration(place: &Place) -> anyhow::Result<Config> {
    let in_folder = place.folder().join("perennial.toml");
    let file = place.config.clone().or_else(|| in_folder.is_file().then_some(in_folder));
    Config::load(file.as_deref(), std::env::vars())
}

impl Home {
    /// Opens the folder and makes it where there is none.
    ///
    /// # Errors
    /// When the folder or the database cannot be opened; the message says which.
    pub async fn open(place: &Place) -> anyhow::Result<Self> {
        Self::open_with(place, configuration(place)?).await
    }

    pub async fn open_with(place: &Place, config: Config) -> anyhow::Result<Self> {
        let folder = place.folder();
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("could not make the data folder {}", folder.display()))?;
        let db = if config.storage.database_url.is_empty() {
            let path = folder.join("perennial.db");
            Db::sqlite(&path).await.with_context(|| format!("could not open {}", path.display()))?
        } else {
            Db::postgres(&config.storage.database_url)
                .await
                .context("could not open the database that storage.database_url names")?
        };
        let store = Store::open(db, Arc::new(SystemClock), Arc::new(RandomIds)).await?;
        let zone = config.zone()?;
        let settings = &config.timeline;
        let options = TimelineOptions {
            root: folder.join("timeline"),
            zone: zone.clone(),
            flush_rows: settings.flush_facts,
            flush_after: Duration::from_secs(settings.flush_seconds),
            inbox_limit_bytes: settings.inbox_limit_mb.saturating_mul(1024 * 1024),
            grace: Duration::from_secs(settings.grace_minutes.saturating_mul(60)),
            rollup_bytes: config.memory.rollup(),
            most_ids: settings.message_ids,
            ..TimelineOptions::default()
        };
        let timeline = Timeline::open(store.clone(), options).await?;
        Ok(Self { config, folder, zone, store, timeline })
    }

    pub fn currency(&self) -> Currency {
        self.config.company.currency
    }

    /// Reads what numbers are made from; nothing is computed yet.
    ///
    /// # Errors
    /// When store or lake cannot be read.
    pub async fn board(&self, as_of: Option<Day>) -> anyhow::Result<(Board, Follower)> {
        let all = self.catalogue().await?;
        self.board_with(as_of, &all, all.clone()).await
    }

    /// As [`Home::board`], with these metrics only; `all` are the company's.
    pub async fn board_with(
        &self,
        as_of: Option<Day>,
        all: &Catalogue,
        catalogue: Catalogue,
    ) -> anyhow::Result<(Board, Follower)> {
        let today = self.zone.day_of(self.store.clock().now());
        if let Some(day) = as_of.filter(|day| *day > today) {
            return Err(Usage(PastError::NotYet { day, today }.to_string()).into());
        }
        let options = BoardOptions {
            zone: self.zone.clone(),
            currency: self.currency(),
            catalogue,
            scorecards: self.scorecards(all).await?,
            hidden: self.hidden_risk(all).await?,
            rules: perennial_engage::Rules::default(),
            as_of,
            notify: Some(crate::outbox::notify_settings(&self.config)),
            pasts_bytes: self.config.memory.pasts(),
            kept: Some(self.kept()),
        };
        Ok(Board::load(self.store.clone(), self.timeline.clone(), options).await?)
    }

    /// Where the server keeps what it computed for its next start.
    fn kept(&self) -> PathBuf {
        self.folder.join("numbers.cache")
    }

    /// Removes what the server kept for its next start, which then computes everything.
    ///
    /// # Errors
    /// When the file cannot be removed.
    pub fn forget_kept(&self) -> anyhow::Result<()> {
        let path = self.kept();
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("could not remove {}", path.display()))
            }
            _ => Ok(()),
        }
    }

    /// The metrics that are computed: the built-in ones, and what the company changed and added.
    ///
    /// # Errors
    /// When the store cannot be read, or a stored definition does not fit the others any more.
    pub async fn catalogue(&self) -> anyhow::Result<Catalogue> {
        Ok(perennial_board::metrics::catalogue(&self.store, &self.zone).await?)
    }

    /// The scorecards that score: the built-in one, or what the company published.
    ///
    /// # Errors
    /// When the store cannot be read, or what was published does not fit these metrics any more.
    pub async fn scorecards(&self, metrics: &Catalogue) -> anyhow::Result<Scorecards> {
        let cards = perennial_board::scorecards::in_use(&self.store, metrics, &self.zone).await;
        cards.context("\"perennial scorecards reset\" takes a scorecard back")
    }

    /// What hidden risk looks at.
    ///
    /// # Errors
    /// When the store cannot be read, or what was published does not fit these metrics any more.
    pub async fn hidden_risk(&self, metrics: &Catalogue) -> anyhow::Result<HiddenRisk> {
        let settings = perennial_board::hidden::in_use(&self.store, metrics).await;
        settings.context("\"perennial hidden-risk reset\" goes back to the built-in settings")
    }

    pub fn intake(&self) -> Intake {
        Intake::new(self.store.clone(), self.timeline.clone(), self.zone.clone(), self.currency())
    }
}

//! `perennial serve`: the app, the API and the ingest door, until told to stop.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use perennial_api::AppState;
use perennial_board::Keeper;
use perennial_engage::DelivererHandle;
use perennial_model::{Day, RandomIds, SystemClock};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::cli::{Place, Serve};
use crate::home::Home;
use crate::outbox;

pub async fn run(place: &Place, args: &Serve) -> anyhow::Result<()> {
    let mut config = crate::home::configuration(place)?;
    config.server.addr = args.addr.unwrap_or(config.server.addr);
    crate::logging::start(&config.log)?;
    let as_of = super::day(args.as_of.as_deref())?;
    let home = Home::open_with(place, config).await?;
    let listening = Listening::start(home, as_of, false).await?;
    println!("Perennial is at {}", listening.address());
    println!("{}", listening.memory());
    if let Some(link) = first_link(&listening).await? {
        println!("nobody can sign in yet; the first administrator starts here, once:\n{link}");
    }
    listening.until_stopped().await
}

/// On the first start there is no teammate: a one-time link lets the administrator in.
async fn first_link(listening: &Listening) -> anyhow::Result<Option<String>> {
    let store = &listening.home.store;
    if !store.teammates().await?.is_empty() {
        return Ok(None);
    }
    let token = perennial_api::team::first_administrator(store).await?;
    Ok(Some(format!("{}/setup/{token}", listening.address())))
}

/// A server that has its address and its numbers, and answers.
pub struct Listening {
    pub home: Home,
    listener: TcpListener,
    router: axum::Router,
    state: AppState,
    stop: watch::Sender<bool>,
    keeping: tokio::task::JoinHandle<()>,
    deliverer: Option<DelivererHandle>,
    timeline_tasks: perennial_timeline::Background,
    _only_one: std::fs::File,
}

impl Listening {
    /// Takes the address, has every account's numbers, starts what runs beside the server.
    ///
    /// # Errors
    /// When the address is taken, another server has the folder, or data cannot be read.
    pub async fn start(home: Home, as_of: Option<Day>, sample: bool) -> anyhow::Result<Self> {
        let only_one = take_folder(&home.folder)?;
        let addr = home.config.server.addr;
        let listener = TcpListener::bind(addr).await.with_context(|| {
            format!("could not listen on {addr}; choose another address with --addr")
        })?;
        let (stop, stopped) = watch::channel(false);
        let (board, follower) = home.board(as_of).await?;
        let from_before = board.begin().await?;
        let timeline_tasks = home.timeline.start();
        let keeper = if from_before {
            Keeper::catching_up(board.clone(), follower)
        } else {
            Keeper::new(board.clone(), follower)
        };
        let keeping = tokio::spawn(keeper.run(stopped));
        let deliverer =
            as_of.is_none().then(|| outbox::start(&home.store, &home.config)).transpose()?;
        let state = AppState::new(
            home.store.clone(),
            home.timeline.clone(),
            board,
            home.intake(),
            Arc::new(SystemClock),
            Arc::new(RandomIds),
            api_config(&home, sample),
        );
        let router = perennial_api::router(state.clone());
        Ok(Self {
            home,
            listener,
            router,
            state,
            stop,
            keeping,
            deliverer,
            timeline_tasks,
            _only_one: only_one,
        })
    }

    /// The address that people type.
    pub fn address(&self) -> String {
        self.home.config.public_url()
    }

    /// What the numbers of accounts take in memory now, and what they may.
    pub fn memory(&self) -> String {
        let load = self.state.board.load_now();
        let mb = |bytes: usize| bytes.div_ceil(1 << 20);
        format!(
            "memory for the numbers of accounts: {} MB of at most {} MB (memory.limit_mb); {} busy accounts, {} MB of others in a file",
            mb(load.rollup.in_memory + load.pasts_bytes),
            self.home.config.memory.limit_mb,
            load.busy_accounts,
            load.rollup.in_file >> 20,
        )
    }

    /// Answers until SIGINT or SIGTERM, then lets requests under way finish and empties the inbox.
    ///
    /// # Errors
    /// When the socket fails.
    pub async fn until_stopped(self) -> anyhow::Result<()> {
        let patience = Duration::from_secs(self.home.config.server.shutdown_seconds);
        let mut stopped = self.stop.subscribe();
        let service = self.router.into_make_service_with_connect_info::<SocketAddr>();
        let server = axum::serve(self.listener, service).with_graceful_shutdown(async move {
            let _ = stopped.changed().await;
        });
        let mut serving = tokio::spawn(async move { server.await });
        let early = tokio::select! {
            ended = &mut serving => Some(ended),
            () = told_to_stop() => None,
        };
        tracing::info!("stopping");
        let _ = self.stop.send(true);
        self.state.end_streams();
        match early {
            Some(ended) => ended?.context("the server ended")?,
            None => {
                if tokio::time::timeout(patience, serving).await.is_err() {
                    tracing::warn!(
                        "requests were still under way after server.shutdown_seconds; they were cut off"
                    );
                }
            }
        }
        let _ = self.keeping.await;
        if let Some(deliverer) = self.deliverer {
            deliverer.stop().await;
        }
        self.timeline_tasks.stop().await;
        Ok(())
    }
}

fn api_config(home: &Home, sample: bool) -> perennial_api::ApiConfig {
    let public_url = home.config.public_url();
    perennial_api::ApiConfig {
        company_name: home.config.company.name.clone(),
        secure_cookies: public_url.starts_with("https://"),
        public_url,
        session_days: home.config.server.session_days,
        sample,
        webhook_addresses: outbox::webhook_addresses(&home.config),
        sql: home.config.sql.into(),
        mail_configured: !home.config.mail.host.is_empty(),
        ..perennial_api::ApiConfig::default()
    }
}

/// One server per folder: two would both empty the inbox.
fn take_folder(folder: &Path) -> anyhow::Result<std::fs::File> {
    let path = folder.join("serve.lock");
    let file = std::fs::File::create(&path)
        .with_context(|| format!("could not write {}", path.display()))?;
    if file.try_lock().is_err() {
        bail!(
            "another server already serves {}; stop it, or give this one its own folder with --data",
            folder.display()
        );
    }
    Ok(file)
}

async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

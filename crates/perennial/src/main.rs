//! The program: subcommands, configuration and wiring. What it does is in the other crates.
#![allow(clippy::print_stdout, clippy::print_stderr)] // talking to the terminal is this crate's job

mod cli;
mod commands;
mod config;
mod home;
mod logging;
mod outbox;
mod print;
mod unfinished;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command};

/// Facts come in many small pieces that live shortly: the system's allocator spends a third of the
/// time of taking them in, and keeps more memory (bench/README.md, "Ingest").
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Exit codes: 0 done, 1 failed, 2 wrong usage.
fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("error: could not start: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(if error.is::<commands::Usage>() { 2 } else { 1 })
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<()> {
    let place = cli.place;
    match cli.command {
        Command::Demo(args) => commands::demo::run(&place, &args).await,
        Command::Serve(args) => commands::serve::run(&place, &args).await,
        Command::Import(args) => commands::import::run(&place, &args).await,
        Command::Table(args) => commands::table::run(&place, &args).await,
        Command::Sql(args) => commands::sql::run(&place, &args).await,
        Command::Metrics(args) => commands::metrics::run(&place, &args).await,
        Command::Capabilities(args) => commands::capabilities::run(&place, &args).await,
        Command::Segments(args) => commands::segments::run(&place, &args).await,
        Command::Scorecards(args) => commands::scorecards::run(&place, &args).await,
        Command::HiddenRisk(args) => commands::hidden_risk::run(&place, &args).await,
        Command::Revenue(args) => commands::revenue::run(&place, &args).await,
        Command::Backtest(args) => commands::backtest::run(&place, &args).await,
        Command::Keys(args) => commands::keys::run(&place, &args).await,
        Command::Users(args) => commands::users::run(&place, &args).await,
        Command::Erase(args) => commands::erase::run(&place, &args).await,
        Command::Check => commands::check::run(&place).await,
        Command::Compact => commands::compact::run(&place).await,
        Command::Config => {
            print!("{}", config::DEFAULT);
            Ok(())
        }
    }
}

/// `perennial table facts | head` is not a failure.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

//! `perennial demo`: make a sample company and serve it.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, bail};
use perennial_model::{Clock as _, SystemClock};
use perennial_sample::{Company, Config as SampleConfig, simulate};

use super::serve::Listening;
use crate::cli::{Demo, Place};
use crate::home::Home;

const SETTING: &str = "sample_company";
/// Stands in the setting while the company is being made; a start that finds it makes it again.
const UNFINISHED: &str = "unfinished";
const EMAIL: &str = "demo@perennial.test";
const PASSWORD: &str = "perennial-demo";

pub async fn run(place: &Place, args: &Demo) -> anyhow::Result<()> {
    let place = Place {
        data: Some(place.data.clone().unwrap_or_else(|| PathBuf::from("./perennial-demo"))),
        ..place.clone()
    };
    let mut config = crate::home::configuration(&place)?;
    crate::logging::start(&config.log)?;
    config.server.addr = args.addr.unwrap_or(config.server.addr);
    if !config.server.addr.ip().is_loopback() {
        bail!(
            "the demo's password is public, so it listens on this machine only; use an address such as 127.0.0.1:7373"
        );
    }
    config.company.name = "Fieldwise (sample company)".to_owned();
    let home = Home::open_with(&place, config).await?;
    match home.store.setting(SETTING).await? {
        Some(made) if made != UNFINISHED => {
            println!(
                "the sample company in {} was made before ({made}); delete the folder for a fresh one",
                home.folder.display()
            );
        }
        Some(_) => make(&home, args).await?,
        None if home.store.accounts().await?.is_empty() => make(&home, args).await?,
        None => bail!(
            "{} holds other data; give the demo a folder of its own with --data",
            home.folder.display()
        ),
    }
    if args.no_serve {
        return Ok(());
    }
    serve(home).await
}

async fn serve(home: Home) -> anyhow::Result<()> {
    let listening = Listening::start(home, None, true).await?;
    println!("sign in at {} as {EMAIL} with password {PASSWORD}", listening.address());
    listening.until_stopped().await
}

async fn make(home: &Home, args: &Demo) -> anyhow::Result<()> {
    let began = Instant::now();
    let today = home.zone.day_of(SystemClock.now());
    let settings =
        SampleConfig { seed: args.seed, accounts: args.accounts, today, ..SampleConfig::default() };
    let company = tokio::task::spawn_blocking(move || simulate(&settings)).await?;
    let truth = home.folder.join("truth.json");
    std::fs::write(&truth, serde_json::to_vec_pretty(&company.truth)?)
        .with_context(|| format!("could not write {}", truth.display()))?;
    let (accounts, facts) = (company.accounts.len(), company.facts.len());
    bring_in(home, company, &format!("seed {}, {today}", args.seed)).await?;
    println!(
        "made a sample company of {accounts} accounts and {facts} facts in {:.1} s; what is true of it stands in {}",
        began.elapsed().as_secs_f64(),
        truth.display()
    );
    Ok(())
}

/// Brings everything in. Each part may be repeated: what is there already changes nothing.
async fn bring_in(home: &Home, company: Company, made: &str) -> anyhow::Result<()> {
    let hash = perennial_api::team::hash_password(PASSWORD.to_owned()).await?;
    home.store.set_setting(SETTING, UNFINISHED).await?;
    home.timeline.append(company.facts).await?;
    let tx = home.store.begin().await?;
    perennial_store::write::upsert_accounts(&tx, &company.accounts).await?;
    perennial_store::write::upsert_contacts(&tx, &company.contacts).await?;
    perennial_store::write::upsert_subscriptions(&tx, &company.subscriptions).await?;
    perennial_store::write::upsert_tickets(&tx, &company.tickets).await?;
    perennial_store::write::upsert_surveys(&tx, &company.surveys).await?;
    perennial_store::write::upsert_invoices(&tx, &company.invoices).await?;
    perennial_store::write::upsert_churn_reviews(&tx, &company.churn_reviews).await?;
    home.store.keep_judgements(&tx, &company.judgements).await?;
    let teammate = perennial_api::team::new_administrator(&home.store, EMAIL, "Dana Demo", hash);
    tx.commit().await?;
    home.store.add_teammate(&teammate).await?;
    super::demo_extras::set_up(home, EMAIL).await?;
    home.store.set_setting(SETTING, made).await?;
    Ok(())
}

//! `perennial capabilities`: what plans entitle to.

use anyhow::{Context, bail};
use perennial_board::metrics::{capabilities, own, segments, with_own};
use perennial_metrics::{Capability, Entitled};
use perennial_model::DeclaredKind;

use crate::cli::{Capabilities, Place};
use crate::home::Home;
use crate::print;

/// Who declares from the command line.
const BY: &str = "command line";

pub async fn run(place: &Place, args: &Capabilities) -> anyhow::Result<()> {
    let home = Home::open(place).await?;
    let present = capabilities(&home.store).await?;
    match args {
        Capabilities::List { format } => {
            let rows: Vec<Vec<String>> = present.iter().map(row).collect();
            print::rows(*format, &["key", "name", "where", "weight", "goal", "entitled"], &rows)
        }
        Capabilities::Add { file } => {
            let text = std::fs::read_to_string(file)
                .with_context(|| format!("could not read {}", file.display()))?;
            let named = || format!("{} declares no sound capabilities", file.display());
            let new = Capability::read_all(&text).with_context(named)?;
            let kept = present.into_iter().filter(|one| new.iter().all(|n| n.key != one.key));
            let all: Vec<Capability> = kept.chain(new.iter().cloned()).collect();
            let (own, segments) = (own(&home.store).await?, segments(&home.store).await?);
            with_own(&all, own, segments, &home.zone).with_context(named)?;
            let texts: Vec<(String, Option<String>)> =
                new.iter().map(|one| (one.key.clone(), Some(one.to_toml()))).collect();
            declare(&home, &texts).await
        }
        Capabilities::Remove { key } => {
            if present.iter().all(|one| one.key != *key) {
                bail!("there is no capability \"{key}\"; perennial capabilities list shows all");
            }
            let left: Vec<Capability> = present.into_iter().filter(|one| one.key != *key).collect();
            let (own, segments) = (own(&home.store).await?, segments(&home.store).await?);
            with_own(&left, own, segments, &home.zone)
                .with_context(|| format!("metrics are made of the capability \"{key}\""))?;
            declare(&home, &[(key.clone(), None)]).await
        }
    }
}

async fn declare(home: &Home, texts: &[(String, Option<String>)]) -> anyhow::Result<()> {
    let tx = home.store.begin().await?;
    let mut said = Vec::new();
    for (key, text) in texts {
        let kind = DeclaredKind::Capability;
        let new = home.store.declare(&tx, kind, key, text.as_deref(), BY).await?;
        said.push(match (new, text) {
            (Some(_), None) => format!("{key}: taken back"),
            (Some(new), Some(_)) => format!("{key}: version {}", new.version),
            (None, _) => format!("{key}: unchanged"),
        });
    }
    tx.commit().await?;
    println!("{}", said.join("\n"));
    Ok(())
}

fn row(one: &Capability) -> Vec<String> {
    let entitled = one.entitled.iter().map(|(plan, entitled)| match entitled {
        Entitled::Number(number) => format!("{plan} {number}"),
        Entitled::Word(_) => format!("{plan} seats"),
    });
    vec![
        one.key.clone(),
        one.name.clone(),
        one.condition.clone(),
        one.weight.to_string(),
        one.goal.to_string(),
        entitled.collect::<Vec<_>>().join(", "),
    ]
}

//! `perennial compact`: merge small files and drop what is no longer needed.

use crate::cli::Place;
use crate::home::Home;

pub async fn run(place: &Place) -> anyhow::Result<()> {
    let home = Home::open(place).await?;
    let before = home.timeline.status().await?;
    home.timeline.flush().await?;
    home.timeline.compact().await?;
    home.timeline.expire().await?;
    let after = home.timeline.status().await?;
    println!(
        "{} files before, {} after; {} facts in {:.1} MB",
        before.files,
        after.files,
        after.facts,
        after.bytes as f64 / 1e6
    );
    Ok(())
}

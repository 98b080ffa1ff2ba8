//! `perennial check`: do the data folder, the database and the lake agree?

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::bail;
use arrow::array::{Array as _, AsArray as _};

use crate::cli::Place;
use crate::home::Home;

pub async fn run(place: &Place) -> anyhow::Result<()> {
    let home = Home::open(place).await?;
    let status = home.timeline.status().await?;
    let seen = Arc::new(Mutex::new((0_u64, HashSet::<String>::new(), 0_u64)));
    let taken = seen.clone();
    home.timeline
        .scan(move |batch| {
            let mut seen = taken.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(ids) = batch.column_by_name("fact_id") else { return };
            let ids = ids.as_string::<i32>();
            for at in 0..ids.len() {
                seen.0 += 1;
                if !seen.1.insert(ids.value(at).to_owned()) {
                    seen.2 += 1;
                }
            }
        })
        .await?;
    let (read, _, again) = &*seen.lock().unwrap_or_else(PoisonError::into_inner);
    println!("facts: {read} read, {} counted by the catalogue and the inbox", status.facts);
    println!(
        "files: {}, {:.1} MB; inbox: {} batches",
        status.files,
        status.bytes as f64 / 1e6,
        status.inbox_rows
    );
    if *read != status.facts {
        bail!("the lake holds {read} facts and the catalogue says {}", status.facts);
    }
    if *again > 0 {
        // Legal only when a message id came again after more than seven days.
        println!("{again} facts have an id that came before, more than seven days apart");
    }
    println!("all well");
    Ok(())
}

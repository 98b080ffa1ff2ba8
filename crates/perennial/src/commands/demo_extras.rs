//! What the people of the sample company have set up: segments, and what its plans entitle to.

use perennial_api::segments::{NewSegment, create};
use perennial_metrics::Capability;
use perennial_model::{DeclaredKind, SegmentRule};

use crate::home::Home;

const SEGMENTS: [(&str, &str, &str, &str); 3] = [
    (
        "renewing_soon",
        "Renewing within 90 days",
        "Whom to talk to before the contract ends",
        "days_to_renewal between 0 and 90",
    ),
    (
        "large_and_quieter",
        "Large and quieter than usual",
        "Above 10,000 a year, and a third less use than in the 28 days before",
        "arr > 10000 and events_change_28d < -0.3",
    ),
    (
        "one_person",
        "Hanging on one person",
        "Most of the use is one person's",
        "top_contact_share_28d > 0.6 and arr > 0",
    ),
];

const CAPABILITIES: &str = include_str!("demo_capabilities.toml");

/// Sets them up. What is there already stays.
///
/// # Errors
/// When the store cannot be written.
pub async fn set_up(home: &Home, by: &str) -> anyhow::Result<()> {
    let tx = home.store.begin().await?;
    for one in Capability::read_all(CAPABILITIES)? {
        let kind = DeclaredKind::Capability;
        home.store.declare(&tx, kind, &one.key, Some(&one.to_toml()), by).await?;
    }
    tx.commit().await?;
    let metrics = home.catalogue().await?;
    for (key, name, description, condition) in SEGMENTS {
        if home.store.segment(key).await?.is_some() {
            continue;
        }
        let new = NewSegment {
            key: key.to_owned(),
            name: name.to_owned(),
            description: Some(description.to_owned()),
            rule: SegmentRule::Condition(condition.to_owned()),
            accounts: Vec::new(),
        };
        create(&home.store, &metrics, &home.zone, new, by).await?;
    }
    Ok(())
}

//! Hidden risk on sample companies whose truth file says which accounts only look well.
//!
//! Nothing was chosen by looking at these companies: the settings were made from what the sides mean,
//! and looked at on the seeds 7, 11 and 23 only.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod support;

use std::collections::HashMap;

use perennial_model::Day;
use serde_json::Value;

use support::Folder;

const SEEDS: [u64; 4] = [101, 102, 103, 104];

/// What became of those that the truth file calls watermelons, and of everybody who was listed.
#[derive(Debug, Default)]
struct Found {
    watermelons: u32,
    /// On the list on a Monday at least 60 days before they leave.
    in_time: u32,
    listed_leavers: u32,
    listed_stayers: u32,
    missed: Vec<String>,
}

#[test]
fn those_that_only_look_well_are_found_two_months_before_they_leave() {
    let mut found = Found::default();
    for seed in SEEDS {
        look(seed, &mut found);
    }
    println!("{found:?}");
    let recall = f64::from(found.in_time) / f64::from(found.watermelons);
    assert!(recall >= 0.8, "{found:?}");
    // At most one that stays for each two that leave.
    assert!(2 * found.listed_stayers <= found.listed_leavers, "{found:?}");
}

fn look(seed: u64, found: &mut Found) {
    let folder = Folder::new();
    folder.run(&["demo", "--no-serve", "--seed", &seed.to_string()]);
    let columns = "account_id,day,red_inside";
    let table = folder.run(&["table", "health", "--format", "csv", "--columns", columns]);
    let listed = mondays_listed(&table);
    let truth = std::fs::read(folder.path().join("truth.json")).unwrap();
    let truth: Value = serde_json::from_slice(&truth).unwrap();
    for account in truth["accounts"].as_array().unwrap() {
        let id = account["account_id"].as_str().unwrap();
        let leaves = account["leaves_on"].as_str().map(|day| Day::parse(day).unwrap());
        let days = listed.get(id).map_or(&[][..], Vec::as_slice);
        let first = days.iter().find(|day| leaves.is_none_or(|leaves| **day < leaves));
        match (first, leaves) {
            (Some(_), Some(_)) => found.listed_leavers += 1,
            (Some(_), None) => found.listed_stayers += 1,
            (None, _) => {}
        }
        if account["story"] == "watermelon" {
            found.watermelons += 1;
            let warned = first.zip(leaves).map(|(first, leaves)| leaves.0 - first.0);
            if warned.is_some_and(|days| days >= 60) {
                found.in_time += 1;
            } else {
                found.missed.push(format!("{id} of {seed}, warned {warned:?} days before"));
            }
        }
    }
}

/// The Mondays on which each account was listed.
fn mondays_listed(table: &str) -> HashMap<String, Vec<Day>> {
    const MONDAY: i32 = 4; // 5 January 1970
    let mut listed: HashMap<String, Vec<Day>> = HashMap::new();
    for row in table.lines().skip(1) {
        let mut cells = row.split(',');
        let (id, day, red) = (cells.next().unwrap(), cells.next().unwrap(), cells.next().unwrap());
        let day = Day::parse(day).unwrap();
        if red == "true" && (day.0 - MONDAY) % 7 == 0 {
            listed.entry(id.to_owned()).or_default().push(day);
        }
    }
    listed
}

//! docs/metrics.md lists every built-in metric. `UPDATE=1` writes it anew.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use std::{fmt::Write as _, fs, path::Path};

use perennial_metrics::{Catalogue, Group, How, Metric};
use perennial_model::Zone;

const HEAD: &str = "# Metrics

Every metric that comes with Perennial, with its formula on day d. Each can be declared anew and others can
be added: see the [guide to metrics](guides/metrics.md). This page is made from the definitions by a test.
";

#[test]
fn the_page_lists_every_metric() {
    let catalogue = Catalogue::built_in(&Zone::utc()).unwrap();
    let page = page(&catalogue);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/metrics.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(there == page, "docs/metrics.md is not up to date: run this test with UPDATE=1");
}

#[test]
fn the_guide_names_every_fold_and_its_examples_are_sound() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guides/metrics.md");
    let guide = fs::read_to_string(path).unwrap();
    let built_in = perennial_metrics::built_in_definitions().unwrap();
    for metric in Catalogue::new(built_in.clone(), &Zone::utc()).unwrap().metrics() {
        if let How::Fold(fold) = &metric.how {
            let word = format!("`{}`", fold.kind.as_str());
            assert!(guide.contains(&word), "{word} is missing in the guide");
        }
    }
    for block in guide.split("```toml\n").skip(1) {
        let example = block.split("```").next().unwrap();
        let own = perennial_metrics::Definition::read_all(example).unwrap();
        let all = built_in.iter().cloned().chain(own);
        Catalogue::new(all, &Zone::utc()).unwrap_or_else(|error| panic!("{error}\n{example}"));
    }
}

fn page(catalogue: &Catalogue) -> String {
    let mut page = HEAD.to_owned();
    for group in Group::ALL {
        let metrics: Vec<&Metric> =
            catalogue.metrics().iter().filter(|metric| metric.group == group).collect();
        if metrics.is_empty() {
            continue;
        }
        write!(page, "\n## {}\n\n| key | what it says | formula |\n|---|---|---|\n", group.title())
            .unwrap();
        for metric in metrics {
            let plain = |text: &str| text.replace('|', "\\|");
            let (says, formula) = (plain(&metric.description), plain(&metric.formula));
            writeln!(page, "| `{}` | {says} | {formula} |", metric.key).unwrap();
        }
    }
    page
}

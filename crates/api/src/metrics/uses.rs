//! Where a metric is used.

use perennial_engage::signals::watched;
use perennial_health::{HiddenRisk, Measure, Scorecard, Transform};
use perennial_metrics::Catalogue;
use perennial_model::{Segment, SegmentRule, SignalRule};

use crate::{
    AppState, Problem,
    dto::{MetricUse, MetricUseKind},
    listing::read_condition,
};

/// Every place that reads the metric.
///
/// # Errors
/// When the store cannot be read.
pub async fn uses(state: &AppState, key: &str) -> Result<Vec<MetricUse>, Problem> {
    let catalogue = state.board.catalogue();
    let by_metrics = catalogue.made_of(key).into_iter().map(|other| MetricUse {
        kind: MetricUseKind::Metric,
        name: other.to_owned(),
        detail: format!("the metric {other} is made of it"),
    });
    let mut uses: Vec<MetricUse> = by_metrics.collect();
    for one in state.board.scorecards().iter() {
        uses.extend(by_scorecard(&one.card, key));
    }
    uses.extend(by_hidden_risk(&state.board.hidden_risk(), key));
    let rules = [SignalRule::UsageDrop, SignalRule::ContactsLeaving, SignalRule::RenewalAtRisk];
    uses.extend(rules.into_iter().filter(|rule| watched(*rule).contains(&key)).map(|rule| {
        MetricUse {
            kind: MetricUseKind::Signal,
            name: rule.as_str().to_owned(),
            detail: format!("the signal {} looks at it", rule.as_str()),
        }
    }));
    uses.extend(by_segments(state, &catalogue, key).await?);
    Ok(uses)
}

async fn by_segments(
    state: &AppState,
    metrics: &Catalogue,
    key: &str,
) -> Result<Vec<MetricUse>, Problem> {
    let names = |segment: &Segment| match &segment.rule {
        SegmentRule::Condition(text) => read_condition(text, metrics, state.board.zone())
            .is_ok_and(|condition| condition.columns().contains(&key)),
        SegmentRule::List => false,
    };
    let all = state.store.segments().await?;
    let found = all.into_iter().filter(names).map(|segment| MetricUse {
        kind: MetricUseKind::Segment,
        detail: format!("the segment {} asks for it", segment.name),
        name: segment.key,
    });
    Ok(found.collect())
}

fn by_scorecard(card: &Scorecard, key: &str) -> Vec<MetricUse> {
    let found =
        |detail| MetricUse { kind: MetricUseKind::Scorecard, name: card.name.clone(), detail };
    let measures = card.groups.iter().flat_map(|group| &group.measures);
    let measured = measures.filter(|measure| asks(measure, key)).map(|measure| {
        found(format!("the scorecard {} measures \"{}\" by it", card.name, measure.name))
    });
    let ceilings = card
        .groups
        .iter()
        .filter(|group| group.ceiling.as_ref().is_some_and(|ceiling| ceiling.metric == key));
    let capped = ceilings.map(|group| {
        found(format!("the scorecard {} holds \"{}\" down by it", card.name, group.name))
    });
    let exceptions = card.exceptions.iter().filter(|one| one.metric == key);
    let excepted = exceptions.map(|one| {
        found(format!("the scorecard {} has the exception \"{}\" of it", card.name, one.name))
    });
    measured.chain(capped).chain(excepted).collect()
}

fn by_hidden_risk(settings: &HiddenRisk, key: &str) -> Vec<MetricUse> {
    let signs = settings.sides.iter().flat_map(|side| &side.signs).filter(|sign| asks(sign, key));
    signs
        .map(|sign| MetricUse {
            kind: MetricUseKind::HiddenRisk,
            name: sign.key.clone(),
            detail: format!("hidden risk sees \"{}\" by it", sign.name),
        })
        .collect()
}

/// Whether a measure looks at the metric.
fn asks(measure: &Measure, key: &str) -> bool {
    let share = matches!(&measure.transform, Transform::Share { of, .. } if of == key);
    let gate = measure.only_when.as_ref().is_some_and(|gate| gate.metric == key);
    measure.metric == key || share || gate
}

//! Whether a scorecard makes sense. Each refusal names the key and what to write instead.

use std::collections::BTreeSet;

use perennial_metrics::Catalogue;

use crate::{
    Band, Curve, Exception, Group, HabitOptions, HealthError, HiddenRisk, Measure, Missing,
    Scorecard, Transform,
};

type Checked = Result<(), HealthError>;

pub(crate) fn scorecard(card: &Scorecard, known: &Catalogue) -> Checked {
    within("least_coverage", card.least_coverage, 1.0)?;
    within("emphasis", card.emphasis, 9.0)?;
    if card.groups.is_empty() {
        return refuse("groups", "there is none; give at least one group of measures");
    }
    unique("groups", card.groups.iter().map(|group| &group.key))?;
    for one in &card.groups {
        group(one, known)?;
    }
    unique("exceptions", card.exceptions.iter().map(|one| &one.key))?;
    for one in &card.exceptions {
        exception(&format!("exceptions.{}", one.key), one, known)?;
    }
    if card.groups.iter().all(|group| group.weight == 0.0) {
        return refuse("groups", "all weights are 0; give at least one group a weight");
    }
    bands(&card.bands)
}

/// A sign that were certain alone would make every other one worthless.
const MOST_STRENGTH: f64 = 0.95;

pub(crate) fn hidden(risk: &HiddenRisk, known: &Catalogue) -> Checked {
    within("listed_from", risk.listed_from, 100.0)?;
    within("outside_from", risk.outside_from, 100.0)?;
    measure("outside", &risk.outside, known)?;
    if risk.sides.is_empty() {
        return refuse("sides", "there is none; give at least one side with a sign");
    }
    if risk.least_sides > risk.sides.len() {
        return refuse("least_sides", "it is more than there are sides");
    }
    unique("sides", risk.sides.iter().map(|side| &side.key))?;
    for side in &risk.sides {
        let key = format!("sides.{}", side.key);
        if side.signs.is_empty() {
            return refuse(&key, "it has no signs; give it one or take the side out");
        }
        unique(&format!("{key}.signs"), side.signs.iter().map(|sign| &sign.key))?;
        for sign in &side.signs {
            let place = format!("{key}.signs.{}", sign.key);
            measure(&place, sign, known)?;
            within(&format!("{place}.weight"), sign.weight, MOST_STRENGTH)?;
            if sign.missing != Missing::LeaveOut {
                let problem = "a sign without a value is silent; take the setting out";
                return refuse(&format!("{place}.missing"), problem);
            }
        }
    }
    bands(&risk.bands)
}

fn group(group: &Group, known: &Catalogue) -> Checked {
    let key = format!("groups.{}", group.key);
    weight(&key, group.weight)?;
    if group.measures.is_empty() {
        return refuse(&key, "it has no measures; give it one or take the group out");
    }
    if let Some(ceiling) = &group.ceiling {
        metric(&format!("{key}.ceiling.metric"), &ceiling.metric, known)?;
        curve(&format!("{key}.ceiling.curve"), &ceiling.curve)?;
    }
    unique(&format!("{key}.measures"), group.measures.iter().map(|measure| &measure.key))?;
    let place = |one: &Measure| format!("{key}.measures.{}", one.key);
    group.measures.iter().try_for_each(|one| measure(&place(one), one, known))
}

fn exception(key: &str, exception: &Exception, known: &Catalogue) -> Checked {
    metric(&format!("{key}.metric"), &exception.metric, known)?;
    within(&format!("{key}.most"), exception.most, 100.0)?;
    let (least, most) = (exception.at_least, exception.at_most);
    if least.is_none() && most.is_none() {
        return refuse(key, "it has no limit; give it at_least, at_most, or both");
    }
    for (side, limit) in [("at_least", least), ("at_most", most)] {
        if limit.is_some_and(|limit| !limit.is_finite()) {
            return refuse(&format!("{key}.{side}"), "it is not a finite number");
        }
    }
    if least.zip(most).is_some_and(|(least, most)| least > most) {
        return refuse(&format!("{key}.at_most"), "it is less than at_least, so it never holds");
    }
    Ok(())
}

fn measure(key: &str, measure: &Measure, known: &Catalogue) -> Checked {
    weight(key, measure.weight)?;
    metric(&format!("{key}.metric"), &measure.metric, known)?;
    curve(&format!("{key}.curve"), &measure.curve)?;
    if let Missing::Score(points) = measure.missing {
        within(&format!("{key}.missing.score"), points, 100.0)?;
    }
    if let Some(condition) = &measure.only_when {
        metric(&format!("{key}.only_when.metric"), &condition.metric, known)?;
        for (side, limit) in [("at_most", condition.at_most), ("at_least", condition.at_least)] {
            if limit.is_some_and(f64::is_nan) {
                return refuse(&format!("{key}.only_when.{side}"), "it is not a number");
            }
        }
    }
    let place = format!("{key}.transform");
    match &measure.transform {
        Transform::Value => Ok(()),
        Transform::OwnHabit(options) => habit(&format!("{place}.own_habit"), options, known),
        Transform::Rhythm if measure.metric != "days_since_last_seen" => {
            refuse(&place, "rhythm is a question to the metric \"days_since_last_seen\"")
        }
        Transform::Rhythm => Ok(()),
        Transform::Change { days } => at_least_one(&format!("{place}.change.days"), *days),
        Transform::Average { days, .. } => at_least_one(&format!("{place}.average.days"), *days),
        Transform::Share { of, noise } => {
            metric(&format!("{place}.share.of"), of, known)?;
            within(&format!("{place}.share.noise"), *noise, f64::MAX)
        }
    }
}

fn habit(key: &str, options: &HabitOptions, known: &Catalogue) -> Checked {
    at_least_one(&format!("{key}.recent"), options.recent)?;
    at_least_one(&format!("{key}.days"), options.days)?;
    at_least_one(&format!("{key}.least"), options.least)?;
    if options.least > options.days {
        return refuse(&format!("{key}.least"), "it is more than \"days\"; write at most that");
    }
    if let Some(peers) = &options.peers {
        metric(&format!("{key}.peers"), peers, known)?;
    }
    within(&format!("{key}.noise"), options.noise, f64::MAX)
}

fn curve(key: &str, curve: &Curve) -> Checked {
    if curve.0.is_empty() {
        return refuse(key, "it has no points; write [[x, points], …]");
    }
    for [x, y] in &curve.0 {
        if !x.is_finite() {
            return refuse(key, "an x is not a finite number");
        }
        within(key, *y, 100.0)?;
    }
    if curve.0.windows(2).any(|pair| pair[0][0] >= pair[1][0]) {
        return refuse(key, "x must rise from point to point");
    }
    Ok(())
}

fn bands(bands: &[Band]) -> Checked {
    unique("bands", bands.iter().map(|band| &band.key))?;
    for band in bands {
        within(&format!("bands.{}.from", band.key), band.from, 100.0)?;
        if band.colour.as_deref().is_some_and(|colour| !is_colour(colour)) {
            let key = format!("bands.{}.colour", band.key);
            return refuse(&key, "it is no colour; write \"#\" and six hexadecimal digits");
        }
    }
    let starts: BTreeSet<u64> = bands.iter().map(|band| band.from.to_bits()).collect();
    if starts.len() < bands.len() {
        return refuse("bands", "two begin at the same score; give each its own \"from\"");
    }
    if !bands.iter().any(|band| band.from == 0.0) {
        return refuse("bands", "none begins at 0, so low scores would have no band");
    }
    Ok(())
}

fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#');
    digits.is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn metric(key: &str, name: &str, known: &Catalogue) -> Checked {
    match known.require(name) {
        Ok(_) => Ok(()),
        Err(error) => refuse(key, &error.to_string()),
    }
}

fn weight(key: &str, weight: f64) -> Checked {
    if weight.is_finite() && weight >= 0.0 {
        return Ok(());
    }
    refuse(&format!("{key}.weight"), &format!("{weight} is no weight; write a number from 0 up"))
}

fn within(key: &str, value: f64, most: f64) -> Checked {
    if (0.0..=most).contains(&value) {
        return Ok(());
    }
    let range = if most == f64::MAX { "from 0 up".to_owned() } else { format!("from 0 to {most}") };
    refuse(key, &format!("{value} is out of range; write a number {range}"))
}

fn at_least_one(key: &str, value: u32) -> Checked {
    if value >= 1 { Ok(()) } else { refuse(key, "it is 0; write at least 1") }
}

fn unique<'a>(key: &str, names: impl Iterator<Item = &'a String>) -> Checked {
    let mut seen = BTreeSet::new();
    for name in names {
        if name.is_empty() {
            return refuse(key, "a key is empty; give each its own");
        }
        if !seen.insert(name) {
            return refuse(&format!("{key}.{name}"), "the key stands twice; give each its own");
        }
    }
    Ok(())
}

fn refuse(key: &str, problem: &str) -> Checked {
    Err(HealthError::Invalid { key: key.to_owned(), problem: problem.to_owned() })
}

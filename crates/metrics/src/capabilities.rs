//! What customers bought, capability by capability, and the metrics of what they leave unused.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    Definition, Direction, EmptyWord, FoldKind, Group, MetricsError, Source, Unit, WrittenEmpty,
    WrittenWindow,
    definition::unreadable,
    limits::{MAX_CAPABILITIES, MAX_KEY},
};

/// From this share unused on, a capability counts as unused.
const UNUSED: &str = "0.8";

/// Something that plans entitle to, and which use of the product makes use of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capability {
    /// Lower case, digits and underscores.
    pub key: String,
    pub name: String,
    /// Which usage facts use it.
    #[serde(rename = "where")]
    pub condition: String,
    #[serde(default)]
    pub measure: UseMeasure,
    /// Its value beside the others.
    #[serde(default = "one")]
    pub weight: f64,
    /// Whether it serves what customers name as their own success.
    #[serde(default)]
    pub goal: bool,
    /// How much each plan entitles to, per 28 days.
    pub entitled: BTreeMap<String, Entitled>,
}

fn one() -> f64 {
    1.0
}

/// What of its use is held against the entitlement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UseMeasure {
    #[default]
    Events,
    Contacts,
}

/// A number per 28 days, or `"seats"`: as many as the subscription has seats.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Entitled {
    Number(f64),
    Word(SeatsWord),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatsWord {
    Seats,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    capability: Vec<Capability>,
}

impl Capability {
    /// Reads a file of `[[capability]]` tables.
    ///
    /// # Errors
    /// When it is no such file, with line and column; or a key, weight or entitlement makes no sense.
    pub fn read_all(text: &str) -> Result<Vec<Self>, MetricsError> {
        let file: File = toml::from_str(text).map_err(|error| unreadable(text, &error))?;
        file.capability.iter().try_for_each(Self::check)?;
        Ok(file.capability)
    }

    /// As a `[[capability]]` table.
    pub fn to_toml(&self) -> String {
        let file = File { capability: vec![self.clone()] };
        toml::to_string(&file).unwrap_or_default()
    }

    fn check(&self) -> Result<(), MetricsError> {
        let wrong = |field, message: &str| {
            Err(MetricsError::Invalid {
                metric: self.key.clone(),
                field,
                message: message.to_owned(),
                suggestion: None,
            })
        };
        let is_word =
            self.key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        // Its metrics' keys are longer than its own.
        if self.key.is_empty() || !is_word || self.key.len() > MAX_KEY - 16 {
            return wrong("key", "use at most 48 lower-case letters, digits and underscores");
        }
        if !(self.weight.is_finite() && self.weight > 0.0) {
            return wrong("weight", "write a number above 0");
        }
        if self.entitled.is_empty() {
            return wrong(
                "entitled",
                "name the plans that have it, such as entitled = { pro = 100 }",
            );
        }
        let is_amount = |entitled: &Entitled| match entitled {
            Entitled::Number(number) => number.is_finite() && *number > 0.0,
            Entitled::Word(_) => true,
        };
        if !self.entitled.values().all(is_amount) {
            return wrong("entitled", "write a number above 0 per 28 days, or \"seats\"");
        }
        Ok(())
    }

    fn used(&self) -> String {
        format!("used_{}_28d", self.key)
    }

    fn entitled_key(&self) -> String {
        format!("entitled_{}", self.key)
    }

    fn gap(&self) -> String {
        format!("gap_{}_28d", self.key)
    }

    /// How much a subscription entitles to, as a formula over its columns.
    fn amount(&self) -> String {
        let arm = |(plan, entitled): (&String, &Entitled)| {
            let plan = plan.replace('\'', "''");
            match entitled {
                Entitled::Number(number) => format!(" when '{plan}' then {number}"),
                Entitled::Word(SeatsWord::Seats) => format!(" when '{plan}' then seats"),
            }
        };
        let arms: String = self.entitled.iter().map(arm).collect();
        format!("case plan{arms} end")
    }
}

/// The metrics of these capabilities, for each and over all; none without capabilities.
///
/// # Errors
/// When a key stands twice or there are too many.
pub fn capability_metrics(capabilities: &[Capability]) -> Result<Vec<Definition>, MetricsError> {
    if capabilities.len() > MAX_CAPABILITIES {
        return Err(MetricsError::TooMany(capabilities.len(), MAX_CAPABILITIES));
    }
    let mut seen = BTreeSet::new();
    if let Some(twice) = capabilities.iter().find(|one| !seen.insert(&one.key)) {
        return Err(MetricsError::Repeated(twice.key.clone()));
    }
    let mut metrics: Vec<Definition> = capabilities.iter().flat_map(of_one).collect();
    if !capabilities.is_empty() {
        metrics.extend(over_all(capabilities));
    }
    Ok(metrics)
}

/// The condition under which use serves a goal: a property says so, or a capability does.
pub(crate) fn goal_condition(capabilities: &[Capability]) -> Option<String> {
    let goals: Vec<String> = capabilities
        .iter()
        .filter(|one| one.goal)
        .map(|one| format!(" or ({})", one.condition))
        .collect();
    (!goals.is_empty())
        .then(|| format!("kind = 'usage' and (properties.goal = 'true'{})", goals.concat()))
}

fn blank(
    key: String,
    name: String,
    description: String,
    unit: Unit,
    good: Direction,
) -> Definition {
    Definition {
        description,
        group: Group::Consumption,
        unit,
        good,
        ..Definition::named(key, name)
    }
}

fn of_one(one: &Capability) -> Vec<Definition> {
    let name = &one.name;
    let (unit, fold, what) = match one.measure {
        UseMeasure::Events => (Unit::Events, FoldKind::Count, "How often it was used"),
        UseMeasure::Contacts => {
            (Unit::Contacts, FoldKind::DistinctContacts, "How many people used it")
        }
    };
    let used = Definition {
        from: Some(Source::Facts),
        condition: Some(format!("kind = 'usage' and ({})", one.condition)),
        fold: Some(fold),
        window: Some(WrittenWindow::Days(28)),
        ..blank(
            one.used(),
            format!("{name}: used"),
            format!("{what} in the last 28 days"),
            unit,
            Direction::Higher,
        )
    };
    let entitled = Definition {
        from: Some(Source::Subscriptions),
        fold: Some(FoldKind::OpenSum),
        value: Some(one.amount()),
        empty: Some(WrittenEmpty::Word(EmptyWord::None)),
        ..blank(
            one.entitled_key(),
            format!("{name}: bought"),
            "How much of it the running subscriptions entitle to, per 28 days".to_owned(),
            Unit::Number,
            Direction::Neither,
        )
    };
    let gap = Definition {
        expression: Some(format!(
            "case when {entitled} > 0 then greatest(0, 1 - {used} / {entitled}) end",
            entitled = one.entitled_key(),
            used = one.used(),
        )),
        ..blank(
            one.gap(),
            format!("{name}: unused"),
            "Share of what was bought that was not used in the last 28 days".to_owned(),
            Unit::Ratio,
            Direction::Lower,
        )
    };
    vec![used, entitled, gap]
}

fn over_all(capabilities: &[Capability]) -> Vec<Definition> {
    let sum = |part: &dyn Fn(&Capability) -> String| {
        capabilities.iter().map(part).collect::<Vec<_>>().join(" + ")
    };
    let gaps = sum(&|one| format!("coalesce({} * {}, 0)", one.weight, one.gap()));
    let weights =
        sum(&|one| format!("case when {} is null then 0 else {} end", one.gap(), one.weight));
    let bought = sum(&|one| format!("case when {} is null then 0 else 1 end", one.gap()));
    let unused = sum(&|one| format!("case when {} >= {UNUSED} then 1 else 0 end", one.gap()));
    let expression = |text: String, rest: Definition| Definition { expression: Some(text), ..rest };
    vec![
        expression(
            format!("({gaps}) / nullif({weights}, 0)"),
            blank(
                "consumption_gap_28d".to_owned(),
                "Consumption gap".to_owned(),
                "Share of what was bought that was not used in the last 28 days, capabilities weighted by their value".to_owned(),
                Unit::Ratio,
                Direction::Lower,
            ),
        ),
        expression(
            bought,
            blank(
                "capabilities_bought".to_owned(),
                "Capabilities bought".to_owned(),
                "How many capabilities the running subscriptions entitle to".to_owned(),
                Unit::Number,
                Direction::Neither,
            ),
        ),
        expression(
            format!("nullif(capabilities_bought, 0) - capabilities_bought + ({unused})"),
            blank(
                "capabilities_unused_28d".to_owned(),
                "Capabilities unused".to_owned(),
                "Of those, how many were left unused by 80 % or more in the last 28 days".to_owned(),
                Unit::Number,
                Direction::Lower,
            ),
        ),
    ]
}

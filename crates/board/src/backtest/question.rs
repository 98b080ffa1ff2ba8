//! What is asked of a backtest.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use perennial_health::backtest::{Life, Report, Settings};
use perennial_health::{HiddenRisk, Scorecards};

/// What is judged.
#[derive(Debug, Clone)]
pub enum Judge {
    /// Each account by the one that scores it; with a key only the accounts that this one scores.
    Scorecards(Arc<Scorecards>, Option<String>),
    /// Hidden risk under these settings.
    Hidden(Arc<HiddenRisk>),
    /// A metric by its key.
    Metric(String),
}

/// What counts as having left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Churn {
    /// The subscription ended, and no other began within 30 days.
    Subscription,
    /// Nothing was done for so many days, by an account that had been established.
    Silence(i32),
    /// A fact of that name says so, as a source of churn events has it.
    Event(String),
}

impl Churn {
    /// Days until it is known whether an account has left.
    pub fn decided_after(&self) -> i32 {
        match self {
            Self::Subscription | Self::Event(_) => 0,
            Self::Silence(days) => *days,
        }
    }
}

impl fmt::Display for Churn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Subscription => f.write_str("subscription"),
            Self::Silence(days) => write!(f, "silence:{days}d"),
            Self::Event(name) => write!(f, "event:{name}"),
        }
    }
}

/// One question.
#[derive(Debug, Clone)]
pub struct Question {
    pub judge: Judge,
    /// See [`Settings::horizon_days`].
    pub horizon_days: i32,
    /// See [`Settings::blackout_days`].
    pub blackout_days: i32,
    /// Days from one as-of day to the next.
    pub every_days: i32,
    /// None takes subscriptions where there are any, and a silence of 180 days otherwise.
    pub churn: Option<Churn>,
    /// See [`Settings::calls`].
    pub calls: usize,
    /// See [`Settings::draws`].
    pub draws: u32,
}

impl Question {
    /// The usual question: who leaves within 90 days, asked every week.
    pub fn about(judge: Judge) -> Self {
        Self {
            judge,
            horizon_days: 90,
            blackout_days: 0,
            every_days: 7,
            churn: None,
            calls: 20,
            draws: 200,
        }
    }
}

/// A setting that makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongQuestion {
    #[error("\"{0}\" is no time: write days or weeks, such as 90d or 4w, at most ten years")]
    Days(String),
    #[error(
        "\"{0}\" is no way to leave: write subscription, silence:180d for so many days without a \
         fact, or event:NAME for facts of that name that say so"
    )]
    Churn(String),
    #[error("a blackout of {blackout} days leaves nothing of a horizon of {horizon} days")]
    Blackout { blackout: i32, horizon: i32 },
    #[error("{0} calls: write how many accounts the team can call, 1 to 10000")]
    Calls(usize),
}

/// `90d` or `4w` in days; 0 only where `least` allows it.
///
/// # Errors
/// When it is none, or out of range.
pub fn days(text: &str, least: i32) -> Result<i32, WrongQuestion> {
    let wrong = || WrongQuestion::Days(text.to_owned());
    let (number, by) = match (text.strip_suffix('d'), text.strip_suffix('w')) {
        (Some(number), _) => (number, 1),
        (_, Some(number)) => (number, 7),
        _ => (text, 1),
    };
    let days = number.trim().parse::<u16>().map_err(|_| wrong())?;
    let days = i32::from(days) * by;
    if (least..=3_660).contains(&days) { Ok(days) } else { Err(wrong()) }
}

impl FromStr for Churn {
    type Err = WrongQuestion;

    fn from_str(text: &str) -> Result<Self, WrongQuestion> {
        match text.split_once(':') {
            None if text == "subscription" => Ok(Self::Subscription),
            Some(("silence", of)) => Ok(Self::Silence(days(of, 1)?)),
            Some(("event", name)) if !name.trim().is_empty() => Ok(Self::Event(name.trim().into())),
            _ => Err(WrongQuestion::Churn(text.to_owned())),
        }
    }
}

impl Question {
    /// # Errors
    /// When the settings do not fit together.
    pub fn checked(self) -> Result<Self, WrongQuestion> {
        let (blackout, horizon) = (self.blackout_days, self.horizon_days);
        if blackout >= horizon {
            return Err(WrongQuestion::Blackout { blackout, horizon });
        }
        if !(1..=10_000).contains(&self.calls) {
            return Err(WrongQuestion::Calls(self.calls));
        }
        Ok(self)
    }
}

/// Fewer that left than this prove little.
const FEW: u64 = 20;

/// Why there is nothing to judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nothing {
    /// Nobody was a customer in the sense of the question.
    NoCustomers,
    NobodyLeft,
    /// No as-of day has both something said and its whole horizon after it.
    HorizonTooLong,
    /// Nobody left within the horizon of a day on which something was said.
    NoneWithinHorizon,
}

impl Nothing {
    pub(super) fn of(report: &Report, lives: &[Vec<Life>]) -> Option<Self> {
        let mut all = lives.iter().flatten().peekable();
        if all.peek().is_none() {
            Some(Self::NoCustomers)
        } else if all.all(|life| life.ended.is_none()) {
            Some(Self::NobodyLeft)
        } else if report.n == 0 {
            Some(Self::HorizonTooLong)
        } else {
            (report.positives == 0).then_some(Self::NoneWithinHorizon)
        }
    }
}

/// What to bear in mind of an answer.
pub(super) fn notes(
    report: &Report,
    lives: &[Vec<Life>],
    settings: &Settings,
    churn: &Churn,
    nothing: Option<Nothing>,
) -> Vec<String> {
    let mut notes = Vec::new();
    let customers = lives.iter().filter(|lives| !lives.is_empty()).count();
    let what = match churn {
        Churn::Subscription => "a subscription".to_owned(),
        Churn::Event(_) => "a fact".to_owned(),
        Churn::Silence(days) => {
            format!("enough activity to be established before a silence of {days} days could count")
        }
    };
    match nothing {
        Some(Nothing::NoCustomers) => {
            notes.push(format!("no account has had {what}: choose another way to leave"));
        }
        Some(Nothing::NobodyLeft) => notes.push(match churn {
            Churn::Event(name) => format!("there is no fact named \"{name}\""),
            _ => "nobody has left yet, so that nothing can be held against anything".to_owned(),
        }),
        Some(Nothing::HorizonTooLong) => notes.push(format!(
            "no as-of day has both something said and {} days after it: choose a shorter horizon",
            settings.horizon_days
        )),
        Some(Nothing::NoneWithinHorizon) => notes.push(
            "nobody left within the horizon of a day on which something was said".to_owned(),
        ),
        None if report.left < FEW => notes.push(format!(
            "{} accounts left of which something was said: so few prove little, as the intervals show",
            report.left
        )),
        None => {}
    }
    if customers > 0 && customers < lives.len() {
        let without = lives.len() - customers;
        notes.push(format!(
            "{without} of {} accounts are left out: they never had {what}",
            lives.len()
        ));
    }
    notes.push(
        "attributes of accounts have no history: where a measure asks for one, past days are judged \
         by what it is now"
            .to_owned(),
    );
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_ways_to_leave_are_read() {
        assert_eq!(days("90d", 1), Ok(90));
        assert_eq!(days("4w", 1), Ok(28));
        assert_eq!(days("0d", 0), Ok(0));
        for wrong in ["0d", "", "d", "-3d", "9999d", "3 months"] {
            assert!(days(wrong, 1).is_err(), "{wrong}");
        }
        assert_eq!("subscription".parse(), Ok(Churn::Subscription));
        assert_eq!("silence:26w".parse(), Ok(Churn::Silence(182)));
        assert_eq!(
            "silence:180d".parse::<Churn>().map(|one| one.to_string()),
            Ok("silence:180d".into())
        );
        assert_eq!("event:left us".parse(), Ok(Churn::Event("left us".into())));
        assert!("event:".parse::<Churn>().is_err());
        assert!("gone".parse::<Churn>().unwrap_err().to_string().contains("silence:180d"));
    }
}

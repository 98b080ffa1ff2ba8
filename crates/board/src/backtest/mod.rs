//! Backtest: what a scorecard or a metric said of every account on past days, held against who then
//! left. The statistics are [`perennial_health::backtest`]; here is what they are given.

mod baselines;
mod false_alarms;
mod panel;
mod preview;
mod question;

use std::sync::Arc;

use perennial_health::backtest::{
    self, Judged, Life, Past, Report, Risk, Settings,
    words::{Beside, sentences},
};
use perennial_metrics::{Direction, MetricsError, Unit};
use perennial_model::{Currency, Day};

pub use false_alarms::FalseAlarms;
pub use panel::BandsOn;
pub use preview::{Preview, Previewed};
pub use question::{Churn, Judge, Nothing, Question, WrongQuestion, days};

pub(crate) use panel::Panels;

use self::panel::{Lens, Seen};
use crate::Board;
use crate::entry::Entry;

/// The metric that money is told by.
const ARR: &str = "arr";
/// The metric that the simplest of baselines is.
const LAST_SEEN: &str = "days_since_last_seen";

/// What a backtest came to.
#[derive(Debug)]
pub struct Backtest {
    /// What was judged, as people call it.
    pub name: String,
    /// Of a metric.
    pub unit: Option<Unit>,
    pub risk: Risk,
    /// See [`Judged::warns_beyond`].
    pub warns_beyond: Option<f64>,
    /// What counts as a warning, in words.
    pub warning: String,
    /// The question as it was understood.
    pub churn: Churn,
    pub settings: Settings,
    /// The as-of days that were judged.
    pub as_of_days: Vec<Day>,
    pub report: Report,
    pub baselines: Vec<Baseline>,
    /// How often those who stayed were under warning; empty where nothing tells warnings.
    pub false_alarms: Vec<FalseAlarms>,
    /// Why there is nothing to judge, where there is not.
    pub nothing: Option<Nothing>,
    /// It all in sentences, the most telling first.
    pub words: Vec<String>,
    /// What to bear in mind.
    pub notes: Vec<String>,
    /// Those that the report's leavers count through.
    pub accounts: Vec<Arc<Entry>>,
    pub currency: Currency,
}

/// A plain measure judged likewise.
#[derive(Debug)]
pub struct Baseline {
    pub key: &'static str,
    pub name: &'static str,
    pub report: Report,
}

/// What is judged, with what people are told of it.
#[derive(Clone)]
struct Asked {
    name: String,
    unit: Option<Unit>,
    risk: Risk,
    values: Vec<f64>,
    warns_beyond: Option<f64>,
    warning: String,
    notes: Vec<String>,
}

impl Asked {
    fn judged(&self) -> Judged<'_> {
        let Self { values, risk, warns_beyond, .. } = self;
        Judged { values, risk: *risk, warns_beyond: *warns_beyond, cuts: &[] }
    }
}

/// What a question is answered from.
struct Prepared {
    lens: Lens,
    panel: Vec<Arc<Seen>>,
    lives: Vec<Vec<Life>>,
    revenue: Vec<f64>,
    churn: Churn,
    settings: Settings,
    /// What is to be said of days that were left out.
    cut: Option<String>,
}

impl Prepared {
    fn past(&self) -> Past<'_> {
        Past { days: &self.lens.days, lives: &self.lives, revenue: &self.revenue }
    }

    /// The same for some of the accounts.
    fn only(&self, accounts: &[usize]) -> Self {
        let days = self.lens.days.len();
        let rows = accounts.iter().flat_map(|at| at * days..(at + 1) * days);
        Self {
            lens: self.lens.clone(),
            panel: accounts.iter().map(|at| self.panel[*at].clone()).collect(),
            lives: accounts.iter().map(|at| self.lives[*at].clone()).collect(),
            revenue: rows.map(|row| self.revenue[row]).collect(),
            churn: self.churn.clone(),
            settings: self.settings,
            cut: self.cut.clone(),
        }
    }

    fn judge(&self, asked: &Asked, judge: &Judge) -> Report {
        let cuts: &[f64] = if matches!(judge, Judge::Metric(_)) { &[] } else { &SCORE_CUTS };
        backtest::backtest(&self.past(), &Judged { cuts, ..asked.judged() }, &self.settings)
    }
}

impl Board {
    /// Judges a scorecard or a metric by what then happened. The first question reads every
    /// account's history; the next of the same measures takes a fraction of that. Call it beside the
    /// async threads.
    ///
    /// # Errors
    /// When the metric does not exist; the error names the nearest.
    pub fn backtest(&self, question: &Question) -> Result<Backtest, MetricsError> {
        let prepared = self.prepare(question)?;
        let asked = self.asked(&question.judge, &prepared);
        let report = prepared.judge(&asked, &question.judge);
        let Prepared { lens, panel, lives, churn, settings, cut, .. } = &prepared;
        let baselines = baselines::all(&prepared.past(), &column(lens, panel, LAST_SEEN), settings);
        let beside =
            |one: &&Baseline| one.key != baselines::COIN && is_other(&question.judge, one.key);
        let beside: Vec<Beside<'_>> = baselines
            .iter()
            .filter(beside)
            .map(|one| Beside { name: one.name, report: &one.report })
            .collect();
        let false_alarms = false_alarms::all(&prepared, &asked);
        let mut words = sentences(&report, settings, question.every_days, &beside);
        words.extend(false_alarms::sentence(&false_alarms).filter(|_| report.positives > 0));
        let nothing = Nothing::of(&report, lives);
        let mut notes = asked.notes;
        notes.extend(cut.clone());
        notes.extend(question::notes(&report, lives, settings, churn, nothing));
        Ok(Backtest {
            name: asked.name,
            unit: asked.unit,
            risk: asked.risk,
            warns_beyond: asked.warns_beyond,
            warning: asked.warning,
            churn: churn.clone(),
            settings: *settings,
            as_of_days: judged_days(&lens.days, lives, settings),
            report,
            baselines,
            false_alarms,
            nothing,
            words,
            notes,
            accounts: panel.iter().map(|seen| seen.entry.clone()).collect(),
            currency: self.currency(),
        })
    }

    fn prepare(&self, question: &Question) -> Result<Prepared, MetricsError> {
        let today = self.today();
        let (days, cut) = self.as_of_days(question.every_days);
        let mut metrics: Vec<String> =
            [ARR, LAST_SEEN].into_iter().chain(false_alarms::METRICS).map(str::to_owned).collect();
        metrics.retain(|key| self.catalogue().get(key).is_some());
        let (mut cards, mut hidden) = (None, None);
        match &question.judge {
            Judge::Scorecards(all, _) => cards = Some(all.clone()),
            Judge::Hidden(settings) => hidden = Some(settings.clone()),
            Judge::Metric(key) => {
                self.catalogue().require(key)?;
                metrics.extend((!metrics.contains(key)).then(|| key.clone()));
            }
        }
        let left_by = match &question.churn {
            Some(Churn::Event(name)) => Some(name.clone()),
            _ => None,
        };
        let lens = Lens { days: days.into(), cards, hidden, metrics, left_by, today };
        let mut panel = self.panel(&lens)?;
        if let Judge::Scorecards(all, Some(key)) = &question.judge {
            panel.retain(|seen| all.at(seen.place).key == *key);
        }
        let churn = question.churn.clone().unwrap_or_else(|| {
            let is_paid = panel.iter().any(|seen| seen.has_subscription());
            if is_paid { Churn::Subscription } else { Churn::Silence(180) }
        });
        Ok(Prepared {
            lives: panel.iter().map(|seen| seen.lives(&churn, today)).collect(),
            revenue: column(&lens, &panel, ARR),
            settings: Settings {
                horizon_days: question.horizon_days,
                blackout_days: question.blackout_days,
                calls: question.calls,
                draws: question.draws,
                seed: SEED,
                known_until: today.plus(-churn.decided_after()),
            },
            lens,
            panel,
            churn,
            cut,
        })
    }

    /// Every so many days, always the same ones (Mondays for a week), from the first that is known
    /// of any account, and today; and what is to be said where there are too many.
    fn as_of_days(&self, every: i32) -> (Vec<Day>, Option<String>) {
        const MONDAY: i32 = 4; // 5 January 1970
        let today = self.today();
        let accounts = self.accounts().len();
        let Some(first) = self.first_day() else { return (Vec::new(), None) };
        let last = today.0 - (today.0 - MONDAY).rem_euclid(every);
        let all = usize::try_from((last - first.0).max(0) / every + 1).unwrap_or(0);
        let most = (MOST_ROWS / accounts.max(1)).max(1);
        let days = (0..all.min(most)).rev().map(|back| Day(last - back as i32 * every));
        let cut = (all > most).then(|| {
            format!(
                "the latest {most} as-of days are judged, of {all}: {MOST_ROWS} accounts times days at \
                 most; take fewer as-of days to look back further"
            )
        });
        let mut days: Vec<Day> = days.collect();
        if days.last() != Some(&today) {
            days.push(today);
        }
        (days, cut)
    }

    fn asked(&self, judge: &Judge, prepared: &Prepared) -> Asked {
        let Prepared { lens, panel, .. } = prepared;
        match judge {
            Judge::Scorecards(cards, key) => {
                let scores = crate::parallel::map(panel, |seen| {
                    let card = &cards.at(seen.place).card;
                    seen.readings.as_ref().map(|readings| card.scores(readings))
                });
                let one = key.as_deref().and_then(|key| cards.get(key));
                let card = one.map_or(cards.default_card(), |one| &one.card);
                let beyond = card.fine_from().map(|from| from - 0.5);
                let is_one = one.is_some() || cards.len() == 1;
                let several = "several scorecards score, each its own accounts; what counts as a \
                               warning is told by the default one";
                Asked {
                    name: if is_one { card.name.clone() } else { "Scorecards in use".to_owned() },
                    unit: None,
                    risk: Risk::Low,
                    values: scores.into_iter().flatten().flatten().collect(),
                    warns_beyond: beyond,
                    warning: card.fine_from().map_or_else(
                        || "nothing: the scorecard has no bands".to_owned(),
                        |from| format!("a score below {from}"),
                    ),
                    notes: (!is_one).then(|| several.to_owned()).into_iter().collect(),
                }
            }
            Judge::Hidden(settings) => Asked {
                name: settings.name.clone(),
                unit: None,
                risk: Risk::High,
                values: panel.iter().flat_map(|seen| seen.hidden.iter().copied()).collect(),
                warns_beyond: Some(settings.listed_from - 0.5),
                warning: format!("a hidden risk of {} or more", settings.listed_from),
                notes: Vec::new(),
            },
            Judge::Metric(key) => {
                let values = column(lens, panel, key);
                let catalogue = self.catalogue();
                let metric = catalogue.get(key);
                let good = metric.map_or(Direction::Neither, |metric| metric.good);
                let risk = if good == Direction::Higher { Risk::Low } else { Risk::High };
                let beyond = backtest::riskiest_fifth(&prepared.past(), &values, risk);
                let side = if risk == Risk::Low { "below" } else { "above" };
                let neither = "nobody says which direction of this metric is good: more counts as \
                               riskier here, and a ROC-AUC below 0.5 means that less is";
                Asked {
                    name: metric.map_or_else(|| key.clone(), |metric| metric.name.clone()),
                    unit: metric.map(|metric| metric.unit),
                    risk,
                    warns_beyond: beyond,
                    warning: beyond.map_or_else(
                        || "nothing: it has no values".to_owned(),
                        |_| format!("a value {side} that of four in five accounts and days"),
                    ),
                    notes: (good == Direction::Neither)
                        .then(|| neither.to_owned())
                        .into_iter()
                        .collect(),
                    values,
                }
            }
        }
    }
}

/// Where the calibration of a score is cut: every ten points, where the whole number changes.
const SCORE_CUTS: [f64; 9] = [9.5, 19.5, 29.5, 39.5, 49.5, 59.5, 69.5, 79.5, 89.5];

/// Draws are the same every time.
const SEED: u64 = 20_260_727;
/// So many accounts times as-of days are judged at most.
const MOST_ROWS: usize = 4_000_000;

/// A metric of every account on every as-of day, laid out as [`Judged::values`].
fn column(lens: &Lens, panel: &[Arc<Seen>], key: &str) -> Vec<f64> {
    match lens.metrics.iter().position(|known| known == key) {
        Some(place) => panel.iter().flat_map(|seen| seen.metric(place)).copied().collect(),
        None => vec![f64::NAN; panel.len() * lens.days.len()],
    }
}

/// A metric is not compared with itself.
fn is_other(judge: &Judge, baseline: &str) -> bool {
    !matches!(judge, Judge::Metric(key) if key == baseline)
}

/// The as-of days on which anybody could be judged.
fn judged_days(days: &[Day], lives: &[Vec<Life>], settings: &Settings) -> Vec<Day> {
    let is_seen = |day: &&Day| day.plus(settings.horizon_days) <= settings.known_until;
    let first = lives.iter().flatten().map(|life| life.from).min();
    let days = days.iter().filter(is_seen).copied();
    days.filter(|day| first.is_some_and(|first| *day >= first)).collect()
}

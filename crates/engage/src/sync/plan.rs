//! What has to change so that the stored signals agree with the episodes. Pure.

use std::collections::{HashMap, HashSet};

use perennial_model::{AccountId, Day, IdSource, Micros, Signal, SignalRule, SignalStatus};

use crate::Episode;

/// What has to change for one account.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// Signals to write, new and changed.
    pub write: Vec<Signal>,
    /// Those among them that are new and open.
    pub opened: Vec<Signal>,
    /// Those among the opened that people should hear of.
    pub announce: Vec<Signal>,
    /// Those whose condition went away, or that the rules no longer produce.
    pub closed: Vec<Signal>,
    /// Those that ask for attention again: the snooze ended, or the condition came back.
    pub reopened: Vec<Signal>,
}

/// What [`plan`] goes by besides signals and episodes.
#[derive(Clone, Copy)]
pub struct Circumstances<'a> {
    pub today: Day,
    pub now: Micros,
    pub ids: &'a dyn IdSource,
    /// A signal is news when it opened at most this many days ago …
    pub announce_within_days: i32,
    /// … and no other of its rule opened or closed in this many days before it.
    pub quiet_days: i32,
}

impl std::fmt::Debug for Circumstances<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Circumstances").field("today", &self.today).finish_non_exhaustive()
    }
}

/// Holds an account's signals against its episodes.
///
/// An episode belongs to the signal of its rule with the same opening day, else to one whose days
/// overlap its own: late facts may move an opening by some days, and what a person did with the
/// signal must not get lost over that. A signal keeps the opening day it was named by.
pub fn plan(
    account_id: &AccountId,
    stored: &[Signal],
    episodes: &[Episode],
    at: &Circumstances<'_>,
) -> Plan {
    let mut plan = Plan::default();
    let owners = pair(stored, episodes);
    for (index, episode) in episodes.iter().enumerate() {
        match owners.get(&index) {
            Some(signal) => plan.update(signal, episode, at),
            None => plan.add(account_id, stored, episode, at),
        }
    }
    let owned: HashSet<&str> = owners.values().map(|signal| signal.signal_id.as_str()).collect();
    for signal in stored {
        if signal.status != SignalStatus::Closed && !owned.contains(signal.signal_id.as_str()) {
            plan.close(signal.clone(), at.today);
        }
    }
    plan
}

impl Plan {
    fn add(
        &mut self,
        account_id: &AccountId,
        stored: &[Signal],
        episode: &Episode,
        at: &Circumstances<'_>,
    ) {
        let signal = episode.signal(at.ids.next_id(), account_id.clone(), at.now);
        if signal.status == SignalStatus::Open {
            if is_news(&signal, stored, at) {
                self.announce.push(signal.clone());
            }
            self.opened.push(signal.clone());
        }
        self.write.push(signal);
    }

    fn update(&mut self, stored: &Signal, episode: &Episode, at: &Circumstances<'_>) {
        let mut signal = stored.clone();
        if tells_anew(stored, episode) {
            signal.reason.clone_from(&episode.reason);
            signal.evidence.clone_from(&episode.evidence);
        }
        signal.severity = episode.severity;
        signal.closed_on = episode.closed_on;
        let (mut closes, mut reopens) = (false, false);
        match (episode.closed_on, stored.status) {
            (Some(_), SignalStatus::Closed) => {}
            (Some(_), _) => {
                signal.status = SignalStatus::Closed;
                signal.snoozed_until = None;
                closes = true;
            }
            (None, SignalStatus::Closed) => {
                signal.status = SignalStatus::Open;
                reopens = true;
            }
            (None, SignalStatus::Snoozed) if snooze_is_over(stored, at.now) => {
                signal.status = SignalStatus::Open;
                signal.snoozed_until = None;
                reopens = true;
            }
            (None, _) => {}
        }
        if signal == *stored {
            return;
        }
        if closes {
            self.closed.push(signal.clone());
        }
        if reopens {
            self.reopened.push(signal.clone());
        }
        self.write.push(signal);
    }

    fn close(&mut self, mut signal: Signal, on: Day) {
        signal.closed_on = Some(on.max(signal.opened_on));
        signal.status = SignalStatus::Closed;
        signal.snoozed_until = None;
        self.closed.push(signal.clone());
        self.write.push(signal);
    }
}

/// A snooze ends at its time; one without a time has ended.
pub fn snooze_is_over(signal: &Signal, now: Micros) -> bool {
    signal.snoozed_until.is_none_or(|until| until <= now)
}

/// Episode number → the signal it belongs to; each signal at most once.
fn pair<'a>(stored: &'a [Signal], episodes: &[Episode]) -> HashMap<usize, &'a Signal> {
    let mut owners: HashMap<usize, &Signal> = HashMap::new();
    let mut taken = vec![false; stored.len()];
    for exact in [true, false] {
        for (index, episode) in episodes.iter().enumerate() {
            if owners.contains_key(&index) {
                continue;
            }
            let found = stored.iter().enumerate().find(|(at, signal)| {
                !taken[*at]
                    && signal.rule == episode.rule
                    && if exact {
                        signal.opened_on == episode.opened_on
                    } else {
                        overlap(signal, episode)
                    }
            });
            if let Some((at, signal)) = found {
                taken[at] = true;
                owners.insert(index, signal);
            }
        }
    }
    owners
}

fn overlap(signal: &Signal, episode: &Episode) -> bool {
    let end = |closed: Option<Day>| closed.unwrap_or(Day(i32::MAX));
    signal.opened_on <= end(episode.closed_on) && episode.opened_on <= end(signal.closed_on)
}

/// Whether the stored sentence should be replaced: it tells of another day, or the case is graver
/// or over. Within a day an open signal keeps its sentence, so that arriving facts do not make the
/// store write at every one of them.
fn tells_anew(stored: &Signal, episode: &Episode) -> bool {
    stored.severity != episode.severity
        || stored.closed_on != episode.closed_on
        || as_of(&stored.evidence) != as_of(&episode.evidence)
}

fn as_of(evidence: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(evidence).ok()?;
    value.get("as_of")?.as_str().map(str::to_owned)
}

fn is_news(signal: &Signal, stored: &[Signal], at: &Circumstances<'_>) -> bool {
    let recent = signal.opened_on.plus(at.announce_within_days) >= at.today;
    let quiet_from = signal.opened_on.plus(-at.quiet_days);
    let spoke = |other: &Signal, rule: SignalRule| {
        other.rule == rule
            && other.opened_on <= at.today
            && other.closed_on.unwrap_or(at.today).max(other.opened_on) > quiet_from
    };
    recent && !stored.iter().any(|other| spoke(other, signal.rule))
}

#[cfg(test)]
mod tests {
    use perennial_model::Severity;

    use super::*;

    struct Numbered(std::sync::atomic::AtomicU32);
    impl IdSource for Numbered {
        fn next_id(&self) -> String {
            format!("new-{}", self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
        }
    }

    fn episode(opened: i32, closed: Option<i32>) -> Episode {
        Episode {
            rule: SignalRule::UsageDrop,
            severity: Severity::Warning,
            opened_on: Day(opened),
            closed_on: closed.map(Day),
            reason: format!("fell on {opened}"),
            evidence: "{\"as_of\":\"1970-02-01\"}".to_owned(),
        }
    }

    fn run(stored: &[Signal], episodes: &[Episode], today: i32) -> Plan {
        let at = Circumstances {
            today: Day(today),
            now: Micros(i64::from(today) * 86_400_000_000),
            ids: &Numbered(0.into()),
            announce_within_days: 2,
            quiet_days: 28,
        };
        plan(&"acme".into(), stored, episodes, &at)
    }

    fn opened(opened: i32, today: i32) -> Signal {
        let mut signal = run(&[], &[episode(opened, None)], today).write.remove(0);
        signal.signal_id = format!("old-{opened}");
        signal
    }

    #[test]
    fn a_new_episode_opens_and_only_fresh_ones_are_news() {
        let plan = run(&[], &[episode(10, Some(20)), episode(98, None)], 100);
        assert_eq!((plan.write.len(), plan.opened.len(), plan.announce.len()), (2, 1, 1));
        assert_eq!(plan.write[0].status, SignalStatus::Closed);
        let plan = run(&[], &[episode(97, None)], 100);
        assert_eq!((plan.opened.len(), plan.announce.len()), (1, 0));
    }

    #[test]
    fn nothing_changes_when_nothing_changed() {
        let stored = [opened(98, 100)];
        assert_eq!(run(&stored, &[episode(98, None)], 100), Plan::default());
    }

    #[test]
    fn what_a_person_did_survives_a_moved_opening() {
        let mut signal = opened(90, 100);
        signal.status = SignalStatus::Acknowledged;
        signal.handled_by = Some("ann@example.com".into());
        let mut graver = episode(92, None);
        graver.severity = Severity::Critical;
        let plan = run(&[signal], &[graver], 100);
        assert!(plan.opened.is_empty() && plan.closed.is_empty());
        let after = &plan.write[0];
        assert_eq!(after.status, SignalStatus::Acknowledged);
        assert_eq!((after.opened_on, after.severity), (Day(90), Severity::Critical));
        assert_eq!(after.reason, "fell on 92");
    }

    #[test]
    fn a_snooze_ends_at_its_time() {
        let mut signal = opened(90, 100);
        signal.status = SignalStatus::Snoozed;
        signal.snoozed_until = Some(Micros(103 * 86_400_000_000));
        let stored = [signal];
        assert_eq!(run(&stored, &[episode(90, None)], 102), Plan::default());
        let plan = run(&stored, &[episode(90, None)], 103);
        assert_eq!(plan.reopened.len(), 1);
        assert_eq!((plan.write[0].status, plan.write[0].snoozed_until), (SignalStatus::Open, None));
        assert!(plan.announce.is_empty());
    }

    #[test]
    fn recovery_closes_whatever_a_person_did() {
        for status in [SignalStatus::Open, SignalStatus::Acknowledged, SignalStatus::Snoozed] {
            let mut signal = opened(90, 100);
            signal.status = status;
            let plan = run(&[signal], &[episode(90, Some(99))], 100);
            assert_eq!(plan.closed.len(), 1, "{status:?}");
            assert_eq!(plan.write[0].status, SignalStatus::Closed);
            assert_eq!(plan.write[0].closed_on, Some(Day(99)));
        }
    }

    #[test]
    fn what_the_rules_no_longer_say_is_closed_and_kept() {
        let plan = run(&[opened(90, 100)], &[], 101);
        assert_eq!(plan.closed.len(), 1);
        assert_eq!(plan.write[0].closed_on, Some(Day(101)));
        // Once closed it stays as it is, and the episode coming back opens it again, silently.
        let closed = plan.write;
        assert_eq!(run(&closed, &[], 105), Plan::default());
        let plan = run(&closed, &[episode(90, None)], 105);
        assert_eq!((plan.reopened.len(), plan.announce.len()), (1, 0));
        assert_eq!(plan.write[0].signal_id, "old-90");
    }

    #[test]
    fn no_news_of_a_rule_that_spoke_lately() {
        let closed = run(&[opened(70, 80)], &[], 81).write;
        let plan = run(&closed, &[episode(99, None)], 100);
        assert_eq!((plan.opened.len(), plan.announce.len()), (1, 0));
        let plan = run(&closed, &[episode(120, None)], 120);
        assert_eq!(plan.announce.len(), 1);
    }
}

//! The facts behind what a measure saw: who stopped, which tickets are open, what was answered.

use perennial_board::{Board, Entry};
use perennial_model::{Day, JudgementKind, Micros, SurveyKind};

use crate::{
    dto::{Explanation, HiddenSide},
    rows::contact_names,
};

/// So many of a kind are told one by one.
const MOST: usize = 3;
/// Who was last seen longer ago than this has been gone for long: that is no news.
const GONE_DAYS: i32 = 180;
/// A measure with fewer points than this is weak enough to be proved.
const WEAK: f64 = 60.0;

/// What of an account can be told as of a day.
pub struct Evidence {
    stopped: Vec<String>,
    tickets: Vec<String>,
    nps: Vec<String>,
    said: [(&'static str, Vec<String>); 3],
}

impl Evidence {
    pub fn of(board: &Board, entry: &Entry, day: Day) -> Self {
        let said = |kind, metric| (metric, said(board, entry, day, kind));
        Self {
            stopped: stopped(board, entry, day),
            tickets: tickets(board, entry, day),
            nps: nps(board, entry, day),
            said: [
                said(JudgementKind::Pulse, "csm_pulse"),
                said(JudgementKind::Fit, "csm_fit"),
                said(JudgementKind::Relationship, "relationship_level"),
            ],
        }
    }

    /// The facts behind a metric's value, in sentences; nothing where its own page tells them better.
    pub fn behind(&self, metric: &str) -> &[String] {
        match metric {
            "open_tickets" | "oldest_open_ticket_days" | "mean_open_ticket_days" => &self.tickets,
            "last_nps" | "nps_change_180d" => &self.nps,
            "seats_used_28d" | "adoption_share_28d" => &self.stopped,
            other if other.starts_with("active_contacts_") => &self.stopped,
            other if other.starts_with("silent_contacts_") => &self.stopped,
            other => {
                let found = self.said.iter().find(|(metric, _)| *metric == other);
                found.map_or(&[], |(_, lines)| lines)
            }
        }
    }

    /// Lays the facts beside the measures, and those of the weak and the falling beside the whole.
    pub fn prove(&self, mut told: Explanation) -> Explanation {
        for measure in told.groups.iter_mut().flat_map(|group| &mut group.measures) {
            measure.evidence = self.behind(&measure.metric).to_vec();
            let weak = measure.points.is_some_and(|points| points < WEAK);
            let falls = measure.change.is_some_and(|change| change <= -1.0);
            for line in measure.evidence.iter().filter(|_| weak || falls) {
                if !told.facts.contains(line) {
                    told.facts.push(line.clone());
                }
            }
        }
        told
    }

    /// Lays the facts beside the signs.
    pub fn prove_side(&self, mut side: HiddenSide) -> HiddenSide {
        for sign in &mut side.signs {
            sign.evidence = self.behind(&sign.metric).to_vec();
        }
        side
    }
}

/// "Ann Lee was last seen on 3 May 2026", the latest first.
fn stopped(board: &Board, entry: &Entry, day: Day) -> Vec<String> {
    let names = contact_names(board, entry);
    let zone = board.zone();
    let gone: Vec<(Day, String)> = board
        .contacts_activity_on(entry.id(), day)
        .into_iter()
        .map(|one| (zone.day_of(one.last_seen), one.contact_id))
        .filter(|(last, _)| (28..GONE_DAYS).contains(&(day.0 - last.0)))
        .map(|(last, id)| (last, names.get(&id).cloned().unwrap_or_else(|| id.to_string())))
        .collect();
    let lines = gone.iter().map(|(last, name)| format!("{name} was last seen on {last}"));
    told(lines, gone.len(), "more have stopped in half a year")
}

fn tickets(board: &Board, entry: &Entry, day: Day) -> Vec<String> {
    let zone = board.zone();
    let is_after = |at: Micros| zone.day_of(at) > day;
    let mut open: Vec<_> = board
        .tickets(entry.id())
        .into_iter()
        .filter(|one| !is_after(one.opened_at) && one.solved_at.is_none_or(is_after))
        .collect();
    open.sort_by_key(|one| one.opened_at);
    let lines = open.iter().map(|one| {
        let subject = one.subject.as_deref().unwrap_or(&one.ticket_id);
        format!("the ticket “{subject}” is open since {}", zone.day_of(one.opened_at))
    });
    told(lines, open.len(), "more tickets are open")
}

fn nps(board: &Board, entry: &Entry, day: Day) -> Vec<String> {
    let (zone, names) = (board.zone(), contact_names(board, entry));
    let answers = board.surveys(entry.id()).into_iter();
    let known =
        answers.filter(|one| one.kind == SurveyKind::Nps && zone.day_of(one.answered_at) <= day);
    let last = known.max_by_key(|one| one.answered_at);
    let line = last.map(|one| {
        let who = one.contact_id.as_ref().and_then(|id| names.get(id));
        let who = who.map_or("somebody", String::as_str);
        let words = one.comment.as_deref().filter(|text| !text.trim().is_empty());
        let words = words.map_or_else(String::new, |text| format!(": “{}”", text.trim()));
        format!("{who} answered {} on {}{words}", one.score, zone.day_of(one.answered_at))
    });
    line.into_iter().collect()
}

fn said(board: &Board, entry: &Entry, day: Day, kind: JudgementKind) -> Vec<String> {
    let end = Micros(board.zone().start_of(day.plus(1)).0 - 1);
    let all = board.judgements(entry.id()).into_iter();
    let last = all.filter(|one| one.kind == kind && one.holds(end)).max_by_key(|one| one.made_at);
    let line = last.filter(|one| !one.reason.is_empty()).map(|one| {
        format!("{} on {}: “{}”", one.made_by, board.zone().day_of(one.made_at), one.reason)
    });
    line.into_iter().collect()
}

/// The first few lines, and how many there are besides.
fn told(lines: impl Iterator<Item = String>, all: usize, more: &str) -> Vec<String> {
    let mut lines: Vec<String> = lines.take(MOST).collect();
    if all > MOST {
        lines.push(format!("{} {more}", all - MOST));
    }
    lines
}

//! What happened to an account, to be marked in its charts.

use perennial_board::{Entry, Numbers};
use perennial_model::{
    Day, DeclaredKind, FactKind, JudgementKind, SurveyKind, Telling, subscription_facts,
};

use super::history::{Annotation, AnnotationKind};
use crate::{Problem, as_of::View, dto::Date};

/// Tickets of these priorities are worth a mark.
const URGENT: [&str; 4] = ["urgent", "critical", "high", "p1"];

/// Marks of the days `from` to `to`, in time order.
pub async fn annotations(
    state: &View,
    entry: &Entry,
    numbers: &Numbers,
    from: Day,
    to: Day,
) -> Result<Vec<Annotation>, Problem> {
    let mut all = movements(state, entry);
    all.extend(renewals(state, entry));
    all.extend(tickets(state, entry));
    all.extend(surveys(state, entry));
    all.extend(judgements(state, entry));
    all.extend(scorecards(state, entry).await?);
    all.extend(numbers.episodes.iter().map(|episode| {
        mark(
            episode.opened_on,
            AnnotationKind::Signal,
            format!("{}: {}", episode.rule.title(), episode.reason),
        )
    }));
    all.retain(|mark| (from..=to).contains(&mark.day.0));
    all.sort_by(|a, b| (a.day, a.kind, &a.label).cmp(&(b.day, b.kind, &b.label)));
    all.dedup_by(|a, b| (a.day, a.kind, &a.label) == (b.day, b.kind, &b.label));
    Ok(all)
}

fn mark(day: Day, kind: AnnotationKind, label: String) -> Annotation {
    Annotation { day: Date(day), kind, label }
}

fn movements(state: &View, entry: &Entry) -> Vec<Annotation> {
    let zone = state.board.zone();
    let telling = Telling { now: state.clock.now(), source: "" };
    let told = subscription_facts(&state.board.subscriptions(entry.id()), &telling);
    told.into_iter()
        .filter(|fact| fact.kind == FactKind::Billing)
        .map(|fact| {
            mark(zone.day_of(fact.occurred_at), AnnotationKind::Subscription, capital(&fact.name))
        })
        .collect()
}

fn renewals(state: &View, entry: &Entry) -> Vec<Annotation> {
    let zone = state.board.zone();
    let periods = state.board.subscriptions(entry.id());
    let ends = periods.iter().filter_map(|period| period.term_end);
    ends.map(|end| mark(zone.day_of(end), AnnotationKind::Renewal, "Contract term ends".to_owned()))
        .collect()
}

fn tickets(state: &View, entry: &Entry) -> Vec<Annotation> {
    let zone = state.board.zone();
    let is_urgent = |priority: &str| URGENT.iter().any(|word| priority.eq_ignore_ascii_case(word));
    state
        .board
        .tickets(entry.id())
        .into_iter()
        .filter(|ticket| ticket.priority.as_deref().is_some_and(is_urgent))
        .map(|ticket| {
            let priority = capital(ticket.priority.as_deref().unwrap_or_default());
            let label = match &ticket.subject {
                Some(subject) => format!("{priority} ticket: {subject}"),
                None => format!("{priority} ticket"),
            };
            mark(zone.day_of(ticket.opened_at), AnnotationKind::Ticket, label)
        })
        .collect()
}

fn surveys(state: &View, entry: &Entry) -> Vec<Annotation> {
    let zone = state.board.zone();
    let label = |kind: SurveyKind, score: f64| match kind {
        SurveyKind::Sentiment => format!("Sentiment {score}"),
        SurveyKind::Value => format!("Value: {}", value_word(score)),
        abbreviation => format!("{} {score}", abbreviation.as_str().to_uppercase()),
    };
    let answers = state.board.surveys(entry.id());
    answers
        .iter()
        .map(|answer| {
            let day = zone.day_of(answer.answered_at);
            mark(day, AnnotationKind::Survey, label(answer.kind, answer.score))
        })
        .collect()
}

fn value_word(score: f64) -> String {
    let word = JudgementKind::Value.word(score);
    word.map_or_else(|| score.to_string(), |word| word.replace('_', " "))
}

/// What our own people said, and that they took it back.
fn judgements(state: &View, entry: &Entry) -> Vec<Annotation> {
    let zone = state.board.zone();
    let mut marks = Vec::new();
    for one in state.board.judgements(entry.id()) {
        let (kind, what) = match one.kind {
            JudgementKind::Override => {
                (AnnotationKind::Override, format!("Score set to {}", one.value))
            }
            kind => {
                let word = kind.word(one.value).unwrap_or_default().replace('_', " ");
                (AnnotationKind::Judgement, format!("{}: {word}", capital(kind.as_str())))
            }
        };
        marks.push(mark(zone.day_of(one.made_at), kind, format!("{what} by {}", one.made_by)));
        if let Some(ended) = one.ended_at {
            marks.push(mark(zone.day_of(ended), kind, format!("{what}: ended")));
        }
    }
    marks
}

/// When the scorecard that scores this account was published. The whole history is of the latest.
async fn scorecards(state: &View, entry: &Entry) -> Result<Vec<Annotation>, Problem> {
    let kind = DeclaredKind::Scorecard;
    let versions = state.store.declaration_versions(kind, &entry.scorecard).await?;
    let zone = state.board.zone();
    let published = versions.into_iter().map(|one| {
        let label = format!("Scorecard version {} published", one.version);
        mark(zone.day_of(one.changed_at), AnnotationKind::Scorecard, label)
    });
    Ok(published.collect())
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

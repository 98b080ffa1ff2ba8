//! Signals as they stood: by the rules alone on a past day, with what people did with them now.

use perennial_board::Board;
use perennial_engage::Episode;
use perennial_model::{AccountId, Signal};
use perennial_store::{SignalFilter, StoreError};

/// The signals that a filter takes, the newest first.
///
/// On a past day they are those that the rules found by then: open until the rules closed them,
/// whatever people did with them. Their ids are made up and lead nowhere.
///
/// # Errors
/// When the store cannot be read.
pub async fn signals(board: &Board, filter: &SignalFilter) -> Result<Vec<Signal>, StoreError> {
    if board.past_day().is_none() {
        return board.store().signals(filter).await;
    }
    let mut found = by_rules(board, filter.account_id.as_ref());
    found.retain(|signal| {
        (filter.statuses.is_empty() || filter.statuses.contains(&signal.status))
            && filter.rule.is_none_or(|rule| rule == signal.rule)
            && filter.severity.is_none_or(|severity| severity == signal.severity)
    });
    if let Some(most) = filter.limit.and_then(|most| usize::try_from(most).ok()) {
        found.truncate(most);
    }
    Ok(found)
}

/// What the rules had found by the board's day, of one account or of all, the newest first.
fn by_rules(board: &Board, account: Option<&AccountId>) -> Vec<Signal> {
    let ids = match account {
        Some(id) => board.get(id).map(|entry| entry.id().clone()).into_iter().collect(),
        None => board.account_ids(),
    };
    let mut found: Vec<Signal> = Vec::new();
    for id in &ids {
        found.extend(board.episodes(id).iter().map(|episode| signal(board, id, episode)));
    }
    found.sort_by(|a, b| {
        (b.opened_on, &a.account_id, a.rule).cmp(&(a.opened_on, &b.account_id, b.rule))
    });
    found
}

fn signal(board: &Board, account_id: &AccountId, episode: &Episode) -> Signal {
    let made_up = format!("{account_id}:{}:{}", episode.rule.as_str(), episode.opened_on);
    episode.signal(made_up, account_id.clone(), board.zone().start_of(episode.opened_on))
}

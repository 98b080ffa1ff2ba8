//! Tickets, surveys and interactions.

use perennial_model::{Interaction, SurveyResponse, Ticket};

use crate::check::{
    Checker, INTERACTION_BEFORE_SIGNUP, RESPONSE_AFTER_SOLVED, RESPONSE_BEFORE_OPENED,
    SOLVED_BEFORE_OPENED, SURVEY_BEFORE_SIGNUP, TICKET_BEFORE_SIGNUP,
};

pub(super) fn tickets(checker: &mut Checker<'_>, rows: &[(u64, Ticket)]) {
    for (line, ticket) in rows {
        let (line, opened) = (*line, ticket.opened_at);
        checker.account(line, &ticket.account_id);
        checker.contact(line, ticket.contact_id.as_ref(), Some(&ticket.account_id));
        checker.after_signup(&TICKET_BEFORE_SIGNUP, line, "opened_at", &ticket.account_id, opened);
        checker.past(line, "opened_at", Some(opened));
        checker.past(line, "solved_at", ticket.solved_at);
        if let Some(solved) = ticket.solved_at.filter(|solved| *solved < opened) {
            let reason = || format!("solved at {solved}, opened at {opened}");
            checker.findings.add(&SOLVED_BEFORE_OPENED, line, Some("solved_at"), reason);
        }
        let Some(response) = ticket.first_response_at else { continue };
        if response < opened {
            let reason = || format!("answered at {response}, opened at {opened}");
            checker.findings.add(&RESPONSE_BEFORE_OPENED, line, Some("first_response_at"), reason);
        }
        if let Some(solved) = ticket.solved_at.filter(|solved| *solved < response) {
            let reason = || format!("answered at {response}, solved at {solved}");
            checker.findings.add(&RESPONSE_AFTER_SOLVED, line, Some("first_response_at"), reason);
        }
    }
}

pub(super) fn surveys(checker: &mut Checker<'_>, rows: &[(u64, SurveyResponse)]) {
    for (line, answer) in rows {
        let (line, at, account) = (*line, answer.answered_at, &answer.account_id);
        checker.account(line, account);
        checker.contact(line, answer.contact_id.as_ref(), Some(account));
        checker.after_signup(&SURVEY_BEFORE_SIGNUP, line, "answered_at", account, at);
        checker.past(line, "answered_at", Some(at));
    }
}

pub(super) fn interactions(checker: &mut Checker<'_>, rows: &[(u64, Interaction)]) {
    for (line, talk) in rows {
        let (line, at, account) = (*line, talk.occurred_at, &talk.account_id);
        checker.account(line, account);
        checker.contact(line, talk.contact_id.as_ref(), Some(account));
        checker.after_signup(&INTERACTION_BEFORE_SIGNUP, line, "occurred_at", account, at);
        checker.past(line, "occurred_at", Some(at));
    }
}

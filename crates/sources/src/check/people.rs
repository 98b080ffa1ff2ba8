//! Accounts and contacts.

use std::collections::HashSet;

use perennial_model::{Account, AccountId, Contact};

use crate::check::{CONTACT_BEFORE_SIGNUP, Checker, UNKNOWN_PARENT};

pub(super) fn accounts(checker: &mut Checker<'_>, rows: &[(u64, Account)]) {
    let in_file: HashSet<&AccountId> =
        rows.iter().map(|(_, account)| &account.account_id).collect();
    for (line, account) in rows {
        checker.past(*line, "created_at", account.created_at);
        let Some(parent) = &account.parent_account_id else { continue };
        if !in_file.contains(parent) && checker.known().account_created(parent).is_none() {
            let reason = || format!("parent \"{parent}\" is not known");
            checker.findings.add(&UNKNOWN_PARENT, *line, Some("parent_account_id"), reason);
        }
    }
}

pub(super) fn contacts(checker: &mut Checker<'_>, rows: &[(u64, Contact)]) {
    for (line, contact) in rows {
        checker.past(*line, "created_at", contact.created_at);
        let Some(account) = &contact.account_id else { continue };
        checker.account(*line, account);
        if let Some(created) = contact.created_at {
            checker.after_signup(&CONTACT_BEFORE_SIGNUP, *line, "created_at", account, created);
        }
    }
}

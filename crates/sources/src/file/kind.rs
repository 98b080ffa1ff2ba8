//! The kinds of files and the columns that each may have.

use std::{fmt, str::FromStr};

use crate::file::nearest::hint;

/// What the rows of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Accounts,
    Contacts,
    Subscriptions,
    Facts,
    Tickets,
    Surveys,
    Interactions,
    Invoices,
    ChurnReviews,
}

/// Columns that a row cannot do without.
const REQUIRED: &[(Kind, &[&str])] = &[
    (Kind::Accounts, &["account_id", "name"]),
    (Kind::Contacts, &["contact_id", "account_id"]),
    (Kind::Subscriptions, &["subscription_id", "account_id", "started_at"]),
    (Kind::Facts, &["name", "occurred_at"]),
    (Kind::Tickets, &["ticket_id", "account_id", "opened_at"]),
    (Kind::Surveys, &["response_id", "account_id", "kind", "score", "answered_at"]),
    (Kind::Interactions, &["interaction_id", "account_id", "channel", "direction", "occurred_at"]),
    (Kind::Invoices, &["invoice_id", "account_id", "amount", "currency", "issued_at", "due_at"]),
    (Kind::ChurnReviews, &["account_id", "churned_at"]),
];

const OPTIONAL: &[(Kind, &[&str])] = &[
    (
        Kind::Accounts,
        &[
            "parent_account_id",
            "domain",
            "industry",
            "country",
            "employees",
            "tier",
            "stage",
            "owner_email",
            "created_at",
            "attributes",
        ],
    ),
    (Kind::Contacts, &["email", "name", "title", "role", "created_at", "attributes"]),
    (
        Kind::Subscriptions,
        &[
            "ended_at",
            "plan",
            "mrr",
            "currency",
            "seats",
            "term_end",
            "cancelled_at",
            "status",
            "attributes",
        ],
    ),
    (
        Kind::Facts,
        &[
            "account_id",
            "contact_id",
            "fact_id",
            "kind",
            "value",
            "session_id",
            "minutes",
            "properties",
        ],
    ),
    (
        Kind::Tickets,
        &[
            "contact_id",
            "subject",
            "body",
            "priority",
            "status",
            "product",
            "cause",
            "first_response_at",
            "solved_at",
            "reopens",
            "csat",
            "attributes",
        ],
    ),
    (Kind::Surveys, &["contact_id", "scale", "comment", "attributes"]),
    (
        Kind::Interactions,
        &["contact_id", "teammate_email", "subject", "body", "minutes", "attended", "attributes"],
    ),
    (Kind::Invoices, &["paid_at", "status", "attributes"]),
    (Kind::ChurnReviews, &["reason", "competitor", "comment", "was_expected", "attributes"]),
];

impl Kind {
    pub const ALL: [Self; 9] = [
        Self::Accounts,
        Self::Contacts,
        Self::Subscriptions,
        Self::Facts,
        Self::Tickets,
        Self::Surveys,
        Self::Interactions,
        Self::Invoices,
        Self::ChurnReviews,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Contacts => "contacts",
            Self::Subscriptions => "subscriptions",
            Self::Facts => "facts",
            Self::Tickets => "tickets",
            Self::Surveys => "surveys",
            Self::Interactions => "interactions",
            Self::Invoices => "invoices",
            Self::ChurnReviews => "churn_reviews",
        }
    }

    /// One of them, with its article, for sentences.
    pub(crate) fn one(self) -> &'static str {
        match self {
            Self::Accounts => "an account",
            Self::Contacts => "a contact",
            Self::Subscriptions => "a subscription",
            Self::Facts => "a fact",
            Self::Tickets => "a ticket",
            Self::Surveys => "a survey response",
            Self::Interactions => "an interaction",
            Self::Invoices => "an invoice",
            Self::ChurnReviews => "a churn review",
        }
    }

    /// Columns that must be there. Facts also need `account_id` or `contact_id`.
    pub fn required(self) -> &'static [&'static str] {
        columns_of(REQUIRED, self)
    }

    /// Columns that may be there; any further one becomes an attribute or a property.
    pub fn optional(self) -> &'static [&'static str] {
        columns_of(OPTIONAL, self)
    }

    /// Required and optional columns.
    pub fn columns(self) -> impl Iterator<Item = &'static str> {
        self.required().iter().chain(self.optional()).copied()
    }
}

fn columns_of(table: &[(Kind, &'static [&'static str])], kind: Kind) -> &'static [&'static str] {
    table.iter().find(|(k, _)| *k == kind).map_or(&[], |(_, columns)| columns)
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;
    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        if let Some(kind) = Self::ALL.into_iter().find(|kind| kind.as_str() == text) {
            return Ok(kind);
        }
        let meant = hint(text, Self::ALL.iter().map(|kind| kind.as_str()));
        Err(UnknownKind { word: text.to_owned(), meant })
    }
}

/// A kind of file that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "there is no kind of file called \"{word}\"{meant} (there are {})",
    Kind::ALL.map(Kind::as_str).join(", ")
)]
pub struct UnknownKind {
    word: String,
    meant: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_read_back_and_a_slip_gets_a_hint() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert!(!kind.required().is_empty() && !kind.optional().is_empty());
        }
        let error = "ticket".parse::<Kind>().unwrap_err().to_string();
        assert!(error.contains("did you mean \"tickets\"?"), "{error}");
    }
}

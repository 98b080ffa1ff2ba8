//! What the sources of folds offer: columns for conditions and values, and times.

use perennial_expr::{Schema, Type, ast::Expr, ast::ExprKind};
use perennial_model::{Account, Zone};

use crate::{PeerSegments, Source, stream::records::text_of};

/// Before the name of a property, an attribute, or an account's attribute.
pub(crate) const PROPERTIES: &str = "properties.";
pub(crate) const ATTRIBUTES: &str = "attributes.";
pub(crate) const ACCOUNT_ATTRIBUTES: &str = "account.attributes.";
/// Before an attribute that is to be read as a number.
pub(crate) const NUMBERS: &str = "number.";
pub(crate) const ACCOUNT_NUMBERS: &str = "account.number.";
/// What begins like this is of the contact.
pub(crate) const CONTACT: &str = "contact.";

use Type::{Bool, Number, Text, Time};

const CONTACT_COLUMNS: &[(&str, Type)] =
    &[("contact.id", Text), ("contact.role", Text), ("contact.title", Text)];

const ACCOUNT_COLUMNS: &[(&str, Type)] = &[
    ("account.name", Text),
    ("account.domain", Text),
    ("account.industry", Text),
    ("account.country", Text),
    ("account.employees", Number),
    ("account.tier", Text),
    ("account.stage", Text),
    ("account.owner_email", Text),
    ("account.created_at", Time),
];

impl Source {
    /// Columns that conditions may name, besides those of the contact.
    pub(crate) fn columns(self) -> &'static [(&'static str, Type)] {
        match self {
            Self::Facts => &[("kind", Text), ("name", Text)],
            Self::Sessions => &[("minutes", Number)],
            Self::Tickets => &[
                ("ticket_id", Text),
                ("subject", Text),
                ("body", Text),
                ("priority", Text),
                ("status", Text),
                ("product", Text),
                ("cause", Text),
                ("topic", Text),
                ("upset", Bool),
                ("opened_at", Time),
                ("first_response_at", Time),
                ("solved_at", Time),
                ("reopens", Number),
                ("csat", Number),
                ("first_response_hours", Number),
                ("resolution_hours", Number),
            ],
            Self::Surveys => &[
                ("response_id", Text),
                ("kind", Text),
                ("comment", Text),
                ("score", Number),
                ("scale", Number),
                ("percent", Number),
                ("answered_at", Time),
            ],
            Self::Subscriptions => &[
                ("subscription_id", Text),
                ("plan", Text),
                ("status", Text),
                ("currency", Text),
                ("mrr", Number),
                ("seats", Number),
                ("started_at", Time),
                ("ended_at", Time),
                ("term_end", Time),
                ("cancelled_at", Time),
                ("notice_at", Time),
            ],
            Self::Invoices => &[
                ("invoice_id", Text),
                ("status", Text),
                ("void", Bool),
                ("currency", Text),
                ("amount", Number),
                ("issued_at", Time),
                ("due_at", Time),
                ("paid_at", Time),
                ("days_late", Number),
            ],
            Self::Judgements => &[
                ("judgement_id", Text),
                ("kind", Text),
                ("value", Number),
                ("reason", Text),
                ("made_by", Text),
                ("made_at", Time),
            ],
            Self::Contacts => &[
                ("contact_id", Text),
                ("name", Text),
                ("email", Text),
                ("role", Text),
                ("title", Text),
                ("created_at", Time),
            ],
        }
    }

    /// Columns that a value may name, besides those of conditions.
    fn value_columns(self) -> &'static [(&'static str, Type)] {
        match self {
            Self::Facts => &[("value", Number), ("minutes", Number)],
            _ => &[],
        }
    }

    /// The time at which one of them counts.
    pub(crate) fn at(self) -> &'static str {
        match self {
            Self::Facts | Self::Sessions => "",
            Self::Tickets => "opened_at",
            Self::Surveys => "answered_at",
            Self::Subscriptions => "started_at",
            Self::Invoices => "issued_at",
            Self::Judgements => "made_at",
            Self::Contacts => "created_at",
        }
    }

    /// The time at which one of them ends.
    pub(crate) fn until(self) -> Option<&'static str> {
        match self {
            Self::Tickets => Some("solved_at"),
            Self::Subscriptions => Some("ended_at"),
            Self::Invoices => Some("paid_at"),
            Self::Judgements => Some("ends_at"),
            _ => None,
        }
    }

    /// The column that tells names apart.
    pub(crate) fn by(self) -> &'static str {
        match self {
            Self::Facts => "name",
            Self::Sessions => "",
            Self::Tickets => "topic",
            Self::Surveys => "kind",
            Self::Subscriptions => "plan",
            Self::Invoices => "status",
            Self::Judgements => "kind",
            Self::Contacts => "role",
        }
    }

    /// The value of one of them, where the definition gives none.
    pub(crate) fn value(self) -> Option<&'static str> {
        match self {
            Self::Facts => Some("value"),
            Self::Sessions => Some("minutes"),
            Self::Surveys => Some("score"),
            Self::Subscriptions => Some("mrr"),
            Self::Invoices => Some("amount"),
            Self::Judgements => Some("value"),
            Self::Tickets | Self::Contacts => None,
        }
    }

    /// Whether they are records: rows with columns of their own.
    pub(crate) fn is_record(self) -> bool {
        !matches!(self, Self::Facts | Self::Sessions)
    }

    /// The schema for a condition or value that names these columns.
    pub(crate) fn schema(self, named: &[String], with_values: bool, zone: &Zone) -> Schema {
        let mut columns: Vec<(String, Type)> = owned(self.columns());
        if with_values {
            columns.extend(owned(self.value_columns()));
        }
        if self != Self::Contacts {
            columns.extend(owned(CONTACT_COLUMNS));
        }
        let free: &[(&str, Type)] = match self {
            Self::Facts => &[(PROPERTIES, Text)],
            Self::Sessions => &[],
            _ => &[(ATTRIBUTES, Text), (NUMBERS, Number)],
        };
        columns.extend(named_freely(named, free));
        Schema::new(columns).in_zone(zone.time_zone())
    }
}

/// The schema for expressions over these metrics that name these columns besides.
pub(crate) fn expression_schema<'a>(
    metrics: impl Iterator<Item = &'a str>,
    named: &[String],
    segments: &PeerSegments,
    zone: &Zone,
) -> Schema {
    let mut columns: Vec<(String, Type)> = metrics.map(|key| (key.to_owned(), Number)).collect();
    columns.extend([("account_id".to_owned(), Text), ("day".to_owned(), Type::Day)]);
    columns.extend(owned(ACCOUNT_COLUMNS));
    columns.extend(named_freely(named, &[(ACCOUNT_ATTRIBUTES, Text), (ACCOUNT_NUMBERS, Number)]));
    Schema::new(columns).in_zone(zone.time_zone()).with_peers(segments.keys().cloned())
}

/// One of an account's texts, by the name that expressions have for it.
pub(crate) fn account_text(account: &Account, name: &str) -> Option<String> {
    let text = match name {
        "account_id" => Some(account.account_id.as_str()),
        "account.name" => Some(account.name.as_str()),
        "account.domain" => account.domain.as_deref(),
        "account.industry" => account.industry.as_deref(),
        "account.country" => account.country.as_deref(),
        "account.tier" => account.tier.as_deref(),
        "account.stage" => account.stage.as_deref(),
        "account.owner_email" => account.owner_email.as_deref(),
        _ => {
            let key = name.strip_prefix(ACCOUNT_ATTRIBUTES)?;
            return account.attributes.get(key).and_then(|json| text_of(json));
        }
    };
    text.map(str::to_owned)
}

fn owned(columns: &[(&str, Type)]) -> Vec<(String, Type)> {
    columns.iter().map(|(name, of)| ((*name).to_owned(), *of)).collect()
}

/// Columns that exist because somebody names them: any property or attribute.
fn named_freely(named: &[String], free: &[(&str, Type)]) -> Vec<(String, Type)> {
    let of = |name: &String| {
        let (_, of) = free
            .iter()
            .find(|(prefix, _)| name.strip_prefix(prefix).is_some_and(|rest| !rest.is_empty()))?;
        Some((name.clone(), *of))
    };
    named.iter().filter_map(of).collect()
}

/// The columns that an expression names, as written, each once.
pub(crate) fn columns_named(expr: &Expr) -> Vec<String> {
    fn collect(expr: &Expr, names: &mut Vec<String>) {
        if let ExprKind::Column(name) = &expr.kind
            && !names.contains(name)
        {
            names.push(name.clone());
        }
        expr.kind.for_each_child(&mut |child| collect(child, names));
    }
    let mut names = Vec::new();
    collect(expr, &mut names);
    names
}

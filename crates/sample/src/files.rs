//! The company as import files, so that people can see the formats and try them.

use std::{fs, path::Path};

use perennial_model::{Fact, FactKind, Micros};

use crate::Company;

/// What can go wrong while writing.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    #[error("{file} cannot be written: {source}")]
    Io { file: String, source: std::io::Error },
    #[error("{file} cannot be written: {source}")]
    Csv { file: String, source: csv::Error },
    #[error("the truth cannot be written: {0}")]
    Truth(#[from] serde_json::Error),
}

/// Writes accounts, contacts, subscriptions, tickets, surveys, interactions, invoices, churn reviews
/// and facts (usage and notes, but not what the other files tell) as CSV, and `truth.json`, into `folder`.
///
/// # Errors
/// When the folder or a file cannot be written.
pub fn write_csv(company: &Company, folder: &Path) -> Result<(), FilesError> {
    fs::create_dir_all(folder).map_err(|source| io(folder, source))?;
    let path = |name: &str| folder.join(name);
    table(
        &path("accounts.csv"),
        &[
            "account_id",
            "name",
            "domain",
            "industry",
            "country",
            "employees",
            "tier",
            "stage",
            "owner_email",
            "created_at",
            "crm_id",
        ],
        company.accounts.iter().map(|a| {
            let crm = a.attributes.get("crm_id").map(|json| json.trim_matches('"').to_owned());
            vec![
                a.account_id.to_string(),
                a.name.clone(),
                text(&a.domain),
                text(&a.industry),
                text(&a.country),
                text(&a.employees),
                text(&a.tier),
                text(&a.stage),
                text(&a.owner_email),
                text(&a.created_at),
                text(&crm),
            ]
        }),
    )?;
    table(
        &path("contacts.csv"),
        &["contact_id", "account_id", "email", "name", "title", "role", "created_at"],
        company.contacts.iter().map(|c| {
            vec![
                c.contact_id.to_string(),
                text(&c.account_id),
                text(&c.email),
                text(&c.name),
                text(&c.title),
                text(&c.role),
                text(&c.created_at),
            ]
        }),
    )?;
    table(
        &path("subscriptions.csv"),
        &[
            "subscription_id",
            "account_id",
            "started_at",
            "ended_at",
            "plan",
            "mrr",
            "currency",
            "seats",
            "term_end",
            "cancelled_at",
            "status",
        ],
        company.subscriptions.iter().map(|s| {
            vec![
                s.subscription_id.clone(),
                s.account_id.to_string(),
                s.started_at.to_string(),
                text(&s.ended_at),
                text(&s.plan),
                text(&s.mrr),
                text(&s.mrr.map(|mrr| mrr.currency)),
                text(&s.seats),
                text(&s.term_end),
                text(&s.cancelled_at),
                text(&s.status),
            ]
        }),
    )?;
    table(
        &path("tickets.csv"),
        &[
            "ticket_id",
            "account_id",
            "opened_at",
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
        ],
        company.tickets.iter().map(|t| {
            vec![
                t.ticket_id.clone(),
                t.account_id.to_string(),
                t.opened_at.to_string(),
                text(&t.contact_id),
                text(&t.subject),
                text(&t.body),
                text(&t.priority),
                text(&t.status),
                text(&t.product),
                text(&t.cause),
                text(&t.first_response_at),
                text(&t.solved_at),
                text(&t.reopens),
                text(&t.csat),
            ]
        }),
    )?;
    table(
        &path("surveys.csv"),
        &["response_id", "account_id", "kind", "score", "answered_at", "contact_id", "comment"],
        company.surveys.iter().map(|s| {
            vec![
                s.response_id.clone(),
                s.account_id.to_string(),
                s.kind.as_str().to_owned(),
                s.score.to_string(),
                s.answered_at.to_string(),
                text(&s.contact_id),
                text(&s.comment),
            ]
        }),
    )?;
    table(
        &path("interactions.csv"),
        &[
            "interaction_id",
            "account_id",
            "channel",
            "direction",
            "occurred_at",
            "contact_id",
            "teammate_email",
            "subject",
            "body",
            "minutes",
            "attended",
        ],
        company.interactions.iter().map(|i| {
            vec![
                i.interaction_id.clone(),
                i.account_id.to_string(),
                i.channel.clone(),
                i.direction.clone(),
                i.occurred_at.to_string(),
                text(&i.contact_id),
                text(&i.teammate_email),
                text(&i.subject),
                text(&i.body),
                text(&i.minutes),
                text(&i.attended),
            ]
        }),
    )?;
    table(
        &path("invoices.csv"),
        &[
            "invoice_id",
            "account_id",
            "amount",
            "currency",
            "issued_at",
            "due_at",
            "paid_at",
            "status",
        ],
        company.invoices.iter().map(|i| {
            vec![
                i.invoice_id.clone(),
                i.account_id.to_string(),
                i.amount.to_string(),
                i.amount.currency.to_string(),
                i.issued_at.to_string(),
                i.due_at.to_string(),
                text(&i.paid_at),
                text(&i.status),
            ]
        }),
    )?;
    table(
        &path("churn_reviews.csv"),
        &["account_id", "churned_at", "reason", "competitor", "comment", "was_expected"],
        company.churn_reviews.iter().map(|r| {
            vec![
                r.account_id.to_string(),
                r.churned_at.to_string(),
                text(&r.reason),
                text(&r.competitor),
                text(&r.comment),
                text(&r.was_expected),
            ]
        }),
    )?;
    table(
        &path("facts.csv"),
        &[
            "fact_id",
            "account_id",
            "contact_id",
            "kind",
            "name",
            "occurred_at",
            "value",
            "session_id",
            "properties",
        ],
        company.facts.iter().filter(|fact| stands_alone(fact)).map(|f| {
            vec![
                f.fact_id.clone(),
                text(&f.account_id),
                text(&f.contact_id),
                f.kind.to_string(),
                f.name.clone(),
                Micros(f.occurred_at.0).to_string(),
                text(&f.value),
                text(&f.session_id),
                text(&f.properties),
            ]
        }),
    )?;
    let truth = path("truth.json");
    fs::write(&truth, serde_json::to_vec_pretty(&company.truth)?)
        .map_err(|source| io(&truth, source))
}

/// Whether no other file tells this fact.
fn stands_alone(fact: &Fact) -> bool {
    matches!(fact.kind, FactKind::Usage | FactKind::Crm | FactKind::Milestone)
        && !fact.fact_id.starts_with("churn_review:")
}

fn text<T: ToString>(value: &Option<T>) -> String {
    value.as_ref().map(T::to_string).unwrap_or_default()
}

fn table(
    path: &Path,
    header: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<(), FilesError> {
    let wrong = |source| FilesError::Csv { file: path.display().to_string(), source };
    let mut writer = csv::Writer::from_path(path).map_err(wrong)?;
    writer.write_record(header).map_err(wrong)?;
    for row in rows {
        writer.write_record(&row).map_err(wrong)?;
    }
    writer.flush().map_err(|source| io(path, source))
}

fn io(path: &Path, source: std::io::Error) -> FilesError {
    FilesError::Io { file: path.display().to_string(), source }
}

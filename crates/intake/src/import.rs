//! One file: read, stored, summed up.

use std::path::PathBuf;

use perennial_model::{Fact, ImportRun, Micros};
use perennial_sources::file::{RunInfo, Taken, records};
use perennial_sources::{Kind, Known, Mapping, Options, Parsed, Rows, read_bytes};
use perennial_store::{Touched, Tx, Upserted, write};

use crate::{Intake, IntakeError};

/// A file to import.
#[derive(Debug, Clone)]
pub struct Input {
    pub kind: Kind,
    /// The file's name; `.xlsx` is read as a workbook, all else as CSV.
    pub name: String,
    pub data: Vec<u8>,
    pub mapping: Option<Mapping>,
    pub rejects: Rejects,
    /// Who imports: a teammate's address, `command line` …
    pub by: Option<String>,
}

/// Where refused rows go besides the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rejects {
    /// Only the summary shows them.
    Summary,
    /// This file gets them, when there are any.
    File(PathBuf),
}

impl Intake {
    /// Imports a file. Every row is in or refused: `rows = added + updated + unchanged + refused`.
    ///
    /// # Errors
    /// When the file as a whole cannot be read, or storing fails; then nothing of it is half in that
    /// importing it again would not mend.
    pub async fn import(&self, input: Input) -> Result<ImportRun, IntakeError> {
        let started_at = self.store.clock().now();
        let by = input.by.clone();
        let rejects = input.rejects.clone();
        let parsed = self.read(input, started_at).await?;
        let taken = self.take(&parsed, started_at).await?;
        let rejected_file = write_rejects(&parsed, &rejects)?;
        let info = RunInfo {
            import_id: self.store.ids().next_id(),
            started_at,
            finished_at: self.store.clock().now(),
            rejected_file,
            by,
        };
        let run = parsed.run(taken, info);
        self.store.add_import(&run).await?;
        Ok(run)
    }

    /// What is known before a file comes in.
    pub(crate) async fn known(&self) -> Result<Known, IntakeError> {
        Ok(Known::new(
            &self.store.accounts().await?,
            &self.store.contacts().await?,
            &self.store.subscriptions().await?,
            self.store.identity_map().await?,
        ))
    }

    async fn read(&self, input: Input, now: Micros) -> Result<Parsed, IntakeError> {
        let known = self.known().await?;
        let (zone, currency, name) = (self.zone.clone(), self.currency, input.name.clone());
        let reading = move || {
            let options = Options {
                mapping: input.mapping.as_ref(),
                zone: &zone,
                currency,
                now,
                known: &known,
            };
            read_bytes(input.kind, &input.name, &input.data, &options)
        };
        let parsed =
            tokio::task::spawn_blocking(reading).await.map_err(|_| IntakeError::BrokenOff(name))?;
        Ok(parsed?)
    }

    async fn take(&self, parsed: &Parsed, now: Micros) -> Result<Taken, IntakeError> {
        if matches!(parsed.rows, Rows::Facts(_) | Rows::Interactions(_)) {
            return self.append(parsed.facts(now, &[])).await;
        }
        let tx = self.store.begin().await?;
        let made = write::ensure(&tx, &parsed.named()).await?;
        let stored = as_added(upsert(&tx, &parsed.rows).await?, &parsed.rows, &made);
        tx.commit().await?;
        let periods = match parsed.rows {
            Rows::Subscriptions(_) => self.store.subscriptions().await?,
            _ => Vec::new(),
        };
        self.append(parsed.facts(now, &periods)).await?;
        Ok(Taken { added: stored.added, updated: stored.updated, unchanged: stored.unchanged })
    }

    async fn append(&self, facts: Vec<Fact>) -> Result<Taken, IntakeError> {
        if facts.is_empty() {
            return Ok(Taken::default());
        }
        let done = self.timeline.append(facts).await?;
        Ok(Taken { added: done.added, updated: 0, unchanged: done.repeated })
    }
}

/// Accounts that came to be a moment ago, as somebody's parent, were added by their file all the same.
fn as_added(stored: Upserted, rows: &Rows, made: &Touched) -> Upserted {
    let Rows::Accounts(rows) = rows else { return stored };
    let of_file = rows.iter().filter(|(_, row)| made.accounts.contains(&row.account_id));
    let count = u64::try_from(of_file.count()).unwrap_or(0);
    let updated = count.min(stored.updated);
    Upserted {
        added: stored.added + count,
        updated: stored.updated - updated,
        unchanged: stored.unchanged.saturating_sub(count - updated),
    }
}

/// Stores the rows that are records; rows that are facts and nothing else are none.
async fn upsert(tx: &Tx, rows: &Rows) -> Result<Upserted, IntakeError> {
    Ok(match rows {
        Rows::Accounts(rows) => write::upsert_accounts(tx, &records(rows.clone())).await?,
        Rows::Contacts(rows) => write::upsert_contacts(tx, &records(rows.clone())).await?,
        Rows::Subscriptions(rows) => {
            write::upsert_subscriptions(tx, &records(rows.clone())).await?
        }
        Rows::Tickets(rows) => write::upsert_tickets(tx, &records(rows.clone())).await?,
        Rows::Surveys(rows) => write::upsert_surveys(tx, &records(rows.clone())).await?,
        Rows::Invoices(rows) => write::upsert_invoices(tx, &records(rows.clone())).await?,
        Rows::ChurnReviews(rows) => write::upsert_churn_reviews(tx, &records(rows.clone())).await?,
        Rows::Facts(_) | Rows::Interactions(_) => Upserted::default(),
    })
}

fn write_rejects(parsed: &Parsed, rejects: &Rejects) -> Result<Option<String>, IntakeError> {
    let Rejects::File(path) = rejects else { return Ok(None) };
    let file = path.display().to_string();
    if parsed.refused.is_empty() {
        return Ok(None);
    }
    let wrong = |source| IntakeError::Rejects { file: file.clone(), source };
    let out = std::fs::File::create(path).map_err(wrong)?;
    parsed.write_rejected(std::io::BufWriter::new(out)).map_err(wrong)?;
    Ok(Some(file))
}

//! What importing a file would do, without doing any of it.

use perennial_model::{Micros, SavedMapping};
use perennial_sources::file::{Taken, records};
use perennial_sources::{
    FileError, Guess, Kind, Known, Mapping, Options, Parsed, Rows, guess, read_bytes,
};
use perennial_store::Upserted;

use crate::{Intake, IntakeError};

/// A file that somebody looks at before it is imported.
#[derive(Debug, Clone)]
pub struct PreviewInput {
    pub name: String,
    pub data: Vec<u8>,
    /// Guessed where it is not said.
    pub kind: Option<Kind>,
    /// The mapping as chosen so far; without it, the one that is kept for files with these
    /// headings, else a guess.
    pub mapping: Option<Mapping>,
    /// Guess even where a mapping is kept for such files.
    pub guess_anew: bool,
}

/// What importing a file would do. Nothing was written.
#[derive(Debug)]
pub struct Preview {
    pub kind: Kind,
    /// What the file seems to be, whatever was chosen.
    pub guess: Guess,
    /// The mapping that the file was read with. It says every column of ours that has a source,
    /// those included that are found by their name alone.
    pub mapping: Mapping,
    /// Whether the mapping was guessed.
    pub is_guessed: bool,
    /// Columns that the kind needs and that have no source.
    pub missing: Vec<&'static str>,
    /// The name of the kept mapping that was used.
    pub applied: Option<String>,
    /// The rows and what would become of them; or why the file cannot be read this way.
    pub reading: Result<Reading, FileError>,
}

/// The rows of a file and what would become of them.
#[derive(Debug)]
pub struct Reading {
    pub parsed: Parsed,
    pub taken: Taken,
}

impl Intake {
    /// Looks at a file.
    ///
    /// # Errors
    /// When the file as a whole cannot be read, the mapping is none, or the store fails.
    pub async fn preview(&self, input: PreviewInput) -> Result<Preview, IntakeError> {
        let known = self.known().await?;
        let saved = self.store.mappings().await?;
        let (zone, currency) = (self.zone.clone(), self.currency);
        let now = self.store.clock().now();
        let name = input.name.clone();
        let looking = move || -> Result<_, FileError> {
            let chosen = Chosen::of(&input, &saved, &zone, &known)?;
            let options = Options {
                mapping: Some(&chosen.mapping),
                zone: &zone,
                currency,
                now,
                known: &known,
            };
            let parsed = read_bytes(chosen.guess.kind, &input.name, &input.data, &options);
            Ok((chosen, parsed))
        };
        let looked = tokio::task::spawn_blocking(looking).await;
        let (chosen, parsed) = looked.map_err(|_| IntakeError::BrokenOff(name))??;
        let reading = match parsed {
            Ok(parsed) => Ok(Reading { taken: self.weigh(&parsed, now).await?, parsed }),
            Err(error) => Err(error),
        };
        let Chosen { guess, mapping, applied, is_guessed } = chosen;
        let missing = mapping.missing(guess.kind);
        Ok(Preview { kind: guess.kind, guess, mapping, is_guessed, missing, applied, reading })
    }

    /// The refused rows of a file as CSV, each with line, column and reason. Nothing is written.
    ///
    /// # Errors
    /// When the file cannot be read with this mapping.
    pub async fn rejected(&self, input: PreviewInput) -> Result<Vec<u8>, IntakeError> {
        let name = input.name.clone();
        let wrong = |source| IntakeError::Rejects { file: name, source };
        let parsed = self.preview(input).await?.reading?.parsed;
        let mut csv = Vec::new();
        parsed.write_rejected(&mut csv).map_err(wrong)?;
        Ok(csv)
    }

    /// What storing the rows would come to.
    async fn weigh(&self, parsed: &Parsed, now: Micros) -> Result<Taken, IntakeError> {
        let store = &self.store;
        let Upserted { added, updated, unchanged } = match &parsed.rows {
            Rows::Facts(_) | Rows::Interactions(_) => {
                let done = self.timeline.weigh(parsed.facts(now, &[])).await?;
                Upserted { added: done.added, updated: 0, unchanged: done.repeated }
            }
            Rows::Accounts(rows) => store.weigh_accounts(&records(rows.clone())).await?,
            Rows::Contacts(rows) => store.weigh_contacts(&records(rows.clone())).await?,
            Rows::Subscriptions(rows) => store.weigh_subscriptions(&records(rows.clone())).await?,
            Rows::Tickets(rows) => store.weigh_tickets(&records(rows.clone())).await?,
            Rows::Surveys(rows) => store.weigh_surveys(&records(rows.clone())).await?,
            Rows::Invoices(rows) => store.weigh_invoices(&records(rows.clone())).await?,
            Rows::ChurnReviews(rows) => store.weigh_churn_reviews(&records(rows.clone())).await?,
        };
        Ok(Taken { added, updated, unchanged })
    }
}

/// What a file is read as: what was said, what is kept, what is guessed, in this order.
struct Chosen {
    guess: Guess,
    mapping: Mapping,
    applied: Option<String>,
    is_guessed: bool,
}

impl Chosen {
    fn of(
        input: &PreviewInput,
        saved: &[SavedMapping],
        zone: &perennial_model::Zone,
        known: &Known,
    ) -> Result<Self, FileError> {
        let look = |kind| guess(&input.name, &input.data, kind, zone, known);
        let said = |mapping: Mapping, kind, applied| {
            let guess = look(kind)?;
            let found = guess.columns.iter().map(|column| column.name.as_str());
            let mapping = mapping.told_in_full(guess.kind, found);
            Ok(Self { guess, mapping, applied, is_guessed: false })
        };
        if let Some(mapping) = &input.mapping {
            return said(mapping.clone(), input.kind.or(mapping.kind), None);
        }
        let guess = look(input.kind)?;
        let headings = headings(&guess);
        let kept = saved
            .iter()
            .filter(|kept| !input.guess_anew && kept.headings == headings)
            .find(|kept| input.kind.is_none_or(|kind| kind.as_str() == kept.kind));
        // One that this version does not understand any more is as good as none.
        let usable = kept.and_then(|kept| Some((Mapping::read(&kept.content, None).ok()?, kept)));
        match usable {
            Some((mapping, kept)) => {
                let kind = mapping.kind.or(Some(guess.kind));
                said(mapping, kind, Some(kept.name.clone()))
            }
            None => {
                let mapping = guess.mapping.clone();
                Ok(Self { mapping, guess, applied: None, is_guessed: true })
            }
        }
    }
}

/// A file's headings as kept mappings have them.
pub fn headings(guess: &Guess) -> Vec<String> {
    let mut headings: Vec<String> = guess.columns.iter().map(|c| c.name.clone()).collect();
    headings.sort();
    headings
}

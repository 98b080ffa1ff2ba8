//! The way of a file: open → lay out → read rows → take or refuse → check against what is known.

use std::hash::Hash;

use csv::StringRecord;
use perennial_model::RowNote;

use crate::{
    check::{self, Findings},
    file::{
        FileError, Kind, Options, Parsed, RefusedRow, Rows, build,
        fact_id::FactIds,
        grid::Grid,
        layout::Layout,
        parsed::source_name,
        raw_row::RawRow,
        refusal::Refusal,
        row::{Reading, Row},
        taking::{Outcome, Taking},
        values::Values,
    },
};

pub(crate) fn read(
    kind: Kind,
    file: &str,
    data: &[u8],
    options: &Options<'_>,
) -> Result<Parsed, FileError> {
    let plain = crate::file::Mapping::default();
    let mapping = options.mapping.unwrap_or(&plain);
    let grid = Grid::open(file, data, mapping)?;
    let reading = Reading {
        kind,
        layout: Layout::new(kind, file, &grid, mapping)?,
        values: Values::new(mapping, options.zone),
        currency: options.currency,
        now: options.now,
        known: options.known,
        source: source_name(file),
    };
    let header = grid.own_columns().to_vec();
    let mut pass = Pass {
        grid,
        reading: &reading,
        total: 0,
        refused: Vec::new(),
        findings: Findings::default(),
    };
    let (rows, repeated) = pass.rows();
    let mut findings = pass.findings;
    check::rows(&rows, options, &mut findings);
    Ok(Parsed {
        kind,
        file: file.to_owned(),
        header,
        total: pass.total,
        rows,
        repeated,
        refused: pass.refused,
        findings: findings.into_vec(),
    })
}

/// One pass over the rows.
struct Pass<'a> {
    grid: Grid<'a>,
    reading: &'a Reading<'a>,
    total: u64,
    refused: Vec<RefusedRow>,
    findings: Findings,
}

impl Pass<'_> {
    fn rows(&mut self) -> (Rows, u64) {
        let mut ids = FactIds::default();
        match self.reading.kind {
            Kind::Accounts => {
                let taking = self.take("account_id", build::account, |row| row.account_id.clone());
                (Rows::Accounts(taking.rows), taking.repeated)
            }
            Kind::Contacts => {
                let taking = self.take("contact_id", build::contact, |row| row.contact_id.clone());
                (Rows::Contacts(taking.rows), taking.repeated)
            }
            Kind::Subscriptions => {
                let key = |row: &perennial_model::Subscription| {
                    (row.subscription_id.clone(), row.started_at)
                };
                let taking = self.take("subscription_id", build::subscription, key);
                (Rows::Subscriptions(taking.rows), taking.repeated)
            }
            Kind::Facts => {
                let build = |row: &Row<'_>| {
                    let mut draft = build::fact(row)?;
                    if draft.needs_id {
                        draft.fact.fact_id = ids.next(&draft.fact);
                    }
                    Ok(draft.fact)
                };
                let taking = self.take("fact_id", build, |row| row.fact_id.clone());
                (Rows::Facts(taking.rows), taking.repeated)
            }
            Kind::Tickets => {
                let taking = self.take("ticket_id", build::ticket, |row| row.ticket_id.clone());
                (Rows::Tickets(taking.rows), taking.repeated)
            }
            Kind::Surveys => {
                let key = |row: &perennial_model::SurveyResponse| row.response_id.clone();
                let taking = self.take("response_id", build::survey, key);
                (Rows::Surveys(taking.rows), taking.repeated)
            }
            Kind::Interactions => {
                let key = |row: &perennial_model::Interaction| row.interaction_id.clone();
                let taking = self.take("interaction_id", build::interaction, key);
                (Rows::Interactions(taking.rows), taking.repeated)
            }
            Kind::Invoices => {
                let key = |row: &perennial_model::Invoice| row.invoice_id.clone();
                let taking = self.take("invoice_id", build::invoice, key);
                (Rows::Invoices(taking.rows), taking.repeated)
            }
            Kind::ChurnReviews => {
                let key =
                    |row: &perennial_model::ChurnReview| (row.account_id.clone(), row.churned_at);
                let taking = self.take("account_id", build::churn_review, key);
                (Rows::ChurnReviews(taking.rows), taking.repeated)
            }
        }
    }

    fn take<K: Hash + Eq, T: PartialEq>(
        &mut self,
        id: &str,
        mut build: impl FnMut(&Row<'_>) -> Result<T, Refusal>,
        key: impl Fn(&T) -> K,
    ) -> Taking<K, T> {
        let label = self.reading.layout.field(id).map_or(id, |field| field.label.as_str());
        let mut taking = Taking::new();
        while let Some(raw) = self.grid.next() {
            if raw.is_empty() {
                self.findings.add(&check::EMPTY_ROW, raw.line, None, || {
                    "no cell of the row holds anything".to_owned()
                });
                continue;
            }
            self.total += 1;
            match self.understand(raw, &mut build) {
                Err((raw, refusal)) => self.refuse(raw, refusal),
                Ok((raw, record)) => {
                    let key = key(&record);
                    match taking.take(raw.line, key, record) {
                        Outcome::New => {}
                        Outcome::Repeats(first) => {
                            let reason = || format!("says the same as line {first}");
                            self.findings.add(&check::REPEATED_ROW, raw.line, None, reason);
                        }
                        Outcome::Contradicts(first) => {
                            let reason = format!(
                                "the same {label} with other content stands on line {first}, which was kept"
                            );
                            self.findings.add(&check::DUPLICATE_ID, raw.line, Some(label), || {
                                reason.clone()
                            });
                            self.refuse(raw, Refusal::at(label, reason));
                        }
                    }
                }
            }
        }
        taking
    }

    fn understand<T>(
        &self,
        mut raw: RawRow,
        build: &mut impl FnMut(&Row<'_>) -> Result<T, Refusal>,
    ) -> Result<(RawRow, T), (RawRow, Refusal)> {
        if let Some(refusal) = self.unfit(&raw) {
            return Err((raw, refusal));
        }
        let cells = match StringRecord::from_byte_record(std::mem::take(&mut raw.cells)) {
            Ok(cells) => cells,
            Err(error) => {
                let column = self.column(error.utf8_error().field());
                raw.cells = error.into_byte_record();
                return Err((raw, Refusal::at(column, "is not UTF-8; save the file as CSV UTF-8")));
            }
        };
        let built = build(&Row { reading: self.reading, cells: &cells });
        raw.cells = cells.into_byte_record();
        match built {
            Ok(record) => Ok((raw, record)),
            Err(refusal) => Err((raw, refusal)),
        }
    }

    /// Why nobody should even try: broken already, not as many cells as the header has, or the
    /// byte 0 within, which no SQL database takes in a text.
    fn unfit(&self, raw: &RawRow) -> Option<Refusal> {
        if let Some((at, reason)) = &raw.broken {
            let column = at.map(|at| self.column(at).to_owned());
            return Some(Refusal { column, reason: reason.clone() });
        }
        let width = self.grid.header.len();
        if raw.cells.len() != width {
            let reason = format!("has {} cells, but the header has {width}", raw.cells.len());
            return Some(Refusal::row(reason));
        }
        if !raw.cells.as_slice().contains(&0) {
            return None;
        }
        let at = raw.cells.iter().position(|cell| cell.contains(&0)).unwrap_or(0);
        Some(Refusal::at(self.column(at), "holds a zero byte; take it out"))
    }

    fn column(&self, at: usize) -> &str {
        self.grid.header.get(at).map_or("", String::as_str)
    }

    fn refuse(&mut self, raw: RawRow, refusal: Refusal) {
        let note = RowNote { line: raw.line, column: refusal.column, reason: refusal.reason };
        let mut cells = raw.cells;
        if self.grid.is_rejects() {
            cells.truncate(self.grid.own_columns().len());
        }
        self.refused.push(RefusedRow { note, cells });
    }
}

//! The figures of a period, split as is asked.

use perennial_revenue::{Cell, Ledger, Period, RenewalFigures, renewals, report};

use super::{Book, By, Question, Report, ReportRow, book::asks_for_segments, groups::Groups};

impl Book {
    /// The figures that are asked for.
    pub fn report(&self, question: &Question) -> Report {
        let ledgers = self.ledgers(question);
        let groups = Groups::new(question, &self.traits, &ledgers);
        let periods = question.periods();
        let asked = |periods, groups| perennial_revenue::Question {
            periods,
            groups,
            selection: question.selection,
            rates: &self.terms.rates,
            rate_day: question.rate_day,
            zone: &self.zone,
        };
        let whole_only = [question.period];
        let whole = asked(&whole_only, 1);
        let whole_cell = report(&ledgers, &whole, |account, _, into| {
            if groups.takes(account, question.period) {
                into.push(0);
            }
        });
        let renewed = self.renewed(question, &ledgers, &groups, &periods);
        let is_by_time = matches!(question.by, By::Month | By::Quarter);
        let row = |(at, cell): (usize, Cell)| {
            let (period, group) = (periods[at / groups.names.len()], at % groups.names.len());
            let name = &groups.names[group];
            let (key, name) = if is_by_time {
                (question.period_name(period), question.period_name(period))
            } else {
                (name.key.clone(), name.name.clone())
            };
            ReportRow { key, name, period, cell, renewals: renewed.1[at] }
        };
        let mut rows: Vec<ReportRow> = Vec::new();
        if question.by != By::Whole {
            let split = asked(&periods, groups.names.len());
            let cells = report(&ledgers, &split, |account, place, into| {
                groups.of(account, periods[place], into);
            });
            rows.extend(cells.into_iter().enumerate().map(row));
        }
        if !is_by_time {
            rows.retain(|row| {
                row.cell != Cell::default() || row.renewals != RenewalFigures::default()
            });
            rows.sort_by_key(|row| {
                std::cmp::Reverse(row.cell.figures.mrr_start.max(row.cell.figures.mrr_end))
            });
        }
        let segments_from = asks_for_segments(question)
            .then(|| self.traits.segments.first().map(|one| one.known_from))
            .flatten();
        Report {
            currency: whole.currency(),
            rates_of: whole.rate_day(question.period),
            question: question.clone(),
            segments_from,
            whole: ReportRow {
                key: String::new(),
                name: String::new(),
                period: question.period,
                cell: whole_cell.into_iter().next().unwrap_or_default(),
                renewals: renewed.0,
            },
            rows,
        }
    }

    /// What the terms of the whole period come to, and of each period and group.
    fn renewed(
        &self,
        question: &Question,
        ledgers: &[Ledger<'_>],
        groups: &Groups<'_>,
        periods: &[Period],
    ) -> (RenewalFigures, Vec<RenewalFigures>) {
        let mut whole = RenewalFigures::default();
        let mut cells = vec![RenewalFigures::default(); periods.len() * groups.names.len()];
        let rate_of = |period| question.rates_of(period);
        let mut into = Vec::new();
        for (account, ledger) in ledgers.iter().enumerate() {
            for one in renewals(ledger, &self.terms.settings, &self.zone, self.inputs.today) {
                if !question.period.holds(one.day) {
                    continue;
                }
                if groups.takes(account, question.period) {
                    whole.add(
                        &one,
                        &self.terms.rates,
                        question.selection,
                        rate_of(question.period),
                    );
                }
                let place = periods.partition_point(|period| period.to <= one.day);
                let Some(period) = periods.get(place) else { continue };
                into.clear();
                groups.of(account, *period, &mut into);
                for group in &into {
                    let cell = &mut cells[place * groups.names.len() + group];
                    cell.add(&one, &self.terms.rates, question.selection, rate_of(*period));
                }
            }
        }
        (whole, cells)
    }
}

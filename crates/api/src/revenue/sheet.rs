//! Answers as tables for spreadsheets: CSV, and XLSX with numbers that are numbers.

use perennial_model::{Currency, Day, Money};
use perennial_revenue::Cohort;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::{AccountSum, Question, RenewalRow, Report, ReportRow};

/// What stands in one place. What is not known is empty.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(String),
    /// Minor units.
    Amount(Option<i128>),
    /// 0.5 is a half.
    Share(Option<f64>),
    Number(Option<f64>),
    Count(u64),
    Day(Option<Day>),
}

/// A table under a heading.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub name: &'static str,
    pub currency: Currency,
    pub heading: Vec<String>,
    pub rows: Vec<Vec<Value>>,
}

use Value::{Amount, Count, Number, Share, Text};

impl Sheet {
    /// A report's rows, or the whole where it is not split.
    pub fn figures(report: &Report) -> Self {
        let by = report.question.by.key();
        let mut heading: Vec<String> = by.into_iter().map(str::to_owned).collect();
        heading.extend(FIGURES.map(str::to_owned));
        let row = |row: &ReportRow| {
            let named = by.map(|_| Text(row.name.clone())).into_iter();
            named.chain(figures(row)).collect()
        };
        let rows = if by.is_none() {
            vec![row(&report.whole)]
        } else {
            report.rows.iter().map(row).collect()
        };
        Self { name: "Revenue", currency: report.currency, heading, rows }
    }

    /// The accounts behind a figure.
    pub fn accounts(accounts: &[AccountSum], currency: Currency) -> Self {
        let heading = [
            "account_id",
            "account",
            "mrr_start",
            "new",
            "expansion",
            "contraction",
            "churn",
            "reactivation",
            "mrr_end",
        ];
        let row = |one: &AccountSum| {
            let sum = &one.sum;
            let amounts = [
                sum.start.mrr,
                sum.new,
                sum.expansion,
                sum.contraction,
                sum.churn,
                sum.reactivation,
                sum.end.mrr,
            ];
            let named = [Text(one.account_id.to_string()), Text(one.name.clone())].into_iter();
            named.chain(amounts.map(|minor| Amount(Some(minor.into())))).collect()
        };
        Self::of("Accounts", currency, &heading, accounts.iter().map(row).collect())
    }

    /// Terms that end.
    pub fn renewals(renewals: &[RenewalRow], currency: Currency) -> Self {
        let heading = [
            "day",
            "account_id",
            "account",
            "subscription_id",
            "plan",
            "acv",
            "outcome",
            "acv_after",
            "expects",
            "reason",
        ];
        let yearly = |monthly: Option<i64>| Amount(monthly.map(|minor| i128::from(minor) * 12));
        let row = |one: &RenewalRow| {
            let call = one.call.as_ref();
            vec![
                Value::Day(Some(one.day)),
                Text(one.account_id.to_string()),
                Text(one.account_name.clone()),
                Text(one.row.subscription_id.clone()),
                Text(one.row.plan.clone().unwrap_or_default()),
                yearly(one.mrr),
                Text(one.outcome.key().to_owned()),
                yearly(one.mrr_after),
                Text(call.map_or_else(String::new, |call| call.expects.as_str().to_owned())),
                Text(call.map_or_else(String::new, |call| call.reason.clone())),
            ]
        };
        Self::of("Renewals", currency, &heading, renewals.iter().map(row).collect())
    }

    /// The cohort triangle, one line for each cohort and age.
    pub fn cohorts(cohorts: &[Cohort], question: &Question, currency: Currency) -> Self {
        let heading = [
            "cohort",
            "began_with",
            "began_mrr",
            "age",
            "accounts",
            "accounts_share",
            "mrr",
            "mrr_share",
        ];
        let mut rows = Vec::new();
        for one in cohorts {
            for (age, stand) in one.stands.iter().enumerate() {
                let accounts = i128::from(stand.accounts);
                rows.push(vec![
                    Text(question.period_name(one.began)),
                    Count(one.accounts),
                    Amount(Some(one.mrr)),
                    Count(age as u64),
                    Count(stand.accounts),
                    Share(share(accounts, one.accounts.into())),
                    Amount(Some(stand.mrr)),
                    Share(share(stand.mrr, one.mrr)),
                ]);
            }
        }
        Self::of("Cohorts", currency, &heading, rows)
    }

    fn of(name: &'static str, currency: Currency, heading: &[&str], rows: Vec<Vec<Value>>) -> Self {
        let heading = heading.iter().map(|one| (*one).to_owned()).collect();
        Self { name, currency, heading, rows }
    }

    /// As CSV: amounts with all their decimals, shares as numbers, what is not known empty.
    pub fn csv(&self) -> String {
        let mut out = csv::Writer::from_writer(Vec::new());
        // Writing to memory cannot fail.
        let _ = out.write_record(&self.heading);
        for row in &self.rows {
            let _ = out.write_record(row.iter().map(|value| self.plain(value)));
        }
        String::from_utf8(out.into_inner().unwrap_or_default()).unwrap_or_default()
    }

    /// A value as a program reads it.
    fn plain(&self, value: &Value) -> String {
        let number = |number: &Option<f64>| number.map_or_else(String::new, |one| one.to_string());
        match value {
            Text(text) => text.clone(),
            Amount(minor) => minor.map_or_else(String::new, |minor| self.money(minor).to_string()),
            Share(one) | Number(one) => number(one),
            Count(count) => count.to_string(),
            Value::Day(day) => day.map_or_else(String::new, |day| day.to_string()),
        }
    }

    /// A value as people read it: shares in percent, a dash for what is not known.
    pub fn read_aloud(&self, value: &Value) -> String {
        match value {
            Share(Some(share)) => format!("{:.1} %", share * 100.0),
            Number(Some(number)) => format!("{number:.2}"),
            Amount(None) | Share(None) | Number(None) | Value::Day(None) => "—".to_owned(),
            other => self.plain(other),
        }
    }

    fn money(&self, minor: i128) -> Money {
        let minor = i64::try_from(minor).unwrap_or(if minor < 0 { i64::MIN } else { i64::MAX });
        Money { minor, currency: self.currency }
    }

    /// As a workbook with one sheet: a heading that stays, amounts in their currency's decimals.
    ///
    /// # Errors
    /// Where a sheet cannot hold so many rows (1,048,576).
    pub fn xlsx(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name(self.name)?;
        let bold = Format::new().set_bold();
        for (column, name) in (0..).zip(&self.heading) {
            sheet.write_string_with_format(0, column, name, &bold)?;
        }
        let styles = Styles::of(self.currency);
        for (row, values) in (1..).zip(&self.rows) {
            for (column, value) in (0..).zip(values) {
                self.put(sheet, row, column, value, &styles)?;
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.autofit();
        book.save_to_buffer()
    }

    fn put(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        value: &Value,
        styles: &Styles,
    ) -> Result<(), XlsxError> {
        match value {
            Text(text) => sheet.write_string(row, column, text)?,
            Amount(Some(minor)) => {
                let amount = self.money(*minor).to_major();
                sheet.write_number_with_format(row, column, amount, &styles.amount)?
            }
            Share(Some(share)) => {
                sheet.write_number_with_format(row, column, *share, &styles.share)?
            }
            Number(Some(number)) => {
                sheet.write_number_with_format(row, column, *number, &styles.number)?
            }
            #[allow(clippy::cast_precision_loss)]
            Count(count) => sheet.write_number(row, column, *count as f64)?,
            Value::Day(Some(day)) => {
                // Days since 30 December 1899, as spreadsheets count them.
                let days = f64::from(day.0 + 25_569);
                sheet.write_number_with_format(row, column, days, &styles.day)?
            }
            Amount(None) | Share(None) | Number(None) | Value::Day(None) => sheet,
        };
        Ok(())
    }
}

struct Styles {
    amount: Format,
    share: Format,
    number: Format,
    day: Format,
}

impl Styles {
    fn of(currency: Currency) -> Self {
        let of = |code: &str| Format::new().set_num_format(code);
        Self {
            amount: of(match currency.decimals() {
                0 => "#,##0",
                3 => "#,##0.000",
                _ => "#,##0.00",
            }),
            share: of("0.0%"),
            number: of("0.00"),
            day: of("yyyy-mm-dd"),
        }
    }
}

const FIGURES: [&str; 18] = [
    "mrr_start",
    "new",
    "expansion",
    "contraction",
    "churn",
    "reactivation",
    "mrr_end",
    "arr",
    "nrr",
    "grr",
    "logo_churn",
    "unit_retention",
    "upsell_rate",
    "renewal_rate",
    "quick_ratio",
    "accounts_start",
    "accounts_end",
    "flagged_rows",
];

fn figures(row: &ReportRow) -> [Value; FIGURES.len()] {
    let of = &row.cell.figures;
    [
        Amount(Some(of.mrr_start)),
        Amount(Some(of.new)),
        Amount(Some(of.expansion)),
        Amount(Some(of.contraction)),
        Amount(Some(of.churn)),
        Amount(Some(of.reactivation)),
        Amount(Some(of.mrr_end)),
        Amount(Some(of.arr())),
        Share(of.nrr()),
        Share(of.grr()),
        Share(of.logo_churn()),
        Share(of.unit_retention()),
        Share(of.upsell_rate()),
        Share(row.renewals.renewal_rate()),
        Number(of.quick_ratio()),
        Count(of.accounts_start),
        Count(of.accounts_end),
        Count(row.cell.flagged_rows),
    ]
}

#[allow(clippy::cast_precision_loss)]
fn share(part: i128, whole: i128) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

//! What is asked: which days, which accounts, split by what.

use perennial_model::{Currency, Day};
use perennial_revenue::{Period, RateDay, Selection};
use perennial_store::StoreError;

use crate::segments::SegmentError;

/// Why there are no figures.
#[derive(Debug, thiserror::Error)]
pub enum RevenueError {
    /// A word of the question is wrong; its name and what to write instead.
    #[error("{name}: {problem}")]
    Word { name: &'static str, problem: String },
    #[error(transparent)]
    Segment(#[from] SegmentError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{0}")]
    Damaged(String),
}

/// By what a report is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// Not at all.
    #[default]
    Whole,
    Month,
    Quarter,
    /// The plan of the account's largest line when the period opens.
    Plan,
    /// Every saved segment, as it was when the period opens. An account may be in several.
    Segment,
    /// Who looks after the account, as it is now.
    Owner,
}

impl By {
    pub const WORDS: [(&'static str, Self); 5] = [
        ("month", Self::Month),
        ("quarter", Self::Quarter),
        ("plan", Self::Plan),
        ("segment", Self::Segment),
        ("owner", Self::Owner),
    ];

    /// The name of the column that says which.
    pub fn key(self) -> Option<&'static str> {
        Self::WORDS.iter().find(|(_, by)| *by == self).map(|(word, _)| *word)
    }
}

/// A question as it is written.
#[derive(Debug, Clone, Default)]
pub struct Words {
    pub from: Option<String>,
    pub to: Option<String>,
    pub by: Option<String>,
    pub segment: Option<String>,
    pub owner: Option<String>,
    pub plan: Option<String>,
    pub currency: Option<String>,
    pub rates: Option<String>,
}

/// A question that can be answered.
#[derive(Debug, Clone)]
pub struct Question {
    pub period: Period,
    pub by: By,
    /// Only accounts of this segment, as it was when the period opened.
    pub segment: Option<String>,
    /// Only accounts of this owner.
    pub owner: Option<String>,
    /// Only accounts whose largest line had this plan when the period opened.
    pub plan: Option<String>,
    pub selection: Selection,
    pub rate_day: RateDay,
}

/// No report covers more months than this.
const MOST_MONTHS: usize = 600;

impl Question {
    /// Reads a question. Without days it is about the twelve months that end with the current one, up
    /// to and with `today`.
    ///
    /// # Errors
    /// [`RevenueError::Word`] with the name of the word.
    pub fn read(words: Words, today: Day) -> Result<Self, RevenueError> {
        let day = |name, text: Option<String>, usual| match text {
            Some(text) => Day::parse(&text)
                .map_err(|error| RevenueError::Word { name, problem: error.to_string() }),
            None => Ok(usual),
        };
        let to = day("to", words.to, today.plus(1))?;
        let from = day("from", words.from, month_of(to.plus(-1), -11))?;
        let wrong = |name, problem: String| Err(RevenueError::Word { name, problem });
        if from >= to {
            return wrong(
                "from",
                format!("{from} is not before {to}, the first day that is not in it"),
            );
        }
        let by = match words.by.as_deref() {
            None | Some("") => By::Whole,
            Some(word) => match By::WORDS.iter().find(|(known, _)| *known == word) {
                Some((_, by)) => *by,
                None => {
                    let known = By::WORDS.map(|(word, _)| word).join(", ");
                    return wrong(
                        "by",
                        format!("nothing is split by \"{word}\"; known are {known}"),
                    );
                }
            },
        };
        let selection = match &words.currency {
            None => Selection::All,
            Some(code) => match Currency::parse(code) {
                Ok(currency) => Selection::Only(currency),
                Err(error) => return wrong("currency", error.to_string()),
            },
        };
        let rate_day = match words.rates.as_deref() {
            None | Some("last") => RateDay::Last,
            Some("each") => RateDay::EachPeriod,
            Some(other) => match Day::parse(other) {
                Ok(day) => RateDay::Of(day),
                Err(_) => {
                    let problem = format!(
                        "\"{other}\" is neither \"last\" (all at the rates of the last day), \"each\" (each period at its own), nor a day"
                    );
                    return wrong("rates", problem);
                }
            },
        };
        let period = Period { from, to };
        let question = Self {
            period,
            by,
            segment: words.segment,
            owner: words.owner,
            plan: words.plan,
            selection,
            rate_day,
        };
        if question.periods().len() > MOST_MONTHS {
            let problem = format!("more than {MOST_MONTHS} periods; ask for fewer");
            return wrong("from", problem);
        }
        Ok(question)
    }

    /// The day whose rates convert a period.
    pub fn rates_of(&self, period: Period) -> Day {
        self.rate_day.of(self.period, period)
    }

    /// The periods that it is split into, in time order; months and quarters of the calendar, the first
    /// and the last cut off where the report begins and ends.
    pub fn periods(&self) -> Vec<Period> {
        let months = match self.by {
            By::Month => 1,
            By::Quarter => 3,
            _ => return vec![self.period],
        };
        let mut periods = Vec::new();
        let mut from = self.period.from;
        while from < self.period.to && periods.len() <= MOST_MONTHS {
            let next = if months == 3 { quarter_after(from) } else { month_of(from, 1) };
            periods.push(Period { from, to: next.min(self.period.to) });
            from = next;
        }
        periods
    }

    /// How a period is called.
    pub fn period_name(&self, period: Period) -> String {
        let date = period.from.to_date();
        match self.by {
            By::Quarter => format!("{}-Q{}", date.year(), (date.month() - 1) / 3 + 1),
            _ => format!("{}-{:02}", date.year(), date.month()),
        }
    }
}

/// The first day of the month that lies so many after a day's.
pub fn month_of(day: Day, after: i32) -> Day {
    let date = day.to_date();
    let months = i32::from(date.year()) * 12 + i32::from(date.month()) - 1 + after;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
    let first = i16::try_from(year).ok().zip(i8::try_from(month).ok());
    let first = first.and_then(|(year, month)| jiff::civil::Date::new(year, month, 1).ok());
    first.map_or(day, Day::from_date)
}

fn quarter_after(day: Day) -> Day {
    let month = i32::from(day.to_date().month()) - 1;
    month_of(day, 3 - month % 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: Words) -> Question {
        Question::read(words, Day::parse("2026-11-30").unwrap()).unwrap()
    }

    fn text(periods: &[Period]) -> Vec<String> {
        periods.iter().map(|one| format!("{} {}", one.from, one.to)).collect()
    }

    #[test]
    fn without_days_it_is_about_twelve_months() {
        let asked = read(Words { by: Some("month".to_owned()), ..Words::default() });
        let periods = asked.periods();
        assert_eq!(periods.len(), 12);
        assert_eq!(text(&periods)[0], "2025-12-01 2026-01-01");
        assert_eq!(text(&periods)[11], "2026-11-01 2026-12-01");
        assert_eq!(asked.period_name(periods[1]), "2026-01");
    }

    #[test]
    fn quarters_are_the_calendar_s_and_cut_at_the_ends() {
        let of = |text: &str| Some(text.to_owned());
        let words = Words {
            from: of("2025-02-10"),
            to: of("2025-08-05"),
            by: of("quarter"),
            ..Words::default()
        };
        let asked = read(words);
        let expected = ["2025-02-10 2025-04-01", "2025-04-01 2025-07-01", "2025-07-01 2025-08-05"];
        assert_eq!(text(&asked.periods()), expected);
        assert_eq!(asked.period_name(asked.periods()[0]), "2025-Q1");
    }

    #[test]
    fn what_is_wrong_is_named() {
        let wrong = |words| {
            Question::read(words, Day::parse("2026-11-30").unwrap()).unwrap_err().to_string()
        };
        let of = |text: &str| Some(text.to_owned());
        let backwards = Words { from: of("2026-02-01"), to: of("2026-02-01"), ..Words::default() };
        assert!(wrong(backwards).starts_with("from: 2026-02-01 is not before"));
        let by = wrong(Words { by: of("week"), ..Words::default() });
        assert_eq!(
            by,
            "by: nothing is split by \"week\"; known are month, quarter, plan, segment, owner"
        );
        assert!(wrong(Words { rates: of("daily"), ..Words::default() }).starts_with("rates: "));
        assert!(
            wrong(Words { currency: of("euro"), ..Words::default() }).starts_with("currency: ")
        );
        assert!(wrong(Words { from: of("soon"), ..Words::default() }).starts_with("from: "));
    }
}

//! From what was written to what is meant: each field checked for sense.

use perennial_expr::nearest;

use crate::{
    Definition, Earlier, Empty, Fold, FoldKind, How, Metric, MetricsError, Source, Window,
    definition::{EmptyWord, FirstOf, WindowWord, WrittenEarlier, WrittenEmpty, WrittenWindow},
    formula,
    limits::{MAX_KEY, MAX_WINDOW},
};

type Reading<T> = Result<T, MetricsError>;

/// Columns that cannot be a metric's key: they stand beside metrics in tables.
const RESERVED: [&str; 7] =
    ["account_id", "day", "lag", "percentile", "peer_median", "peer_quantile", "peer_count"];

impl Metric {
    /// The metric that a definition declares. Conditions and formulas in it are checked when it
    /// joins a [`crate::Catalogue`].
    ///
    /// # Errors
    /// [`MetricsError::Invalid`] naming the field, and what to write instead.
    pub fn new(definition: Definition) -> Result<Self, MetricsError> {
        let reader = Reader { definition: &definition };
        reader.key()?;
        if definition.name.trim().is_empty() {
            return Err(reader.wrong("name", "it is empty; say what a person calls it"));
        }
        let how = match (&definition.expression, definition.fold) {
            (Some(text), None) => reader.expression(text)?,
            (None, Some(kind)) => How::Fold(Box::new(reader.fold(kind)?)),
            (Some(_), Some(_)) => {
                return Err(reader.wrong(
                    "expression",
                    "a metric is either a fold or an expression; leave one out",
                ));
            }
            (None, None) => {
                return Err(reader.wrong(
                    "fold",
                    "it is missing; write a fold (such as fold = \"count\") or an expression",
                ));
            }
        };
        Ok(Self {
            key: definition.key.clone(),
            name: definition.name.clone(),
            description: definition.description.clone(),
            group: definition.group,
            unit: definition.unit,
            good: definition.good,
            formula: formula::in_words(&how),
            how,
            definition,
        })
    }
}

struct Reader<'a> {
    definition: &'a Definition,
}

impl Reader<'_> {
    fn wrong(&self, field: &'static str, message: impl Into<String>) -> MetricsError {
        MetricsError::Invalid {
            metric: self.definition.key.clone(),
            field,
            message: message.into(),
            suggestion: None,
        }
    }

    fn key(&self) -> Reading<()> {
        let key = &self.definition.key;
        let is_word = key.starts_with(|c: char| c.is_ascii_lowercase())
            && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !is_word || key.len() > MAX_KEY {
            return Err(self.wrong(
                "key",
                format!(
                    "use lower-case letters, digits and underscores, beginning with a letter, at most {MAX_KEY}"
                ),
            ));
        }
        if RESERVED.contains(&key.as_str()) {
            return Err(self.wrong("key", "the name is taken; choose another"));
        }
        Ok(())
    }

    fn expression(&self, text: &str) -> Reading<How> {
        let of_folds = [
            ("from", self.definition.from.is_some()),
            ("where", self.definition.condition.is_some()),
            ("window", self.definition.window.is_some()),
            ("value", self.definition.value.is_some()),
            ("by", self.definition.by.is_some()),
            ("at", self.definition.at.is_some()),
            ("until", self.definition.until.is_some()),
            ("then", self.definition.then.is_some()),
            ("before", self.definition.before.is_some()),
            ("least", self.definition.least.is_some()),
            ("empty", self.definition.empty.is_some()),
        ];
        if let Some((field, _)) = of_folds.into_iter().find(|(_, is_there)| *is_there) {
            return Err(self.wrong(
                field,
                "an expression reads other metrics and has none of this; leave it out (coalesce(…, 0) gives a value where there is none)",
            ));
        }
        Ok(How::Expression(text.to_owned()))
    }

    fn fold(&self, kind: FoldKind) -> Reading<Fold> {
        let written = self.definition;
        let from = written.from.unwrap_or(Source::Facts);
        self.suits(kind, from)?;
        let window = self.window(kind)?;
        let empty = match &written.empty {
            Some(WrittenEmpty::Number(number)) if number.is_finite() => Empty::Value(*number),
            Some(WrittenEmpty::Number(_)) => {
                return Err(self.wrong("empty", "write a finite number or \"none\""));
            }
            Some(WrittenEmpty::Word(EmptyWord::None)) => Empty::None,
            Some(WrittenEmpty::Word(EmptyWord::ZeroAfterFirst)) => Empty::ZeroAfterFirst,
            None if kind.counts() => Empty::Value(0.0),
            None => Empty::None,
        };
        Ok(Fold {
            from,
            condition: written.condition.clone(),
            kind,
            window,
            value: self.value(kind, from)?,
            by: self.by(kind, from)?,
            at: self.at(from)?,
            until: self.until(kind, from)?,
            then: self.then(kind)?,
            before: self.before(kind)?,
            least: self.least(kind)?,
            empty,
        })
    }

    /// Whether a fold makes sense of a source.
    fn suits(&self, kind: FoldKind, from: Source) -> Reading<()> {
        let refuse = |message: &str| Err(self.wrong("fold", message));
        if kind.is_open() && from.until().is_none() && from != Source::Contacts {
            return refuse(
                "nothing is open there: use tickets, subscriptions, invoices or contacts, which begin and end",
            );
        }
        if kind == FoldKind::DistinctSessions && from != Source::Sessions {
            return refuse("write from = \"sessions\" to count sessions");
        }
        if kind == FoldKind::Minutes && from.is_record() {
            return refuse("records have no minutes; use facts or sessions, or sum a value");
        }
        let of_names = matches!(kind, FoldKind::DistinctNames | FoldKind::TopNameShare);
        if of_names && from == Source::Sessions {
            return refuse("sessions have no names; use facts");
        }
        Ok(())
    }

    fn window(&self, kind: FoldKind) -> Reading<Window> {
        let within = |days: u32| {
            if (1..=MAX_WINDOW).contains(&days) {
                return Ok(days);
            }
            Err(self
                .wrong("window", format!("{days} days: write 1 to {MAX_WINDOW}, or \"lifetime\"")))
        };
        let window = match &self.definition.window {
            None => Window::Lifetime,
            Some(WrittenWindow::Days(days)) => Window::Days(within(*days)?),
            Some(WrittenWindow::Word(WindowWord::Lifetime)) => Window::Lifetime,
            Some(WrittenWindow::Word(WindowWord::Contract)) => Window::Contract,
            Some(WrittenWindow::First { first, of: Some(FirstOf::Contract) }) => {
                Window::FirstContractDays(within(*first)?)
            }
            Some(WrittenWindow::First { first, .. }) => Window::FirstDays(within(*first)?),
        };
        if kind.is_open() && self.definition.window.is_some() {
            return Err(self.wrong("window", "what is open on a day needs no window; leave it out"));
        }
        let sets = matches!(
            kind,
            FoldKind::FreshContacts | FoldKind::LapsedContacts | FoldKind::FrequentContacts
        );
        if sets && !matches!(window, Window::Days(_)) {
            return Err(self.wrong("window", "this fold looks at a number of days: window = 28"));
        }
        if kind == FoldKind::DaysTo && window != Window::Lifetime {
            return Err(self.wrong(
                "window",
                "the first journey is looked for in all of the history; leave it out",
            ));
        }
        Ok(window)
    }

    fn value(&self, kind: FoldKind, from: Source) -> Reading<Option<String>> {
        let needs = kind.needs_values()
            || matches!(kind, FoldKind::Sum | FoldKind::OpenSum | FoldKind::OpenLast);
        let dated = kind == FoldKind::DaysToNext;
        match (&self.definition.value, from.value()) {
            (Some(_), _) if !needs && !dated => {
                Err(self.wrong("value", "this fold looks at no values; leave it out"))
            }
            (Some(text), _) if from == Source::Facts && text != "value" => {
                let minutes = text == "minutes" && kind == FoldKind::Sum;
                let message = "facts have one value: write \"value\", or fold = \"minutes\"";
                if minutes { Ok(Some(text.clone())) } else { Err(self.wrong("value", message)) }
            }
            (Some(text), _) => Ok(Some(text.clone())),
            (None, _) if dated => {
                Err(self.wrong("value", "name the time to count the days to, such as \"term_end\""))
            }
            (None, Some(usual)) if needs => Ok(Some(usual.to_owned())),
            (None, None) if needs => {
                Err(self.wrong("value", "say which value: a column, or a formula over columns"))
            }
            (None, _) => Ok(None),
        }
    }

    fn by(&self, kind: FoldKind, from: Source) -> Reading<Option<String>> {
        let of_names = matches!(kind, FoldKind::DistinctNames | FoldKind::TopNameShare);
        match &self.definition.by {
            None if of_names => Ok(Some(from.by().to_owned())),
            None => Ok(None),
            Some(_) if !of_names => {
                Err(self.wrong("by", "only distinct_names and top_name_share tell names apart"))
            }
            Some(column) if from == Source::Facts && column != "name" => {
                Err(self.wrong("by", "facts are told apart by their name; leave it out"))
            }
            Some(column) => {
                let known = || from.columns().iter().map(|(name, _)| *name);
                let free = column.starts_with(crate::sources::ATTRIBUTES);
                if free || known().any(|name| name == column) {
                    return Ok(Some(column.clone()));
                }
                Err(self.unknown("by", column, known()))
            }
        }
    }

    fn unknown<'b>(
        &self,
        field: &'static str,
        found: &str,
        known: impl Iterator<Item = &'b str>,
    ) -> MetricsError {
        let known: Vec<&str> = known.collect();
        let suggestion = nearest(found, known.iter().copied()).map(str::to_owned);
        let hint = suggestion.as_ref().map_or_else(
            || format!("use one of {}", known.join(", ")),
            |word| format!("did you mean {word}?"),
        );
        MetricsError::Invalid {
            metric: self.definition.key.clone(),
            field,
            message: format!("there is no column \"{found}\"; {hint}"),
            suggestion,
        }
    }

    fn at(&self, from: Source) -> Reading<Option<String>> {
        let Some(at) = &self.definition.at else { return Ok(None) };
        let known: &[&str] = match from {
            Source::Tickets => &["opened_at", "first_response_at", "solved_at"],
            Source::Subscriptions => &["started_at", "ended_at", "term_end"],
            Source::Surveys => &["answered_at"],
            Source::Invoices => &["issued_at", "due_at", "overdue_at", "paid_at"],
            Source::Judgements => &["made_at"],
            Source::Contacts => &["created_at"],
            Source::Facts | Source::Sessions => {
                return Err(self.wrong("at", "facts count when they happened; leave it out"));
            }
        };
        if known.contains(&at.as_str()) {
            return Ok(Some(at.clone()));
        }
        Err(self.unknown("at", at, known.iter().copied()))
    }

    fn until(&self, kind: FoldKind, from: Source) -> Reading<Option<String>> {
        match &self.definition.until {
            None if kind.is_open() => Ok(from.until().map(str::to_owned)),
            None => Ok(None),
            Some(_) if !kind.is_open() => {
                Err(self.wrong("until", "only folds over what is open have an end; leave it out"))
            }
            Some(until) => {
                let known: &[&str] = match from {
                    Source::Tickets => &["first_response_at", "solved_at"],
                    Source::Subscriptions => &["ended_at"],
                    Source::Invoices => &["due_at", "paid_at"],
                    _ => &[],
                };
                if known.contains(&until.as_str()) {
                    return Ok(Some(until.clone()));
                }
                Err(self.unknown("until", until, known.iter().copied()))
            }
        }
    }

    fn then(&self, kind: FoldKind) -> Reading<Option<String>> {
        let travels =
            matches!(kind, FoldKind::DaysTo | FoldKind::MeanDaysTo | FoldKind::MedianDaysTo);
        match (&self.definition.then, travels) {
            (Some(then), true) => Ok(Some(then.clone())),
            (None, true) => Err(self.wrong("then", "say where the journey ends, as a condition")),
            (Some(_), false) => Err(self.wrong("then", "only journeys (days_to …) end somewhere")),
            (None, false) => Ok(None),
        }
    }

    fn before(&self, kind: FoldKind) -> Reading<Option<Earlier>> {
        let sets = matches!(kind, FoldKind::FreshContacts | FoldKind::LapsedContacts);
        match (&self.definition.before, sets) {
            (Some(WrittenEarlier::Days(days)), true) if (1..=MAX_WINDOW).contains(days) => {
                Ok(Some(Earlier::Days(*days)))
            }
            (Some(WrittenEarlier::Days(days)), true) => {
                Err(self
                    .wrong("before", format!("{days} days: write 1 to {MAX_WINDOW} or \"ever\"")))
            }
            (Some(WrittenEarlier::Word(_)), true) => Ok(Some(Earlier::Ever)),
            (None, true) => Err(self.wrong(
                "before",
                "say with which time before the window it is compared: days, or \"ever\"",
            )),
            (Some(_), false) => {
                Err(self
                    .wrong("before", "only fresh_contacts and lapsed_contacts compare two times"))
            }
            (None, false) => Ok(None),
        }
    }

    fn least(&self, kind: FoldKind) -> Reading<Option<u32>> {
        match (self.definition.least, kind == FoldKind::FrequentContacts, &self.definition.window) {
            (Some(least), true, Some(WrittenWindow::Days(days)))
                if (1..=*days).contains(&least) =>
            {
                Ok(Some(least))
            }
            (_, true, _) => Err(self.wrong(
                "least",
                "say on how many days of the window somebody must have been there: least = 12",
            )),
            (Some(_), false, _) => Err(self.wrong("least", "only frequent_contacts need it")),
            (None, false, _) => Ok(None),
        }
    }
}

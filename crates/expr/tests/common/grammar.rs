//! Makes expressions at random, in a spelling that both this language and DuckDB read.

use proptest::{
    prelude::*,
    strategy::{BoxedStrategy, Union},
};

/// Strategies for expressions of each type, all of the same depth.
#[derive(Clone)]
pub struct Grammar {
    pub number: BoxedStrategy<String>,
    pub text: BoxedStrategy<String>,
    pub day: BoxedStrategy<String>,
    pub time: BoxedStrategy<String>,
    pub condition: BoxedStrategy<String>,
}

impl Grammar {
    pub fn of_depth(depth: u32) -> Self {
        (0..depth).fold(Self::leaves(), |inner, _| inner.nested())
    }

    fn leaves() -> Self {
        let numbers = ["events", "arr", "lag(events, 1)", "lag(arr, 2)", "null"];
        let texts = ["tier", "name", "'gold'", "''", "'ACME'", "'it''s'", "lag(tier, 1)"];
        let days = ["day", "renewal", "day('2026-01-31')", "day('2024-02-29')", "lag(renewal, 1)"];
        let times = ["created_at", "lag(created_at, 1)"];
        Self {
            number: one_of([(3, words(&numbers)), (1, number_literal())]),
            text: words(&texts),
            day: words(&days),
            time: words(&times),
            condition: words(&["paying", "lag(paying, 1)", "true", "false", "null"]),
        }
    }

    /// One level deeper, with the leaves still among them.
    fn nested(&self) -> Self {
        let flat = Self::leaves();
        Self {
            number: one_of([
                (2, flat.number),
                (6, self.numbers()),
                (3, self.choices(&self.number)),
            ]),
            text: one_of([(2, flat.text), (3, self.texts()), (2, self.choices(&self.text))]),
            day: one_of([(3, flat.day), (2, self.days()), (1, self.choices(&self.day))]),
            time: one_of([(3, flat.time), (1, self.choices(&self.time))]),
            condition: one_of([
                (2, flat.condition),
                (8, self.tests()),
                (4, self.joined()),
                (1, self.choices(&self.condition)),
            ]),
        }
    }

    fn numbers(&self) -> BoxedStrategy<String> {
        let (n, t, d, at) = (&self.number, &self.text, &self.day, &self.time);
        one_of([
            (4, put("(# + #)", &[n, n])),
            (2, put("(# - #)", &[n, n])),
            (2, put("(# * #)", &[n, n])),
            (2, put("(# / #)", &[n, n])),
            (2, put("(# % #)", &[n, n])),
            (1, put("-(#)", &[n])),
            (1, put("abs(#)", &[n])),
            (1, put("sign(#)", &[n])),
            (1, put("round(#)", &[n])),
            (1, put("floor(#)", &[n])),
            (1, put("ceil(#)", &[n])),
            (1, put("sqrt(#)", &[n])),
            (1, put("ln(#)", &[n])),
            (1, put("exp(least(#, 20e0))", &[n])),
            (1, put("exp(#)", &[&number_literal()])),
            (1, put("power(#, #)", &[n, &words(&["2e0", "0.5e0", "0e0", "-1e0", "null"])])),
            (1, put("least(#, #)", &[n, n])),
            (1, put("greatest(#, #, #)", &[n, n, &number_literal()])),
            (1, put("length(#)", &[t])),
            (1, put("(# - #)", &[d, d])),
            (1, put("#(#, #)", &[&words(&["days_between", "hours_between"]), d, d])),
            (1, put("#(#, #)", &[&words(&["days_between", "hours_between"]), at, d])),
            (1, put("#(#, #)", &[&words(&["days_between", "hours_between"]), at, at])),
            (2, put("#(#)", &[&date_part(), d])),
            (1, put("#(#)", &[&date_part(), at])),
        ])
    }

    fn texts(&self) -> BoxedStrategy<String> {
        let (t, n) = (&self.text, &self.number);
        // Small enough to end within the texts, and now and then a number from anywhere.
        let place = &one_of([
            (4, words(&["0e0", "1e0", "2e0", "2.7e0", "5e0", "-1e0", "-2e0", "-9e0", "null"])),
            (1, n.clone()),
        ]);
        one_of([
            (1, put("lower(#)", &[t])),
            (1, put("upper(#)", &[t])),
            (1, put("trim(#)", &[t])),
            (2, put("(# || #)", &[t, t])),
            (1, put("(# || ' ' || #)", &[t, t])),
            (1, put("concat(#, #)", &[t, t])),
            (1, put("concat(' ', null, #)", &[t])),
            (2, put("replace(#, #, #)", &[t, t, t])),
            (1, put("replace(#, #, #)", &[t, &words(&["'e'", "'m'", "' '"]), t])),
            (2, put("left(#, #)", &[t, place])),
            (2, put("right(#, #)", &[t, place])),
            (2, put("substring(#, #)", &[t, place])),
            (3, put("substring(#, #, #)", &[t, place, place])),
        ])
    }

    fn days(&self) -> BoxedStrategy<String> {
        one_of([
            (1, put("(# + #)", &[&self.day, &words(&["1", "30", "400"])])),
            (1, put("(# - #)", &[&self.day, &words(&["1", "30", "400"])])),
            (2, put("date_trunc('#', #)", &[&unit(), &self.day])),
            (1, put("date_trunc('#', #)", &[&unit(), &self.time])),
            (2, put("add_months(#, #)", &[&self.day, &months()])),
            (1, put("day(#)", &[&self.time])),
        ])
    }

    /// What gives any type: the first, the one, the other.
    fn choices(&self, of: &BoxedStrategy<String>) -> BoxedStrategy<String> {
        let (x, c) = (of, &self.condition);
        one_of([
            (2, put("coalesce(#, #)", &[x, x])),
            (2, put("nullif(#, #)", &[x, x])),
            (1, put("case when # then # end", &[c, x])),
            (1, put("case when # then # when # then # else # end", &[c, x, c, x, x])),
            (1, put("case when # then # else null end", &[c, x])),
            (1, put("case # when # then # end", &[&self.number, &self.number, x])),
            (1, put("case # when # then # else # end", &[&self.day, &self.day, x, x])),
            (1, put("case # when null then # when # then # else # end", &[x, x, x, x, x])),
            (1, put("case # when # then # else # end", &[&self.text, &self.text, x, x])),
        ])
    }

    fn tests(&self) -> BoxedStrategy<String> {
        let (n, t, d, at) = (&self.number, &self.text, &self.day, &self.time);
        let is = &words(&["=", "<>", "!=", "<", "<=", ">", ">="]);
        let not = &words(&["", "not "]);
        let pattern = &"[%_AGceö]{0,4}".prop_map(|p| format!("'{p}'")).boxed();
        one_of([
            (4, put("# # #", &[n, is, n])),
            (2, put("# # #", &[t, is, t])),
            (1, put("# # #", &[d, is, d])),
            (1, put("# # #", &[d, is, at])),
            (1, put("# # #", &[at, is, at])),
            (2, put("# #between # and #", &[n, not, n, n])),
            (2, put("# #in (#, #, null)", &[n, not, n, &number_literal()])),
            (1, put("# #in (#, #)", &[t, not, t, t])),
            (2, put("# #like #", &[t, not, pattern])),
            (2, put("# #ilike #", &[t, not, pattern])),
            (1, put("# #between # || # and # || #", &[t, not, t, t, t, t])),
            (1, put("contains(#, #)", &[t, t])),
            (1, put("starts_with(#, #)", &[t, t])),
            (1, put("ends_with(#, #)", &[t, t])),
            (1, put("# is #null", &[n, not])),
        ])
    }

    fn joined(&self) -> BoxedStrategy<String> {
        let c = &self.condition;
        one_of([
            (2, put("# and #", &[c, c])),
            (2, put("# or #", &[c, c])),
            (1, put("not #", &[c])),
            (1, put("not (#)", &[c])),
            (1, put("(#) is #null", &[c, &words(&["", "not "])])),
            (1, put("# and null", &[c])),
        ])
    }
}

/// Written with an exponent, which makes them floats in DuckDB as they are here.
fn number_literal() -> BoxedStrategy<String> {
    words(&["0e0", "1e0", "2.5e0", "7e0", "10e0", "99.5e0", "0.1e0"])
}

fn unit() -> BoxedStrategy<String> {
    words(&["week", "month", "quarter", "year"])
}

fn date_part() -> BoxedStrategy<String> {
    words(&["year", "month", "day_of_month", "weekday"])
}

fn months() -> BoxedStrategy<String> {
    words(&["1e0", "-1e0", "12e0", "-25e0", "1.9e0", "0e0", "null", "events"])
}

fn words(words: &[&str]) -> BoxedStrategy<String> {
    prop::sample::select(words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>()).boxed()
}

fn one_of<const N: usize>(weighted: [(u32, BoxedStrategy<String>); N]) -> BoxedStrategy<String> {
    Union::new_weighted(weighted.to_vec()).boxed()
}

/// The form with each `#` replaced by what one of the strategies gives, in order.
fn put(form: &'static str, parts: &[&BoxedStrategy<String>]) -> BoxedStrategy<String> {
    assert_eq!(form.matches('#').count(), parts.len(), "{form}");
    let parts: Vec<BoxedStrategy<String>> = parts.iter().map(|&part| part.clone()).collect();
    parts
        .prop_map(move |parts| {
            let mut forms = form.split('#');
            let mut whole = forms.next().unwrap_or_default().to_owned();
            for (part, rest) in parts.iter().zip(forms) {
                whole += part;
                whole += rest;
            }
            whole
        })
        .boxed()
}

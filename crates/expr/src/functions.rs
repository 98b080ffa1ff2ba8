//! The functions of the language: one list, from which parser, checker and help all read.

/// A function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Function {
    Coalesce,
    Nullif,
    Abs,
    Round,
    Least,
    Greatest,
    Lower,
    Upper,
    Length,
    Contains,
    StartsWith,
    EndsWith,
    Day,
    Lag,
}

/// What a person needs to know of a function.
#[derive(Debug, Clone, Copy)]
pub struct FunctionInfo {
    pub function: Function,
    pub name: &'static str,
    /// How it is written.
    pub form: &'static str,
    /// What it gives.
    pub about: &'static str,
    /// Fewest and most arguments.
    pub arguments: (usize, usize),
}

const ANY: usize = usize::MAX;

const fn info(
    function: Function,
    name: &'static str,
    form: &'static str,
    about: &'static str,
    arguments: (usize, usize),
) -> FunctionInfo {
    FunctionInfo { function, name, form, about, arguments }
}

/// Every function, in the order a help page shows them.
pub const FUNCTIONS: &[FunctionInfo] = &[
    info(
        Function::Lag,
        "lag",
        "lag(metric, days)",
        "what it was that many days before, for the same account; null where that day has no row",
        (2, 2),
    ),
    info(
        Function::Coalesce,
        "coalesce",
        "coalesce(a, b, …)",
        "the first that is not null",
        (1, ANY),
    ),
    info(
        Function::Nullif,
        "nullif",
        "nullif(value, other)",
        "the value, or null where it equals the other",
        (2, 2),
    ),
    info(Function::Abs, "abs", "abs(number)", "the number without its sign", (1, 1)),
    info(
        Function::Round,
        "round",
        "round(number, decimals)",
        "rounded, halves away from zero; decimals may be left out",
        (1, 2),
    ),
    info(Function::Least, "least", "least(a, b, …)", "the smallest that is not null", (1, ANY)),
    info(
        Function::Greatest,
        "greatest",
        "greatest(a, b, …)",
        "the largest that is not null",
        (1, ANY),
    ),
    info(Function::Lower, "lower", "lower(text)", "in lower case", (1, 1)),
    info(Function::Upper, "upper", "upper(text)", "in upper case", (1, 1)),
    info(Function::Length, "length", "length(text)", "how many characters", (1, 1)),
    info(
        Function::Contains,
        "contains",
        "contains(text, part)",
        "whether the part stands anywhere in the text",
        (2, 2),
    ),
    info(
        Function::StartsWith,
        "starts_with",
        "starts_with(text, part)",
        "whether the text begins with the part",
        (2, 2),
    ),
    info(
        Function::EndsWith,
        "ends_with",
        "ends_with(text, part)",
        "whether the text ends with the part",
        (2, 2),
    ),
    info(
        Function::Day,
        "day",
        "day('2026-01-31')",
        "the day written there, or the day that a time falls on",
        (1, 1),
    ),
];

impl Function {
    /// Finds a function by its name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        FUNCTIONS.iter().find(|f| f.name.eq_ignore_ascii_case(name)).map(|f| f.function)
    }

    /// Its row of [`FUNCTIONS`].
    pub fn info(self) -> &'static FunctionInfo {
        // Every variant has a row (tested); the first stands in so that this cannot fail.
        FUNCTIONS.iter().find(|f| f.function == self).unwrap_or(&FUNCTIONS[0])
    }

    pub fn as_str(self) -> &'static str {
        self.info().name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_has_its_own_row() {
        for info in FUNCTIONS {
            assert_eq!(info.function.as_str(), info.name);
            assert_eq!(Function::named(&info.name.to_uppercase()), Some(info.function));
        }
        assert_eq!(FUNCTIONS.len(), Function::Lag as usize + 1);
    }
}

//! The functions of the language: one list, from which parser, checker and help all read.

pub(crate) mod foreign;
mod peers;
mod table;

pub use peers::PEER_FUNCTIONS;
pub use table::FUNCTIONS;

/// A function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Function {
    Coalesce,
    Nullif,
    Least,
    Greatest,
    Abs,
    Sign,
    Round,
    Floor,
    Ceil,
    Power,
    Sqrt,
    Exp,
    Ln,
    Day,
    DaysBetween,
    HoursBetween,
    DateTrunc,
    AddMonths,
    Year,
    Month,
    DayOfMonth,
    Weekday,
    Lower,
    Upper,
    Trim,
    Length,
    Left,
    Right,
    Substring,
    Replace,
    Concat,
    Contains,
    StartsWith,
    EndsWith,
    Lag,
    // Of peers: see PEER_FUNCTIONS.
    Percentile,
    PeerMedian,
    PeerQuantile,
    PeerCount,
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

impl Function {
    /// Finds a function by its name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        let all = FUNCTIONS.iter().chain(PEER_FUNCTIONS);
        all.into_iter().find(|f| f.name.eq_ignore_ascii_case(name)).map(|f| f.function)
    }

    /// Whether it compares an account with others.
    pub fn is_of_peers(self) -> bool {
        PEER_FUNCTIONS.iter().any(|f| f.function == self)
    }

    /// Its row of [`FUNCTIONS`] or [`PEER_FUNCTIONS`].
    pub fn info(self) -> &'static FunctionInfo {
        // Every variant has a row (tested); the first stands in so that this cannot fail.
        let mut all = FUNCTIONS.iter().chain(PEER_FUNCTIONS);
        all.find(|f| f.function == self).unwrap_or(&FUNCTIONS[0])
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
        for info in FUNCTIONS.iter().chain(PEER_FUNCTIONS) {
            assert_eq!(info.function.as_str(), info.name);
            assert_eq!(Function::named(&info.name.to_uppercase()), Some(info.function));
        }
        assert_eq!(FUNCTIONS.len(), Function::Lag as usize + 1);
        assert_eq!(FUNCTIONS.len() + PEER_FUNCTIONS.len(), Function::PeerCount as usize + 1);
    }
}

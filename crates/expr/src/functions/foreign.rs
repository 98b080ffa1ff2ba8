//! What functions are called elsewhere, so that a hint can name ours.

/// Names of other SQL dialects and of spreadsheets, with ours for the same arguments.
const FOREIGN: [(&str, &str); 18] = [
    ("ceiling", "ceil"),
    ("char_length", "length"),
    ("character_length", "length"),
    ("date", "day"),
    ("date_diff", "days_between"),
    ("datediff", "days_between"),
    ("dayofmonth", "day_of_month"),
    ("dayofweek", "weekday"),
    ("ifnull", "coalesce"),
    ("instr", "contains"),
    ("isodow", "weekday"),
    ("len", "length"),
    ("log", "ln"),
    ("max", "greatest"),
    ("min", "least"),
    ("nvl", "coalesce"),
    ("pow", "power"),
    ("substr", "substring"),
];

/// What tells the time elsewhere.
const CLOCKS: [&str; 6] =
    ["current_date", "current_timestamp", "getdate", "now", "sysdate", "today"];

/// Our name for a function of another language.
pub(crate) fn ours(name: &str) -> Option<&'static str> {
    FOREIGN.iter().find(|(foreign, _)| foreign.eq_ignore_ascii_case(name)).map(|(_, ours)| *ours)
}

/// Why there is no such name, if it asks for the time.
pub(crate) fn no_clock(name: &str) -> Option<String> {
    CLOCKS.iter().any(|clock| clock.eq_ignore_ascii_case(name)).then(|| {
        format!(
            "there is no \"{name}\": a condition means the same whenever it is asked; \
             on rows by day, day is the row's day"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Function;

    #[test]
    fn every_hint_names_a_function() {
        for (foreign, ours) in FOREIGN {
            assert!(Function::named(ours).is_some(), "{ours}");
            assert!(Function::named(foreign).is_none(), "{foreign}");
        }
    }
}

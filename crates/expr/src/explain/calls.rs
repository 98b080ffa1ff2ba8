//! What each function is called in a sentence.

use super::Teller;
use crate::{
    ast::{Expr, ExprKind},
    functions::Function,
};

impl Teller<'_> {
    pub(super) fn call(&self, function: Function, args: &[Expr]) -> String {
        if function.is_of_peers() {
            return self.of_peers(function, args);
        }
        let told: Vec<String> = args.iter().map(|arg| self.within(arg)).collect();
        let part = |place: usize| told.get(place).map_or("", String::as_str);
        let (first, second, third) = (part(0), part(1), part(2));
        match function {
            Function::Coalesce => told.join(" or else "),
            Function::Nullif => format!("{first} unless it is {second}"),
            Function::Least => format!("the least of {}", told.join(", ")),
            Function::Greatest => format!("the greatest of {}", told.join(", ")),
            Function::Lag if second == "1" => format!("{first} the day before"),
            Function::Lag => format!("{first} {second} days before"),

            Function::Abs => format!("the size of {first}"),
            Function::Sign => format!("the sign of {first}"),
            Function::Round if second.is_empty() => format!("{first} rounded"),
            Function::Round => format!("{first} rounded to {second} decimals"),
            Function::Floor => format!("{first} rounded down"),
            Function::Ceil => format!("{first} rounded up"),
            Function::Power => format!("{first} to the power of {second}"),
            Function::Sqrt => format!("the square root of {first}"),
            Function::Exp => format!("e to the power of {first}"),
            Function::Ln => format!("the natural logarithm of {first}"),

            Function::Day => match args.first().map(|arg| &arg.kind) {
                Some(ExprKind::Text(text)) => text.clone(),
                _ => format!("the day of {first}"),
            },
            Function::DaysBetween => format!("the days from {second} to {first}"),
            Function::HoursBetween => format!("the hours from {second} to {first}"),
            Function::DateTrunc => match args.first().map(|arg| &arg.kind) {
                Some(ExprKind::Text(unit)) if unit.eq_ignore_ascii_case("day") => {
                    format!("the day of {second}")
                }
                Some(ExprKind::Text(unit)) => {
                    format!("the first day of the {} of {second}", unit.to_lowercase())
                }
                _ => format!("the first day of the {first} of {second}"),
            },
            Function::AddMonths => format!("{first} plus {second} months"),
            Function::Year => format!("the year of {first}"),
            Function::Month => format!("the month of {first}"),
            Function::DayOfMonth => format!("the day of the month of {first}"),
            Function::Weekday => format!("the weekday (Monday 1 to Sunday 7) of {first}"),

            Function::Lower => format!("{first} in lower case"),
            Function::Upper => format!("{first} in upper case"),
            Function::Trim => format!("{first} without spaces around it"),
            Function::Length => format!("the length of {first}"),
            Function::Left => format!("the first {second} characters of {first}"),
            Function::Right => format!("the last {second} characters of {first}"),
            Function::Substring if third.is_empty() => {
                format!("{first} from character {second} on")
            }
            Function::Substring => format!("{third} characters of {first} from {second} on"),
            Function::Replace => format!("{first} with {third} in place of {second}"),
            Function::Concat => format!("{} joined", told.join(" and ")),
            Function::Contains => format!("{first} contains {second}"),
            Function::StartsWith => format!("{first} begins with {second}"),
            Function::EndsWith => format!("{first} ends with {second}"),
            Function::Percentile
            | Function::PeerMedian
            | Function::PeerQuantile
            | Function::PeerCount => told.join(", "),
        }
    }
}

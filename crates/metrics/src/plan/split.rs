//! A condition on facts in two parts: what it asks of the fact, and what of its contact.

use perennial_expr::ast::{Expr, ExprKind};

use crate::sources::{CONTACT, columns_named};

/// The parts of a condition that speak of the fact and of its contact.
pub(super) struct Split {
    pub fact: Option<String>,
    pub contact: Option<String>,
}

/// Splits a condition at its outermost `and`s.
///
/// # Errors
/// The part that speaks of both, as it is written.
pub(super) fn split(condition: &Expr) -> Result<Split, String> {
    let parts: Vec<&Expr> = match &condition.kind {
        ExprKind::And(parts) => parts.iter().collect(),
        _ => vec![condition],
    };
    let (mut fact, mut contact) = (Vec::new(), Vec::new());
    for part in parts {
        let named = columns_named(part);
        let of_contact = named.iter().filter(|name| name.starts_with(CONTACT)).count();
        match of_contact {
            0 => fact.push(part.to_string()),
            all if all == named.len() => contact.push(part.to_string()),
            _ => return Err(part.to_string()),
        }
    }
    let joined = |parts: Vec<String>| match parts.len() {
        0 => None,
        1 => parts.into_iter().next(),
        _ => Some(parts.iter().map(|part| format!("({part})")).collect::<Vec<_>>().join(" and ")),
    };
    Ok(Split { fact: joined(fact), contact: joined(contact) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Result<(Option<String>, Option<String>), String> {
        split(&perennial_expr::parse(text).unwrap()).map(|split| (split.fact, split.contact))
    }

    #[test]
    fn facts_and_contacts_are_asked_apart() {
        assert_eq!(parts("kind = 'usage'"), Ok((Some("kind = 'usage'".into()), None)));
        assert_eq!(
            parts("kind = 'usage' and contact.role = 'admin' and name <> 'x'"),
            Ok((
                Some("(kind = 'usage') and (name <> 'x')".into()),
                Some("contact.role = 'admin'".into())
            ))
        );
        assert!(parts("kind = 'usage' or contact.role = 'admin'").is_err());
    }
}

//! A segment's condition in the words of metrics' expressions.

use perennial_expr::{
    ast::{Expr, ExprKind},
    parse,
};

use crate::Definition;

/// Columns of accounts that go by another name in expressions.
const ACCOUNT: [&str; 9] = [
    "name",
    "domain",
    "industry",
    "country",
    "tier",
    "stage",
    "owner_email",
    "employees",
    "created_at",
];

/// What a metric cannot ask for: it is made of metrics, or not known of past days.
const BEYOND: [&str; 9] = [
    "score",
    "band",
    "score_change_28d",
    "open_signals",
    "coverage",
    "hidden_risk",
    "red_inside",
    "left_on",
    "parent_account_id",
];

/// A segment's condition as a metric's expression can ask it; nothing where it asks for what a
/// metric cannot know.
pub fn in_words_of_metrics(condition: &str) -> Option<String> {
    let expr = parse(condition).ok()?;
    let mut places = Vec::new();
    collect(&expr, &mut places);
    let is_beyond = |name: &str| BEYOND.iter().any(|column| column.eq_ignore_ascii_case(name));
    if places.iter().any(|(name, _)| is_beyond(name)) {
        return None;
    }
    let mut text = condition.to_owned();
    // From the end, so that the places before stay where they are.
    places.sort_by_key(|(_, at)| std::cmp::Reverse(*at));
    for (name, at) in places {
        let ours = ACCOUNT.iter().find(|column| column.eq_ignore_ascii_case(name));
        let found = text.get(at..).and_then(|rest| rest.find(name));
        if let (Some(ours), Some(found)) = (ours, found) {
            let start = at + found;
            text.replace_range(start..start + name.len(), &format!("account.{ours}"));
        }
    }
    Some(text)
}

/// The segments that a metric's expression compares with, by their keys.
pub fn segments_named(definition: &Definition) -> Vec<String> {
    fn of_calls(expr: &Expr, keys: &mut Vec<String>) {
        if let ExprKind::Call { function, args } = &expr.kind
            && function.is_of_peers()
        {
            keys.extend(args.iter().skip(1).filter_map(|arg| match &arg.kind {
                ExprKind::Text(key) => Some(key.clone()),
                _ => None,
            }));
        }
        expr.kind.for_each_child(&mut |child| of_calls(child, keys));
    }
    let mut keys = Vec::new();
    if let Some(expr) = definition.expression.as_ref().and_then(|text| parse(text).ok()) {
        of_calls(&expr, &mut keys);
    }
    keys
}

fn collect<'a>(expr: &'a Expr, places: &mut Vec<(&'a str, usize)>) {
    if let ExprKind::Column(name) = &expr.kind {
        places.push((name, expr.span.start));
    }
    expr.kind.for_each_child(&mut |child| collect(child, places));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_accounts_get_their_names_and_what_is_beyond_is_left_out() {
        assert_eq!(
            in_words_of_metrics("Tier = 'tier' and ((arr) > 5 or lower(name) like 'a%')").unwrap(),
            "account.tier = 'tier' and ((arr) > 5 or lower(account.name) like 'a%')"
        );
        assert_eq!(in_words_of_metrics("\"tier\" is null").unwrap(), "\"account.tier\" is null");
        assert_eq!(in_words_of_metrics("arr > 5 and Score < 40"), None);
        assert_eq!(in_words_of_metrics("arr >"), None);
    }
}

//! Which trait of an `identify` or `group` call is which column. What has no column, or does not
//! fit it, is an attribute. Pure.

use std::collections::BTreeMap;

use perennial_model::{Account, Contact, Micros, Zone, incoming::JsonText, records::Attributes};
use serde_json::Value;

type Traits = BTreeMap<String, JsonText>;

/// A contact as traits tell of it. The company's traits, where there are any, stand apart.
pub(super) fn contact(mut contact: Contact, traits: &Traits) -> Contact {
    let (mut first, mut last) = (None, None);
    for (name, json) in traits {
        let Some(value) = meaning(json) else { continue };
        let taken = match name.as_str() {
            "email" => put(&mut contact.email, text(&value)),
            "name" => put(&mut contact.name, text(&value)),
            "title" => put(&mut contact.title, text(&value)),
            "role" => put(&mut contact.role, text(&value)),
            "createdAt" | "created_at" => put(&mut contact.created_at, instant(&value)),
            "firstName" | "first_name" => {
                first = text(&value);
                false
            }
            "lastName" | "last_name" => {
                last = text(&value);
                false
            }
            "id" => text(&value).as_deref() == Some(contact.contact_id.as_str()),
            _ => false,
        };
        if !taken {
            keep(&mut contact.attributes, name, json);
        }
    }
    if contact.name.is_none() {
        let parts: Vec<String> = first.into_iter().chain(last).collect();
        contact.name = (!parts.is_empty()).then(|| parts.join(" "));
    }
    contact
}

/// An account as traits tell of it.
pub(super) fn account(mut account: Account, traits: &Traits) -> Account {
    let mut name = None;
    let mut website = None;
    for (key, json) in traits {
        let Some(value) = meaning(json) else { continue };
        let taken = match key.as_str() {
            "name" => put(&mut name, text(&value)),
            "industry" => put(&mut account.industry, text(&value)),
            "employees" | "employee_count" | "employeeCount" => {
                put(&mut account.employees, whole(&value))
            }
            "domain" => put(&mut account.domain, text(&value).and_then(|t| domain_of(&t))),
            "website" => put(&mut website, text(&value).and_then(|t| domain_of(&t))),
            "country" => put(&mut account.country, text(&value)),
            "address" => {
                put(&mut account.country, value.get("country").and_then(text));
                false
            }
            "tier" => put(&mut account.tier, text(&value)),
            "stage" => put(&mut account.stage, text(&value)),
            "owner_email" | "ownerEmail" => put(&mut account.owner_email, text(&value)),
            "parent_account_id" | "parentAccountId" => {
                put(&mut account.parent_account_id, text(&value).map(Into::into))
            }
            "createdAt" | "created_at" => put(&mut account.created_at, instant(&value)),
            "id" => text(&value).as_deref() == Some(account.account_id.as_str()),
            _ => false,
        };
        if !taken {
            keep(&mut account.attributes, key, json);
        }
    }
    account.domain = account.domain.or(website);
    if let Some(name) = name {
        account.name = name;
    }
    account
}

/// The traits of `company`, which a contact's traits may hold, and the company's id.
pub(super) fn company(traits: &Traits) -> (Option<String>, Traits) {
    let Some(Value::Object(company)) = traits.get("company").and_then(|json| meaning(json)) else {
        return (None, Traits::new());
    };
    let id = company.get("id").and_then(text);
    (id, company.into_iter().map(|(name, value)| (name, value.to_string())).collect())
}

/// The value, unless it says nothing: null, or text without a letter.
fn meaning(json: &str) -> Option<Value> {
    match serde_json::from_str(json) {
        Ok(Value::Null) => None,
        Ok(Value::String(text)) if text.trim().is_empty() => None,
        Ok(value) => Some(value),
        Err(_) => Some(Value::String(json.to_owned())),
    }
}

fn put<T>(column: &mut Option<T>, value: Option<T>) -> bool {
    let fits = value.is_some();
    if fits {
        *column = value;
    }
    fits
}

fn keep(attributes: &mut Attributes, name: &str, json: &str) {
    attributes.insert(name.to_owned(), json.to_owned());
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[allow(clippy::cast_possible_truncation)]
fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| {
            let float = number.as_f64()?;
            (float.fract() == 0.0 && float.abs() < 9e15).then_some(float as i64)
        }),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// ISO 8601, or seconds or milliseconds since 1970: a number above 10^11 can only be the latter,
/// for as seconds it would be after the year 5000.
#[allow(clippy::cast_possible_truncation)]
fn instant(value: &Value) -> Option<Micros> {
    const MILLIS_FROM: f64 = 1e11;
    match value {
        Value::String(text) => Micros::parse(text, &Zone::utc()).ok(),
        Value::Number(number) => {
            let number = number.as_f64().filter(|n| n.abs() < 1e15)?;
            let seconds = if number.abs() > MILLIS_FROM { number / 1e3 } else { number };
            Some(Micros((seconds * 1e6) as i64))
        }
        _ => None,
    }
}

/// `https://www.acme.com/about` → `acme.com`.
fn domain_of(address: &str) -> Option<String> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?.trim().to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && !host.contains(char::is_whitespace)).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traits(pairs: &[(&str, &str)]) -> Traits {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn a_contacts_traits_find_their_columns() {
        let given = traits(&[
            ("email", "\" ann@acme.com \""),
            ("firstName", "\"Ann\""),
            ("lastName", "\"Lee\""),
            ("title", "null"),
            ("phone", "\"+1 555\""),
            ("createdAt", "1700000000"),
            ("id", "\"u1\""),
        ]);
        let ann = contact(Contact::bare("u1".into()), &given);
        assert_eq!(ann.email.as_deref(), Some("ann@acme.com"));
        assert_eq!(ann.name.as_deref(), Some("Ann Lee"));
        assert_eq!(ann.title, None);
        assert_eq!(
            ann.created_at.map(|at| at.to_string()).as_deref(),
            Some("2023-11-14T22:13:20Z")
        );
        let names: Vec<_> = ann.attributes.keys().map(String::as_str).collect();
        assert_eq!(names, ["firstName", "lastName", "phone"]);
    }

    #[test]
    fn an_accounts_traits_find_their_columns() {
        let given = traits(&[
            ("name", "\"Acme\""),
            ("employees", "\"1-10\""),
            ("website", "\"https://www.Acme.com/about\""),
            ("plan", "\"gold\""),
            ("createdAt", "1700000000000"),
            ("address", r#"{"country":"SE"}"#),
        ]);
        let acme = account(Account::bare("g1".into()), &given);
        assert_eq!((acme.name.as_str(), acme.domain.as_deref()), ("Acme", Some("acme.com")));
        assert_eq!((acme.employees, acme.country.as_deref()), (None, Some("SE")));
        assert_eq!(
            acme.created_at.map(|at| at.to_string()).as_deref(),
            Some("2023-11-14T22:13:20Z")
        );
        let names: Vec<_> = acme.attributes.keys().map(String::as_str).collect();
        assert_eq!(names, ["address", "employees", "plan"]);
    }

    #[test]
    fn a_contacts_company_stands_apart() {
        let (id, about) = company(&traits(&[("company", r#"{"id":7,"name":"Acme"}"#)]));
        assert_eq!(id.as_deref(), Some("7"));
        assert_eq!(about, traits(&[("id", "7"), ("name", "\"Acme\"")]));
        assert_eq!(company(&traits(&[("company", "\"Acme\"")])), (None, Traits::new()));
    }
}

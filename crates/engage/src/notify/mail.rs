//! The words of an e-mail: templates compiled in, in text and in HTML.

use std::sync::LazyLock;

use minijinja::{Environment, Value, context, syntax::SyntaxConfig};
use perennial_model::Severity;
use serde::{Deserialize, Serialize};

use super::Notice;
use crate::Result;

/// An e-mail as it stands in the outbox.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mail {
    pub subject: String,
    pub text: String,
    pub html: String,
    /// What stands for it in a digest; an e-mail without it is always sent by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<DigestItem>,
}

/// One line of a digest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DigestItem {
    pub account: String,
    pub title: String,
    pub severity: Severity,
    pub reason: String,
    pub url: Option<String>,
}

static TEMPLATES: LazyLock<Result<Environment<'static>, String>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.map_err(|error| error.to_string())?);
    for (name, source) in [
        ("signal.txt", include_str!("templates/signal.txt")),
        ("signal.html", include_str!("templates/signal.html")),
        ("digest.txt", include_str!("templates/digest.txt")),
        ("digest.html", include_str!("templates/digest.html")),
    ] {
        environment.add_template(name, source).map_err(|error| error.to_string())?;
    }
    Ok(environment)
});

fn render(name: &str, values: &Value) -> Result<String> {
    let environment = TEMPLATES.as_ref().map_err(|reason| {
        minijinja::Error::new(minijinja::ErrorKind::SyntaxError, reason.clone())
    })?;
    Ok(environment.get_template(name)?.render(values)?)
}

/// Why somebody gets an e-mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    OwnsAccount,
    IsListed,
}

/// The e-mail about one signal.
///
/// # Errors
/// [`crate::EngageError::Template`].
pub fn of_signal(notice: &Notice<'_>, because: Because, public_url: Option<&str>) -> Result<Mail> {
    let signal = notice.signal;
    let url = public_url.map(|base| account_url(base, signal.account_id.as_str()));
    let because = match because {
        Because::OwnsAccount => "you own this account in Perennial",
        Because::IsListed => {
            "you are on Perennial's list for signals, and this account has no owner"
        }
    };
    let values = context! {
        account => notice.account.name.as_str(),
        title => signal.rule.title(),
        severity => signal.severity.as_str(),
        reason => signal.reason.as_str(),
        opened_on => super::long_date(signal.opened_on),
        score => notice.score.map(|score| format!("{score:.0}")),
        band => notice.band,
        arr => notice.arr.map(|arr| format!("{arr} {}", arr.currency)),
        url => url.as_deref(),
        because => because,
    };
    let critical = if signal.severity == Severity::Critical { " (critical)" } else { "" };
    let title = signal.rule.title();
    Ok(Mail {
        subject: format!("{}: {}{critical}", notice.account.name, title.to_lowercase()),
        text: render("signal.txt", &values)?,
        html: render("signal.html", &values)?,
        item: Some(DigestItem {
            account: notice.account.name.clone(),
            title: title.to_owned(),
            severity: signal.severity,
            reason: signal.reason.clone(),
            url,
        }),
    })
}

/// One e-mail in place of many. `cap` is how many e-mails an hour one person gets at most.
///
/// # Errors
/// [`crate::EngageError::Template`].
pub fn digest(items: &[&DigestItem], cap: usize) -> Result<Mail> {
    let critical = items.iter().filter(|item| item.severity == Severity::Critical).count();
    let lines = Value::from_iter(items.iter().map(|item| {
        context! {
            account => item.account.as_str(),
            title => item.title.as_str(),
            severity => item.severity.as_str(),
            reason => item.reason.as_str(),
            url => item.url.as_deref(),
        }
    }));
    let values =
        context! { items => lines, count => items.len(), critical => critical, cap => cap };
    let critical =
        if critical > 0 { format!(", {critical} of them critical") } else { String::new() };
    Ok(Mail {
        subject: format!("{} signals in one e-mail{critical}", items.len()),
        text: render("digest.txt", &values)?,
        html: render("digest.html", &values)?,
        item: None,
    })
}

/// The address of an account's page.
pub fn account_url(base: &str, account_id: &str) -> String {
    use std::fmt::Write as _;
    let mut url = format!("{}/accounts/", base.trim_end_matches('/'));
    for byte in account_id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url
}

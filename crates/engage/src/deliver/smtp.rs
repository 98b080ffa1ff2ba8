//! E-mail over SMTP.

use std::{
    path::PathBuf,
    time::{Duration, SystemTime},
};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    address::AddressError,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp::{
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
    },
};
use perennial_model::Micros;
use serde::{Deserialize, Serialize};

use super::Failure;
use crate::{EngageError, Result, notify::mail::Mail};

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// In the clear: for a mail server on this machine. Never together with a login elsewhere.
    None,
    /// Begins in the clear, and goes on only once encrypted (usually port 587).
    #[default]
    Starttls,
    /// Encrypted from the first byte (usually port 465).
    Tls,
}

/// The company's mail server.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtpSettings {
    pub host: String,
    /// 587 for starttls, 465 for tls, 25 for none, unless set.
    #[serde(default)]
    pub port: Option<u16>,
    #[serde(default)]
    pub security: Security,
    #[serde(default)]
    pub username: Option<String>,
    #[serde(default, skip_serializing)]
    pub password: Option<String>,
    /// `Perennial <perennial@example.com>` or the bare address.
    pub from: String,
    #[serde(default)]
    pub reply_to: Option<String>,
    /// Certificates (PEM) to trust besides the public ones, for a mail server with one of your own.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
    #[serde(default = "default_timeout_seconds")]
    pub timeout_seconds: u64,
}

fn default_timeout_seconds() -> u64 {
    20
}

impl std::fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmtpSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .field("username", &self.username)
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

/// Sends e-mails through one server.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    reply_to: Option<Mailbox>,
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mailer").field("from", &self.from).finish_non_exhaustive()
    }
}

impl Mailer {
    /// Checks the settings; does not connect yet.
    ///
    /// # Errors
    /// [`EngageError::Setting`] names the key that is wrong.
    pub fn new(settings: &SmtpSettings) -> Result<Self> {
        let wrong = |key, reason: String| EngageError::Setting { key, reason };
        let is_local = matches!(settings.host.as_str(), "localhost" | "127.0.0.1" | "::1");
        if settings.security == Security::None && settings.username.is_some() && !is_local {
            let reason = "would send the login in the clear; use starttls or tls";
            return Err(wrong("smtp.security", reason.to_owned()));
        }
        let mailbox = |key, text: &str| {
            text.parse::<Mailbox>().map_err(|error: AddressError| {
                wrong(key, format!("\"{text}\" is not an e-mail address: {error}"))
            })
        };
        let from = mailbox("smtp.from", &settings.from)?;
        let reply_to =
            settings.reply_to.as_deref().map(|text| mailbox("smtp.reply_to", text)).transpose()?;
        let (tls, usual_port) = match settings.security {
            Security::None => (Tls::None, 25),
            Security::Starttls => (Tls::Required(tls_parameters(settings)?), 587),
            Security::Tls => (Tls::Wrapper(tls_parameters(settings)?), 465),
        };
        let mut builder =
            AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(settings.host.as_str())
                .port(settings.port.unwrap_or(usual_port))
                .tls(tls)
                .timeout(Some(Duration::from_secs(settings.timeout_seconds.max(1))));
        match (&settings.username, &settings.password) {
            (Some(user), Some(password)) => {
                builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
            }
            (Some(_), None) => {
                return Err(wrong(
                    "smtp.password",
                    "is missing although a user is named".to_owned(),
                ));
            }
            _ => {}
        }
        Ok(Self { transport: builder.build(), from, reply_to })
    }

    /// Sends one e-mail. `message_id` is its left part; the domain is the sender's.
    pub async fn send(
        &self,
        recipient: &str,
        mail: &Mail,
        message_id: &str,
        now: Micros,
    ) -> Result<(), Failure> {
        let message = self.message(recipient, mail, message_id, now)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) => Err(failure_of(&error)),
        }
    }

    fn message(
        &self,
        recipient: &str,
        mail: &Mail,
        message_id: &str,
        now: Micros,
    ) -> Result<Message, Failure> {
        let to: Mailbox = recipient.parse().map_err(|error: AddressError| {
            Failure::for_good(format!("\"{recipient}\" is not an e-mail address: {error}"))
        })?;
        let since_1970 = Duration::from_micros(u64::try_from(now.0).unwrap_or(0));
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(one_line(&mail.subject))
            .date(SystemTime::UNIX_EPOCH + since_1970)
            .message_id(Some(format!("<{message_id}@{}>", self.from.email.domain())))
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ));
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(reply_to.clone());
        }
        builder
            .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
            .map_err(|error| Failure::for_good(format!("the e-mail cannot be built: {error}")))
    }
}

fn tls_parameters(settings: &SmtpSettings) -> Result<TlsParameters> {
    let wrong = |reason: String| EngageError::Setting { key: "smtp.ca_file", reason };
    let mut builder = TlsParameters::builder(settings.host.clone());
    if let Some(file) = &settings.ca_file {
        let pem = std::fs::read(file)
            .map_err(|error| wrong(format!("{} cannot be read: {error}", file.display())))?;
        let certificate = Certificate::from_pem(&pem)
            .map_err(|_| wrong(format!("{} holds no PEM certificate", file.display())))?;
        builder = builder.add_root_certificate(certificate);
    }
    builder
        .build_rustls()
        .map_err(|error| EngageError::Setting { key: "smtp.host", reason: error.to_string() })
}

/// A server's 5xx about the message or the mailbox will not change by trying again. Its 5xx about
/// our login will, once somebody corrects the settings.
fn failure_of(error: &lettre::transport::smtp::Error) -> Failure {
    const ABOUT_LOGIN: [&str; 5] = ["530", "534", "535", "538", "525"];
    let code = error.status().map(|code| code.to_string());
    let about_login = code.is_some_and(|code| ABOUT_LOGIN.contains(&code.as_str()));
    let reason = describe(error);
    if error.is_permanent() && !about_login {
        return Failure::for_good(reason);
    }
    if about_login {
        return Failure::for_now(format!("the mail server refused our login: {reason}"));
    }
    if error.is_response() || error.is_transient() {
        return Failure::for_now(reason);
    }
    Failure::unreachable(reason)
}

/// The error with its causes, which is where the interesting part stands.
fn describe(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let more = inner.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = inner.source();
    }
    one_line(&text)
}

/// Line breaks would end a header early.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> SmtpSettings {
        SmtpSettings {
            host: "mail.example.com".into(),
            port: None,
            security: Security::Starttls,
            username: None,
            password: None,
            from: "Perennial <perennial@example.com>".into(),
            reply_to: None,
            ca_file: None,
            timeout_seconds: 5,
        }
    }

    #[track_caller]
    fn refused(settings: &SmtpSettings) -> String {
        Mailer::new(settings).unwrap_err().to_string()
    }

    #[test]
    fn settings_that_cannot_work_name_their_key() {
        Mailer::new(&settings()).unwrap();
        let clear = SmtpSettings {
            security: Security::None,
            username: Some("me".into()),
            password: Some("secret".into()),
            ..settings()
        };
        assert_eq!(
            refused(&clear),
            "smtp.security: would send the login in the clear; use starttls or tls"
        );
        Mailer::new(&SmtpSettings { host: "localhost".into(), ..clear.clone() }).unwrap();
        assert!(
            refused(&SmtpSettings { from: "nobody".into(), ..settings() }).starts_with("smtp.from")
        );
        assert!(
            refused(&SmtpSettings { username: Some("me".into()), ..settings() })
                .starts_with("smtp.password")
        );
        assert!(
            refused(&SmtpSettings { ca_file: Some("/nowhere.pem".into()), ..settings() })
                .starts_with("smtp.ca_file: /nowhere.pem cannot be read")
        );
        assert!(!format!("{clear:?}").contains("secret"));
    }

    #[test]
    fn the_message_says_who_made_it_and_can_be_recognised() {
        let mailer = Mailer::new(&settings()).unwrap();
        let mail = Mail {
            subject: "Acme:\r\nBcc: all@example.com".into(),
            text: "Events fell".into(),
            html: "<p>Events fell</p>".into(),
            item: None,
        };
        let message = mailer
            .message("ann@example.com", &mail, "delivery-7", Micros(1_700_000_000_000_000))
            .unwrap();
        let text = String::from_utf8(message.formatted()).unwrap();
        assert!(text.contains("Message-ID: <delivery-7@example.com>\r\n"), "{text}");
        assert!(text.contains("Auto-Submitted: auto-generated\r\n"), "{text}");
        assert!(text.contains("Date: Tue, 14 Nov 2023 22:13:20 +0000\r\n"), "{text}");
        assert!(text.contains("Subject: Acme: Bcc: all@example.com\r\n"), "{text}");
        assert!(!text.contains("\nBcc:"), "{text}");
        let failure = mailer.message("not an address", &mail, "d", Micros(0)).unwrap_err();
        assert!(failure.is_for_good());
    }
}

//! Configuration: the commented default file, the user's file, the environment; checked at start.

use std::path::Path;

use anyhow::{Context, bail};
use perennial_model::{Currency, Zone};
use serde::Deserialize;

/// Every setting with its default and meaning.
pub const DEFAULT: &str = include_str!("default.toml");

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub company: Company,
    pub server: Server,
    pub storage: Storage,
    pub memory: Memory,
    pub timeline: TimelineSettings,
    pub sql: Sql,
    pub mail: Mail,
    pub webhooks: Webhooks,
    pub log: Log,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Company {
    pub name: String,
    pub currency: Currency,
    pub time_zone: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    pub addr: std::net::SocketAddr,
    pub public_url: String,
    pub session_days: u32,
    pub shutdown_seconds: u64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Storage {
    pub database_url: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Memory {
    pub limit_mb: usize,
}

impl Memory {
    /// Bytes for the pasts of busy accounts.
    pub fn pasts(&self) -> usize {
        (self.limit_mb << 20) / 4
    }

    /// Bytes for the rollup of facts.
    pub fn rollup(&self) -> usize {
        (self.limit_mb << 20) / 4 * 3
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimelineSettings {
    pub flush_facts: usize,
    pub flush_seconds: u64,
    pub inbox_limit_mb: u64,
    pub grace_minutes: u64,
    pub message_ids: usize,
}

/// What SQL queries may use.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sql {
    pub memory_mb: usize,
    pub seconds: u64,
    pub at_once: usize,
    pub rows: usize,
}

impl From<Sql> for perennial_api::sql::SqlSettings {
    fn from(Sql { memory_mb, seconds, at_once, rows }: Sql) -> Self {
        Self { memory_mb, seconds, at_once, rows }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    Starttls,
    #[serde(rename = "tls")]
    Direct,
    None,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    pub username: String,
    pub password: String,
    pub from: String,
    pub ca_file: String,
    pub recipients: Vec<String>,
    pub hourly_cap: u32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhooks {
    pub allow_loopback: bool,
    pub allow_private: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    pub level: String,
    pub format: LogFormat,
}

impl Config {
    /// Reads the default, then `file` where it exists, then the environment's variables.
    ///
    /// # Errors
    /// When the file is no TOML, a key is unknown or a value does not fit; the message names the key.
    pub fn load(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> anyhow::Result<Self> {
        let mut settings: toml::Table = toml::from_str(DEFAULT).context("default.toml")?;
        if let Some(path) = file {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("could not read the configuration {}", path.display()))?;
            let theirs: toml::Table = toml::from_str(&text).with_context(|| {
                format!("the configuration {} is not valid TOML", path.display())
            })?;
            lay_over(&mut settings, theirs, &path.display().to_string())?;
        }
        for (name, value) in environment {
            if let Some(name) = name.strip_prefix("PERENNIAL_") {
                set_from_environment(&mut settings, name, &value)?;
            }
        }
        let config: Self = settings.try_into().context("the configuration does not fit")?;
        config.zone()?;
        Ok(config)
    }

    /// # Errors
    /// When there is no time zone of the configured name.
    pub fn zone(&self) -> anyhow::Result<Zone> {
        Zone::named(&self.company.time_zone).context("company.time_zone")
    }

    /// The address that people type.
    pub fn public_url(&self) -> String {
        match self.server.public_url.trim_end_matches('/') {
            "" => format!("http://{}", self.server.addr),
            url => url.to_owned(),
        }
    }
}

/// Puts the user's sections over the default's; a key that the default lacks is an error.
fn lay_over(settings: &mut toml::Table, theirs: toml::Table, file: &str) -> anyhow::Result<()> {
    for (section, values) in theirs {
        let Some(toml::Value::Table(known)) = settings.get_mut(&section) else {
            bail!(
                "{file}: there is no section [{section}]; `perennial config` prints all there are"
            );
        };
        let toml::Value::Table(values) = values else {
            bail!("{file}: [{section}] must be a section");
        };
        for (key, value) in values {
            if !known.contains_key(&key) {
                bail!(
                    "{file}: there is no setting {section}.{key}; `perennial config` prints all there are"
                );
            }
            known.insert(key, value);
        }
    }
    Ok(())
}

/// `SERVER_ADDR` sets `server.addr`. Names that fit no section are left to others.
fn set_from_environment(settings: &mut toml::Table, name: &str, value: &str) -> anyhow::Result<()> {
    let name = if name == "DATABASE_URL" { "STORAGE_DATABASE_URL" } else { name };
    let lower = name.to_ascii_lowercase();
    let Some((section, key)) = lower.split_once('_') else { return Ok(()) };
    let Some(toml::Value::Table(known)) = settings.get_mut(section) else { return Ok(()) };
    let Some(current) = known.get(key) else {
        bail!(
            "PERENNIAL_{name}: there is no setting {section}.{key}; `perennial config` prints all there are"
        );
    };
    let wrong = || format!("PERENNIAL_{name}: \"{value}\" does not fit {section}.{key}");
    let value = match current {
        toml::Value::Integer(_) => toml::Value::Integer(value.parse().with_context(wrong)?),
        toml::Value::Boolean(_) => toml::Value::Boolean(value.parse().with_context(wrong)?),
        toml::Value::Array(_) => toml::Value::Array(
            value.split(',').map(|one| toml::Value::String(one.trim().to_owned())).collect(),
        ),
        _ => toml::Value::String(value.to_owned()),
    };
    known.insert(key.to_owned(), value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(file: &str, env: &[(&str, &str)]) -> anyhow::Result<Config> {
        let dir = tempfile::tempdir()?;
        let path = dir.path().join("perennial.toml");
        std::fs::write(&path, file)?;
        Config::load(Some(&path), env.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())))
    }

    #[test]
    fn the_default_stands_alone() {
        let config = Config::load(None, []).unwrap();
        assert_eq!(config.server.addr.port(), 7373);
        assert_eq!(config.public_url(), "http://127.0.0.1:7373");
    }

    #[test]
    fn the_file_wins_over_the_default_and_the_environment_over_the_file() {
        let config = load(
            "[company]\nname = \"Acme\"\ncurrency = \"EUR\"\n",
            &[
                ("PERENNIAL_COMPANY_NAME", "Globex"),
                ("PERENNIAL_DATABASE_URL", "postgres://x"),
                ("PERENNIAL_PYTHON", "p"),
            ],
        )
        .unwrap();
        assert_eq!(
            (config.company.name.as_str(), config.company.currency.as_str()),
            ("Globex", "EUR")
        );
        assert_eq!(config.storage.database_url, "postgres://x");
    }

    #[test]
    fn a_mistake_is_named() {
        let said = |file, env| format!("{:#}", load(file, env).unwrap_err());
        assert!(said("[server]\nadress = \"x\"\n", &[]).contains("server.adress"));
        assert!(said("[sever]\n", &[]).contains("[sever]"));
        assert!(said("[company]\ntime_zone = \"Mars\"\n", &[]).contains("Mars"));
        assert!(said("[company]\ncurrency = \"dollars\"\n", &[]).contains("dollars"));
        assert!(said("", &[("PERENNIAL_MAIL_PORT", "many")]).contains("mail.port"));
        assert!(said("", &[("PERENNIAL_MAIL_HOSTS", "a")]).contains("mail.hosts"));
    }
}

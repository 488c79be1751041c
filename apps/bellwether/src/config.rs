//! Settings: the defaults, one TOML file, the environment and the command line, each overriding the one before.
//!
//! A mistake is named with its place, its field and what to write instead; an unknown key is a mistake.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bellwether_kernel::lang::Lang;
use bellwether_mail::Tls;
use clap::Args;
use serde::Serialize;

mod check;
mod file;
mod mail;

pub use check::Mistake;

/// Settings on the command line, for all commands.
#[derive(Args, Clone, Debug, Default)]
pub struct Overrides {
    /// The file with the settings [default: bellwether.toml, if it is there]
    #[arg(long, global = true, env = "BELLWETHER_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The folder with all data of the installation
    #[arg(long = "data", global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
}

/// All settings of an installation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Config {
    /// Where the evidence and, with SQLite, the database lie.
    pub data_dir: PathBuf,
    /// The address of the database.
    #[serde(serialize_with = "without_password")]
    pub database: String,
    /// Where the server listens.
    pub listen: SocketAddr,
    /// How people reach the server; it decides whether cookies are only sent over HTTPS.
    pub public_url: String,
    /// How many reverse proxies stand in front and append to `X-Forwarded-For`; 0 ignores that header.
    pub trusted_proxies: u32,
    /// Lets `/metrics` be read from elsewhere than this machine, with `Authorization: Bearer …`.
    #[serde(serialize_with = "only_whether")]
    pub metrics_token: Option<String>,
    /// `text` for people, `json` for collectors.
    pub log_format: LogFormat,
    /// Which messages are logged, as in `info,bellwether_jobs=debug`.
    pub log: String,
    /// The mail server; without its host mail is off.
    pub mail: Mail,
    /// Bounds on what one request or job may take.
    pub limits: Limits,
}

/// Bounds on what one request or job may take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// The largest request body in MiB.
    pub body_mib: u32,
    /// The largest source file that is taken from browsers and programs, in MiB.
    pub upload_mib: u32,
    /// The longest a request may take, in seconds.
    pub request_seconds: u32,
    /// How many jobs run at once.
    pub jobs: u32,
    /// How long running requests and jobs are waited for when the server stops, in seconds.
    pub shutdown_seconds: u32,
    /// Requests a second from one address, on average; several times as many at once.
    pub address_per_second: u32,
    /// Requests a second of one signed-in person, on average; several times as many at once.
    pub account_per_second: u32,
}

impl Limits {
    /// How long running requests and jobs are waited for when the server stops.
    pub fn shutdown(&self) -> Duration {
        Duration::from_secs(self.shutdown_seconds.into())
    }
}

/// How mail is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mail {
    /// The name or address of the mail server; without one mail is off.
    pub host: Option<String>,
    /// Its port; the usual one of the kind of connection is 25, 465 or 587.
    pub port: u16,
    /// How the connection is kept secret: `none`, `starttls` or `tls`.
    #[serde(serialize_with = "by_name")]
    pub tls: Tls,
    /// The name to sign in with.
    pub user: Option<String>,
    /// The secret to sign in with.
    #[serde(serialize_with = "only_whether")]
    pub secret: Option<String>,
    /// From whom letters are.
    pub sender: Option<String>,
    /// The language of letters to people who chose none.
    pub lang: Lang,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// The settings, or every mistake in them.
///
/// # Errors
/// All mistakes at once, so that they can be put right in one go.
pub fn load(overrides: &Overrides, environment: &BTreeMap<String, String>) -> Result<Config, Vec<Mistake>> {
    let text = file::read(overrides.config.as_deref())?;
    let (mut values, mut mistakes) = match &text {
        Some((path, text)) => file::values(path, text)?,
        None => (BTreeMap::new(), Vec::new()),
    };
    mistakes.extend(check::overlay(&mut values, environment));
    match check::build(values, overrides.data_dir.as_deref()) {
        Ok(config) if mistakes.is_empty() => Ok(config),
        Ok(_) => Err(mistakes),
        Err(more) => {
            mistakes.extend(more);
            Err(mistakes)
        }
    }
}

/// The variables of the process that are ours.
pub fn environment() -> BTreeMap<String, String> {
    std::env::vars().filter(|(name, _)| name.starts_with("BELLWETHER_")).collect()
}

/// The file that holds the settings, for messages.
pub fn file_in_use(overrides: &Overrides) -> Option<PathBuf> {
    overrides.config.clone().or_else(|| Path::new(file::USUAL).is_file().then(|| PathBuf::from(file::USUAL)))
}

fn without_password<S: serde::Serializer>(url: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&bellwether_db::db::redact(url))
}

fn only_whether<S: serde::Serializer>(token: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(if token.is_some() { "(set)" } else { "(not set)" })
}

fn by_name<S: serde::Serializer>(tls: &Tls, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(tls.name())
}

#[cfg(test)]
mod tests;

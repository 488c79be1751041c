//! Turning found values into settings, and saying what is wrong with those that cannot be.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::{Config, Limits, LogFormat, mail};

/// Every setting, as it is named in the file. The variable of `limits.jobs` is `BELLWETHER_LIMITS_JOBS`.
pub const FIELDS: [&str; 22] = [
    "data_dir",
    "database",
    "listen",
    "public_url",
    "trusted_proxies",
    "metrics_token",
    "log_format",
    "log",
    "limits.body_mib",
    "limits.upload_mib",
    "limits.request_seconds",
    "limits.jobs",
    "limits.shutdown_seconds",
    "limits.address_per_second",
    "limits.account_per_second",
    "mail.host",
    "mail.port",
    "mail.tls",
    "mail.user",
    "mail.secret",
    "mail.sender",
    "mail.lang",
];

/// Variables of ours that are not settings.
const OTHER_VARIABLES: [&str; 4] = ["BELLWETHER_CONFIG", "BELLWETHER_SAMPLE", "BELLWETHER_PASSWORD", "BELLWETHER_BIN"];
/// What the variables of the tests begin with.
const TEST_VARIABLES: &str = "BELLWETHER_TEST_";

/// A value and where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// As written.
    pub text: String,
    /// Where.
    pub place: Place,
}

/// Where a value was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the file, at this line; 0 stands for the whole file.
    File {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// In this variable of the environment.
    Variable(String),
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::File { path, line: 0 } => write!(f, "{}", path.display()),
            Place::File { path, line } => write!(f, "{}:{line}", path.display()),
            Place::Variable(name) => write!(f, "environment variable {name}"),
        }
    }
}

/// One mistake in the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where it is.
    pub place: Place,
    /// The setting; empty if the file as a whole is meant.
    pub field: String,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub advice: String,
}

impl std::fmt::Display for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let colon = if self.field.is_empty() { "" } else { ": " };
        write!(f, "{}: {}{colon}{}; {}", self.place, self.field, self.problem, self.advice)
    }
}

/// Lets the environment override what the file says. Returns variables that mean nothing.
pub fn overlay(values: &mut BTreeMap<String, Found>, environment: &BTreeMap<String, String>) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for (variable, text) in environment {
        if OTHER_VARIABLES.contains(&variable.as_str()) || variable.starts_with(TEST_VARIABLES) {
            continue;
        }
        let place = Place::Variable(variable.clone());
        match FIELDS.into_iter().find(|field| variable_of(field) == *variable) {
            Some(field) => {
                values.insert(field.to_owned(), Found { text: text.clone(), place });
            }
            None => mistakes.push(Mistake {
                place,
                field: String::new(),
                problem: "there is no such setting".to_owned(),
                advice: format!("unset it, or use one of: {}", FIELDS.map(variable_of).join(", ")),
            }),
        }
    }
    mistakes
}

/// The variable that overrides a setting.
pub fn variable_of(field: &str) -> String {
    format!("BELLWETHER_{}", field.replace('.', "_").to_uppercase())
}

/// Builds the settings; `data_dir` is the one of the command line.
pub fn build(values: BTreeMap<String, Found>, data_dir: Option<&Path>) -> Result<Config, Vec<Mistake>> {
    let mut reader = Reader { values, mistakes: Vec::new() };
    let data_dir = match data_dir {
        Some(path) => path.to_owned(),
        None => reader.take("data_dir", PathBuf::from("bellwether-data"), "name a folder", not_empty),
    };
    let usual_database = format!("sqlite:{}", data_dir.join("bellwether.db").display());
    let listen = reader.take(
        "listen",
        std::net::SocketAddr::from(([127, 0, 0, 1], 8080)),
        "write an IP address and a port, such as 127.0.0.1:8080 or [::]:8080",
        |text| text.parse().map_err(|_| format!("`{text}` is not an address to listen on")),
    );
    let config = Config {
        database: reader.take(
            "database",
            usual_database,
            "write sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME",
            database,
        ),
        public_url: reader.take(
            "public_url",
            format!("http://{listen}"),
            "write how people reach the server, such as https://bellwether.example.org",
            public_url,
        ),
        trusted_proxies: reader.number("trusted_proxies", 0, 0..=8),
        metrics_token: reader.take("metrics_token", None, "write at least 16 characters that nobody can guess", token),
        log_format: reader.take("log_format", LogFormat::Text, "write \"text\" or \"json\"", |text| match text {
            "text" => Ok(LogFormat::Text),
            "json" => Ok(LogFormat::Json),
            other => Err(format!("`{other}` is not a format of logs")),
        }),
        log: reader.take(
            "log",
            "info".to_owned(),
            "write a level such as info, or levels by part: info,bellwether_jobs=debug",
            |text| match tracing_subscriber::EnvFilter::from_str(text) {
                Ok(_) => Ok(text.to_owned()),
                Err(error) => Err(error.to_string()),
            },
        ),
        limits: Limits {
            body_mib: reader.number("limits.body_mib", 16, 1..=1024),
            upload_mib: reader.number("limits.upload_mib", 2048, 1..=1_048_576),
            request_seconds: reader.number("limits.request_seconds", 60, 1..=3600),
            jobs: reader.number("limits.jobs", 2, 1..=64),
            shutdown_seconds: reader.number("limits.shutdown_seconds", 20, 0..=600),
            address_per_second: reader.number("limits.address_per_second", 50, 1..=1_000_000),
            account_per_second: reader.number("limits.account_per_second", 30, 1..=1_000_000),
        },
        mail: mail::read(&mut reader),
        data_dir,
        listen,
    };
    if reader.mistakes.is_empty() { Ok(config) } else { Err(reader.mistakes) }
}

/// Takes settings out of what was found, and notes what is wrong.
pub struct Reader {
    values: BTreeMap<String, Found>,
    mistakes: Vec<Mistake>,
}

impl Reader {
    /// The setting, or the usual one where there is none or a wrong one.
    pub fn take<T>(&mut self, field: &str, usual: T, advice: &str, parse: impl Fn(&str) -> Result<T, String>) -> T {
        let Some(found) = self.values.get(field) else {
            return usual;
        };
        parse(&found.text).unwrap_or_else(|problem| {
            self.mistakes.push(Mistake {
                place: found.place.clone(),
                field: field.to_owned(),
                problem,
                advice: advice.to_owned(),
            });
            usual
        })
    }

    /// Notes a mistake that shows only when several settings are looked at; nothing where the field was not set.
    pub fn refuse(&mut self, field: &str, problem: &str, advice: &str) {
        if let Some(found) = self.values.get(field) {
            self.mistakes.push(Mistake {
                place: found.place.clone(),
                field: field.to_owned(),
                problem: problem.to_owned(),
                advice: advice.to_owned(),
            });
        }
    }

    /// Was it written into the file?
    pub fn is_in_file(&self, field: &str) -> bool {
        self.values.get(field).is_some_and(|found| matches!(found.place, Place::File { .. }))
    }

    /// Was it set at all?
    pub fn is_set(&self, field: &str) -> bool {
        self.values.contains_key(field)
    }

    /// A number.
    pub fn number(&mut self, field: &str, usual: u32, range: std::ops::RangeInclusive<u32>) -> u32 {
        let advice = format!("write a whole number from {} to {}", range.start(), range.end());
        self.take(field, usual, &advice, |text| match text.parse() {
            Ok(number) if range.contains(&number) => Ok(number),
            _ => Err(format!("`{text}` is out of range")),
        })
    }
}

fn not_empty(text: &str) -> Result<PathBuf, String> {
    if text.trim().is_empty() { Err("is empty".to_owned()) } else { Ok(PathBuf::from(text)) }
}

fn token(text: &str) -> Result<Option<String>, String> {
    if text.chars().count() < 16 { Err("is too short".to_owned()) } else { Ok(Some(text.to_owned())) }
}

fn database(text: &str) -> Result<String, String> {
    let known = text.strip_prefix("sqlite:").is_some_and(|path| !path.is_empty())
        || text.starts_with("postgres://")
        || text.starts_with("postgresql://");
    if known { Ok(text.to_owned()) } else { Err("is not the address of a database".to_owned()) }
}

fn public_url(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host)
            if !host.is_empty() && !host.contains(['?', '#', ' ']) && !host.trim_end_matches('/').contains('/') =>
        {
            Ok(text.trim_end_matches('/').to_owned())
        }
        Some(_) => Err(format!("`{text}` has a path, or no host")),
        None => Err(format!("`{text}` does not begin with https:// or http://")),
    }
}

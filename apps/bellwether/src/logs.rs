//! Where log lines go and how they look.

use crate::config::{Config, LogFormat};

/// Starts logging to standard error; standard output is for the answers of commands.
pub fn start(config: &Config) {
    // The filter was checked with the settings; `info` serves should a default ever be wrong.
    let filter = config.log.parse().unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match config.log_format {
        LogFormat::Text => lines.with_target(false).init(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(true).init(),
    }
}

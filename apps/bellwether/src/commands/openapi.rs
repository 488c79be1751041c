//! `bellwether openapi`: prints the description of the API, for generators of clients.

use std::process::ExitCode;

use crate::config::Config;
use crate::install;

/// Runs the command.
pub async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let installation = install::open(config).await?;
    let document = bellwether_web::app::openapi(&install::slices(&installation, config).await?);
    println!("{}", serde_json::to_string_pretty(&document)?);
    Ok(ExitCode::SUCCESS)
}

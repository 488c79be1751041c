//! The commands, one file each. They wire; what they do is done by services.

mod actors;
mod backup;
mod calls;
mod cluster;
mod config_check;
mod evidence;
mod experts;
mod facilities;
mod facilities_demo;
mod facilities_files;
mod forecast;
mod hindcast;
mod jobs;
mod journal;
mod landscape;
mod ledger;
mod mail;
mod messages;
mod openapi;
mod outbound;
mod restore;
mod serve;
mod targets;
mod user;
mod vocab;
mod watched;

use std::process::ExitCode;

use anyhow::bail;
use clap::Subcommand;

use crate::config::{self, Config, Overrides};
use crate::logs;

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Serve the web pages and the API, and run jobs
    Serve(serve::Args),
    /// Load the clusters that the portal shows
    #[command(subcommand)]
    Cluster(cluster::Command),
    /// Find, import, export, merge and erase persons, organisations and bodies
    #[command(subcommand)]
    Actors(actors::Command),
    /// Ingest source files, and show what is there
    #[command(subcommand)]
    Evidence(evidence::Command),
    /// Find experts and institutions in the evidence
    #[command(subcommand)]
    Experts(experts::Command),
    /// Import and export grant calls, and show their applications
    #[command(subcommand)]
    Calls(calls::Command),
    /// Import and export shared facilities, and show their bookings
    #[command(subcommand)]
    Facilities(facilities::Command),
    /// Build the map of the evidence and its topics, and show them
    #[command(subcommand)]
    Landscape(landscape::Command),
    /// Build and show human genes as targets: papers on each, growth, forecasts, which are likely to grow
    #[command(subcommand)]
    Targets(targets::Command),
    /// Forecast series of a CSV file, or the topics of the landscape
    Forecast(forecast::Args),
    /// Show how well growth would have been foreseen in earlier years
    #[command(subcommand)]
    Hindcast(hindcast::Command),
    /// Get vocabularies, and show what is there
    #[command(subcommand)]
    Vocab(vocab::Command),
    /// Make, list and change accounts
    #[command(subcommand)]
    User(user::Command),
    /// Look at the books of clusters, move amounts, approve, verify
    #[command(subcommand)]
    Ledger(ledger::Command),
    /// Write some messages for the demo
    #[command(subcommand)]
    Messages(messages::Command),
    /// Try the settings of mail, list letters, send one again that failed
    #[command(subcommand)]
    Mail(mail::Command),
    /// List background jobs, show one, call it off, try a failed one again
    #[command(subcommand)]
    Jobs(jobs::Command),
    /// Copy the database and the evidence, while the server runs
    Backup(backup::Args),
    /// Take a backup back into an empty installation
    Restore(restore::Args),
    /// Print the description of the API
    Openapi,
    /// Prove that nobody altered the journal
    #[command(subcommand)]
    Journal(journal::Command),
    /// Look at the settings
    #[command(subcommand)]
    Config(config_check::Command),
}

/// Runs a command with the settings.
pub async fn run(command: Command, overrides: &Overrides) -> anyhow::Result<ExitCode> {
    match command {
        // Reports all mistakes itself.
        Command::Config(command) => config_check::run(command, overrides),
        Command::Serve(args) => serve::run(args, configured(overrides)?).await,
        Command::Cluster(command) => cluster::run(command, &configured(overrides)?).await,
        Command::Actors(command) => actors::run(command, &configured(overrides)?).await,
        Command::Evidence(command) => evidence::run(command, &configured(overrides)?).await,
        Command::Experts(command) => experts::run(command, &configured(overrides)?).await,
        Command::Calls(command) => calls::run(command, &configured(overrides)?).await,
        Command::Facilities(command) => facilities::run(command, &configured(overrides)?).await,
        Command::Landscape(command) => landscape::run(command, &configured(overrides)?).await,
        Command::Forecast(args) => forecast::run(args, &configured(overrides)?),
        Command::Targets(command) => targets::run(command, &configured(overrides)?).await,
        Command::Hindcast(command) => hindcast::run(command, &configured(overrides)?),
        Command::Vocab(command) => vocab::run(command, &configured(overrides)?),
        Command::User(command) => user::run(command, &configured(overrides)?).await,
        Command::Ledger(command) => ledger::run(command, &configured(overrides)?).await,
        Command::Messages(command) => messages::run(command, &configured(overrides)?).await,
        Command::Mail(command) => mail::run(command, &configured(overrides)?).await,
        Command::Jobs(command) => jobs::run(command, &configured(overrides)?).await,
        Command::Backup(args) => backup::run(args, &configured(overrides)?).await,
        Command::Restore(args) => restore::run(args, &configured(overrides)?).await,
        Command::Openapi => openapi::run(&configured(overrides)?).await,
        Command::Journal(command) => journal::run(command, &configured(overrides)?).await,
    }
}

fn configured(overrides: &Overrides) -> anyhow::Result<Config> {
    match config::load(overrides, &config::environment()) {
        Ok(config) => {
            logs::start(&config);
            Ok(config)
        }
        Err(mistakes) => {
            let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            bail!("the settings have mistakes:\n  {}", lines.join("\n  "))
        }
    }
}

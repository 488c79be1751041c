//! `bellwether evidence …`: source files in, what is there out.

mod compact;
mod ingest;
mod pull;
mod reindex;
mod search;
mod status;

use std::process::ExitCode;

use clap::Subcommand;

use crate::config::Config;

/// What to do with the evidence.
#[derive(Subcommand)]
pub enum Command {
    /// Read source files, and folders of source files, into the store
    Ingest(ingest::Args),
    /// Search the records
    Search(search::Args),
    /// Fetch source files from where they are published
    #[command(subcommand)]
    Pull(pull::Command),
    /// Show what the store holds, by source and by file
    Status(status::Args),
    /// Build the full-text index anew from the stored records
    Reindex,
    /// Give back the space of records that were replaced or withdrawn
    Compact,
}

/// Runs the command.
pub async fn run(command: Command, config: &Config) -> anyhow::Result<ExitCode> {
    match command {
        Command::Ingest(args) => ingest::run(args, config).await,
        Command::Pull(command) => pull::run(command, config).await,
        Command::Search(args) => search::run(&args, config),
        Command::Status(args) => status::run(&args, config),
        Command::Reindex => reindex::run(config),
        Command::Compact => compact::run(config),
    }
}

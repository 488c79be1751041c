//! `bellwether hindcast …`: would growth have been foreseen from the years before?

mod targets;
mod topics;

use std::process::ExitCode;

use clap::Subcommand;

use crate::config::Config;

/// Whose growth.
#[derive(Subcommand)]
pub enum Command {
    /// Of topics of the landscape
    Topics(topics::Args),
    /// Of targets: the score of emergence beside simple rules, at earlier years
    Targets(targets::Args),
}

/// Runs the command.
pub fn run(command: Command, config: &Config) -> anyhow::Result<ExitCode> {
    match command {
        Command::Topics(args) => topics::run(&args, config),
        Command::Targets(args) => targets::run(&args, config),
    }
}

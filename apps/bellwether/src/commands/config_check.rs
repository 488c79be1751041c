//! `bellwether config check`: are the settings right, and what are they?

use std::process::ExitCode;

use clap::Subcommand;

use crate::config::{self, Overrides};

/// What to do with the settings.
#[derive(Subcommand)]
pub enum Command {
    /// Check the settings and print them, or every mistake with its place and what to do
    Check,
}

/// Runs the command. Exits with 1 if there are mistakes.
pub fn run(command: Command, overrides: &Overrides) -> anyhow::Result<ExitCode> {
    let Command::Check = command;
    match config::load(overrides, &config::environment()) {
        Ok(config) => {
            match config::file_in_use(overrides) {
                Some(file) => println!("# from {} and the environment", file.display()),
                None => println!("# from the defaults and the environment; there is no bellwether.toml here"),
            }
            print!("{}", toml::to_string(&config)?);
            Ok(ExitCode::SUCCESS)
        }
        Err(mistakes) => {
            for mistake in mistakes {
                eprintln!("{mistake}");
            }
            Ok(ExitCode::FAILURE)
        }
    }
}

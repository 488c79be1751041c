//! Developer commands: `cargo xtask demo | test | check | bench | sample`.
//!
//! Only orchestration lives here: it calls cargo, npm, Python and PostgreSQL as processes, so that it builds in seconds.

mod bench;
mod check;
mod demo;
mod genes;
mod installation;
mod metadata;
mod sample;
mod stamp;
mod test;
mod web;
mod workspace;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::workspace::Workspace;

/// Developer commands of Bellwether.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds everything, fetches real evidence, and serves it on this machine.
    Demo(demo::Options),
    /// Checks format, lints, layers, dependency policy, file sizes, languages and documents; no tests.
    Check(check::Options),
    /// Runs all tests, after installing or starting what they need.
    Test(test::Options),
    /// Starts a throw-away PostgreSQL server and runs a command with its address in BELLWETHER_TEST_POSTGRES.
    Postgres(test::PostgresOptions),
    /// Fetches the sample of real PubMed files, verifies and caches it.
    Sample,
    /// Runs one benchmark, or lists them.
    Bench(bench::Options),
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    let workspace = Workspace::find()?;
    match command {
        Command::Demo(options) => demo::run(&workspace, &options),
        Command::Check(options) => check::run(&workspace, &options, &Cli::command()),
        Command::Test(options) => test::run(&workspace, &options, &Cli::command()),
        Command::Postgres(options) => test::with_postgres(&workspace, &options),
        Command::Sample => sample::fetch(&workspace).map(|_| ()),
        Command::Bench(options) => bench::run(&workspace, &options),
    }
}

//! The `bellwether` command: one program for the server and for everything done at the command line.

use std::process::ExitCode;

use clap::Parser;

use bellwether::commands::{self, Command};
use bellwether::config::Overrides;

/// Records are thousands of small texts that one thread makes and another gives back: the case that this one is made for.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs a biomedical innovation cluster on evidence.
#[derive(Parser)]
#[command(version, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    overrides: Overrides,
    #[command(subcommand)]
    command: Command,
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    match commands::run(cli.command, &cli.overrides).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("bellwether: {error:#}");
            ExitCode::FAILURE
        }
    }
}

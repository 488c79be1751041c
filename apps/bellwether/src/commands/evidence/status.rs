//! `bellwether evidence status`

use std::process::ExitCode;

use anyhow::Context;
use bellwether_evidence::api::{Outcome, disagreements};
use serde_json::json;

use crate::config::Config;
use crate::install;

/// Options of `status`.
#[derive(clap::Args)]
pub struct Args {
    /// List every source file
    #[arg(long)]
    files: bool,
    /// Print JSON, with all files
    #[arg(long)]
    json: bool,
    /// Read everything and check that index and records agree
    #[arg(long)]
    verify: bool,
}

/// Runs the command. Exits with 1 if a check found something.
pub fn run(args: &Args, config: &Config) -> anyhow::Result<ExitCode> {
    let evidence = install::open_evidence(config)?;
    let snapshot = evidence.snapshot();
    if args.json {
        let status = json!({
            "records": snapshot.count(), "generation": snapshot.number(),
            "sources": snapshot.sources(), "files": snapshot.files(),
        });
        println!("{}", serde_json::to_string_pretty(&status)?);
    } else {
        println!("{} records, {} files, generation {}", snapshot.count(), snapshot.files().len(), snapshot.number());
        for source in snapshot.sources() {
            println!(
                "{:<16} {:>12} records {:>6} parts {:>8} MiB, last added to at {}",
                source.source.name(),
                source.records,
                source.parts,
                source.bytes >> 20,
                source.last_added_at
            );
        }
        for file in snapshot.files() {
            match &file.outcome {
                Outcome::Refused { reason } => println!("refused {} at {}: {reason}", file.name, file.read_at),
                Outcome::Ingested(counts) if args.files => {
                    println!("ingested {} at {}: {} records", file.name, file.read_at, counts.records);
                }
                Outcome::Ingested(_) => {}
            }
        }
    }
    if !args.verify {
        return Ok(ExitCode::SUCCESS);
    }
    let found = disagreements(&snapshot).context("checking the store")?;
    for disagreement in &found {
        eprintln!("{disagreement}");
    }
    if found.is_empty() {
        eprintln!("index and records agree");
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::FAILURE)
}

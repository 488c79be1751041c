//! `bellwether evidence reindex`

use std::process::ExitCode;

use anyhow::Context;
use bellwether_evidence::api::{IngestOptions, reindex};

use crate::config::Config;
use crate::install;

/// Runs the command.
pub fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let folder = install::evidence_folder(config);
    let threads = IngestOptions::default().threads;
    let done = reindex(&folder, threads, &mut |done| eprintln!("{done} records")).context("building the index anew")?;
    println!("indexed {done} records anew");
    Ok(ExitCode::SUCCESS)
}

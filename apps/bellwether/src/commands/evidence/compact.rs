//! `bellwether evidence compact`

use std::process::ExitCode;

use anyhow::Context;
use bellwether_evidence::api::{Evidence, IngestOptions};

use crate::config::Config;
use crate::install;

/// Runs the command.
pub fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let evidence = Evidence::open(&install::evidence_folder(config)).context("opening the evidence store")?;
    let done = evidence.compact(IngestOptions::default().threads).context("compacting the evidence store")?;
    if done.parts == 0 {
        println!("nothing to give back: hardly any record was replaced or withdrawn");
    } else {
        println!(
            "wrote {} parts with {} records anew; {} outdated rows are gone, and the parts are {} KiB shorter",
            done.parts,
            done.records,
            done.dead,
            done.bytes / 1024
        );
    }
    Ok(ExitCode::SUCCESS)
}

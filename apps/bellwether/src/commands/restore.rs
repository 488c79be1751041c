//! `bellwether restore FILE.tar.zst|DIR`: takes a backup back into an empty installation.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use bellwether_db::Db;

use crate::backup::restore;
use crate::config::Config;
use crate::install;

/// Options of `restore`.
#[derive(clap::Args)]
pub struct Args {
    /// What `backup` made: a file that ends in .tar.zst, or a folder
    source: PathBuf,
}

/// Runs the command. The tables are brought up to this version afterwards.
pub async fn run(args: Args, config: &Config) -> anyhow::Result<ExitCode> {
    let db = Db::open(&config.database).await?;
    let manifest = restore::restore(&db, &install::evidence_folder(config), &args.source, install::migrations).await?;
    db.migrate(install::migrations()).await.context("bringing the tables up to this version")?;
    println!("restored {} files; journal head {}", manifest.files.len(), manifest.journal_head);
    Ok(ExitCode::SUCCESS)
}

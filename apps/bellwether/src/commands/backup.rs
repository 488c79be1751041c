//! `bellwether backup FILE.tar.zst|DIR`: copies the installation while it runs.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::backup::make;
use crate::config::Config;
use crate::install;

/// Options of `backup`.
#[derive(clap::Args)]
pub struct Args {
    /// Where to: a file that ends in .tar.zst, or a folder; it must not be there yet
    target: PathBuf,
}

/// Runs the command.
pub async fn run(args: Args, config: &Config) -> anyhow::Result<ExitCode> {
    let db = install::open_database(config).await?;
    let manifest = make::backup(&db, &install::evidence_folder(config), &args.target).await?;
    let bytes: u64 = manifest.files.iter().map(|file| file.bytes).sum();
    println!("{}: {} files, {bytes} bytes before packing", args.target.display(), manifest.files.len());
    println!("journal head {}", manifest.journal_head);
    Ok(ExitCode::SUCCESS)
}

//! `bellwether cluster`: the clusters of the portal, loaded from the files that describe them.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use bellwether_cluster::api::{DEMO, Loaded, load};
use bellwether_db::Db;
use bellwether_kernel::ctx::Ctx;
use clap::Subcommand;

use crate::config::Config;
use crate::install;

/// What to do with clusters.
#[derive(Subcommand)]
pub enum Command {
    /// Load clusters from TOML files; a file that was loaded before and has not changed is left alone
    Load {
        /// The files; each describes one cluster
        #[arg(required_unless_present = "demo")]
        files: Vec<PathBuf>,
        /// Load the two clusters of the demo
        #[arg(long)]
        demo: bool,
    },
}

/// Runs the command. Files before a wrong one are loaded; the wrong one changes nothing.
pub async fn run(command: Command, config: &Config) -> anyhow::Result<ExitCode> {
    let Command::Load { files, demo } = command;
    let db = install::open_database(config).await?;
    if demo {
        for (name, source) in DEMO {
            load_one(&db, name, source).await?;
        }
    }
    for file in files {
        let name = file.display().to_string();
        let source = std::fs::read_to_string(&file).with_context(|| format!("reading {name}"))?;
        load_one(&db, &name, &source).await?;
    }
    db.close().await?;
    Ok(ExitCode::SUCCESS)
}

async fn load_one(db: &Db, name: &str, source: &str) -> anyhow::Result<()> {
    let loaded = load(&Ctx::system(), db, source).await.with_context(|| format!("loading {name}"))?;
    let (profile, what) = match loaded {
        Loaded::Changed(profile) => (profile, "loaded"),
        Loaded::Known(profile) => (profile, "unchanged"),
    };
    println!(
        "{what}: {}, {} organisations and bodies, {} areas",
        profile.cluster.slug,
        profile.actors.len(),
        profile.schemes.iter().map(|scheme| scheme.concepts.len()).sum::<usize>()
    );
    Ok(())
}

//! `bellwether calls`: grant calls from and to files, their applications; and the clock that opens and closes them.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use bellwether_accounts::api::Accounts;
use bellwether_accounts::model::user::Email;
use bellwether_calls::api::{Calls, DEMO};
use bellwether_kernel::ctx::Ctx;
use clap::Subcommand;
use tokio::sync::watch;

use crate::config::Config;
use crate::install;

/// How often the clock has its way. Pages look at the clock themselves; this writes down what they see.
const EVERY: Duration = Duration::from_secs(30);

/// What to do with calls.
#[derive(Subcommand)]
pub enum Command {
    /// Load calls from TOML files; each names its cluster. Calls that are there already stay as they are
    Import {
        /// The files
        #[arg(required_unless_present = "demo")]
        files: Vec<PathBuf>,
        /// Load the invented calls of the demo
        #[arg(long)]
        demo: bool,
        /// E-mail address of the person who begins the invented applications; they are left out without it
        #[arg(long)]
        lead: Option<String>,
    },
    /// Print the calls of a cluster as a TOML file that can be imported
    Export {
        /// The cluster's slug
        cluster: String,
    },
    /// Print the applications of a call, one a line
    Applications {
        /// The cluster's slug
        cluster: String,
        /// The call's slug
        call: String,
        /// At most so many
        #[arg(long, default_value_t = 200)]
        limit: u32,
    },
}

/// Runs the command.
pub async fn run(command: Command, config: &Config) -> anyhow::Result<ExitCode> {
    let db = install::open_database(config).await?;
    let accounts = Accounts::new(db.clone());
    let calls = install::calls(&db, &accounts);
    let ctx = Ctx::system();
    match command {
        Command::Import { files, demo, lead } => import(&calls, &accounts, files, demo, lead).await?,
        Command::Export { cluster } => print!("{}", calls.export(&ctx, &cluster).await?),
        Command::Applications { cluster, call, limit } => {
            let call = calls.call(&ctx, &cluster, &call).await?;
            for one in calls.applications(&ctx, &call, ("", &[]), None, limit).await?.0 {
                let stage = if one.stage.is_named() { format!("{}:", one.stage.key) } else { String::new() };
                let state = format!("{stage}{}", one.state.name());
                println!("{:>5}  {state:<24}  {}  {}", one.number, one.id, one.title);
            }
        }
    }
    db.close().await?;
    Ok(ExitCode::SUCCESS)
}

async fn import(
    calls: &Calls,
    accounts: &Accounts,
    files: Vec<PathBuf>,
    demo: bool,
    lead: Option<String>,
) -> anyhow::Result<()> {
    let ctx = Ctx::system();
    let lead = match lead {
        Some(email) => {
            let email = Email::parse(&email).context("reading the e-mail address")?;
            Some(accounts.user_by_email(&ctx, &email).await?.id)
        }
        None => None,
    };
    let mut sources = Vec::new();
    if demo {
        sources.extend(DEMO.map(|(name, source)| (name.to_owned(), source.to_owned())));
    }
    for file in files {
        let name = file.display().to_string();
        let source = std::fs::read_to_string(&file).with_context(|| format!("reading {name}"))?;
        sources.push((name, source));
    }
    for (name, source) in sources {
        let loaded = calls.load(&ctx, &source, lead).await.with_context(|| format!("importing {name}"))?;
        println!("{name}: {} new, {} as before, {} applications", loaded.added, loaded.known, loaded.applications);
    }
    Ok(())
}

/// Writes down what the clock did to calls, until the server stops. A failure is logged, and tried again.
pub async fn sweep(calls: Calls, mut stopping: watch::Receiver<bool>) {
    loop {
        match calls.sweep(&Ctx::system()).await {
            Ok(0) => {}
            Ok(changed) => tracing::info!("{changed} calls opened or closed"),
            Err(error) => tracing::error!(error = %error, "calls could not open and close"),
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = stopping.wait_for(|stop| *stop) => return,
        }
    }
}

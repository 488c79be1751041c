//! `bellwether journal verify`: proves that nobody altered the journal.

use std::process::ExitCode;

use bellwether_db::DbError;
use bellwether_db::journal::verify::Head;
use clap::Subcommand;

use crate::config::Config;
use crate::install;

/// What to do with the journal.
#[derive(Subcommand)]
pub enum Command {
    /// Check every entry; prints the newest entry's NUMBER:HASH, or names the first broken one
    Verify {
        /// A NUMBER:HASH that an earlier check printed: proves that the journal only grew since
        #[arg(long, value_name = "NUMBER:HASH")]
        noted: Option<Head>,
    },
}

/// Runs the command. Exits with 1 if the journal is broken.
pub async fn run(command: Command, config: &Config) -> anyhow::Result<ExitCode> {
    let Command::Verify { noted } = command;
    let db = install::open_database(config).await?;
    match db.verify_journal(noted.as_ref()).await {
        Ok(head) => {
            println!("{head}");
            eprintln!("the journal is whole: {} entries", head.seq);
            Ok(ExitCode::SUCCESS)
        }
        Err(DbError::Journal(broken)) => {
            eprintln!("the journal is broken: {broken}");
            Ok(ExitCode::FAILURE)
        }
        Err(error) => Err(error.into()),
    }
}

//! `bellwether mail …`: trying the settings of mail, looking at the outbox.

use std::process::ExitCode;

use anyhow::{Context, bail};
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::ids::Uuid;
use bellwether_kernel::lang::Lang;
use bellwether_mail::letter::{Content, LetterId};
use bellwether_mail::{Letter, Listed, Outbox, State};
use clap::Subcommand;

use crate::config::Config;
use crate::install;

/// Letters that are read from the outbox at once.
const PART: u32 = 200;

/// What to do with mail.
#[derive(Subcommand)]
pub enum Command {
    /// Send a letter now, past the outbox, and say what the mail server answers
    Test {
        /// To whom
        address: String,
    },
    /// List letters, newest first, one a line: id, state, attempts, when, to whom, what caused it, problem
    List {
        /// Only in this state: waiting, handing, sent, failed, unsure
        #[arg(long, value_parser = state)]
        state: Option<State>,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// Send a letter again that failed, or of which nobody knows whether it was sent
    Again {
        /// Its id
        id: Uuid,
    },
}

/// Runs the command. What waits is sent by a server.
pub async fn run(command: Command, config: &Config) -> anyhow::Result<ExitCode> {
    let db = install::open_database(config).await?;
    let outbox = Outbox::new(db.clone(), config.mail.server());
    match command {
        Command::Test { address } => test(&outbox, config, address).await?,
        Command::List { state, limit } => list(&outbox, state, limit).await?,
        Command::Again { id } => {
            if !outbox.again(&Ctx::system(), LetterId(id)).await? {
                bail!("letter {id} was not given up, or is not there");
            }
            println!("letter {id} is sent again by the server");
        }
    }
    db.close().await?;
    Ok(ExitCode::SUCCESS)
}

async fn test(outbox: &Outbox, config: &Config, address: String) -> anyhow::Result<()> {
    let Some(server) = config.mail.server() else {
        bail!("mail is off; name the server and the sender: [mail] host = \"…\", sender = \"…\"");
    };
    let content = Content {
        subject: "Bellwether: a test of mail".to_owned(),
        text: format!("This letter was sent by {} to try its settings of mail.\n", config.public_url),
        lang: Lang::En,
        calendar: None,
        about: None,
        stop_href: None,
    };
    let letter = Letter { key: String::new(), address: address.clone(), name: String::new(), content };
    let tried = outbox.send_now(&letter).await;
    tried.with_context(|| format!("sending to {address} by {}:{}", server.host, server.port))?;
    println!("{}:{} took the letter to {address}", server.host, server.port);
    Ok(())
}

async fn list(outbox: &Outbox, state: Option<State>, limit: u32) -> anyhow::Result<()> {
    let (mut left, mut before) = (limit, None);
    while left > 0 {
        let part = outbox.list(state, before, left.min(PART)).await?;
        let Some(last) = part.last() else { break };
        before = Some(last.id);
        left = left.saturating_sub(u32::try_from(part.len()).unwrap_or(u32::MAX));
        part.iter().for_each(print_line);
    }
    Ok(())
}

fn print_line(one: &Listed) {
    let when = Timestamp::from_millisecond(one.created_at_ms).map(|at| at.to_string()).unwrap_or_default();
    let (state, problem) = (one.state.name(), one.problem.as_deref().unwrap_or_default());
    println!("{}\t{state}\t{}\t{when}\t{}\t{}\t{problem}", one.id, one.attempts, one.address, one.key);
}

fn state(name: &str) -> Result<State, String> {
    let names = || State::ALL.map(State::name).join(", ");
    State::from_name(name).ok_or_else(|| format!("a state is one of {}", names()))
}

//! `bellwether jobs …`: the queue of background work, while a server runs on it or not.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};
use bellwether_accounts::api::Accounts;
use bellwether_jobs::{JobId, Jobs, State};
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::paging::PageSize;
use bellwether_operations::api::{Filter, Operations, Starter, Watched};
use clap::Subcommand;

use crate::config::Config;
use crate::install;
use crate::names::Names;

/// What to do with jobs.
#[derive(Subcommand)]
pub enum Command {
    /// List jobs, newest first, one a line: id, state, percent, kind, who wanted it, when, seconds, problem
    List {
        /// Only in this state: queued, running, done, failed, cancelled
        #[arg(long, value_parser = state)]
        state: Option<State>,
        /// Only of this kind, as in evidence.ingest
        #[arg(long)]
        kind: Option<String>,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: usize,
    },
    /// Show one job
    Show {
        /// Its id
        id: JobId,
    },
    /// Call a job off; a running one stops at its next step
    Cancel {
        /// Its id
        id: JobId,
    },
    /// Queue a failed job anew
    Retry {
        /// Its id
        id: JobId,
    },
}

/// Runs the command. The work itself is done by a server.
pub async fn run(command: Command, config: &Config) -> anyhow::Result<ExitCode> {
    let db = install::open_database(config).await?;
    let names = Arc::new(Names(Accounts::new(db.clone())));
    let operations = Operations::new(Jobs::new(db, Vec::new()), names, Vec::new());
    let ctx = Ctx::system();
    match command {
        Command::List { state, kind, limit } => list(&operations, &ctx, &Filter { kind, state }, limit).await?,
        Command::Show { id } => show(&operations.find(&ctx, id).await.with_context(|| named(id))?.watched),
        Command::Cancel { id } => {
            if !operations.call_off(&ctx, id).await.with_context(|| named(id))? {
                bail!("{} is over, or was called off before", named(id));
            }
            show(&operations.find(&ctx, id).await?.watched);
        }
        Command::Retry { id } => {
            operations.retry(&ctx, id).await.with_context(|| named(id))?;
            show(&operations.find(&ctx, id).await?.watched);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn named(id: JobId) -> String {
    format!("job {id}")
}

fn state(name: &str) -> Result<State, String> {
    let names = || State::ALL.map(State::name).join(", ");
    State::from_name(name).ok_or_else(|| format!("a state is one of {}", names()))
}

async fn list(operations: &Operations, ctx: &Ctx, filter: &Filter, limit: usize) -> anyhow::Result<()> {
    let (mut left, mut before) = (limit, None);
    while left > 0 {
        let size = PageSize::clamped(u32::try_from(left).unwrap_or(u32::MAX));
        let found = operations.list(ctx, filter, before, size).await?;
        found.jobs.iter().for_each(print_line);
        left = left.saturating_sub(found.jobs.len());
        match found.next {
            Some(next) => before = Some(next.parse().context("the key of the next page")?),
            None => break,
        }
    }
    Ok(())
}

fn print_line(watched: &Watched) {
    let job = &watched.job;
    let percent = watched.percent().map_or("-".to_owned(), |percent| format!("{percent}%"));
    let seconds = watched.seconds.map_or("-".to_owned(), |seconds| seconds.to_string());
    let problem = job.error.as_deref().map(one_line).unwrap_or_default();
    let (who, when) = (who(watched), instant(job.created_at_ms));
    println!("{}\t{}\t{percent}\t{}\t{who}\t{when}\t{seconds}\t{problem}", job.id, job.state.name(), job.kind);
}

fn show(watched: &Watched) {
    let job = &watched.job;
    let line = |name: &str, value: &str| println!("{name:<14}{value}");
    line("id", &job.id.to_string());
    line("kind", &job.kind);
    line("state", job.state.name());
    line("called off", if job.cancel_requested { "yes" } else { "no" });
    let total = job.total.map(|total| format!(" of {total}")).unwrap_or_default();
    line("done", &format!("{}{total}", job.done));
    line("doing", &one_line(&job.message));
    line("wanted by", &who(watched));
    line("wanted at", &instant(job.created_at_ms));
    line("started at", &job.started_at_ms.map(instant).unwrap_or_default());
    line("ended at", &job.finished_at_ms.map(instant).unwrap_or_default());
    line("seconds", &watched.seconds.map(|seconds| seconds.to_string()).unwrap_or_default());
    line("attempts", &format!("{} of at most {}", job.attempts, job.max_attempts));
    line("problem", &job.error.as_deref().map(one_line).unwrap_or_default());
}

fn who(watched: &Watched) -> String {
    match &watched.starter {
        Starter::Person(name) => one_line(name),
        Starter::Installation => "(the installation)".to_owned(),
        Starter::Gone => "(somebody without an account)".to_owned(),
    }
}

fn instant(ms: i64) -> String {
    Timestamp::from_millisecond(ms).map(|at| at.to_string()).unwrap_or_default()
}

/// Texts of elsewhere must not break lines or columns, nor command the terminal.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

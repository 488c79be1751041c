//! `bellwether calls`: grant calls from and to files, their applications.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use bellwether_accounts::api::Accounts;
use bellwether_accounts::model::user::Email;
use bellwether_calls::api::{ApplicationState, Assigning, Calls, DEMO};
use bellwether_kernel::ctx::Ctx;
use clap::Subcommand;

use crate::commands::outbound;
use crate::config::Config;
use crate::install;

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
    /// Share applications of a call that were handed in evenly among assessors, and print the plan: application, person
    Assign {
        /// The cluster's slug
        cluster: String,
        /// The call's slug
        call: String,
        /// E-mail addresses of those who judge
        #[arg(required = true)]
        people: Vec<String>,
        /// How many for each application, with those who were asked before
        #[arg(long, default_value_t = 2)]
        each: u32,
        /// Ask them; without it nothing is changed
        #[arg(long)]
        ask: bool,
    },
    /// Applications of a cluster to other funders, from and to tables
    #[command(subcommand)]
    Outbound(outbound::Command),
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
        Command::Outbound(command) => outbound::run(command, &calls).await?,
        Command::Assign { cluster, call, people, each, ask } => {
            let calls = install::open(config).await?.calls;
            assign(&calls, &accounts, (&cluster, &call), &people, (each, ask)).await?;
        }
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

async fn assign(
    calls: &Calls,
    accounts: &Accounts,
    (cluster, call): (&str, &str),
    people: &[String],
    (each, ask): (u32, bool),
) -> anyhow::Result<()> {
    let ctx = Ctx::system();
    let call = calls.call(&ctx, cluster, call).await?;
    let mut ids = Vec::new();
    for email in people {
        let email = Email::parse(email).with_context(|| format!("reading the e-mail address {email}"))?;
        ids.push(accounts.user_by_email(&ctx, &email).await.with_context(|| format!("looking for {email}"))?.id);
    }
    let states = [ApplicationState::Submitted, ApplicationState::InReview];
    let all = calls.applications(&ctx, &call, ("", &states), None, 200).await?.0;
    let wanted = Assigning { ids: all.iter().map(|one| one.id).collect(), people: ids, each };
    let plan = calls.plan(&ctx, &call, &wanted).await?;
    if let Some(at) = wanted.people.iter().position(|id| !plan.people.iter().any(|one| one.person == *id)) {
        bail!("{} neither works for {cluster} nor is an expert", people[at]);
    }
    let pairs = plan.pairs();
    for one in &plan.applications {
        for at in &one.new {
            println!("{:>5}  {}  {}", one.application.number, plan.people[*at].name, one.application.title);
        }
    }
    if ask && !pairs.is_empty() {
        println!("{} asked", calls.assign(&ctx, &call, &pairs).await?);
    } else {
        println!("{} to be asked; nothing was changed", pairs.len());
    }
    Ok(())
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

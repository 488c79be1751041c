//! `bellwether experts …`: who wrote the evidence, and where.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use bellwether_experts::api::{BuildError, Filter, Status, build_now, install_registry, persons, status};
use bellwether_kernel::ctx::Ctx;
use clap::Subcommand;

use crate::commands::watched::{ended, watched};
use crate::config::Config;
use crate::install;

/// What to do with experts.
#[derive(Subcommand)]
pub enum Command {
    /// Find experts and institutions in the ingested evidence, anew
    Build,
    /// Show what was built, and from what
    Status,
    /// Find experts by name, ORCID iD, institution, country or subject
    Search(SearchArgs),
    /// Keep a copy of the ROR registry of organisations for the next build
    Registry {
        /// The dump as ROR publishes it (.zip), or its JSON or JSON lines, plain or gzip
        file: PathBuf,
    },
}

/// What to look for.
#[derive(clap::Args)]
pub struct SearchArgs {
    /// Words of the name, or an ORCID iD
    #[arg(default_value = "")]
    name: String,
    /// Country as two letters
    #[arg(long, default_value = "")]
    country: String,
    /// Subject heading or keyword
    #[arg(long, default_value = "")]
    topic: String,
    /// Id of an institution
    #[arg(long, default_value = "")]
    institution: String,
    /// At least so many works
    #[arg(long)]
    min_works: Option<u32>,
    /// So many rows
    #[arg(long, default_value_t = 20)]
    limit: u32,
}

/// Runs the command.
pub async fn run(command: Command, config: &Config) -> anyhow::Result<ExitCode> {
    match command {
        Command::Build => build(config).await,
        Command::Status => {
            match status(&Ctx::system(), &install::open_experts(config)?)? {
                Some(status) => tell(&status),
                None => println!("no experts yet; `bellwether experts build` finds them"),
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::Search(args) => search(args, config),
        Command::Registry { file } => {
            let count = install_registry(&install::experts_folder(config), &file)
                .with_context(|| format!("taking over the registry in {}", file.display()))?;
            println!("{count} organisations; the next `bellwether experts build` uses them");
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn build(config: &Config) -> anyhow::Result<ExitCode> {
    let (experts, evidence) = (install::open_experts(config)?, install::open_evidence(config)?);
    let built = watched(move |lines| build_now(&experts, &evidence, &Ctx::system(), lines)).await?;
    ended(built, |error| matches!(error, BuildError::Stopped), tell, "finding experts")
}

fn search(args: SearchArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let filter = Filter {
        q: args.name,
        institution: args.institution,
        country: args.country,
        topic: args.topic,
        min_works: args.min_works,
        after: None,
    };
    let found = persons(&Ctx::system(), &install::open_experts(config)?, &filter, args.limit)?;
    for line in &found.rows {
        let confidence = line.confidence.map_or_else(|| "-".to_owned(), |sure| format!("{sure:.2}"));
        println!("{}\t{}\t{}\t{confidence}\t{}\t{}", line.id, line.name, line.works, line.orcid, line.institution);
    }
    eprintln!("{} of {} candidate persons", found.rows.len(), found.total);
    Ok(ExitCode::SUCCESS)
}

fn tell(status: &Status) {
    println!(
        "{} candidate persons and {} institutions from {} authorships in {} records (evidence generation {}), \
         {} organisations of the registry, {:.1} s",
        status.persons,
        status.institutions,
        status.authorships,
        status.records,
        status.evidence,
        status.registry,
        status.seconds
    );
}

//! `bellwether targets …`: human genes, the papers on them, which are likely to grow.

use std::path::PathBuf;
use std::process::ExitCode;

use bellwether_evidence::api::SearchState;
use bellwether_kernel::ctx::Ctx;
use bellwether_targets_lens::api::{
    BuildError, Edition, EmergingFilter, Files, Filter, Origin, Settings, Sort, Status, Target, TargetLine, build_now,
    edition, emerging, list, status,
};
use clap::Subcommand;

use crate::commands::watched::{Lines, ended, watched};
use crate::config::Config;
use crate::install;

/// What to do with targets.
#[derive(Subcommand)]
pub enum Command {
    /// Build them from links between papers and human genes, and from the ingested evidence, which teaches years
    Build(BuildArgs),
    /// Build them anew from the links and settings of the last build and the evidence of today
    Update,
    /// Show what was built, and a target or those that a search finds
    Show(ShowArgs),
    /// Show the targets that are likely to grow
    Emerging(EmergingArgs),
}

/// What to build from, and how.
#[derive(clap::Args)]
pub struct BuildArgs {
    /// org.Hs.eg.sqlite of Bioconductor, or gene2pubmed (plain or .gz) of NCBI
    #[arg(value_name = "FILE")]
    papers: PathBuf,
    /// gene_info (plain or .gz) of NCBI, for the names that gene2pubmed has not
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
    /// First year of the series at the earliest
    #[arg(long, default_value_t = Settings::default().first_year)]
    first_year: u16,
    /// Papers that speak of more genes than this count for none
    #[arg(long, default_value_t = Settings::default().most_genes)]
    most_genes: u32,
    /// Seed of the resampling that gives intervals
    #[arg(long, default_value_t = Settings::default().seed)]
    seed: u64,
}

/// What to show.
#[derive(clap::Args)]
pub struct ShowArgs {
    /// A symbol, an alias, an Entrez or Ensembl id, or words of the name
    #[arg(default_value = "")]
    words: String,
    /// The order: papers, last, growth, expected, score or symbol
    #[arg(long, default_value = "papers", value_parser = sort)]
    sort: Sort,
    /// So many targets
    #[arg(long, default_value_t = 20)]
    limit: u32,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What to show of the targets that are likely to grow.
#[derive(clap::Args)]
pub struct EmergingArgs {
    /// Only targets with at least so many papers in the last year
    #[arg(long, default_value_t = 0)]
    least: u32,
    /// So many targets
    #[arg(long, default_value_t = 20)]
    limit: u32,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What is said where nothing was built.
pub const NOTHING: &str = "no targets yet; `bellwether targets build FILE` makes them";

/// Runs the command.
pub async fn run(command: Command, config: &Config) -> anyhow::Result<ExitCode> {
    match command {
        Command::Build(args) => {
            let BuildArgs { papers, names, first_year, most_genes, seed } = args;
            let settings = Settings { first_year, most_genes, seed };
            build(config, Origin::Files(Files { papers, names }), settings).await
        }
        Command::Update => {
            let known = status(&Ctx::system(), &install::open_targets(config)?)?;
            build(config, Origin::Kept, known.map(|known| known.settings).unwrap_or_default()).await
        }
        Command::Show(args) => show(&args, config),
        Command::Emerging(args) => show_emerging(&args, config),
    }
}

async fn build(config: &Config, from: Origin, settings: Settings) -> anyhow::Result<ExitCode> {
    let targets = install::open_targets(config)?;
    let search = SearchState { evidence: install::open_evidence(config)?, vocabularies: install::vocabularies(config) };
    let work = move |lines: &Lines| build_now(&targets, &search, &Ctx::system(), &from, settings, lines);
    ended(watched(work).await?, |error| matches!(error, BuildError::Stopped), tell, "building the targets")
}

fn show(args: &ShowArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let ctx = Ctx::system();
    let Some(edition) = edition(&ctx, &install::open_targets(config)?)? else {
        println!("{NOTHING}");
        return Ok(ExitCode::SUCCESS);
    };
    let filter = Filter { q: args.words.clone(), sort: args.sort, ..Filter::default() };
    let found = list(&ctx, &edition, &filter, args.limit)?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&found.rows)?);
        return Ok(ExitCode::SUCCESS);
    }
    tell(&edition.status);
    match found.rows.as_slice() {
        [only] if found.total == 1 => edition.target(only.id).into_iter().for_each(|target| one(target, &edition)),
        rows => rows.iter().for_each(|line| println!("{}", brief(line))),
    }
    eprintln!("{} of {} targets", found.rows.len(), found.total);
    Ok(ExitCode::SUCCESS)
}

fn show_emerging(args: &EmergingArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let ctx = Ctx::system();
    let Some(edition) = edition(&ctx, &install::open_targets(config)?)? else {
        println!("{NOTHING}");
        return Ok(ExitCode::SUCCESS);
    };
    let found = emerging(&ctx, &edition, EmergingFilter { least: args.least, after: None }, args.limit)?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&found.rows)?);
        return Ok(ExitCode::SUCCESS);
    }
    tell(&edition.status);
    found.rows.iter().for_each(|line| println!("{}", brief(line)));
    eprintln!(
        "{} of {} targets with a score; `bellwether hindcast targets` says how good scores were",
        found.rows.len(),
        found.total
    );
    Ok(ExitCode::SUCCESS)
}

/// Entrez id, symbol, papers in all and in the last year, growth with its interval, score.
fn brief(line: &TargetLine) -> String {
    let percent = |share: f64| format!("{:+.1} %", share * 100.0);
    let growth = line.growth.as_ref().and_then(|growth| Some((growth.value, growth.interval?)));
    let growth = growth.map_or_else(
        || "-".to_owned(),
        |(value, (low, high))| format!("{} ({} to {})", percent(value), percent(low), percent(high)),
    );
    let score = line.emergence.as_ref().map_or_else(|| "-".to_owned(), |emergence| format!("{:.2}", emergence.score));
    format!("{}\t{}\t{}\t{}\t{growth}\t{score}\t{}", line.id, line.label(), line.papers, line.last, line.name)
}

fn one(target: &Target, edition: &Edition) {
    println!("{}", brief(&target.line()));
    let counts: Vec<String> =
        (edition.status.years.0..).zip(&target.counts).map(|(year, count)| format!("{year} {count}")).collect();
    println!("papers: {}", counts.join(", "));
    for year in target.outlook.iter().flat_map(|outlook| &outlook.years) {
        println!(
            "expected {}: {:.0} (80 %: {:.0} to {:.0}; 95 %: {:.0} to {:.0})",
            year.year, year.middle, year.wide80.0, year.wide80.1, year.wide95.0, year.wide95.1
        );
    }
    let bursts: Vec<String> = target.bursts.iter().map(|burst| format!("{}-{}", burst.from, burst.to)).collect();
    if !bursts.is_empty() {
        println!("bursts: {}", bursts.join(", "));
    }
}

fn tell(status: &Status) {
    let accuracy = status.accuracy.map_or_else(String::new, |accuracy| {
        format!(", years from ids {:.1} % right and {:.1} % within one", accuracy.exact * 100.0, accuracy.near * 100.0)
    });
    println!(
        "{} human genes, {} with papers; {} papers of {} to {} counted, {} links left out; {} forecasts{accuracy} ({}, evidence generation {}), {:.1} s",
        status.genes,
        status.with_papers,
        status.papers,
        status.years.0,
        status.years.1,
        status.left_out,
        status.forecast,
        status.source.kind,
        status.evidence,
        status.seconds
    );
}

fn sort(name: &str) -> Result<Sort, String> {
    let names: Vec<&str> = Sort::ALL.iter().map(|sort| sort.name()).collect();
    Sort::ALL.into_iter().find(|sort| sort.name() == name).ok_or_else(|| format!("it is one of {}", names.join(", ")))
}

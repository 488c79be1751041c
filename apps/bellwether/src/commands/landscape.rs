//! `bellwether landscape …`: the map of the evidence and its topics.

mod emerging;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, bail};
use bellwether_evidence::api::SearchState;
use bellwether_foresight::api::{
    BuildError, PlaceError, ReportFilter, Settings, Sort, Standing, Status, TopicFilter, build_now, edition, place_now,
    report, topics,
};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Lang;
use clap::Subcommand;

use crate::commands::watched::{Lines, ended, watched};
use crate::config::Config;
use crate::install;

/// What to do with the landscape.
#[derive(Subcommand)]
pub enum Command {
    /// Build it from the ingested evidence; topics get new ids
    Build(BuildArgs),
    /// Build it anew with the same settings; topics that are still largely the same keep their ids and labels
    Update,
    /// Place records that came after it was built, each in a topic that is there and at a place among its neighbours
    Place,
    /// Show what was built, and topics of a level with size, growth and words
    Show(ShowArgs),
    /// Show which topics are emerging: score, size, change between two periods, and each in a sentence
    Emerging(emerging::EmergingArgs),
    /// Print a report of it, or of chosen topics, as PDF
    Report(ReportArgs),
}

/// What to print.
#[derive(clap::Args)]
pub struct ReportArgs {
    /// Its language
    #[arg(long, default_value = "en", value_parser = language)]
    lang: Lang,
    /// Level of the topics that are described: 0 for the coarsest, 2 for the finest
    #[arg(long, default_value_t = 0)]
    level: u8,
    /// Ids of topics, separated by commas, for a report of these alone
    #[arg(long, default_value = "")]
    topics: String,
    /// Where to write it
    #[arg(long, default_value = "foresight.pdf")]
    out: PathBuf,
}

fn language(code: &str) -> Result<Lang, String> {
    Lang::from_code(code).ok_or_else(|| "expected en or ru".to_owned())
}

/// How to build.
#[derive(clap::Args)]
pub struct BuildArgs {
    /// Seed of everything that is drawn by chance
    #[arg(long, default_value_t = Settings::default().seed)]
    seed: u64,
    /// Dimensions of the space in which records are compared
    #[arg(long, default_value_t = Settings::default().dimensions)]
    dimensions: u32,
    /// Nearest records that a record is linked with
    #[arg(long, default_value_t = Settings::default().neighbours)]
    neighbours: u32,
    /// Only records that this query finds
    #[arg(long, default_value = "")]
    query: String,
}

/// What to show.
#[derive(clap::Args)]
pub struct ShowArgs {
    /// 0 for the coarsest topics, 2 for the finest
    #[arg(long, default_value_t = 0)]
    level: u8,
    /// Words that the topics' labels, terms or headings hold
    #[arg(default_value = "")]
    words: String,
    /// Those whose growth is surest first (by the lower end of its interval), instead of the largest
    #[arg(long)]
    growth: bool,
    /// So many topics
    #[arg(long, default_value_t = 20)]
    limit: u32,
}

/// Runs the command.
pub async fn run(command: Command, config: &Config) -> anyhow::Result<ExitCode> {
    match command {
        Command::Build(BuildArgs { seed, dimensions, neighbours, query }) => {
            build(config, Settings { seed, dimensions, neighbours, query }, false).await
        }
        Command::Update => {
            let known = edition(&Ctx::system(), &install::open_landscapes(config)?)?;
            let settings = known.map(|known| known.status.settings.clone()).unwrap_or_default();
            build(config, settings, true).await
        }
        Command::Place => place(config).await,
        Command::Show(args) => show(args, config),
        Command::Emerging(args) => emerging::run(args, config),
        Command::Report(args) => print(args, config),
    }
}

async fn build(config: &Config, settings: Settings, keep_ids: bool) -> anyhow::Result<ExitCode> {
    let landscapes = install::open_landscapes(config)?;
    let search = SearchState { evidence: install::open_evidence(config)?, vocabularies: install::vocabularies(config) };
    let work = move |lines: &Lines| build_now(&landscapes, &search, &Ctx::system(), &settings, keep_ids, lines);
    ended(watched(work).await?, |error| matches!(error, BuildError::Stopped), tell, "building the landscape")
}

async fn place(config: &Config) -> anyhow::Result<ExitCode> {
    let landscapes = install::open_landscapes(config)?;
    let search = SearchState { evidence: install::open_evidence(config)?, vocabularies: install::vocabularies(config) };
    let folder = landscapes.clone();
    let started = Instant::now();
    let work =
        move |lines: &Lines| place_now(&folder, &search, &Ctx::system(), &|| started.elapsed().as_secs_f64(), lines);
    match watched(work).await? {
        Ok(placed) => {
            let known = edition(&Ctx::system(), &landscapes)?.context("the landscape is gone")?;
            tell_placed(&Standing::of(&known.status, Some(&placed)));
            Ok(ExitCode::SUCCESS)
        }
        Err(PlaceError::Build(BuildError::Stopped)) => {
            eprintln!("stopped; nothing has changed");
            Ok(ExitCode::FAILURE)
        }
        Err(error) => Err(error).context("placing records on the landscape"),
    }
}

fn tell_placed(standing: &Standing) {
    let Some(placed) = &standing.placed else { return };
    println!(
        "built of {} records; {} placed since, {} without a place, {} gone (evidence generation {}), {:.1} s",
        standing.status.records, placed.placed, placed.unplaced, placed.withdrawn, placed.evidence, placed.seconds
    );
    if standing.rebuild_due {
        println!("so many records came or went that it should be built anew: `bellwether landscape update`");
    }
}

fn show(args: ShowArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let ctx = Ctx::system();
    let Some(edition) = edition(&ctx, &install::open_landscapes(config)?)? else {
        println!("no landscape yet; `bellwether landscape build` makes one");
        return Ok(ExitCode::SUCCESS);
    };
    tell(&edition.status);
    tell_placed(&Standing::of(&edition.status, edition.placed.as_ref()));
    let sort = if args.growth { Sort::Growth } else { Sort::Size };
    let filter = TopicFilter { level: Some(args.level), q: args.words, sort, after: None };
    let found = topics(&ctx, &edition, &filter, args.limit)?;
    for topic in &found.rows {
        let percent = |share: f64| format!("{:+.1} %", share * 100.0);
        let growth = topic.indicator("growth").and_then(|growth| Some((growth.value, growth.interval?)));
        let growth = growth.map_or_else(
            || "-".to_owned(),
            |(value, (low, high))| format!("{} ({} to {})", percent(value), percent(low), percent(high)),
        );
        println!("{}\t{}\t{growth}\t{}", topic.id, topic.size, topic.label);
    }
    eprintln!("{} of {} topics", found.rows.len(), found.total);
    Ok(ExitCode::SUCCESS)
}

fn print(args: ReportArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let ctx = Ctx::system();
    let Some(edition) = edition(&ctx, &install::open_landscapes(config)?)? else {
        bail!("there is no landscape yet; `bellwether landscape build` makes one");
    };
    let filter = ReportFilter { level: Some(args.level), topics: args.topics, lang: Some(args.lang) };
    let bytes = report(&ctx, &edition, &filter).context("printing the report")?;
    std::fs::write(&args.out, &bytes).with_context(|| format!("writing {}", args.out.display()))?;
    println!("{}: {} bytes", args.out.display(), bytes.len());
    Ok(ExitCode::SUCCESS)
}

fn tell(status: &Status) {
    let topics: Vec<String> = status.topics.iter().map(ToString::to_string).collect();
    println!(
        "{} records on the map, {} left out, {} topics from coarse to fine (evidence generation {}, seed {}), {:.1} s",
        status.records,
        status.left_out,
        topics.join(" / "),
        status.evidence,
        status.settings.seed,
        status.seconds
    );
}

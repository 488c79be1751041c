//! `bellwether evidence pull pubmed (--baseline FIRST..LAST | --updates)`

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, bail};
use bellwether_evidence::pull::pace::RealTime;
use bellwether_evidence::pull::pubmed::{self, NCBI, Options, Selection};
use bellwether_evidence::pull::watch::{Event, Watch};
use clap::Subcommand;

use crate::config::Config;

/// Where to pull from.
#[derive(Subcommand)]
pub enum Command {
    /// Mirror PubMed files from NCBI: checked, resumed, and only what is not there yet
    Pubmed(Args),
}

/// Options of `pull pubmed`.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// The folder for the files [default: sources/pubmed in the data folder]
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    /// How many files at once
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=8))]
    parallel: u8,
    /// An address at which NCBI can reach you, sent with every request
    #[arg(long, default_value = "", value_name = "EMAIL")]
    contact: String,
    /// The address over `baseline` and `updatefiles`, for a mirror
    #[arg(long, default_value = NCBI, value_name = "URL")]
    base: String,
}

#[derive(clap::Args)]
#[group(required = true, multiple = false)]
struct Which {
    /// Files of the yearly baseline by number, such as 1..5
    #[arg(long, value_name = "FIRST..LAST")]
    baseline: Option<Numbers>,
    /// All update files since the baseline
    #[arg(long)]
    updates: bool,
}

/// `1..5`, both ends included, or one number.
#[derive(Clone, Copy)]
struct Numbers {
    first: u32,
    last: u32,
}

impl FromStr for Numbers {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let number = |text: &str| text.parse().with_context(|| format!("{text:?} is not a number"));
        let numbers = Numbers { first: number(first)?, last: number(last.trim_start_matches('='))? };
        if numbers.first == 0 || numbers.first > numbers.last {
            bail!("expected a range such as 1..5");
        }
        Ok(numbers)
    }
}

/// Runs the command. Exits with 1 if a file could not be had.
pub async fn run(command: Command, config: &Config) -> anyhow::Result<ExitCode> {
    let Command::Pubmed(args) = command;
    let selection = match args.which.baseline {
        Some(Numbers { first, last }) => Selection::Baseline { first, last },
        None => Selection::Updates,
    };
    let folder = args.into.unwrap_or_else(|| config.data_dir.join("sources").join("pubmed"));
    let mut options = Options::new(&folder);
    options.base = args.base;
    options.parallel = usize::from(args.parallel);
    options.manners.contact = args.contact;
    let stop = Arc::new(AtomicBool::new(false));
    let told = stop.clone();
    let listener = tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            told.store(true, Ordering::Relaxed);
        }
    });
    let lines = Lines { stop, in_place: std::io::stderr().is_terminal() };
    let work = tokio::task::spawn_blocking(move || pubmed::pull(selection, &options, &RealTime::new(), &lines));
    let pulled = work.await.context("waiting for the pull")?.context("pulling from PubMed")?;
    listener.abort();
    let here = pulled.iter().filter(|file| matches!(file.result, Some(Ok(_)))).count();
    println!("{here} of {} files are in {}", pulled.len(), folder.display());
    if here < pulled.len() {
        eprintln!("the same command goes on with the rest");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// What was fetched goes to the output, progress and trouble to the terminal.
struct Lines {
    stop: Arc<AtomicBool>,
    in_place: bool,
}

impl Lines {
    fn clear(&self) {
        if self.in_place {
            eprint!("\r\x1b[K");
        }
    }
}

impl Watch for Lines {
    fn on_event(&self, event: &Event) {
        match event {
            Event::Received { name, bytes, total } if self.in_place => {
                let of = total.map(|total| format!(" of {:.1}", total as f64 / 1e6)).unwrap_or_default();
                eprint!("\r\x1b[K{name}: {:.1}{of} MB", *bytes as f64 / 1e6);
                // A terminal that is gone is no reason to stop fetching.
                let _ = std::io::stderr().flush();
            }
            Event::Received { .. } => {}
            Event::Listed(count) => eprintln!("{count} files are wanted"),
            Event::Waiting { url, milliseconds, why } => {
                self.clear();
                eprintln!("{url}: {why}; trying again in {:.1} s", *milliseconds as f64 / 1e3);
            }
            Event::Known(name) => {
                self.clear();
                println!("{name} is here already");
            }
            Event::Fetched(name) => {
                self.clear();
                println!("{name} fetched and verified");
            }
            Event::Failed(name, error) => {
                self.clear();
                eprintln!("{name}: {error}");
            }
        }
    }

    fn cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

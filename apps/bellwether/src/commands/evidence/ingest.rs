//! `bellwether evidence ingest FILES|FOLDERS…`

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use anyhow::Context;
use bellwether_evidence::api::{FileReport, IngestOptions, Outcome, Progress, Step};
use bellwether_kernel::ctx::Ctx;

use crate::config::Config;
use crate::install;

/// Lines of progress are this many records apart where they cannot overwrite each other.
const RECORDS_PER_LINE: u64 = 20_000;

/// Options of `ingest`.
#[derive(clap::Args)]
pub struct Args {
    /// Files, or folders with files, in any of the known formats, plain or gzip
    #[arg(required = true, value_name = "FILE_OR_FOLDER")]
    paths: Vec<PathBuf>,
}

/// Runs the command. Exits with 1 if a file was refused or the ingest was stopped.
pub async fn run(args: Args, config: &Config) -> anyhow::Result<ExitCode> {
    let evidence = install::open_evidence(config)?;
    let stop = Arc::new(AtomicBool::new(false));
    let told = stop.clone();
    let listener = tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            told.store(true, Ordering::Relaxed);
        }
    });
    let work = tokio::task::spawn_blocking(move || {
        let lines = Lines { stop, in_place: std::io::stderr().is_terminal(), told: AtomicU64::new(0) };
        evidence.ingest(&Ctx::system(), &args.paths, &IngestOptions::default(), &lines)
    });
    let report = work.await.context("waiting for the ingest")?.context("ingesting")?;
    listener.abort();
    if report.stopped {
        eprintln!("stopped; what was ingested stays, and the same command goes on with the rest");
    }
    let refused = report.files.iter().any(|file| match file {
        FileReport::Read(file) => matches!(file.outcome, Outcome::Refused { .. }),
        FileReport::Known { .. } => false,
        FileReport::Unreadable { .. } => true,
    });
    Ok(if refused || report.stopped { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What was acknowledged goes to the output, progress and refusals to the terminal.
struct Lines {
    stop: Arc<AtomicBool>,
    in_place: bool,
    told: AtomicU64,
}

impl Progress for Lines {
    fn on_progress(&self, step: &Step) {
        let line = format!(
            "{} of {} files, {:.0} %, {} records, {:.0} a second: {}",
            step.files_done,
            step.files_total,
            100.0 * step.bytes_done as f64 / step.bytes_total.max(1) as f64,
            step.records,
            step.records_per_second,
            step.file,
        );
        if self.in_place {
            eprint!("\r\x1b[K{line}");
        } else if step.records >= self.told.load(Ordering::Relaxed) + RECORDS_PER_LINE {
            self.told.store(step.records, Ordering::Relaxed);
            eprintln!("{line}");
        }
    }

    fn on_file(&self, file: &FileReport) {
        if self.in_place {
            eprint!("\r\x1b[K");
        }
        let (good, line) = match file {
            FileReport::Read(file) => match &file.outcome {
                Outcome::Ingested(counts) => (
                    true,
                    format!(
                        "ingested {}: {} records ({} new, {} replaced, {} outdated, {} deleted)",
                        file.name, counts.records, counts.new, counts.replaced, counts.outdated, counts.deleted
                    ),
                ),
                Outcome::Refused { reason } => (false, format!("refused {}: {reason}", file.name)),
            },
            FileReport::Known { name, before } => {
                (true, format!("unchanged {name}: ingested at {} as {}", before.read_at, before.name))
            }
            FileReport::Unreadable { name, reason } => (false, format!("cannot read {name}: {reason}")),
        };
        if !good {
            eprintln!("{line}");
            return;
        }
        let mut out = std::io::stdout().lock();
        // Whoever reads the output may have gone; the ingest goes on.
        let _ = writeln!(out, "{line}").and_then(|()| out.flush());
    }

    fn cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

//! Mirroring PubMed's baseline and update files.

use std::fs::{self, File, TryLockError};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use super::client::{Client, Manners};
use super::error::PullError;
use super::fetch;
pub use super::fetch::Outcome;
use super::listing;
use super::pace::Pace;
use super::watch::{Event, Watch};

/// Where NCBI publishes PubMed.
pub const NCBI: &str = "https://ftp.ncbi.nlm.nih.gov/pubmed";

/// Which files to pull.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// The files with these numbers of the yearly baseline, of which there are about 1,300.
    Baseline {
        /// The first number.
        first: u32,
        /// The last number.
        last: u32,
    },
    /// All update files since the baseline.
    Updates,
}

/// How to pull.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address over `baseline` and `updatefiles`, [`NCBI`] or a mirror.
    pub base: String,
    /// Where to put the files.
    pub folder: PathBuf,
    /// How many files at once.
    pub parallel: usize,
    /// How to behave towards the server.
    pub manners: Manners,
}

impl Options {
    /// The usual options for a folder.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Options { base: NCBI.to_owned(), folder: folder.into(), parallel: 3, manners: Manners::default() }
    }
}

/// What became of one file.
#[derive(Debug)]
pub struct Pulled {
    /// Its name in the folder.
    pub name: String,
    /// Whether it is here and right, or why not. `None` if the pull ended before its turn.
    pub result: Option<Result<Outcome, PullError>>,
}

/// Pulls the selected files into the folder; what is there and right already is not fetched again.
///
/// Every file is tried, except when all would fail alike (cancelled, disk full, server busy).
///
/// # Errors
/// Only what concerns no single file: the list cannot be had or lacks a number, the folder cannot be used.
pub fn pull(
    selection: Selection,
    options: &Options,
    pace: &dyn Pace,
    watch: &dyn Watch,
) -> Result<Vec<Pulled>, PullError> {
    fs::create_dir_all(&options.folder).map_err(|error| PullError::of_file(&options.folder, error))?;
    let _lock = lock(options)?;
    let client = Client::new(&options.manners, pace, watch);
    let directory = match selection {
        Selection::Baseline { .. } => "baseline",
        Selection::Updates => "updatefiles",
    };
    let directory = format!("{}/{directory}", options.base.trim_end_matches('/'));
    let names = selected(&client, &directory, selection)?;
    watch.on_event(&Event::Listed(names.len()));
    let next = AtomicUsize::new(0);
    let stop = AtomicBool::new(false);
    let results: Vec<Mutex<Option<_>>> = names.iter().map(|_| Mutex::new(None)).collect();
    thread::scope(|scope| {
        for _ in 0..options.parallel.clamp(1, 8) {
            scope.spawn(|| {
                while let Some(at) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < names.len()) {
                    if stop.load(Ordering::Relaxed) {
                        return;
                    }
                    let result = fetch::fetch(&client, watch, &directory, &options.folder, &names[at]);
                    tell(watch, &names[at], &result);
                    stop.fetch_or(result.as_ref().is_err_and(PullError::stops_all), Ordering::Relaxed);
                    if let Ok(mut slot) = results[at].lock() {
                        *slot = Some(result);
                    }
                }
            });
        }
    });
    let results = results.into_iter().map(|slot| slot.into_inner().unwrap_or_default());
    Ok(names.into_iter().zip(results).map(|(name, result)| Pulled { name, result }).collect())
}

/// Keeps other pulls out of the folder while it lives.
fn lock(options: &Options) -> Result<File, PullError> {
    let path = options.folder.join(".pull.lock");
    let file = File::create(&path).map_err(|error| PullError::of_file(&path, error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(PullError::InUse(options.folder.clone())),
        Err(TryLockError::Error(error)) => Err(PullError::of_file(&path, error)),
    }
}

/// The names of the selected files, as listed now.
fn selected(client: &Client, directory: &str, selection: Selection) -> Result<Vec<String>, PullError> {
    let url = format!("{directory}/");
    let listed = listing::data_files(&client.text(&url, listing::is_whole)?);
    let Selection::Baseline { first, last } = selection else {
        return Ok(listed.into_iter().map(|(_, name)| name).collect());
    };
    let name = |number: u32| {
        let found = listed.iter().find(|(listed, _)| *listed == number).map(|(_, name)| name.clone());
        found.ok_or_else(|| {
            let has = match (listed.first(), listed.last()) {
                (Some((first, _)), Some((last, _))) => format!("{first} to {last}"),
                _ => "none".to_owned(),
            };
            PullError::NotListed { number, url: url.clone(), has }
        })
    };
    (first..=last).map(name).collect()
}

fn tell(watch: &dyn Watch, name: &str, result: &Result<Outcome, PullError>) {
    watch.on_event(&match result {
        Ok(Outcome::Known) => Event::Known(name),
        Ok(Outcome::Fetched) => Event::Fetched(name),
        Err(error) => Event::Failed(name, error),
    });
}

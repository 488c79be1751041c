//! A folder of generations: which one is current, and who may write the next.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::draft::Draft;
use crate::error::GenerationError;
use crate::files;
use crate::generation::{Generation, current_number, remove_if_outdated};
use crate::lock::WriterLock;

/// A folder of generations. Any number of processes may have it open; one at a time may write.
#[derive(Debug)]
pub struct Generations {
    folder: PathBuf,
    current: Mutex<Option<Arc<Generation>>>,
}

/// The right to make drafts, one after the other; nobody else has it meanwhile.
#[derive(Debug)]
pub struct Writer {
    generations: Arc<Generations>,
    lock: WriterLock,
}

impl Generations {
    /// Opens the folder, making it if need be, and clears what a process that died may have left there.
    pub fn open(folder: &Path) -> Result<Arc<Generations>, GenerationError> {
        fs::create_dir_all(folder).map_err(GenerationError::io("making", folder))?;
        match WriterLock::take(folder, "tidying") {
            Ok(_lock) => tidy(folder)?,
            // What looks like a leftover is the work of the process that is writing.
            Err(GenerationError::Busy { .. }) => {}
            Err(error) => return Err(error),
        }
        Ok(Arc::new(Generations { folder: folder.to_owned(), current: Mutex::new(None) }))
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The current generation, also when another process published it; `None` before the first one.
    ///
    /// Costs the reading of one tiny file when nothing has changed.
    pub fn current(&self) -> Result<Option<Arc<Generation>>, GenerationError> {
        let mut held = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let mut missing = None;
        while let Some(number) = current_number(&self.folder)? {
            if let Some(known) = held.as_ref().filter(|known| known.number() == number) {
                return Ok(Some(known.clone()));
            }
            if let Some(found) = Generation::hold(&self.folder, number)? {
                let found = Arc::new(found);
                *held = Some(found.clone());
                return Ok(Some(found));
            }
            // It may have been replaced between the two looks; the same answer twice means that it is lost.
            if missing == Some(number) {
                return Err(GenerationError::Damaged { folder: self.folder.clone(), found: number.to_string() });
            }
            missing = Some(number);
        }
        Ok(None)
    }

    /// Takes the right to write. `purpose` is what others are told meanwhile: `ingest of 3 files`.
    pub fn writer(self: &Arc<Self>, purpose: &str) -> Result<Writer, GenerationError> {
        let lock = WriterLock::take(&self.folder, purpose)?;
        tidy(&self.folder)?;
        Ok(Writer { generations: self.clone(), lock })
    }

    /// Makes the generation current for this process and lets go of the one before.
    pub(crate) fn adopt(&self, generation: Arc<Generation>) {
        let before = self.current.lock().unwrap_or_else(PoisonError::into_inner).replace(generation);
        drop(before);
    }
}

impl Writer {
    /// A draft that starts as the current generation. `keep` says, for each of its files, how.
    ///
    /// Files that are only ever replaced by renaming or never changed can be linked; those that are changed in place must be copied.
    pub fn draft(&mut self, keep: impl Fn(&Path) -> Keep) -> Result<Draft<'_>, GenerationError> {
        Draft::start(&self.generations, &self.lock, keep)
    }

    /// The folder that this writes into.
    pub fn generations(&self) -> &Arc<Generations> {
        &self.generations
    }
}

/// What a draft does with a file of the generation that it starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// It never changes: both generations share it.
    Link,
    /// It may be changed in place: the draft gets its own.
    Copy,
    /// The draft starts without it.
    Leave,
}

/// Removes drafts, half-removed generations, generations that were never made current, and old ones that nobody reads.
/// Only the holder of the writer lock may call this.
fn tidy(folder: &Path) -> Result<(), GenerationError> {
    let current = current_number(folder)?;
    for number_or_rest in listed(folder)? {
        match number_or_rest {
            Listed::Leftover(path) => files::remove_folder(&path)?,
            Listed::Generation(number, path) if current.is_none_or(|current| number > current) => {
                files::remove_folder(&path)?;
            }
            Listed::Generation(number, _) => remove_if_outdated(folder, number)?,
        }
    }
    Ok(())
}

/// The highest number that any generation here has or had.
pub(crate) fn last_number(folder: &Path) -> Result<u64, GenerationError> {
    let listed = listed(folder)?.into_iter().filter_map(|found| match found {
        Listed::Generation(number, _) => Some(number),
        Listed::Leftover(_) => None,
    });
    Ok(listed.chain(current_number(folder)?).max().unwrap_or(0))
}

enum Listed {
    Generation(u64, PathBuf),
    Leftover(PathBuf),
}

fn listed(folder: &Path) -> Result<Vec<Listed>, GenerationError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(GenerationError::io("listing", folder))? {
        let path = entry.map_err(GenerationError::io("listing", folder))?.path();
        let Some(rest) = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_prefix("gen-"))
        else {
            continue;
        };
        match rest.parse() {
            Ok(number) => found.push(Listed::Generation(number, path)),
            Err(_) if rest.ends_with(".tmp") || rest.ends_with(".old") => found.push(Listed::Leftover(path)),
            Err(_) => {}
        }
    }
    Ok(found)
}

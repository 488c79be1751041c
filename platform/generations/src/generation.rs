//! One published generation, kept on the disk for as long as anybody reads it.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::GenerationError;
use crate::files;

/// Every generation holds this file; each reader, in whatever process, has a shared lock on it.
pub(crate) const IN_USE: &str = ".in-use";

/// A generation that readers hold. It is removed when it is no longer current and its last holder lets go.
#[derive(Debug)]
pub struct Generation {
    number: u64,
    path: PathBuf,
    folder: PathBuf,
    in_use: Option<File>,
}

impl Generation {
    /// Opens a generation and marks it as used, or `None` when it is not there (any more).
    pub(crate) fn hold(folder: &Path, number: u64) -> Result<Option<Generation>, GenerationError> {
        let path = folder.join(name(number));
        let mark = path.join(IN_USE);
        let file = match File::open(&mark) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(GenerationError::io("opening", &mark)(error)),
        };
        match file.try_lock_shared() {
            Ok(()) => {}
            // Its remover has it already.
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(GenerationError::io("locking", &mark)(error)),
        }
        // Removed between opening and locking: the file is open, but no longer under this name.
        if !mark.exists() {
            return Ok(None);
        }
        Ok(Some(Generation { number, path, folder: folder.to_owned(), in_use: Some(file) }))
    }

    /// Its number; a later one is higher.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The folder with its files. They must not be changed.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Generation {
    fn drop(&mut self) {
        drop(self.in_use.take());
        if let Err(error) = remove_if_outdated(&self.folder, self.number) {
            tracing::warn!(%error, "generation {} is no longer used and could not be removed", self.number);
        }
    }
}

/// The name of a generation's folder.
pub(crate) fn name(number: u64) -> String {
    format!("gen-{number:06}")
}

/// What `CURRENT` says.
pub(crate) fn current_number(folder: &Path) -> Result<Option<u64>, GenerationError> {
    let path = folder.join("CURRENT");
    let found = match fs::read_to_string(&path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(GenerationError::io("reading", &path)(error)),
    };
    match found.trim().parse() {
        Ok(number) => Ok(Some(number)),
        Err(_) => Err(GenerationError::Damaged { folder: folder.to_owned(), found }),
    }
}

/// Removes a generation that is older than the current one and that nobody holds.
pub(crate) fn remove_if_outdated(folder: &Path, number: u64) -> Result<(), GenerationError> {
    if current_number(folder)?.is_none_or(|current| number >= current) {
        return Ok(());
    }
    let path = folder.join(name(number));
    let mark = path.join(IN_USE);
    let Ok(file) = File::open(&mark) else { return Ok(()) };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(()),
        Err(TryLockError::Error(error)) => return Err(GenerationError::io("locking", &mark)(error)),
    }
    // Renamed first, so that nobody ever opens half of it.
    let going = folder.join(format!("{}.old", name(number)));
    match fs::rename(&path, &going) {
        Ok(()) => files::remove_folder(&going),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(GenerationError::io("renaming", &path)(error)),
    }
}

//! What can go wrong with the store.

use std::io;
use std::path::{Path, PathBuf};

use arrow::error::ArrowError;
use bellwether_generations::error::GenerationError;
use parquet::errors::ParquetError;
use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError};

use crate::columns::batch::ColumnError;

/// Why the store could not be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder of generations; among others, that somebody else is writing.
    #[error(transparent)]
    Generations(#[from] GenerationError),
    /// The disk is full, or the process may not write more. Nothing that was acknowledged is lost.
    #[error("no space left to write {path}; nothing of the files that were not acknowledged was stored")]
    OutOfSpace {
        /// The file or folder.
        path: PathBuf,
    },
    /// The file system refused.
    #[error("{action} {path}")]
    Io {
        /// What was being done.
        action: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// What the file system answered.
        source: io::Error,
    },
    /// The store was written by another version of Bellwether.
    #[error("{path} was written with {found} and this version needs {needed}; {remedy}")]
    OtherVersion {
        /// The generation's folder.
        path: PathBuf,
        /// What was found.
        found: String,
        /// What is needed.
        needed: String,
        /// What to do.
        remedy: &'static str,
    },
    /// A file of the store is not what was written there.
    #[error("{path} is damaged: {what}; restore the store from a backup or ingest anew")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// The full-text index.
    #[error("full-text index in {path}")]
    Index {
        /// Its folder.
        path: PathBuf,
        /// What it answered.
        source: Box<TantivyError>,
    },
    /// A Parquet part.
    #[error("part {path}")]
    Part {
        /// Its file.
        path: PathBuf,
        /// What the reader or writer answered.
        source: Box<ParquetError>,
    },
}

impl StoreError {
    /// For `map_err`: says what was being done, and to which file.
    pub fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StoreError {
        move |source| match out_of_space(&source) {
            true => StoreError::OutOfSpace { path: path.to_owned() },
            false => StoreError::Io { action, path: path.to_owned(), source },
        }
    }

    /// For `map_err` on what the full-text index answers.
    pub fn index(path: &Path) -> impl FnOnce(TantivyError) -> StoreError {
        move |source| match index_io(&source).is_some_and(out_of_space) {
            true => StoreError::OutOfSpace { path: path.to_owned() },
            false => StoreError::Index { path: path.to_owned(), source: Box::new(source) },
        }
    }

    /// For `map_err` on what a Parquet reader or writer answers.
    pub fn part(path: &Path) -> impl FnOnce(ParquetError) -> StoreError {
        move |source| {
            let io = match &source {
                ParquetError::External(inner) => inner.downcast_ref::<io::Error>(),
                _ => None,
            };
            match io.is_some_and(out_of_space) {
                true => StoreError::OutOfSpace { path: path.to_owned() },
                false => StoreError::Part { path: path.to_owned(), source: Box::new(source) },
            }
        }
    }

    /// For `map_err` on a batch that does not have the columns of a record.
    pub fn column(path: &Path) -> impl FnOnce(ColumnError) -> StoreError {
        move |error| StoreError::Damaged { path: path.to_owned(), what: error.to_string() }
    }

    /// For `map_err` on a batch that cannot be read.
    pub fn arrow(path: &Path) -> impl FnOnce(ArrowError) -> StoreError {
        move |error| match error {
            ArrowError::ParquetError(what) | ArrowError::IoError(what, _) => {
                StoreError::Damaged { path: path.to_owned(), what }
            }
            other => StoreError::Damaged { path: path.to_owned(), what: other.to_string() },
        }
    }

    /// Is the disk full?
    pub fn is_out_of_space(&self) -> bool {
        match self {
            StoreError::OutOfSpace { .. } => true,
            StoreError::Generations(error) => error.is_out_of_space(),
            _ => false,
        }
    }
}

fn out_of_space(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge)
}

/// The operating system's answer inside an error of the index, if there is one.
fn index_io(error: &TantivyError) -> Option<&io::Error> {
    match error {
        TantivyError::IoError(error)
        | TantivyError::LockFailure(LockError::IoError(error), _)
        | TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error: error, .. })
        | TantivyError::OpenReadError(OpenReadError::IoError { io_error: error, .. })
        | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: error, .. }) => Some(error),
        _ => None,
    }
}

//! Why the files of a landscape cannot be read or written.

use std::path::{Path, PathBuf};

use bellwether_generations::error::GenerationError;

/// The store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file could not be read or written.
    #[error("{doing} {path}", path = path.display())]
    Io {
        /// What was attempted.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The generations could not be used.
    #[error("publishing the landscape")]
    Generations(#[from] GenerationError),
    /// A file is not what this version writes.
    #[error("{path} is damaged: {reason}; build the landscape again", path = path.display())]
    Damaged {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
}

impl StoreError {
    /// For `map_err` on what the system answers.
    pub fn io(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> StoreError + use<> {
        let path = path.to_owned();
        move |source| StoreError::Io { doing, path, source }
    }

    /// For `map_err` on what cannot be read.
    pub fn damaged<E: std::fmt::Display>(path: &Path) -> impl FnOnce(E) -> StoreError + use<E> {
        let path = path.to_owned();
        move |reason| StoreError::Damaged { path, reason: reason.to_string() }
    }
}

//! What can go wrong with a folder of generations.

use std::io;
use std::path::{Path, PathBuf};

/// Why a folder of generations could not be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum GenerationError {
    /// Somebody else is writing.
    #[error("{folder} is being written by {holder}; try again when it has finished")]
    Busy {
        /// The folder of generations.
        folder: PathBuf,
        /// Who holds the lock, in the words they left there.
        holder: String,
    },
    /// `CURRENT` names a generation that is not there, or holds something else than a number.
    #[error("{folder}: CURRENT says {found:?}, and there is no such generation; restore the folder from a backup")]
    Damaged {
        /// The folder of generations.
        folder: PathBuf,
        /// What `CURRENT` holds.
        found: String,
    },
    /// The file system refused.
    #[error("{action} {path}")]
    Io {
        /// What was being done: `writing`, `linking`.
        action: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// What the file system answered.
        source: io::Error,
    },
}

impl GenerationError {
    /// For `map_err`: says what was being done, and to which file.
    pub fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> GenerationError {
        move |source| GenerationError::Io { action, path: path.to_owned(), source }
    }

    /// Is the disk full, or the process not allowed to write more?
    pub fn is_out_of_space(&self) -> bool {
        match self {
            GenerationError::Io { source, .. } => matches!(
                source.kind(),
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
            ),
            _ => false,
        }
    }
}

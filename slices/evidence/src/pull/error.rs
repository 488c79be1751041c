//! Why a pull, or one file of it, did not succeed.

use std::io;
use std::path::{Path, PathBuf};

/// Why a pull, or one file of it, did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum PullError {
    /// The person or the program asked to stop. What was fetched stays, and the next run goes on from there.
    #[error("the pull was cancelled")]
    Cancelled,
    /// The server has no such file.
    #[error("{0} is not there (404)")]
    NotThere(String),
    /// The server refuses for good.
    #[error("the server refuses {url} with status {status}")]
    Refused {
        /// What was asked for.
        url: String,
        /// The answer.
        status: u16,
    },
    /// The server asks to come back later than this pull may wait.
    #[error("the server asks to come back for {url} in {seconds} seconds")]
    Busy {
        /// What was asked for.
        url: String,
        /// How long it wants to be left alone.
        seconds: u64,
    },
    /// It failed again and again.
    #[error("gave up on {url} after {tries} tries in a row; the last one: {last}")]
    GaveUp {
        /// What was asked for.
        url: String,
        /// How often.
        tries: u32,
        /// What went wrong the last time.
        last: String,
    },
    /// The address makes no sense.
    #[error("{url} cannot be asked for: {why}")]
    BadAddress {
        /// What was to be asked for.
        url: String,
        /// Why not.
        why: String,
    },
    /// The file is not what its publisher says.
    #[error("{name} has the checksum {found}, not the published {expected}, also when fetched anew")]
    WrongChecksum {
        /// The file.
        name: String,
        /// As published, MD5 in hexadecimal.
        expected: String,
        /// As received.
        found: String,
    },
    /// The list of files does not have what was asked for.
    #[error("file {number} is not in the list at {url}, which has {has}")]
    NotListed {
        /// The number asked for.
        number: u32,
        /// The list.
        url: String,
        /// The range that it has.
        has: String,
    },
    /// Another pull into the same folder is running.
    #[error("another pull is writing to {}", .0.display())]
    InUse(PathBuf),
    /// There is no room for the file.
    #[error("the disk is full; {} was not written", .0.display())]
    DiskFull(PathBuf),
    /// The folder or a file in it cannot be used.
    #[error("{} cannot be used: {source}", path.display())]
    Folder {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
}

impl PullError {
    /// The error for a failed operation on a file of ours.
    pub(super) fn of_file(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => PullError::DiskFull(path.to_owned()),
            _ => PullError::Folder { path: path.to_owned(), source },
        }
    }

    /// Would every other file fail in the same way?
    pub(super) fn stops_all(&self) -> bool {
        matches!(
            self,
            PullError::Cancelled | PullError::DiskFull(_) | PullError::Folder { .. } | PullError::Busy { .. }
        )
    }
}

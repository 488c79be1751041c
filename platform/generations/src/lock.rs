//! The lock that lets one process at a time write into a folder of generations.
//!
//! It belongs to the open file, so the kernel releases it when the process dies, however it dies.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use crate::error::GenerationError;

const NAME: &str = "writer.lock";

/// Held while drafts may be made; released when dropped.
#[derive(Debug)]
pub struct WriterLock {
    _file: File,
}

impl WriterLock {
    /// Takes the lock and writes there who holds it, or says who does.
    pub(crate) fn take(folder: &Path, purpose: &str) -> Result<WriterLock, GenerationError> {
        let path = folder.join(NAME);
        let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = opened.map_err(GenerationError::io("opening", &path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // The words are a courtesy: without them the lock still holds.
                let _ = file.read_to_string(&mut holder);
                let holder = if holder.is_empty() { "another process".to_owned() } else { holder };
                return Err(GenerationError::Busy { folder: folder.to_owned(), holder });
            }
            Err(TryLockError::Error(source)) => return Err(GenerationError::io("locking", &path)(source)),
        }
        let words = format!("process {} ({purpose})", std::process::id());
        let written = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(words.as_bytes()));
        // On a full disk the lock must still be had, so that old generations can be removed.
        if let Err(error) = written {
            tracing::debug!(%error, "the writer lock is held without words");
        }
        Ok(WriterLock { _file: file })
    }
}

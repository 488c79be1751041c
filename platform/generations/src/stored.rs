//! What slices share that keep what they build in a folder of generations: one failure, files of JSON, and the published
//! generation opened once and kept.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::GenerationError;
use crate::folder::Generations;
use crate::generation::Generation;

/// What was built cannot be read or written.
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
    #[error("publishing what was built")]
    Generations(#[from] GenerationError),
    /// A file is not what this version writes.
    #[error("{path} is damaged: {reason}; build it again", path = path.display())]
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

/// Reads a file of JSON.
pub fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, StoreError> {
    let bytes = fs::read(path).map_err(StoreError::io("reading", path))?;
    serde_json::from_slice(&bytes).map_err(StoreError::damaged(path))
}

/// Writes a file of JSON.
pub fn write_json(path: &Path, value: &impl Serialize) -> Result<(), StoreError> {
    let bytes = serde_json::to_vec(value).map_err(StoreError::damaged(path))?;
    fs::write(path, bytes).map_err(StoreError::io("writing", path))
}

/// A folder of generations, and the one that is published in memory. Clones are the same folder. Its functions block.
pub struct Published<T> {
    generations: Arc<Generations>,
    open: Arc<RwLock<Option<Opened<T>>>>,
}

/// A generation's number, and what was read of it.
type Opened<T> = (u64, Arc<T>);

impl<T> Clone for Published<T> {
    fn clone(&self) -> Self {
        Published { generations: self.generations.clone(), open: self.open.clone() }
    }
}

impl<T> Published<T> {
    /// Opens the folder, making it if need be.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        Ok(Published { generations: Generations::open(folder)?, open: Arc::default() })
    }

    /// The folder, to publish into.
    pub fn generations(&self) -> &Arc<Generations> {
        &self.generations
    }

    /// What is published now, also by another process, opened by `read` if it was not open yet. `None` before the first
    /// generation, and where `read` finds one that another version of the program wrote.
    pub fn current(
        &self,
        read: impl FnOnce(Arc<Generation>) -> Result<Option<T>, StoreError>,
    ) -> Result<Option<Arc<T>>, StoreError> {
        let Some(current) = self.generations.current()? else { return Ok(None) };
        let number = current.number();
        if let Some((known, open)) = self.open.read().unwrap_or_else(PoisonError::into_inner).as_ref()
            && *known == number
        {
            return Ok(Some(open.clone()));
        }
        let Some(opened) = read(current)? else { return Ok(None) };
        let opened = Arc::new(opened);
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = Some((number, opened.clone()));
        Ok(Some(opened))
    }
}

#[cfg(test)]
mod tests {
    use super::{Published, StoreError, read_json, write_json};
    use crate::folder::Keep;

    fn publish(folder: &Published<u32>, value: u32) {
        let mut writer = folder.generations().writer("a test").expect("nobody else writes");
        let draft = writer.draft(|_| Keep::Leave).expect("a draft");
        write_json(&draft.path().join("value.json"), &value).expect("written");
        draft.publish().expect("published");
    }

    #[test]
    fn a_generation_is_opened_once_and_replaced_by_the_next() {
        let place = tempfile::tempdir().expect("a folder");
        let folder: Published<u32> = Published::open(place.path()).expect("opened");
        let read = |folder: &Published<u32>, opened: &mut u32| {
            let current = folder.current(|generation| {
                *opened += 1;
                Ok(Some(read_json(&generation.path().join("value.json"))?))
            });
            current.expect("readable").map(|value| *value)
        };
        let mut opened = 0;
        assert_eq!(read(&folder, &mut opened), None);
        publish(&folder, 1);
        assert_eq!((read(&folder, &mut opened), read(&folder, &mut opened), opened), (Some(1), Some(1), 1));
        publish(&folder, 2);
        assert_eq!((read(&folder.clone(), &mut opened), opened), (Some(2), 2));
        let other = folder.current(|_| Ok(None)).expect("known");
        assert_eq!(other.as_deref(), Some(&2), "what is open is not read again");
    }

    #[test]
    fn what_is_no_json_is_damaged() {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("value.json");
        std::fs::write(&path, "{").expect("written");
        assert!(matches!(read_json::<u32>(&path), Err(StoreError::Damaged { .. })));
    }
}

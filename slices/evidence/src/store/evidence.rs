//! The store itself: opened once per process, asked for snapshots, given files.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use bellwether_generations::folder::Generations;
use roaring::RoaringTreemap;

use crate::columns::batch;
use crate::model::manifest::Manifest;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;
use crate::store::{files, index};

/// The evidence store. Clones are the same store. Its functions block: call them from a thread that may wait.
#[derive(Clone)]
pub struct Evidence {
    generations: Arc<Generations>,
    snapshot: Arc<RwLock<Arc<Snapshot>>>,
}

impl Evidence {
    /// Opens the store in a folder, making an empty one if there is none.
    pub fn open(folder: &Path) -> Result<Evidence, StoreError> {
        let generations = Generations::open(folder)?;
        let current = match generations.current()? {
            Some(current) => current,
            None => create(&generations)?,
        };
        let snapshot = Snapshot::open(current)?;
        Ok(Evidence { generations, snapshot: Arc::new(RwLock::new(Arc::new(snapshot))) })
    }

    /// The store as it is now, also when another process changed it.
    ///
    /// Costs the reading of one tiny file when nothing has changed. If the newest generation cannot be opened, the one
    /// before stays in use and the reason is logged: people can go on searching.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        let known = self.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone();
        let opened = match self.generations.current() {
            Ok(Some(current)) if current.number() != known.number() => Snapshot::open(current),
            Ok(_) => return known,
            Err(error) => Err(error.into()),
        };
        match opened {
            Ok(opened) => {
                let opened = Arc::new(opened);
                let mut known = self.snapshot.write().unwrap_or_else(PoisonError::into_inner);
                if known.number() < opened.number() {
                    *known = opened;
                }
                known.clone()
            }
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "the newest evidence cannot be opened");
                known
            }
        }
    }

    /// The folder.
    pub fn folder(&self) -> PathBuf {
        self.generations.folder().to_owned()
    }

    pub(crate) fn generations(&self) -> &Arc<Generations> {
        &self.generations
    }
}

/// Publishes the first generation, without records.
fn create(generations: &Arc<Generations>) -> Result<Arc<bellwether_generations::generation::Generation>, StoreError> {
    let mut writer = generations.writer("making the store")?;
    // Another process may have made it before the lock was taken.
    if let Some(current) = generations.current()? {
        return Ok(current);
    }
    let draft = writer.draft(index::keep)?;
    let parts = draft.path().join("parts");
    fs::create_dir(&parts).map_err(StoreError::io("making", &parts))?;
    index::create(draft.path())?;
    files::write_dead(draft.path(), &RoaringTreemap::new())?;
    files::write_manifest(
        draft.path(),
        &Manifest {
            columns: batch::VERSION,
            index: index::fingerprint(),
            next_part: 0,
            parts: Vec::new(),
            files: Vec::new(),
        },
    )?;
    Ok(draft.publish()?)
}

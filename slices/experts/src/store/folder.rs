//! The folder of experts: its published generation, opened once and kept.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use bellwether_generations::folder::{Generations, Keep};
use bellwether_generations::generation::Generation;

use crate::model::status::{FORMAT, Status};
use crate::store::error::StoreError;
use crate::store::index::Index;

/// The file that says what was built.
const STATUS: &str = "status.json";

/// The folder of experts. Clones are the same folder. Its functions block.
#[derive(Clone)]
pub struct Folder {
    generations: Arc<Generations>,
    open: Arc<RwLock<Option<Arc<Edition>>>>,
}

/// One published generation, opened.
pub struct Edition {
    /// Persons and institutions.
    pub index: Index,
    /// What was built.
    pub status: Status,
    /// Last, so that files are closed before the generation is let go.
    generation: Arc<Generation>,
}

impl Edition {
    /// The folder of the generation.
    pub fn path(&self) -> &Path {
        self.generation.path()
    }
}

impl Folder {
    /// Opens the folder, making it if need be.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        Ok(Folder { generations: Generations::open(&folder.join("generations"))?, open: Arc::default() })
    }

    /// The folder in which the generations' folder lies.
    pub fn path(&self) -> PathBuf {
        let generations = self.generations.folder();
        generations.parent().unwrap_or(generations).to_owned()
    }

    /// What is published now, also by another process; `None` before the first build, and where another version of
    /// the program wrote it.
    pub fn edition(&self) -> Result<Option<Arc<Edition>>, StoreError> {
        let Some(current) = self.generations.current()? else { return Ok(None) };
        let known = self.open.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = known.filter(|known| known.generation.number() == current.number()) {
            return Ok(Some(known));
        }
        let path = current.path().join(STATUS);
        let file = File::open(&path).map_err(StoreError::io("reading", &path))?;
        let status: Status = serde_json::from_reader(file).map_err(StoreError::damaged(&path))?;
        if status.format != FORMAT {
            return Ok(None);
        }
        let edition = Arc::new(Edition { index: Index::open(current.path())?, status, generation: current });
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = Some(edition.clone());
        Ok(Some(edition))
    }

    /// Publishes a generation that `build` fills; nothing is published if it fails.
    pub fn publish<E: From<StoreError>>(&self, build: impl FnOnce(&Path) -> Result<Status, E>) -> Result<Status, E> {
        let to_store = StoreError::from;
        let mut writer = self.generations.writer("finding experts").map_err(to_store)?;
        let draft = writer.draft(|_| Keep::Leave).map_err(StoreError::from)?;
        let status = build(draft.path())?;
        let path = draft.path().join(STATUS);
        let written = serde_json::to_vec_pretty(&status).map_err(StoreError::damaged(&path))?;
        std::fs::write(&path, written).map_err(StoreError::io("writing", &path))?;
        draft.publish().map_err(StoreError::from)?;
        Ok(status)
    }
}

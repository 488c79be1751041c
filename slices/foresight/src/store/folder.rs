//! The folder of landscapes: its published generation, opened once and kept.

use std::fs;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use bellwether_generations::folder::{Generations, Keep};
use bellwether_generations::generation::Generation;
use serde::de::DeserializeOwned;

use crate::model::point::Point;
use crate::model::status::{FORMAT, Status};
use crate::model::topic::Topic;
use crate::store::error::StoreError;
use crate::store::keys::{self, Keys};
use crate::store::points::{self, Points};

const STATUS: &str = "status.json";
const TOPICS: &str = "topics.json";

/// The folder of landscapes. Clones are the same folder. Its functions block.
#[derive(Clone)]
pub struct Folder {
    generations: Arc<Generations>,
    open: Arc<RwLock<Option<Arc<Edition>>>>,
}

/// One published landscape, in memory.
pub struct Edition {
    /// What it was built from.
    pub status: Status,
    /// Its topics, level by level.
    pub topics: Vec<Topic>,
    /// Its records.
    pub points: Points,
    /// The keys of its records, in the order of the points.
    pub keys: Keys,
    generation: Arc<Generation>,
}

/// What is published together.
pub struct Whole<'a> {
    /// What it was built from.
    pub status: &'a Status,
    /// Its topics, level by level.
    pub topics: &'a [Topic],
    /// Its records.
    pub points: &'a [Point],
    /// Their keys, in the same order.
    pub keys: &'a [String],
}

impl Edition {
    /// Its number: a later one is higher.
    pub fn number(&self) -> u64 {
        self.generation.number()
    }

    /// The folder of the generation.
    pub fn path(&self) -> &Path {
        self.generation.path()
    }

    /// The topic with this id, and its place in the list.
    pub fn topic(&self, id: &str) -> Option<(u32, &Topic)> {
        let at = self.topics.iter().position(|topic| topic.id == id)?;
        Some((u32::try_from(at).ok()?, &self.topics[at]))
    }
}

impl Folder {
    /// Opens the folder, making it if need be.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        Ok(Folder { generations: Generations::open(folder)?, open: Arc::default() })
    }

    /// What is published now, also by another process; `None` before the first build, and where another version of
    /// the program wrote it.
    pub fn edition(&self) -> Result<Option<Arc<Edition>>, StoreError> {
        let Some(current) = self.generations.current()? else { return Ok(None) };
        let known = self.open.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = known.filter(|known| known.number() == current.number()) {
            return Ok(Some(known));
        }
        let status: Status = read(&current.path().join(STATUS))?;
        if status.format != FORMAT {
            return Ok(None);
        }
        let topics = read(&current.path().join(TOPICS))?;
        let points = Points::open(current.path())?;
        let keys = Keys::open(current.path(), points.len())?;
        let edition = Arc::new(Edition { status, topics, points, keys, generation: current });
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = Some(edition.clone());
        Ok(Some(edition))
    }

    /// Publishes a landscape; what was there before stays until this one is whole on the disk.
    pub fn publish(&self, whole: &Whole<'_>) -> Result<(), StoreError> {
        let mut writer = self.generations.writer("building the landscape")?;
        let draft = writer.draft(|_| Keep::Leave)?;
        points::write(draft.path(), whole.points)?;
        keys::write(draft.path(), whole.keys)?;
        write(&draft.path().join(TOPICS), &whole.topics)?;
        write(&draft.path().join(STATUS), whole.status)?;
        draft.publish()?;
        Ok(())
    }
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T, StoreError> {
    let bytes = fs::read(path).map_err(StoreError::io("reading", path))?;
    serde_json::from_slice(&bytes).map_err(StoreError::damaged(path))
}

fn write(path: &Path, value: &impl serde::Serialize) -> Result<(), StoreError> {
    let bytes = serde_json::to_vec(value).map_err(StoreError::damaged(path))?;
    fs::write(path, bytes).map_err(StoreError::io("writing", path))
}

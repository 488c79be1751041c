//! The folder of landscapes: its published generation, opened once and kept.

use std::path::Path;
use std::sync::Arc;

use bellwether_generations::folder::Keep;
use bellwether_generations::generation::Generation;
use bellwether_generations::stored::{Published, read_json, write_json};

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
pub struct Folder(Published<Edition>);

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
        Ok(Folder(Published::open(folder)?))
    }

    /// What is published now, also by another process; `None` before the first build, and where another version of
    /// the program wrote it.
    pub fn edition(&self) -> Result<Option<Arc<Edition>>, StoreError> {
        self.0.current(|generation| {
            let status: Status = read_json(&generation.path().join(STATUS))?;
            if status.format != FORMAT {
                return Ok(None);
            }
            let topics = read_json(&generation.path().join(TOPICS))?;
            let points = Points::open(generation.path())?;
            let keys = Keys::open(generation.path(), points.len())?;
            Ok(Some(Edition { status, topics, points, keys, generation }))
        })
    }

    /// Publishes a landscape; what was there before stays until this one is whole on the disk.
    pub fn publish(&self, whole: &Whole<'_>) -> Result<(), StoreError> {
        let mut writer = self.0.generations().writer("building the landscape")?;
        let draft = writer.draft(|_| Keep::Leave)?;
        points::write(draft.path(), whole.points)?;
        keys::write(draft.path(), whole.keys)?;
        write_json(&draft.path().join(TOPICS), &whole.topics)?;
        write_json(&draft.path().join(STATUS), whole.status)?;
        draft.publish()?;
        Ok(())
    }
}

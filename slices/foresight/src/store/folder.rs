//! The folder of landscapes: its published generation, opened once and kept.

use std::path::Path;
use std::sync::Arc;

use bellwether_generations::folder::Keep;
use bellwether_generations::generation::Generation;
use bellwether_generations::stored::{Published, read_json, write_json};

use crate::model::placed::Placed;
use crate::model::point::Point;
use crate::model::status::{FORMAT, Status};
use crate::model::topic::Topic;
use crate::store::error::StoreError;
use crate::store::keys::{self, Keys};
use crate::store::known::{self, KNOWN, Known, ToKeep};
use crate::store::points::{self, Points};

const STATUS: &str = "status.json";
const TOPICS: &str = "topics.json";
/// How the names of files begin that hold what was placed after a build.
const PLACED: &str = "placed-";
const PLACED_STATUS: &str = "placed-status.json";
/// Where the built records lie in the evidence by now.
const PLACES_NOW: &str = "placed-now.bin";
/// The place of a record that is gone from the evidence.
pub const GONE: u64 = u64::MAX;

/// The folder of landscapes. Clones are the same folder. Its functions block.
#[derive(Clone)]
pub struct Folder(Published<Edition>);

/// One published landscape, in memory, with what was placed on it since.
pub struct Edition {
    /// What it was built from.
    pub status: Status,
    /// What was placed on it since, if anything was.
    pub placed: Option<Placed>,
    /// Its topics, level by level, with how many of their records were placed and are gone.
    pub topics: Vec<Topic>,
    /// Its records: those that were built without those that are gone, and those that were placed.
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
    /// What later records are placed with.
    pub keep: ToKeep<'a>,
}

/// What is added to a landscape.
pub struct Addition<'a> {
    /// What it is.
    pub placed: &'a Placed,
    /// Where the records of the landscape lie by now; [`GONE`] for those that lie nowhere.
    pub places_now: &'a [u64],
    /// Records that came.
    pub points: &'a [Point],
    /// Their keys, in the same order.
    pub keys: &'a [String],
}

/// A landscape as it was built, with what later records are placed with.
pub struct Built {
    /// Its records.
    pub points: Points,
    /// Their keys.
    pub keys: Keys,
    /// What the engine must know.
    pub known: Known,
}

impl Edition {
    /// The number of the build: a later one is higher. What is placed on it does not change it.
    pub fn number(&self) -> u64 {
        self.placed.as_ref().map_or(self.generation.number(), |placed| placed.edition)
    }

    /// The number of the points: of the build, or of what was placed on it last.
    pub fn revision(&self) -> u64 {
        self.generation.number()
    }

    /// Can later records be placed on it? Not if an earlier version of the program built it.
    pub fn takes_records(&self) -> bool {
        self.path().join(KNOWN).is_file()
    }

    /// As it was built; `None` if it takes no records.
    pub fn built(&self) -> Result<Option<Built>, StoreError> {
        let Some(known) = known::read(self.path())? else { return Ok(None) };
        let points = Points::open(self.path(), "")?;
        let keys = Keys::open(self.path(), "", points.len())?;
        Ok(Some(Built { points, keys, known }))
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
            let mut topics = read_json(&generation.path().join(TOPICS))?;
            let points = Points::open(generation.path(), "")?;
            let keys = Keys::open(generation.path(), "", points.len())?;
            if !generation.path().join(PLACED_STATUS).is_file() {
                return Ok(Some(Edition { status, placed: None, topics, points, keys, generation }));
            }
            let placed = read_json(&generation.path().join(PLACED_STATUS))?;
            let (points, keys) = joined(generation.path(), &mut topics, &points, &keys)?;
            Ok(Some(Edition { status, placed: Some(placed), topics, points, keys, generation }))
        })
    }

    /// Publishes a landscape; what was there before stays until this one is whole on the disk.
    pub fn publish(&self, whole: &Whole<'_>) -> Result<(), StoreError> {
        let mut writer = self.0.generations().writer("building the landscape")?;
        let draft = writer.draft(|_| Keep::Leave)?;
        points::write(draft.path(), "", whole.points)?;
        keys::write(draft.path(), "", whole.keys)?;
        known::write(draft.path(), &whole.keep)?;
        write_json(&draft.path().join(TOPICS), &whole.topics)?;
        write_json(&draft.path().join(STATUS), whole.status)?;
        draft.publish()?;
        Ok(())
    }

    /// Publishes an addition to the landscape with this revision, in place of what was added before; the files of the build
    /// are shared. False, and nothing is changed, if another was published meanwhile.
    pub fn add(&self, revision: u64, addition: &Addition<'_>) -> Result<bool, StoreError> {
        let mut writer = self.0.generations().writer("placing records on the landscape")?;
        let is_added = |name: &Path| name.to_string_lossy().starts_with(PLACED);
        let draft = writer.draft(|name| if is_added(name) { Keep::Leave } else { Keep::Link })?;
        if draft.base().is_none_or(|base| base.number() != revision) {
            return Ok(false);
        }
        points::write(draft.path(), PLACED, addition.points)?;
        keys::write(draft.path(), PLACED, addition.keys)?;
        points::write_places(draft.path(), PLACES_NOW, addition.places_now.iter().copied())?;
        write_json(&draft.path().join(PLACED_STATUS), addition.placed)?;
        draft.publish()?;
        Ok(true)
    }
}

/// The records of a build without those that are gone, with those that were placed among them in even steps, so that any
/// first part is still an even sample. Counts both for each topic.
fn joined(folder: &Path, topics: &mut [Topic], built: &Points, keys: &Keys) -> Result<(Points, Keys), StoreError> {
    let now = points::read_places(folder, PLACES_NOW)?;
    if now.len() != built.len() {
        return Err(StoreError::damaged(&folder.join(PLACES_NOW))(
            "it does not hold as many places as there are points",
        ));
    }
    let added = Points::open(folder, PLACED)?;
    let added_keys = Keys::open(folder, PLACED, added.len())?;
    let mut all: Vec<(Point, &str)> = Vec::with_capacity(built.len() + added.len());
    let mut next = 0;
    for (at, place) in now.iter().enumerate() {
        while next < added.len() && (2 * next + 1) * built.len() <= 2 * at * added.len() {
            all.extend(added.get(next).zip(added_keys.get(next)));
            next += 1;
        }
        if let Some(point) = built.get(at) {
            if *place == GONE {
                count(topics, &point, |topic| topic.withdrawn += 1);
            } else {
                all.extend(Some(Point { place: *place, ..point }).zip(keys.get(at)));
            }
        }
    }
    all.extend((next..added.len()).filter_map(|at| added.get(at).zip(added_keys.get(at))));
    (0..added.len()).filter_map(|at| added.get(at)).for_each(|point| count(topics, &point, |topic| topic.placed += 1));
    let points: Vec<Point> = all.iter().map(|(point, _)| *point).collect();
    Ok((Points::of(&points), Keys::of(all.iter().map(|(_, key)| *key))))
}

/// Counts a point in its finest topic and those around it.
fn count(topics: &mut [Topic], point: &Point, add: fn(&mut Topic)) {
    let mut own = Some(usize::from(point.topic));
    while let Some(topic) = own.and_then(|at| topics.get_mut(at)) {
        add(topic);
        own = topic.parent.map(|parent| parent as usize);
    }
}

//! The folder of targets: its published generation, opened once and kept.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use bellwether_generations::folder::Keep;
use bellwether_generations::generation::Generation;
use bellwether_generations::stored::{Published, StoreError, read_json, write_json};
use bellwether_targets::gene2pubmed::Link;

use crate::model::filter::Sort;
use crate::model::hindcast::Hindcast;
use crate::model::status::{FORMAT, Status};
use crate::model::target::Target;
use crate::store::links;

const STATUS: &str = "status.json";
const TARGETS: &str = "targets.json";
const HINDCAST: &str = "hindcast.json";

/// The folder of targets. Clones are the same folder. Its functions block.
#[derive(Clone)]
pub struct Folder(Published<Edition>);

/// What was published together, in memory.
pub struct Edition {
    /// What it was built from.
    pub status: Status,
    /// The targets, in the order of their numbers.
    pub targets: Vec<Target>,
    /// How well the score would have done.
    pub hindcast: Hindcast,
    places: HashMap<u32, usize>,
    /// Places of the targets in each order of [`Sort::ALL`], once somebody asked for it.
    orders: [OnceLock<Vec<u32>>; Sort::ALL.len()],
    generation: Arc<Generation>,
}

/// What is published together.
pub struct Whole<'a> {
    /// What it was built from.
    pub status: &'a Status,
    /// The targets, in the order of their numbers.
    pub targets: &'a [Target],
    /// How well the score would have done.
    pub hindcast: &'a Hindcast,
    /// New links; `None` to keep those of the generation before.
    pub links: Option<&'a [Link]>,
}

impl Edition {
    /// The target of this gene.
    pub fn target(&self, id: u32) -> Option<&Target> {
        self.targets.get(*self.places.get(&id)?)
    }

    /// The targets in this order.
    pub fn in_order(&self, sort: Sort) -> impl Iterator<Item = &Target> {
        let order = self.orders[sort as usize].get_or_init(|| {
            let mut order: Vec<u32> = (0..self.targets.len() as u32).collect();
            order.sort_by(|a, b| sort.compare(&self.targets[*a as usize], &self.targets[*b as usize]));
            order
        });
        order.iter().map(|at| &self.targets[*at as usize])
    }

    /// The links it was built from. They are read from the disk.
    pub fn links(&self) -> Result<Vec<Link>, StoreError> {
        links::read(self.generation.path())
    }

    /// The folder of the generation.
    pub fn path(&self) -> &Path {
        self.generation.path()
    }
}

impl Folder {
    /// Opens the folder, making it if need be.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        Ok(Folder(Published::open(folder)?))
    }

    /// What is published now, also by another process; `None` before the first build, and where another version of the
    /// program wrote it.
    pub fn edition(&self) -> Result<Option<Arc<Edition>>, StoreError> {
        self.0.current(|generation| {
            let status: Status = read_json(&generation.path().join(STATUS))?;
            if status.format != FORMAT {
                return Ok(None);
            }
            let targets: Vec<Target> = read_json(&generation.path().join(TARGETS))?;
            let hindcast = read_json(&generation.path().join(HINDCAST))?;
            let places = targets.iter().enumerate().map(|(at, target)| (target.id, at)).collect();
            Ok(Some(Edition { status, targets, hindcast, places, orders: Default::default(), generation }))
        })
    }

    /// Publishes targets; what was there before stays until these are whole on the disk.
    pub fn publish(&self, whole: &Whole<'_>) -> Result<(), StoreError> {
        let mut writer = self.0.generations().writer("building the targets")?;
        let keeps = whole.links.is_none();
        let draft =
            writer.draft(|file| if keeps && file == Path::new(links::LINKS) { Keep::Link } else { Keep::Leave })?;
        if let Some(new) = whole.links {
            links::write(draft.path(), new)?;
        }
        write_json(&draft.path().join(TARGETS), &whole.targets)?;
        write_json(&draft.path().join(HINDCAST), whole.hindcast)?;
        write_json(&draft.path().join(STATUS), whole.status)?;
        draft.publish()?;
        Ok(())
    }
}

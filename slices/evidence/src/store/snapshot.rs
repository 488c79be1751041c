//! The store as it is at one moment, and stays for whoever holds it.

use std::collections::{BTreeMap, VecDeque};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use bellwether_generations::generation::Generation;
use bellwether_sources::record::{Key, Record};
use roaring::RoaringTreemap;
use tantivy::{IndexReader, Searcher};

use crate::columns::batch;
use crate::index::schema::{Fields, Place};
use crate::index::warm::Warm;
use crate::model::ledger::{SourceFile, SourceSummary};
use crate::model::manifest::Manifest;
use crate::store::error::StoreError;
use crate::store::part::Part;
use crate::store::{files, index};

/// Page indexes of so many parts are kept; each takes some hundred kilobytes.
const PARTS_KEPT_OPEN: usize = 64;

/// One generation of the store, open for reading. Cheap to ask from many threads.
pub struct Snapshot {
    manifest: Manifest,
    dead: RoaringTreemap,
    fields: Fields,
    reader: IndexReader,
    parts: Mutex<VecDeque<(u32, Part)>>,
    warm: Arc<Warm>,
    /// Last, so that the files are closed before the generation is let go.
    generation: Arc<Generation>,
}

impl Snapshot {
    /// Opens a generation.
    pub(crate) fn open(generation: Arc<Generation>) -> Result<Snapshot, StoreError> {
        let path = generation.path();
        let manifest = files::read_manifest(path)?;
        if manifest.columns != batch::VERSION {
            return Err(StoreError::OtherVersion {
                path: path.to_owned(),
                found: format!("columns {}", manifest.columns),
                needed: format!("columns {}", batch::VERSION),
                remedy: "ingest the source files into a new folder",
            });
        }
        if manifest.index != index::fingerprint() {
            return Err(StoreError::OtherVersion {
                path: path.to_owned(),
                found: format!("index {}", manifest.index),
                needed: format!("index {}", index::fingerprint()),
                remedy: "run `bellwether evidence reindex`",
            });
        }
        let dead = files::read_dead(path)?;
        let reader = index::reader(&index::open(path)?, path)?;
        let fields = Fields::schema().1;
        Ok(Snapshot { manifest, dead, fields, reader, parts: Mutex::default(), warm: Arc::default(), generation })
    }

    /// The record with this key.
    pub fn record(&self, key: &Key) -> Result<Option<Record>, StoreError> {
        match self.find(key)? {
            Some(found) => self.record_at(found.place),
            None => Ok(None),
        }
    }

    /// The record at a place that this snapshot's index named; `None` if it is dead.
    pub fn record_at(&self, place: Place) -> Result<Option<Record>, StoreError> {
        if self.dead.contains(place.number()) {
            return Ok(None);
        }
        self.part(place.part)?.record(place.row).map(Some)
    }

    /// How many records can be found.
    pub fn count(&self) -> u64 {
        self.manifest.parts.iter().map(|part| u64::from(part.rows)).sum::<u64>() - self.dead.len()
    }

    /// Hands out every record, source file by source file in the order of ingest. Memory is bounded.
    pub fn for_each_record(&self, act: &mut dyn FnMut(Record) -> ControlFlow<()>) -> Result<(), StoreError> {
        self.for_each_placed(&mut |_, record| act(record))
    }

    /// As [`Snapshot::for_each_record`], with the place of each.
    pub fn for_each_placed(&self, act: &mut dyn FnMut(Place, Record) -> ControlFlow<()>) -> Result<(), StoreError> {
        for_each_live(self.path(), &self.manifest, &self.dead, act)
    }

    /// Hands out the records at these places, part by part in the order of rows. Memory is bounded by a batch of rows.
    pub(crate) fn for_each_at(
        &self,
        places: &RoaringTreemap,
        act: &mut dyn FnMut(Record) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        for listed in &self.manifest.parts {
            let place = |row| Place { part: listed.number, row }.number();
            if places.range_cardinality(place(0)..=place(u32::MAX)) == 0 {
                continue;
            }
            let wanted = |row| places.contains(place(row)) && !self.dead.contains(place(row));
            if self.part(listed.number)?.for_each(wanted, &mut |_, record| act(record))?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// The ledger: every file that was read, in order.
    pub fn files(&self) -> &[SourceFile] {
        &self.manifest.files
    }

    /// What is there of each source that has anything.
    pub fn sources(&self) -> Vec<SourceSummary> {
        let mut found = BTreeMap::new();
        for part in &self.manifest.parts {
            let (from, to) = (Place { part: part.number, row: 0 }, Place { part: part.number, row: u32::MAX });
            let dead = self.dead.range_cardinality(from.number()..=to.number());
            let summary = found.entry(part.source).or_insert(SourceSummary {
                source: part.source,
                records: 0,
                parts: 0,
                bytes: 0,
                first_added_at: part.added_at,
                last_added_at: part.added_at,
            });
            summary.records += u64::from(part.rows) - dead;
            summary.parts += 1;
            summary.bytes += part.bytes;
            summary.first_added_at = summary.first_added_at.min(part.added_at);
            summary.last_added_at = summary.last_added_at.max(part.added_at);
        }
        found.into_values().collect()
    }

    /// The number of the generation; it grows with every publication.
    pub fn number(&self) -> u64 {
        self.generation.number()
    }

    /// Where the generation lies. Its files do not change while this snapshot lives.
    pub fn path(&self) -> &Path {
        self.generation.path()
    }

    /// The full-text index.
    pub fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    /// What searches of this snapshot share.
    pub fn warm(&self) -> Arc<Warm> {
        Arc::clone(&self.warm)
    }

    /// The fields of the index.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    pub(crate) fn find(&self, key: &Key) -> Result<Option<index::Found>, StoreError> {
        let found = index::find(&self.searcher(), &self.fields, key);
        found.map_err(StoreError::index(&index::folder(self.path())))
    }

    fn part(&self, number: u32) -> Result<Part, StoreError> {
        let mut kept = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = kept.iter().position(|(kept, _)| *kept == number) {
            let found = kept.remove(at).expect("the position was just found");
            kept.push_back(found.clone());
            return Ok(found.1);
        }
        drop(kept);
        let listed = self.manifest.parts.binary_search_by_key(&number, |part| part.number);
        let listed = listed.map_err(|_| StoreError::Damaged {
            path: index::folder(self.path()),
            what: format!("it names part {number}, which is not there"),
        })?;
        let opened = Part::open(self.path().join(self.manifest.parts[listed].path()))?;
        let mut kept = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= PARTS_KEPT_OPEN {
            kept.pop_front();
        }
        kept.push_back((number, opened.clone()));
        Ok(opened)
    }
}

/// Hands out every live record of a generation or draft with its place, part by part.
pub(crate) fn for_each_live(
    folder: &Path,
    manifest: &Manifest,
    dead: &RoaringTreemap,
    act: &mut dyn FnMut(Place, Record) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    for listed in &manifest.parts {
        let part = listed.number;
        let opened = Part::open(folder.join(listed.path()))?;
        let live = |row| !dead.contains(Place { part, row }.number());
        if opened.for_each(live, &mut |row, record| act(Place { part, row }, record))?.is_break() {
            break;
        }
    }
    Ok(())
}

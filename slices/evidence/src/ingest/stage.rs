//! The next generation while files are added to it: what each file changes is kept or undone whole.

use std::collections::{BTreeMap, HashMap};
use std::fs;

use bellwether_generations::draft::Draft;
use bellwether_generations::folder::Writer;
use bellwether_kernel::clock::Timestamp;
use bellwether_sources::record::{Key, Source};
use roaring::RoaringTreemap;
use rustc_hash::FxBuildHasher;
use tantivy::{IndexWriter, Searcher};

use super::prepare::{Prepared, PreparedChange};
use crate::columns::batch;
use crate::index::packed::Packed;
use crate::index::schema::{Fields, Place};
use crate::model::ledger::{Counts, Outcome, SourceFile};
use crate::model::manifest::{Manifest, Part, part_path};
use crate::store::error::StoreError;
use crate::store::part::PartWriter;
use crate::store::{files, index};

/// What is known of keys that were touched since the draft began; `None`: deleted.
type Touched = HashMap<Key, Option<index::Found>, FxBuildHasher>;

/// A draft of the store.
pub(crate) struct Stage<'writer> {
    pub(super) draft: Draft<'writer>,
    pub(super) manifest: Manifest,
    pub(super) dead: RoaringTreemap,
    pub(super) fields: Fields,
    /// The index as it was when the draft began.
    before: Searcher,
    pub(super) documents: IndexWriter<Packed>,
    touched: Touched,
    /// Records of kept files.
    records: u64,
}

/// A file that is being added.
pub(crate) struct OpenFile {
    name: String,
    sha256: String,
    bytes: u64,
    parts: BTreeMap<Source, (u32, PartWriter)>,
    touched: Touched,
    /// Rows that die if the file is kept.
    dying: Vec<Place>,
    counts: Counts,
}

impl<'writer> Stage<'writer> {
    /// Starts a draft of the current generation.
    pub fn start(writer: &'writer mut Writer, threads: usize) -> Result<Self, StoreError> {
        let draft = writer.draft(index::keep)?;
        let path = draft.path();
        let (manifest, dead) = (files::read_manifest(path)?, files::read_dead(path)?);
        if manifest.index != index::fingerprint() || manifest.columns != batch::VERSION {
            return Err(StoreError::OtherVersion {
                path: path.to_owned(),
                found: format!("columns {}, index {}", manifest.columns, manifest.index),
                needed: format!("columns {}, index {}", batch::VERSION, index::fingerprint()),
                remedy: "stop the older Bellwether and run `bellwether evidence reindex`",
            });
        }
        let opened = index::open(path)?;
        let before = index::reader(&opened, path)?.searcher();
        let documents = index::writer(&opened, path, threads)?;
        let fields = Fields::schema().1;
        Ok(Stage { manifest, dead, fields, before, documents, touched: Touched::default(), records: 0, draft })
    }

    /// Records of the files that were kept since the draft began.
    pub fn records(&self) -> u64 {
        self.records
    }

    /// The ledger's entry of a file with these bytes that was ingested.
    pub fn ingested(&self, sha256: &str) -> Option<&SourceFile> {
        let ingested = |file: &&SourceFile| file.sha256 == sha256 && matches!(file.outcome, Outcome::Ingested(_));
        self.manifest.files.iter().rev().find(ingested)
    }

    /// Begins a file.
    pub fn open_file(&self, name: String, sha256: String, bytes: u64) -> OpenFile {
        OpenFile {
            name,
            sha256,
            bytes,
            parts: BTreeMap::new(),
            touched: Touched::default(),
            dying: Vec::new(),
            counts: Counts::default(),
        }
    }

    /// Adds a block of a file.
    pub fn add(&mut self, file: &mut OpenFile, prepared: Prepared) -> Result<(), StoreError> {
        let mut next = BTreeMap::new();
        for (source, batch) in &prepared.batches {
            let (number, part) = self.part(file, *source)?;
            next.insert(*source, Place { part: number, row: part.rows() });
            part.add(batch)?;
        }
        for change in prepared.changes {
            match change {
                PreparedChange::Delete(key) => self.delete(file, key)?,
                PreparedChange::Upsert { key, version, retracted, document } => {
                    let place = next.get_mut(&key.source).expect("each record is in the batch of its source");
                    let found = index::Found { place: *place, version };
                    place.row += 1;
                    file.counts.retracted += u64::from(retracted);
                    self.upsert(file, key, found, document)?;
                }
            }
        }
        Ok(())
    }

    /// Keeps a file: its records replace what they replace.
    pub fn keep(&mut self, file: OpenFile, now: Timestamp) -> Result<SourceFile, StoreError> {
        for (source, (number, part)) in file.parts {
            let rows = part.rows();
            let bytes = part.finish()?;
            let file = file.sha256.clone();
            self.manifest.parts.push(Part { number, source, rows, bytes, file, added_at: now });
        }
        for place in file.dying {
            self.dead.insert(place.number());
            self.documents.delete_term(self.fields.place_term(place));
        }
        self.touched.extend(file.touched);
        self.records += file.counts.records;
        let outcome = Outcome::Ingested(file.counts);
        Ok(self.note(SourceFile { name: file.name, sha256: file.sha256, bytes: file.bytes, read_at: now, outcome }))
    }

    /// Undoes a file and notes why.
    pub fn refuse(&mut self, file: OpenFile, reason: String, now: Timestamp) -> Result<SourceFile, StoreError> {
        let (name, sha256, bytes) = (file.name.clone(), file.sha256.clone(), file.bytes);
        self.undo(file)?;
        Ok(self.note(SourceFile { name, sha256, bytes, read_at: now, outcome: Outcome::Refused { reason } }))
    }

    /// Undoes a file as if it had never been begun.
    pub fn undo(&mut self, file: OpenFile) -> Result<(), StoreError> {
        for (source, (part, writer)) in file.parts {
            for row in 0..writer.rows() {
                self.documents.delete_term(self.fields.place_term(Place { part, row }));
            }
            drop(writer);
            let path = self.draft.path().join(part_path(source, part));
            fs::remove_file(&path).map_err(StoreError::io("removing", &path))?;
        }
        Ok(())
    }

    /// Makes everything that was kept visible and safe.
    pub fn publish(mut self) -> Result<(), StoreError> {
        let folder = index::folder(self.draft.path());
        self.drop_dead_parts()?;
        self.manifest.parts.sort_by_key(|part| part.number);
        self.documents.commit().map_err(StoreError::index(&folder))?;
        self.documents.wait_merging_threads().map_err(StoreError::index(&folder))?;
        drop(self.before);
        files::write_dead(self.draft.path(), &self.dead)?;
        files::write_manifest(self.draft.path(), &self.manifest)?;
        self.draft.publish()?;
        Ok(())
    }

    /// A file has one entry per outcome: ingested later, it is no longer listed as refused.
    fn note(&mut self, entry: SourceFile) -> SourceFile {
        let refused = |file: &SourceFile| matches!(file.outcome, Outcome::Refused { .. });
        self.manifest.files.retain(|file| !(refused(file) && (file.name == entry.name || file.sha256 == entry.sha256)));
        self.manifest.files.push(entry.clone());
        entry
    }

    fn part<'file>(
        &mut self,
        file: &'file mut OpenFile,
        source: Source,
    ) -> Result<(u32, &'file mut PartWriter), StoreError> {
        use std::collections::btree_map::Entry;
        let (number, part) = match file.parts.entry(source) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => {
                let number = self.manifest.next_part;
                self.manifest.next_part += 1;
                free.insert((number, PartWriter::create(self.draft.path().join(part_path(source, number)))?))
            }
        };
        Ok((*number, part))
    }

    fn upsert(
        &mut self,
        file: &mut OpenFile,
        key: Key,
        found: index::Found,
        mut document: Packed,
    ) -> Result<(), StoreError> {
        file.counts.records += 1;
        let in_this_file = file.touched.get(&key).copied();
        let before = match in_this_file {
            Some(before) => before,
            None => self.find(&key)?,
        };
        match before {
            Some(before) if before.version > found.version => {
                file.counts.outdated += 1;
                file.dying.push(found.place);
                return Ok(());
            }
            Some(before) => {
                file.dying.push(before.place);
                match in_this_file {
                    Some(_) => file.counts.outdated += 1,
                    None => file.counts.replaced += 1,
                }
            }
            None => file.counts.new += 1,
        }
        document.number(self.fields.place, found.place.number());
        self.add_document(document)?;
        file.touched.insert(key, Some(found));
        Ok(())
    }

    fn delete(&mut self, file: &mut OpenFile, key: Key) -> Result<(), StoreError> {
        let before = match file.touched.get(&key).copied() {
            Some(before) => before,
            None => self.find(&key)?,
        };
        if let Some(before) = before {
            file.dying.push(before.place);
            file.counts.deleted += 1;
            file.touched.insert(key, None);
        }
        Ok(())
    }

    /// The live record with this key, not counting what the file at hand does.
    fn find(&self, key: &Key) -> Result<Option<index::Found>, StoreError> {
        if let Some(touched) = self.touched.get(key) {
            return Ok(*touched);
        }
        let found = index::find(&self.before, &self.fields, key);
        found.map_err(StoreError::index(&index::folder(self.draft.path())))
    }

    /// Gives the index a document.
    pub(super) fn add_document(&mut self, document: Packed) -> Result<(), StoreError> {
        let Err(error) = self.documents.add_document(document) else { return Ok(()) };
        // It only says that indexing has ended; why, is said when it is asked to commit.
        let error = self.documents.commit().err().unwrap_or(error);
        Err(StoreError::index(&index::folder(self.draft.path()))(error))
    }

    /// Parts without a live row need not be kept.
    fn drop_dead_parts(&mut self) -> Result<(), StoreError> {
        let without_live = |part: &&Part| {
            let place = |row| Place { part: part.number, row }.number();
            self.dead.range_cardinality(place(0)..=place(u32::MAX)) >= u64::from(part.rows)
        };
        let gone: Vec<Part> = self.manifest.parts.iter().filter(without_live).cloned().collect();
        gone.iter().try_for_each(|part| self.drop_part(part))
    }
}

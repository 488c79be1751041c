//! The full-text index of a generation: made, opened, asked for one key.

use std::path::{Path, PathBuf};

use bellwether_generations::folder::Keep;
use bellwether_sources::record::Key;
use sha2::{Digest, Sha256};
use tantivy::indexer::LogMergePolicy;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, TERMINATED};

use crate::index::packed::Packed;
use crate::index::schema::{Fields, Place, register_analyzer, settings};
use crate::store::error::StoreError;

/// Memory in which each indexing thread collects documents before it writes a segment.
const BYTES_PER_THREAD: usize = 96 << 20;
/// Segments with more documents are left alone: merging them again would cost more than it saves in searching.
const LARGEST_MERGED_DOCS: usize = 4_000_000;

/// Where the index of a generation lies.
pub fn folder(generation: &Path) -> PathBuf {
    generation.join("index")
}

/// How a draft takes over the files of the generation before. Segments and parts never change once written; what
/// tantivy and the store rewrite, they rewrite by renaming, but the list of tantivy's files is small and copied all the same.
pub fn keep(relative: &Path) -> Keep {
    match relative.extension().and_then(|extension| extension.to_str()) {
        Some("lock") => Keep::Leave,
        Some("json") => Keep::Copy,
        _ => Keep::Link,
    }
}

/// Changes whenever the index of an older version cannot be used.
pub fn fingerprint() -> String {
    let schema = serde_json::to_vec(&Fields::schema().0).unwrap_or_default();
    Sha256::digest(&schema).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Makes an empty index.
pub fn create(generation: &Path) -> Result<Index, StoreError> {
    let path = folder(generation);
    std::fs::create_dir_all(&path).map_err(StoreError::io("making", &path))?;
    let built = Index::builder().schema(Fields::schema().0).settings(settings()).create_in_dir(&path);
    let index = built.map_err(StoreError::index(&path))?;
    register_analyzer(&index);
    Ok(index)
}

/// Opens the index of a generation or of a draft.
pub fn open(generation: &Path) -> Result<Index, StoreError> {
    let path = folder(generation);
    let index = Index::open_in_dir(&path).map_err(StoreError::index(&path))?;
    register_analyzer(&index);
    Ok(index)
}

/// A searcher over the index as it is now, and for ever: generations do not change.
pub fn reader(index: &Index, generation: &Path) -> Result<IndexReader, StoreError> {
    let built = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
    built.map_err(StoreError::index(&folder(generation)))
}

/// A writer into the index of a draft.
pub fn writer(index: &Index, draft: &Path, threads: usize) -> Result<IndexWriter<Packed>, StoreError> {
    let built = index.writer_with_num_threads(threads, threads * BYTES_PER_THREAD);
    let writer = built.map_err(StoreError::index(&folder(draft)))?;
    let mut policy = LogMergePolicy::default();
    policy.set_max_docs_before_merge(LARGEST_MERGED_DOCS);
    writer.set_merge_policy(Box::new(policy));
    Ok(writer)
}

/// A record in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where the whole record lies.
    pub place: Place,
    /// Its version in its source.
    pub version: u32,
}

/// Finds the live record with this key: one look into the term dictionary of each segment.
pub fn find(searcher: &Searcher, fields: &Fields, key: &Key) -> tantivy::Result<Option<Found>> {
    let term = fields.key_term(key);
    for segment in searcher.segment_readers() {
        let terms = segment.inverted_index(fields.key)?;
        let Some(info) = terms.get_term_info(&term)? else { continue };
        let mut postings = terms.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
        while postings.doc() != TERMINATED {
            let doc = postings.doc();
            if segment.alive_bitset().is_none_or(|alive| alive.is_alive(doc)) {
                let columns = segment.fast_fields();
                let place = columns.u64("place")?.first(doc);
                let version = columns.u64("version")?.first(doc).and_then(|version| u32::try_from(version).ok());
                if let (Some(place), Some(version)) = (place, version) {
                    return Ok(Some(Found { place: Place::from_number(place), version }));
                }
            }
            postings.advance();
        }
    }
    Ok(None)
}

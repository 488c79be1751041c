//! Builds the full-text index anew from the Parquet parts: after an update of Bellwether changed it, or when it was lost.

use std::ops::ControlFlow;
use std::path::Path;

use bellwether_generations::folder::{Generations, Keep};

use crate::index::document::document;
use crate::index::schema::Fields;
use crate::store::error::StoreError;
use crate::store::snapshot::for_each_live;
use crate::store::{files, index};

/// Builds the index of the store in this folder anew and publishes it. `tell` is told how many records are done.
///
/// The records stay as they are, so people can go on searching in the old index, if this version can read it.
pub fn reindex(folder: &Path, threads: usize, tell: &mut dyn FnMut(u64)) -> Result<u64, StoreError> {
    let generations = Generations::open(folder)?;
    let mut writer = generations.writer("building the index anew")?;
    let draft = writer.draft(|path| if path.starts_with("index") { Keep::Leave } else { index::keep(path) })?;
    let path = draft.path();
    let (mut manifest, dead) = (files::read_manifest(path)?, files::read_dead(path)?);
    let fields = Fields::schema().1;
    let mut documents = index::writer(&index::create(path)?, path, threads)?;
    let (mut done, mut failure) = (0, None);
    for_each_live(path, &manifest, &dead, &mut |place, record| {
        if let Err(error) = documents.add_document(document(&fields, &record, place)) {
            failure = Some(error);
            return ControlFlow::Break(());
        }
        done += 1;
        if done % 10_000 == 0 {
            tell(done);
        }
        ControlFlow::Continue(())
    })?;
    let committed = match failure {
        // Why indexing ended is said when it is asked to commit.
        Some(error) => Err(documents.commit().err().unwrap_or(error)),
        None => documents.commit().and_then(|_| documents.wait_merging_threads()),
    };
    committed.map_err(StoreError::index(&index::folder(path)))?;
    manifest.index = index::fingerprint();
    files::write_manifest(path, &manifest)?;
    draft.publish()?;
    tell(done);
    Ok(done)
}

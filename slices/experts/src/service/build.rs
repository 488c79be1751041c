//! Builds the experts anew from a snapshot of the evidence, and publishes them whole.
//!
//! Four steps, each with memory bounded by the largest file it lays down: mentions by name, groups by name,
//! contributions by id, profiles by id. A rebuild is full: a new work can join or part groups of older ones, and
//! the whole costs less than keeping track of that.

use std::path::Path;

use bellwether_evidence::api::{Snapshot, StoreError as EvidenceError};
use bellwether_kernel::ctx::Denied;

use crate::model::status::{FORMAT, Status};
use crate::service::find_institutions::FindInstitutions;
use crate::service::persons::Lookup;
use crate::service::{contributions, mentions, persons, profiles};
use crate::store::error::StoreError;
use crate::store::folder::Folder;
use crate::store::index::Writer;
use crate::store::registry;

/// About so many records are in each file of a spill.
const RECORDS_PER_FILE: u64 = 8_192;
/// At most 2^10 files of a spill are open at once.
const MOST_BITS: u32 = 10;

pub use bellwether_jobs::Watch;

/// Why nothing was built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The evidence could not be read.
    #[error("reading the evidence")]
    Evidence(#[from] EvidenceError),
    /// The experts could not be written.
    #[error("writing the experts")]
    Store(#[from] StoreError),
    /// Somebody called it off.
    #[error("called off")]
    Stopped,
}

/// Builds and publishes. `now_ms` is noted as the time of the build; `clock_seconds` measures it.
pub fn build(
    folder: &Folder,
    snapshot: &Snapshot,
    now_ms: i64,
    clock_seconds: &dyn Fn() -> f64,
    watch: &dyn Watch,
) -> Result<Status, BuildError> {
    let started = clock_seconds();
    let earlier = folder.edition()?;
    folder.publish(|draft| {
        let work = draft.join("work");
        std::fs::create_dir_all(&work).map_err(StoreError::io("making", &work))?;
        let mut institutions = FindInstitutions::new(registry::load(&folder.path())?);
        let bits = (snapshot.count() / RECORDS_PER_FILE).max(1).ilog2().min(MOST_BITS) + 2;
        let gathered = mentions::gather(snapshot, &work, bits, &mut institutions, watch)?;
        let earlier = earlier.as_ref().map(|edition| edition.path());
        let found = persons::group_all(&gathered, &work, bits, earlier, draft, watch)?;
        let mut lookup = Lookup::new(found.members);
        let given = contributions::contribute(snapshot, &work, bits, &mut lookup, &mut institutions, watch)?;
        let mut index = Writer::create(draft)?;
        let (persons, places) = profiles::write(&given, &found.verdicts, &institutions, &mut index, watch)?;
        index.finish()?;
        clear(&work)?;
        Ok(Status {
            evidence: snapshot.number(),
            records: gathered.records,
            authorships: gathered.authorships,
            persons,
            institutions: places,
            registry: institutions.registered(),
            built_at_ms: now_ms,
            seconds: clock_seconds() - started,
            format: FORMAT,
        })
    })
}

fn clear(work: &Path) -> Result<(), StoreError> {
    std::fs::remove_dir_all(work).map_err(StoreError::io("removing", work))
}

//! One reading of all records, watched: for the steps of a build that look at every record.

use std::ops::ControlFlow;

use bellwether_evidence::api::Snapshot;
use bellwether_sources::record::Record;

use crate::service::build::{BuildError, Watch};
use crate::store::error::StoreError;

/// Records between two words to whoever watches.
const TELL_EVERY: u64 = 1_000;

/// Gives each record with its number in this reading; ends at the first failure, or when the build is called off.
/// Returns how many records were read.
pub fn walk(
    snapshot: &Snapshot,
    step: &'static str,
    watch: &dyn Watch,
    mut each: impl FnMut(u64, &Record) -> Result<(), StoreError>,
) -> Result<u64, BuildError> {
    let total = snapshot.count();
    let mut read = 0;
    let mut outcome: Result<(), BuildError> = Ok(());
    snapshot.for_each_record(&mut |record| {
        outcome = each(read, &record).map_err(BuildError::from);
        read += 1;
        if read.is_multiple_of(TELL_EVERY) {
            watch.on_progress(step, read, total);
        }
        if outcome.is_ok() && watch.cancelled() {
            outcome = Err(BuildError::Stopped);
        }
        if outcome.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    outcome?;
    Ok(read)
}

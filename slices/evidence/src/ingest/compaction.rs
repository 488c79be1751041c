//! Parts whose rows are mostly dead are written anew without them.
//!
//! Amortised: a part is rewritten when it has a dead row for each live one, so no more rows are ever rewritten than die, and
//! the parts of a store are at most twice as long as what lives in them. A rewritten part gets a new number, so that no place
//! ever names another record; all of it happens in a draft, like everything an ingest does.

use std::fs;
use std::ops::ControlFlow;

use bellwether_sources::record::Record;
use roaring::RoaringBitmap;

use super::stage::Stage;
use crate::columns::batch::batch;
use crate::index::document::document;
use crate::index::schema::Place;
use crate::model::manifest::{self, part_path};
use crate::store::error::StoreError;
use crate::store::evidence::Evidence;
use crate::store::part::{Part, PartWriter};

/// A part is rewritten by an ingest when this share of its rows is dead, and by command when that one is.
const MOSTLY_DEAD: f64 = 0.5;
const WORTH_A_COMMAND: f64 = 0.05;
/// An ingest may rewrite as many rows as it adds, and always so many.
const ROWS_FOR_ANY_INGEST: u64 = 10_000;
/// Rows that are rewritten by command before they are published.
const ROWS_AT_A_TIME: u64 = 200_000;
/// Rows that are held in memory.
const ROWS_PER_BATCH: usize = 512;

/// What was rewritten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compacted {
    /// Parts.
    pub parts: u64,
    /// Live rows in them.
    pub records: u64,
    /// Dead rows that are gone.
    pub dead: u64,
    /// Bytes by which the parts are shorter.
    pub bytes: u64,
}

impl Evidence {
    /// Rewrites every part that has more than a few dead rows. Safe to stop at any moment; what was done by then stays or not.
    pub fn compact(&self, threads: usize) -> Result<Compacted, StoreError> {
        let mut writer = self.generations().writer("compacting")?;
        let mut all = Compacted::default();
        loop {
            let mut stage = Stage::start(&mut writer, threads)?;
            let done = stage.compact(WORTH_A_COMMAND, ROWS_AT_A_TIME)?;
            if done.parts == 0 {
                return Ok(all);
            }
            stage.publish()?;
            self.snapshot();
            all.parts += done.parts;
            all.records += done.records;
            all.dead += done.dead;
            all.bytes += done.bytes;
        }
    }
}

impl Stage<'_> {
    /// What an ingest does before it publishes: at most about as much work again as it did.
    pub fn compact_mostly_dead(&mut self) -> Result<Compacted, StoreError> {
        self.compact(MOSTLY_DEAD, self.records().max(ROWS_FOR_ANY_INGEST))
    }

    /// Rewrites parts of which at least this share is dead, the most dead first, until so many rows were written.
    fn compact(&mut self, share: f64, rows: u64) -> Result<Compacted, StoreError> {
        let dead = |part: &manifest::Part| {
            let place = |row| Place { part: part.number, row }.number();
            self.dead.range_cardinality(place(0)..=place(u32::MAX))
        };
        let with_dead = self.manifest.parts.iter().map(|part| (dead(part), part.clone()));
        let mut chosen: Vec<_> =
            with_dead.filter(|(dead, part)| *dead > 0 && *dead as f64 >= share * f64::from(part.rows)).collect();
        chosen.sort_by(|(a, of_a), (b, of_b)| (b * u64::from(of_a.rows)).cmp(&(a * u64::from(of_b.rows))));
        let mut done = Compacted::default();
        for (dead, part) in chosen {
            if done.records >= rows {
                break;
            }
            let bytes = self.rewrite(&part)?;
            done.parts += 1;
            done.records += u64::from(part.rows) - dead;
            done.dead += dead;
            done.bytes += part.bytes.saturating_sub(bytes);
        }
        Ok(done)
    }

    /// Writes the live rows of a part into a new one, and tells its length in bytes.
    fn rewrite(&mut self, part: &manifest::Part) -> Result<u64, StoreError> {
        let number = self.manifest.next_part;
        self.manifest.next_part += 1;
        let folder = self.draft.path().to_owned();
        let mut writer = PartWriter::create(folder.join(part_path(part.source, number)))?;
        let (mut waiting, mut moved) = (Vec::with_capacity(ROWS_PER_BATCH), Ok(()));
        let dead: RoaringBitmap =
            self.dead.bitmaps().find(|(of, _)| *of == part.number).map(|(_, rows)| rows.clone()).unwrap_or_default();
        let live = |row| !dead.contains(row);
        let _ = Part::open(folder.join(part.path()))?.for_each(live, &mut |row, record| {
            waiting.push((Place { part: part.number, row }, record));
            if waiting.len() == ROWS_PER_BATCH {
                moved = self.move_rows(&mut waiting, number, &mut writer);
            }
            if moved.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        moved?;
        self.move_rows(&mut waiting, number, &mut writer)?;
        let rows = writer.rows();
        let bytes = writer.finish()?;
        self.drop_part(part)?;
        self.manifest.parts.push(manifest::Part { number, rows, bytes, ..part.clone() });
        Ok(bytes)
    }

    /// Appends rows to a new part and tells the index where they lie now.
    fn move_rows(
        &mut self,
        waiting: &mut Vec<(Place, Record)>,
        part: u32,
        writer: &mut PartWriter,
    ) -> Result<(), StoreError> {
        if waiting.is_empty() {
            return Ok(());
        }
        let first = writer.rows();
        writer.add(&batch(waiting.iter().map(|(_, record)| record)))?;
        for (row, (before, record)) in (first..).zip(waiting.drain(..)) {
            self.documents.delete_term(self.fields.place_term(before));
            self.add_document(document(&self.fields, &record, Place { part, row }))?;
        }
        Ok(())
    }

    /// Removes a part from the draft.
    pub fn drop_part(&mut self, part: &manifest::Part) -> Result<(), StoreError> {
        let place = |row| Place { part: part.number, row }.number();
        self.dead.remove_range(place(0)..=place(u32::MAX));
        self.manifest.parts.retain(|kept| kept.number != part.number);
        let path = self.draft.path().join(part.path());
        fs::remove_file(&path).map_err(StoreError::io("removing", &path))
    }
}

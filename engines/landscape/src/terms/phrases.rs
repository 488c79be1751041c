//! Phrases: neighbouring words that stand together more often than chance explains.
//!
//! Two rounds: words join to pairs, then pairs and words to phrases of up to four words. Joined is what has a high
//! normalised pointwise mutual information (Bouma 2009) and stands together often enough.

use bellwether_numerics::pool::{Pool, map};
use rustc_hash::FxHashMap;

use crate::progress::{Step, Stopped, Watch, tell};
use crate::terms::Options;
use crate::terms::reading::{NEXT_PART, Read};

/// Parts into which pairs are divided for counting, so that memory is bounded.
const PARTS: u32 = 16;
const ROUNDS: usize = 2;

/// Which units join. Units are stems first, then phrases.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Phrases {
    /// Two units as `first << 32 | second`, to the unit of both and how firmly they hold together.
    pub joins: FxHashMap<u64, (u32, f32)>,
    /// The two units of each phrase; the first phrase is the unit after the last stem.
    pub halves: Vec<(u32, u32)>,
    /// How many stems there are.
    pub stems: u32,
}

impl Phrases {
    /// Joins neighbouring units, firmer pairs first where they overlap; twice, for longer phrases.
    pub fn join(&self, units: &mut Vec<u32>) {
        for _ in 0..ROUNDS {
            let mut to = 0;
            let mut from = 0;
            while from < units.len() {
                let here = self.at(units, from);
                let next = if here.is_some() { self.at(units, from + 1) } else { None };
                match (here, next) {
                    (Some((_, firmness)), Some((_, other))) if other > firmness => units[to] = units[from],
                    (Some((unit, _)), _) => {
                        units[to] = unit;
                        from += 1;
                    }
                    (None, _) => units[to] = units[from],
                }
                to += 1;
                from += 1;
            }
            units.truncate(to);
        }
    }

    fn at(&self, units: &[u32], from: usize) -> Option<(u32, f32)> {
        let (first, second) = (*units.get(from)?, *units.get(from + 1)?);
        self.joins.get(&key(first, second)).copied()
    }

    /// The stems of a unit, in order.
    pub fn stems_of(&self, unit: u32, stems: &mut Vec<u32>) {
        match unit.checked_sub(self.stems) {
            None => stems.push(unit),
            Some(phrase) => {
                let (first, second) = self.halves[phrase as usize];
                self.stems_of(first, stems);
                self.stems_of(second, stems);
            }
        }
    }

    /// How many units there are.
    pub fn units(&self) -> usize {
        self.stems as usize + self.halves.len()
    }
}

pub(crate) fn key(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// A document's words as stems; breaks and parts stay.
pub(crate) fn stems_of(sequence: &[u32], stem_of: &[u32], units: &mut Vec<u32>) {
    units.clear();
    units.extend(sequence.iter().map(|word| stem_of.get(*word as usize).copied().unwrap_or(*word)));
}

/// Finds the phrases of a corpus. O(words × parts), in parallel.
pub(crate) fn find(read: &Read, options: &Options, pool: &dyn Pool, watch: &mut dyn Watch) -> Result<Phrases, Stopped> {
    let mut phrases = Phrases { stems: read.stems.len() as u32, ..Phrases::default() };
    for round in 0..ROUNDS {
        tell(watch, Step::Terms, round, ROUNDS)?;
        let sequences = map(pool, read.blocks.len(), |block| joined_block(read, &phrases, block));
        let counts = counted(&sequences, phrases.units());
        let found = map(pool, PARTS as usize, |part| {
            pairs(&sequences, &counts, part as u32, options, |unit| unit < phrases.stems || round > 0)
        });
        let mut found: Vec<(u64, f32)> = found.into_iter().flatten().collect();
        found.sort_unstable_by_key(|(key, _)| *key);
        for (key, firmness) in found {
            let unit = phrases.units() as u32;
            phrases.joins.insert(key, (unit, firmness));
            phrases.halves.push(((key >> 32) as u32, key as u32));
        }
    }
    Ok(phrases)
}

fn joined_block(read: &Read, phrases: &Phrases, block: usize) -> Vec<u32> {
    let (mut all, mut units) = (Vec::new(), Vec::new());
    let block = &read.blocks[block];
    for document in 0..block.len() {
        stems_of(block.document(document), &read.stem_of, &mut units);
        phrases.join(&mut units);
        all.extend_from_slice(&units);
        all.push(NEXT_PART);
    }
    all
}

fn counted(sequences: &[Vec<u32>], units: usize) -> Vec<u32> {
    let mut counts = vec![0; units];
    for unit in sequences.iter().flatten() {
        if let Some(count) = counts.get_mut(*unit as usize) {
            *count += 1;
        }
    }
    counts
}

/// The pairs of one part that hold together.
fn pairs(
    sequences: &[Vec<u32>],
    counts: &[u32],
    part: u32,
    options: &Options,
    may_join: impl Fn(u32) -> bool,
) -> Vec<(u64, f32)> {
    let often = |unit: u32| counts.get(unit as usize).is_some_and(|count| *count >= options.fewest_for_phrase);
    let mut together: FxHashMap<u64, u32> = FxHashMap::default();
    for pair in sequences.iter().flat_map(|sequence| sequence.windows(2)) {
        let (first, second) = (pair[0], pair[1]);
        if first % PARTS == part && often(first) && often(second) && may_join(first) && may_join(second) {
            *together.entry(key(first, second)).or_default() += 1;
        }
    }
    let total: f64 = counts.iter().map(|count| f64::from(*count)).sum();
    together
        .into_iter()
        .filter(|(_, count)| *count >= options.fewest_for_phrase)
        .filter_map(|(key, count)| {
            let of = |unit: u64| f64::from(counts[unit as usize]);
            let count = f64::from(count);
            let information = (count * total / (of(key >> 32) * of(key & 0xffff_ffff))).ln();
            let normalised = information / (total / count).ln();
            (normalised >= options.cohesion).then_some((key, normalised as f32))
        })
        .collect()
}

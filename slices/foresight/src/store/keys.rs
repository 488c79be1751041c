//! The keys of the records on a map, in the order of its points: a line each; and which point has a key.

use std::fs;
use std::hash::Hasher;
use std::path::Path;
use std::sync::OnceLock;

use rustc_hash::FxHasher;

use crate::store::error::StoreError;

const KEYS: &str = "keys.txt";

/// The keys of one map, in memory.
pub struct Keys {
    text: String,
    /// Where each line starts, and the end of the last.
    starts: Vec<u32>,
    /// Points by the hashes of their keys, made when the first key is looked up.
    table: OnceLock<Vec<u32>>,
}

/// A slot of the table that holds no point.
const FREE: u32 = u32::MAX;

/// Writes the keys into a folder, in a file whose name begins with `prefix`.
pub fn write(folder: &Path, prefix: &str, keys: &[String]) -> Result<(), StoreError> {
    let path = folder.join(format!("{prefix}{KEYS}"));
    let mut text = keys.join("\n");
    text.push('\n');
    fs::write(&path, text).map_err(StoreError::io("writing", &path))
}

impl Keys {
    /// Reads the keys that were written with this prefix; there must be as many as points.
    pub fn open(folder: &Path, prefix: &str, points: usize) -> Result<Keys, StoreError> {
        let path = folder.join(format!("{prefix}{KEYS}"));
        let text = fs::read_to_string(&path).map_err(StoreError::io("reading", &path))?;
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let starts: Result<Vec<u32>, _> = std::iter::once(0).chain(ends).map(u32::try_from).collect();
        let starts = starts.map_err(StoreError::damaged(&path))?;
        if points > 0 && starts.len() != points + 1 {
            return Err(StoreError::damaged(&path)("it does not hold as many keys as there are points"));
        }
        Ok(Keys { text, starts, table: OnceLock::new() })
    }

    /// Keys in this order.
    pub fn of<'a>(keys: impl Iterator<Item = &'a str>) -> Keys {
        let (mut text, mut starts) = (String::new(), vec![0]);
        for key in keys {
            text.push_str(key);
            text.push('\n');
            starts.push(text.len() as u32);
        }
        Keys { text, starts, table: OnceLock::new() }
    }

    /// The key of a point.
    pub fn get(&self, at: usize) -> Option<&str> {
        let (from, to) = (*self.starts.get(at)? as usize, *self.starts.get(at + 1)? as usize);
        self.text.get(from..to - 1)
    }

    /// The point with this key. The first look-up reads all keys once; later ones cost about one comparison.
    pub fn find(&self, key: &str) -> Option<u32> {
        let table = self.table.get_or_init(|| self.tabled());
        let mut slot = first_slot(key, table.len());
        while table[slot] != FREE {
            if self.get(table[slot] as usize) == Some(key) {
                return Some(table[slot]);
            }
            slot = (slot + 1) % table.len();
        }
        None
    }

    /// An open table that is at most half full, so that a search for a free slot ends soon.
    fn tabled(&self) -> Vec<u32> {
        let points = self.starts.len() - 1;
        let mut table = vec![FREE; (points * 2).next_power_of_two()];
        for at in 0..points {
            let Some(key) = self.get(at) else { continue };
            let mut slot = first_slot(key, table.len());
            while table[slot] != FREE {
                slot = (slot + 1) % table.len();
            }
            table[slot] = at as u32;
        }
        table
    }
}

/// Where the search for a key starts; `slots` is a power of two.
fn first_slot(key: &str, slots: usize) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(key.as_bytes());
    hasher.finish() as usize & (slots - 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Keys, write};

    proptest! {
        #[test]
        fn every_key_is_found_at_its_point_and_no_other(
            keys in prop::collection::btree_set("[a-c]{1,3}:[0-9]{1,3}", 1..80),
            others in prop::collection::vec("[a-c]{1,3}:[0-9]{1,3}", 0..20),
        ) {
            let keys: Vec<String> = keys.into_iter().collect();
            let folder = tempfile::tempdir().expect("a folder");
            write(folder.path(), "", &keys).expect("written");
            let read = Keys::open(folder.path(), "", keys.len()).expect("read");
            for (at, key) in keys.iter().enumerate() {
                prop_assert_eq!((read.get(at), read.find(key)), (Some(key.as_str()), Some(at as u32)));
            }
            for other in &others {
                let known = keys.iter().position(|key| key == other).map(|at| at as u32);
                prop_assert_eq!(read.find(other), known);
            }
        }
    }
}

//! The keys of the records on a map, in the order of its points: a line each.

use std::fs;
use std::path::Path;

use crate::store::error::StoreError;

const KEYS: &str = "keys.txt";

/// The keys of one map, in memory.
pub struct Keys {
    text: String,
    /// Where each line starts, and the end of the last.
    starts: Vec<u32>,
}

/// Writes the keys into a folder.
pub fn write(folder: &Path, keys: &[String]) -> Result<(), StoreError> {
    let path = folder.join(KEYS);
    let mut text = keys.join("\n");
    text.push('\n');
    fs::write(&path, text).map_err(StoreError::io("writing", &path))
}

impl Keys {
    /// Reads the keys of a folder; there must be as many as points.
    pub fn open(folder: &Path, points: usize) -> Result<Keys, StoreError> {
        let path = folder.join(KEYS);
        let text = fs::read_to_string(&path).map_err(StoreError::io("reading", &path))?;
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let starts: Result<Vec<u32>, _> = std::iter::once(0).chain(ends).map(u32::try_from).collect();
        let starts = starts.map_err(StoreError::damaged(&path))?;
        if points > 0 && starts.len() != points + 1 {
            return Err(StoreError::damaged(&path)("it does not hold as many keys as there are points"));
        }
        Ok(Keys { text, starts })
    }

    /// The key of a point.
    pub fn get(&self, at: usize) -> Option<&str> {
        let (from, to) = (*self.starts.get(at)? as usize, *self.starts.get(at + 1)? as usize);
        self.text.get(from..to - 1)
    }
}

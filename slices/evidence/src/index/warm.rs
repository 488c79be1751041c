//! What searches of one state of the index share: analyzers that have learnt words, and the values that hits are counted by.
//!
//! All of it can be found again from the index, and all of it is let go with the index.

use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, OnceLock, PoisonError};

use tantivy::Searcher;

use super::analyzer::English;
use super::values::Values;

/// Analyzers that are kept; more are made while more searches run at once. Each remembers up to some megabytes of words.
const ANALYZERS_KEPT: usize = 8;

/// What searches of one state of the index share.
#[derive(Default)]
pub struct Warm {
    analyzers: Mutex<Vec<English>>,
    values: OnceLock<Values>,
}

impl Warm {
    /// An analyzer, for as long as it is held.
    pub fn english(&self) -> Borrowed<'_> {
        let kept = self.analyzers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Borrowed { english: kept.unwrap_or_default(), home: self }
    }

    /// The values of these columns, which are the same at every call; read at the first.
    pub fn values(&self, searcher: &Searcher, columns: &[&str]) -> tantivy::Result<&Values> {
        if let Some(values) = self.values.get() {
            return Ok(values);
        }
        let read = Values::read(searcher, columns)?;
        Ok(self.values.get_or_init(|| read))
    }
}

/// A borrowed analyzer.
pub struct Borrowed<'a> {
    english: English,
    home: &'a Warm,
}

impl Deref for Borrowed<'_> {
    type Target = English;

    fn deref(&self) -> &English {
        &self.english
    }
}

impl DerefMut for Borrowed<'_> {
    fn deref_mut(&mut self) -> &mut English {
        &mut self.english
    }
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        let mut kept = self.home.analyzers.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < ANALYZERS_KEPT {
            kept.push(std::mem::take(&mut self.english));
        }
    }
}

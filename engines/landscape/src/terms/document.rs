//! What the landscape reads of a document.

use std::ops::Range;

/// A document's text, borrowed. Any part may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document<'a> {
    /// Title.
    pub title: &'a str,
    /// Abstract or other text, in parts.
    pub body: Vec<&'a str>,
    /// Words or phrases that authors gave.
    pub keywords: Vec<&'a str>,
    /// Subject headings by name. They should not hold what is to be predicted when a landscape is judged.
    pub headings: Vec<&'a str>,
}

/// Documents that can be read in ranges, from memory or from wherever the caller keeps them.
pub trait Corpus: Sync {
    /// How many documents.
    fn len(&self) -> usize;

    /// Are there none?
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Calls `each` with the documents of the range in their order. Called from several threads for different ranges.
    fn read(&self, range: Range<usize>, each: &mut dyn FnMut(&Document<'_>));
}

/// Documents in memory.
#[derive(Clone, Copy, Debug)]
pub struct InMemory<'a>(pub &'a [Document<'a>]);

impl Corpus for InMemory<'_> {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn read(&self, range: Range<usize>, each: &mut dyn FnMut(&Document<'_>)) {
        self.0[range].iter().for_each(each);
    }
}

//! Texts in, terms out: words by their stems, phrases found by statistics, and subject headings.

pub mod document;
mod phrases;
mod reading;
pub(crate) mod stop_words;
mod tokens;
pub mod vocabulary;
pub mod weights;

use bellwether_numerics::pool::Pool;
use bellwether_numerics::sparse::Sparse;

use crate::progress::{Stopped, Watch};
use crate::terms::document::Corpus;
use crate::terms::vocabulary::Vocabulary;

/// How terms are chosen and counted. The defaults were chosen by measurement; see the README.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Terms of fewer documents are left out.
    pub fewest_documents: u32,
    /// Words of a larger share of the documents are left out; they tell nothing apart.
    pub largest_share: f64,
    /// A word of the title counts as much as so many of the body.
    pub title_weight: f32,
    /// A phrase counts as much as so many words, beside the words it is made of.
    pub phrase_weight: f32,
    /// A heading counts as much as so many words. 0 leaves headings out of the vectors.
    pub heading_weight: f32,
    /// Phrases of fewer documents are no phrases.
    pub fewest_for_phrase: u32,
    /// The smallest normalised pointwise mutual information of a phrase's two halves, between -1 and 1.
    pub cohesion: f64,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            fewest_documents: 3,
            largest_share: 0.2,
            title_weight: 3.0,
            phrase_weight: 0.1,
            heading_weight: 1.0,
            fewest_for_phrase: 8,
            cohesion: 0.3,
        }
    }
}

/// Why there are no terms.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TermsError {
    /// No documents were given.
    #[error("there are no documents")]
    NoDocuments,
    /// One document cannot be compared with anything.
    #[error("there is only one document")]
    OneDocument,
    /// No document has text, or all have the same, or none shares a word with another.
    #[error(
        "no term tells the {documents} documents apart; their titles and texts are empty, all alike or share no word"
    )]
    NothingTellsApart {
        /// How many documents there were.
        documents: usize,
    },
    /// The watcher said so.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

/// The terms of a corpus, and how often each document has each.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The terms with their forms and frequencies.
    pub vocabulary: Vocabulary,
    /// Documents by terms: counts, weighted by where a term stands.
    pub counts: Sparse,
}

/// Reads a corpus. O(length of all texts); memory: four bytes a word while reading, eight for each term of a document after.
///
/// # Errors
/// [`TermsError`] when there is nothing to compare, or the watcher stops it.
pub fn read(
    corpus: &dyn Corpus,
    options: &Options,
    pool: &dyn Pool,
    watch: &mut dyn Watch,
) -> Result<Terms, TermsError> {
    match corpus.len() {
        0 => return Err(TermsError::NoDocuments),
        1 => return Err(TermsError::OneDocument),
        _ => {}
    }
    let read = reading::read(corpus, pool, watch)?;
    let phrases = phrases::find(&read, options, pool, watch)?;
    let terms = vocabulary::gather(read, phrases, options, pool, watch)?;
    if terms.counts.columns() == 0 {
        return Err(TermsError::NothingTellsApart { documents: corpus.len() });
    }
    Ok(terms)
}

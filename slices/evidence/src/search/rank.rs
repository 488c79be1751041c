//! Orders the best hits anew. This is the place for a finer judge, such as a sentence model: a [`Reorder`].
//!
//! The index finds a few hundred candidates fast by word statistics. What is too dear to ask of every hit is asked of
//! these: closeness of the words, and words that the first hits have in common.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentOrdinal, SegmentReader, Term};

use crate::index::schema::Fields;
use crate::search::request::SearchError;
use crate::search::terms::Needles;
use crate::search::{feedback, proximity};

/// So many of the best hits are ordered anew; the others keep the order of the index.
pub const CANDIDATES: usize = 200;

/// BM25 saturation. Lower than the usual 1.2: abstracts are short, so the tenth mention of a word says little.
const K1: f32 = 0.9;
/// BM25 length normalisation. Lower than the usual .75: abstracts differ in length by house style more than by content.
const B: f32 = 0.4;

/// A hit whose place may change.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// The document.
    pub address: DocAddress,
    /// Its score; higher is better.
    pub score: f32,
}

/// What a judge may know about the search.
pub struct Asked<'a> {
    /// The index.
    pub searcher: &'a Searcher,
    /// Its fields.
    pub fields: &'a Fields,
    /// The words that are searched.
    pub needles: &'a Needles,
}

/// Gives candidates new scores. Must not add or remove any, so that counts and pages stay right.
pub trait Reorder: Send + Sync {
    /// Gives each candidate a new score.
    fn reorder(&self, asked: &Asked<'_>, candidates: &mut [Candidate]) -> Result<(), SearchError>;
}

/// Word statistics, closeness of words, and what the first hits have in common.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordStatistics;

impl Reorder for WordStatistics {
    fn reorder(&self, asked: &Asked<'_>, candidates: &mut [Candidate]) -> Result<(), SearchError> {
        let statistics = Statistics::of(asked.searcher, asked.fields)?;
        let words = statistics.weigh(asked, counted(&asked.needles.stems))?;
        if words.is_empty() || candidates.is_empty() {
            return Ok(());
        }
        let mut scores = statistics.score(asked, candidates, &words)?;
        proximity::add(asked, &statistics, &words, candidates, &mut scores)?;
        let common = feedback::common_words(asked, &statistics, &words, candidates, &scores)?;
        let more = statistics.score(asked, candidates, &common)?;
        for ((candidate, score), more) in candidates.iter_mut().zip(scores).zip(more) {
            candidate.score = score + more;
        }
        Ok(())
    }
}

/// A word and what it counts.
#[derive(Clone, Debug)]
pub struct Weighted {
    /// The stem.
    pub stem: String,
    /// Inverse document frequency.
    pub idf: f32,
    /// Factor on its score.
    pub weight: f32,
}

/// What BM25 needs to know about all documents.
pub struct Statistics {
    /// Number of documents.
    pub documents: u64,
    average_length: f32,
}

impl Statistics {
    /// The statistics of an index.
    pub fn of(searcher: &Searcher, fields: &Fields) -> Result<Statistics, SearchError> {
        let documents = searcher.total_num_docs()?;
        let words = searcher.total_num_tokens(fields.text)?;
        Ok(Statistics { documents, average_length: (words as f32 / documents.max(1) as f32).max(1.0) })
    }

    /// Inverse document frequency.
    pub fn idf(&self, frequency: u64) -> f32 {
        let others = self.documents.saturating_sub(frequency) as f32;
        (1.0 + (others + 0.5) / (frequency as f32 + 0.5)).ln()
    }

    /// Words with their rarity; those that no document holds are left out.
    pub fn weigh(&self, asked: &Asked<'_>, words: Vec<(String, f32)>) -> Result<Vec<Weighted>, SearchError> {
        let mut weighted = Vec::with_capacity(words.len());
        for (stem, weight) in words {
            let frequency = asked.searcher.doc_freq(&Term::from_field_text(asked.fields.text, &stem))?;
            if frequency > 0 {
                weighted.push(Weighted { idf: self.idf(frequency), stem, weight });
            }
        }
        Ok(weighted)
    }

    /// The BM25 scores of candidates for these words.
    pub fn score(
        &self,
        asked: &Asked<'_>,
        candidates: &[Candidate],
        words: &[Weighted],
    ) -> Result<Vec<f32>, SearchError> {
        let mut scores = vec![0.0; candidates.len()];
        for (segment, members) in by_segment(candidates) {
            let reader = asked.searcher.segment_reader(segment);
            let lengths = reader.get_fieldnorms_reader(asked.fields.text)?;
            for word in words {
                let Some(mut postings) = open(reader, asked.fields, &word.stem, IndexRecordOption::WithFreqs)? else {
                    continue;
                };
                for &(doc, at) in &members {
                    if reaches(&mut postings, doc) {
                        let count = postings.term_freq() as f32;
                        let length = lengths.fieldnorm(doc) as f32;
                        scores[at] += word.weight * word.idf * self.saturated(count, length);
                    }
                }
            }
        }
        Ok(scores)
    }

    /// How much a count of words in a document of this length is worth, 0 to K1 + 1.
    pub fn saturated(&self, count: f32, length: f32) -> f32 {
        count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length / self.average_length))
    }
}

/// Best first; equal ones in the order of the index.
pub fn sort(candidates: &mut [Candidate]) {
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.address.cmp(&b.address)));
}

/// Candidates of each segment in the order of documents, with their place in the slice.
pub fn by_segment(candidates: &[Candidate]) -> Vec<(SegmentOrdinal, Vec<(DocId, usize)>)> {
    let mut order: Vec<(SegmentOrdinal, DocId, usize)> = candidates
        .iter()
        .enumerate()
        .map(|(at, candidate)| (candidate.address.segment_ord, candidate.address.doc_id, at))
        .collect();
    order.sort_unstable();
    let groups = order.chunk_by(|a, b| a.0 == b.0);
    groups.map(|group| (group[0].0, group.iter().map(|&(_, doc, at)| (doc, at)).collect())).collect()
}

/// The postings of a word in a segment, if it has any there.
pub fn open(
    reader: &SegmentReader,
    fields: &Fields,
    stem: &str,
    option: IndexRecordOption,
) -> Result<Option<SegmentPostings>, SearchError> {
    let index = reader.inverted_index(fields.text)?;
    Ok(index.read_postings(&Term::from_field_text(fields.text, stem), option)?)
}

/// Goes forward to a document; is the word in it?
pub fn reaches(postings: &mut SegmentPostings, doc: DocId) -> bool {
    let at = if postings.doc() < doc { postings.seek(doc) } else { postings.doc() };
    at == doc
}

/// Each word once, with how often it was typed.
fn counted(stems: &[String]) -> Vec<(String, f32)> {
    let mut words: Vec<(String, f32)> = Vec::new();
    for stem in stems {
        match words.iter_mut().find(|(known, _)| known == stem) {
            Some((_, count)) => *count += 1.0,
            None => words.push((stem.clone(), 1.0)),
        }
    }
    words
}

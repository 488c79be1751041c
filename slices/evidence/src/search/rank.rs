//! Orders the best hits anew. This is the place for a finer judge, such as a sentence model: a [`Reorder`].
//!
//! The index finds a few hundred candidates fast by word statistics. What is too dear to ask of every hit is asked of
//! these: closeness of the words, and words that the first hits have in common.

use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentOrdinal, SegmentReader, Term};

use crate::index::schema::Fields;
use crate::index::warm::Warm;
use crate::search::request::SearchError;
use crate::search::terms::Needles;
use crate::search::{feedback, proximity};

/// So many of the best hits are ordered anew; the others keep the order of the index.
pub const CANDIDATES: usize = 200;

/// BM25 saturation, as the index has it. With the title counted twice, words are seen more often than in plain text, so
/// the usual value is not too high for abstracts.
const K1: f32 = 1.2;
/// BM25 length normalisation, as the index has it.
const B: f32 = 0.75;
/// What a word of the title counts once more, beside the words of the whole record.
const TITLE: f32 = 0.15;

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
    /// What searches of the index share.
    pub warm: &'a Warm,
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
        let words = statistics.weigh_all(asked, counted(&asked.needles.stems))?;
        if words.is_empty() || candidates.is_empty() {
            return Ok(());
        }
        statistics.add_title(asked, candidates, &words)?;
        sort(candidates);
        proximity::add(asked, &statistics, &words, candidates)?;
        sort(candidates);
        let common = feedback::common_words(asked, &statistics, candidates)?;
        statistics.add(asked, candidates, &common)
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
    /// Where its postings are, segment by segment.
    postings: Vec<Option<TermInfo>>,
}

/// What BM25 needs to know about all documents.
pub struct Statistics {
    /// Number of documents.
    pub documents: u64,
    average_length: f32,
    average_title: f32,
}

impl Statistics {
    /// The statistics of an index.
    pub fn of(searcher: &Searcher, fields: &Fields) -> Result<Statistics, SearchError> {
        let documents = searcher.total_num_docs()?;
        let average = |field| {
            let words = searcher.total_num_tokens(field)?;
            Ok::<_, SearchError>((words as f32 / documents.max(1) as f32).max(1.0))
        };
        Ok(Statistics { documents, average_length: average(fields.text)?, average_title: average(fields.title)? })
    }

    /// Inverse document frequency.
    pub fn idf(&self, frequency: u64) -> f32 {
        let others = self.documents.saturating_sub(frequency) as f32;
        (1.0 + (others + 0.5) / (frequency as f32 + 0.5)).ln()
    }

    /// A word with its rarity; nothing if no document holds it.
    pub fn weigh(&self, asked: &Asked<'_>, stem: &str, weight: f32) -> Result<Option<Weighted>, SearchError> {
        let term = Term::from_field_text(asked.fields.text, stem);
        let find = |segment: &SegmentReader| Ok(segment.inverted_index(asked.fields.text)?.get_term_info(&term)?);
        let postings = asked.searcher.segment_readers().iter().map(find);
        let postings = postings.collect::<Result<Vec<Option<TermInfo>>, SearchError>>()?;
        let frequency = postings.iter().flatten().map(|info| u64::from(info.doc_freq)).sum();
        Ok((frequency > 0).then(|| Weighted { stem: stem.to_owned(), idf: self.idf(frequency), weight, postings }))
    }

    /// Words with their rarity; those that no document holds are left out.
    pub fn weigh_all(&self, asked: &Asked<'_>, words: Vec<(String, f32)>) -> Result<Vec<Weighted>, SearchError> {
        let weighed = words.into_iter().map(|(stem, weight)| self.weigh(asked, &stem, weight).transpose());
        weighed.flatten().collect()
    }

    /// Adds the BM25 scores of these words.
    fn add(&self, asked: &Asked<'_>, candidates: &mut [Candidate], words: &[Weighted]) -> Result<(), SearchError> {
        for (segment, members) in by_segment(candidates) {
            let reader = asked.searcher.segment_reader(segment);
            let lengths = reader.get_fieldnorms_reader(asked.fields.text)?;
            for word in words {
                let Some(mut postings) = word.open(reader, segment, asked.fields, IndexRecordOption::WithFreqs)? else {
                    continue;
                };
                for &(doc, at) in &members {
                    if reaches(&mut postings, doc) {
                        let (count, length) = (postings.term_freq() as f32, lengths.fieldnorm(doc) as f32);
                        candidates[at].score += word.weight * word.idf * self.saturated(count, length);
                    }
                }
            }
        }
        Ok(())
    }

    /// Adds what words of the title count once more. Their rarity is that in whole records.
    fn add_title(
        &self,
        asked: &Asked<'_>,
        candidates: &mut [Candidate],
        words: &[Weighted],
    ) -> Result<(), SearchError> {
        let field = asked.fields.title;
        for (segment, members) in by_segment(candidates) {
            let reader = asked.searcher.segment_reader(segment);
            let lengths = reader.get_fieldnorms_reader(field)?;
            let index = reader.inverted_index(field)?;
            for word in words {
                let term = Term::from_field_text(field, &word.stem);
                let Some(mut postings) = index.read_postings(&term, IndexRecordOption::WithFreqs)? else { continue };
                for &(doc, at) in &members {
                    if reaches(&mut postings, doc) {
                        let (count, length) = (postings.term_freq() as f32, lengths.fieldnorm(doc) as f32);
                        let worth = saturated(count, length, self.average_title);
                        candidates[at].score += TITLE * word.weight * word.idf * worth;
                    }
                }
            }
        }
        Ok(())
    }

    /// How much a count of words in a document of this length is worth, 0 to K1 + 1.
    pub fn saturated(&self, count: f32, length: f32) -> f32 {
        saturated(count, length, self.average_length)
    }
}

fn saturated(count: f32, length: f32, average: f32) -> f32 {
    count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length / average))
}

impl Weighted {
    /// The postings of the word in a segment, if it has any there.
    pub fn open(
        &self,
        reader: &SegmentReader,
        segment: SegmentOrdinal,
        fields: &Fields,
        option: IndexRecordOption,
    ) -> Result<Option<SegmentPostings>, SearchError> {
        let Some(info) = &self.postings[segment as usize] else { return Ok(None) };
        Ok(Some(reader.inverted_index(fields.text)?.read_postings_from_terminfo(info, option)?))
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

/// Goes forward to a document; is the word in it?
pub fn reaches(postings: &mut SegmentPostings, doc: DocId) -> bool {
    let at = if postings.doc() < doc { postings.seek(doc) } else { postings.doc() };
    at == doc
}

/// Each word once, with what it counts: typed four times, twice as much as once. A word is often repeated for grammar.
pub fn counted(stems: &[String]) -> Vec<(String, f32)> {
    let mut words: Vec<(String, f32)> = Vec::new();
    for stem in stems {
        match words.iter_mut().find(|(known, _)| known == stem) {
            Some((_, count)) => *count += 1.0,
            None => words.push((stem.clone(), 1.0)),
        }
    }
    words.iter_mut().for_each(|(_, count)| *count = count.sqrt());
    words
}

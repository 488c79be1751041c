//! Goes through the hits of a query once: how many there are, their facets, and which they are while they are few.
//!
//! Few hits are gone through whole. Many are counted in a sample: windows of documents spread evenly over each segment,
//! so that a search costs about the same however large the index is. The rate is always told.

use tantivy::query::{EnableScoring, Query, TermQuery};
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId, DocSet, Searcher, SegmentReader};

use crate::index::warm::Warm;
use crate::search::facets::{self, Counters, Facets};
use crate::search::request::{Counting, SearchError, Total, Wanted};
use crate::search::windows::{self, Part, Plan, WINDOW};

/// Queries with about so many hits are usually gone through whole.
pub const KEPT_HITS: u64 = 100_000;
/// Hits whose facets are counted; of more, a sample.
const FACETED_HITS: u64 = 4_096;
/// Hits from which the number of more is estimated: to within about one in a hundred. Facets need fewer of them.
const ESTIMATED_FROM: u64 = 16_384;
/// A sample with fewer hits than this is too small, so a larger one is taken.
const TOO_FEW: u64 = ESTIMATED_FROM / 4;

/// What going through the hits has shown.
pub struct Seen {
    /// How many there are.
    pub total: Total,
    /// Their facets; empty if not wanted.
    pub facets: Facets,
    /// All of them in the order of the index, segment by segment; `None` if they are too many to keep.
    pub docs: Option<Vec<Vec<DocId>>>,
}

/// What is asked of the hits.
#[derive(Clone, Copy)]
pub struct Survey<'a> {
    /// The index.
    pub searcher: &'a Searcher,
    /// What its searches share.
    pub warm: &'a Warm,
    /// How hits are counted.
    pub counting: Counting,
    /// Are facets wanted?
    pub facets: Wanted,
    /// Queries with about so many hits are gone through whole, and the hits kept; usually [`KEPT_HITS`].
    pub kept: u64,
}

impl Survey<'_> {
    /// Goes through the hits of a query. Deleted documents are left out.
    pub fn of(self, query: &dyn Query) -> Result<Seen, SearchError> {
        if self.counting == Counting::Exact {
            return self.every(query);
        }
        self.guessed(&Plan::of(query, self.searcher)?, self.number_of_word(query)?)
    }

    /// Everything is counted, whatever it costs; nothing is kept.
    fn every(self, query: &dyn Query) -> Result<Seen, SearchError> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(self.searcher))?;
        let mut counters = self.counters()?;
        let mut hits = 0;
        for (place, segment) in self.searcher.segment_readers().iter().enumerate() {
            let mut docs = Vec::new();
            read(&mut *weight.scorer(segment, 1.0)?, segment, &mut docs);
            hits += docs.len() as u64;
            if let Some(counters) = &mut counters {
                counters.add(place, segment, &docs)?;
            }
        }
        let facets = counters.map(|counters| counters.facets(1, hits)).unwrap_or_default();
        Ok(Seen { total: Total { hits, one_in: 1 }, facets, docs: None })
    }

    /// Reads every hit, and keeps them.
    fn whole(self, parts: Vec<Part>) -> Result<Seen, SearchError> {
        let read = |(part, segment): (Part, &SegmentReader)| {
            let mut docs = Vec::new();
            match part {
                Part::Word(mut postings) => read(&mut *postings, segment, &mut docs),
                Part::Other(mut scorer) => read(&mut *scorer, segment, &mut docs),
                mut part => {
                    let starts = (0..segment.max_doc()).step_by(WINDOW as usize);
                    starts.for_each(|start| docs.extend(live_in(&mut part, segment, start)));
                }
            }
            docs
        };
        let docs: Vec<_> = parts.into_iter().zip(self.searcher.segment_readers()).map(read).collect();
        let hits = number_of(&docs);
        let facets = self.count(&docs, 1, hits)?;
        Ok(Seen { total: Total { hits, one_in: 1 }, facets, docs: Some(docs) })
    }

    /// Reads all of few hits; of many, a sample that fits the guess, and another where the guess was far too high.
    fn guessed(self, plan: &Plan, known: Option<u64>) -> Result<Seen, SearchError> {
        let mut parts = self.open(plan)?;
        let mut guess = known.unwrap_or_else(|| self.expected(&parts));
        loop {
            if guess <= self.kept {
                return self.whole(parts);
            }
            if let (Some(hits), Wanted::No) = (known, self.facets) {
                return Ok(Seen { total: Total { hits, one_in: 1 }, facets: Facets::default(), docs: None });
            }
            let one_in = one_in(guess, if known.is_some() { FACETED_HITS } else { ESTIMATED_FROM });
            let docs = self.sample(parts, one_in);
            let seen = number_of(&docs);
            let estimate = seen * u64::from(one_in);
            if known.is_none() && seen < TOO_FEW {
                (parts, guess) = (self.open(plan)?, estimate);
                continue;
            }
            let total = known.map_or(Total { hits: estimate, one_in }, |hits| Total { hits, one_in: 1 });
            let facets = self.count(&docs, one_in, total.hits)?;
            return Ok(Seen { total, facets, docs: None });
        }
    }

    /// The live hits in one window of so many, spread evenly over all segments as if they were one.
    fn sample(self, parts: Vec<Part>, one_in: u32) -> Vec<Vec<DocId>> {
        let mut start = u64::from(WINDOW) * u64::from(one_in / 2);
        let read = |(mut part, segment): (Part, &SegmentReader)| {
            let end = u64::from(segment.max_doc());
            let mut docs = Vec::new();
            while start < end {
                docs.extend(live_in(&mut part, segment, start as DocId));
                start += u64::from(WINDOW) * u64::from(one_in);
            }
            start -= end;
            docs
        };
        parts.into_iter().zip(self.searcher.segment_readers()).map(read).collect()
    }

    /// The facets of these hits, one in so many of all that there are. Of many hits, every so many is counted: spread
    /// as evenly, and a good part of the work.
    fn count(self, docs: &[Vec<DocId>], one_in: u32, hits: u64) -> Result<Facets, SearchError> {
        let Some(mut counters) = self.counters()? else { return Ok(Facets::default()) };
        let step = self::one_in(number_of(docs), FACETED_HITS);
        for (place, (segment, docs)) in self.searcher.segment_readers().iter().zip(docs).enumerate() {
            let some: Vec<DocId> = docs.iter().skip(step as usize / 2).step_by(step as usize).copied().collect();
            counters.add(place, segment, &some)?;
        }
        Ok(counters.facets(one_in * step, hits))
    }

    /// About how many hits there are, taking conditions as independent.
    fn expected(self, parts: &[Part]) -> u64 {
        let segments = self.searcher.segment_readers().iter();
        let hits =
            |(part, segment): (&Part, &SegmentReader)| part.share(segment.max_doc()) * f64::from(segment.max_doc());
        parts.iter().zip(segments).map(hits).sum::<f64>() as u64
    }

    fn open(self, plan: &Plan) -> Result<Vec<Part>, SearchError> {
        self.searcher.segment_readers().iter().map(|segment| plan.open(segment)).collect()
    }

    /// The number of hits of a single word, which the index knows unless documents were deleted.
    fn number_of_word(self, query: &dyn Query) -> Result<Option<u64>, SearchError> {
        let deleted = self.searcher.segment_readers().iter().any(|segment| segment.has_deletes());
        match query.downcast_ref::<TermQuery>() {
            Some(query) if !deleted => Ok(Some(self.searcher.doc_freq(query.term())?)),
            _ => Ok(None),
        }
    }

    fn counters(&self) -> Result<Option<Counters<'_>>, SearchError> {
        if self.facets == Wanted::No {
            return Ok(None);
        }
        Ok(Some(Counters::new(self.warm.values(self.searcher, &facets::columns())?)))
    }
}

/// One in how many to look at, so that about `budget` are seen.
fn one_in(hits: u64, budget: u64) -> u32 {
    u32::try_from(hits.div_ceil(budget).clamp(1, 1 << 16)).unwrap_or(1)
}

fn number_of(docs: &[Vec<DocId>]) -> u64 {
    docs.iter().map(|docs| docs.len() as u64).sum()
}

/// The live documents of the window that begins with `start`.
fn live_in(part: &mut Part, segment: &SegmentReader, start: DocId) -> impl Iterator<Item = DocId> {
    let alive = segment.alive_bitset();
    let live = move |doc: &DocId| alive.is_none_or(|alive| alive.is_alive(*doc));
    windows::documents(part.window(start), start).filter(live)
}

/// All live documents of a scorer.
fn read<D: DocSet + ?Sized>(scorer: &mut D, segment: &SegmentReader, docs: &mut Vec<DocId>) {
    let alive = segment.alive_bitset();
    let mut buffer = [0; COLLECT_BLOCK_BUFFER_LEN];
    loop {
        let count = scorer.fill_buffer(&mut buffer);
        let live = |doc: &&DocId| alive.is_none_or(|alive| alive.is_alive(**doc));
        docs.extend(buffer[..count].iter().filter(live));
        if count < COLLECT_BLOCK_BUFFER_LEN {
            return;
        }
    }
}

//! Goes through the hits of a query once: how many there are, their facets, and which they are while they are few.
//!
//! Few hits are gone through whole. Many are counted in a sample: windows of documents spread evenly over each segment,
//! so that a search costs about the same however large the index is. The rate is always told.

use tantivy::query::{EnableScoring, Query, Scorer, TermQuery, Weight};
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId, DocSet, Searcher, SegmentReader, TERMINATED};

use crate::index::warm::Warm;
use crate::search::facets::{self, Counters, Facets};
use crate::search::request::{Counting, SearchError, Total, Wanted};

/// Queries with about so many hits are gone through whole, and the hits kept.
const KEPT_HITS: u64 = 20_000;
/// Hits whose facets are counted; of more, a sample.
const FACETED_HITS: u64 = 4_096;
/// About so many hits are counted one by one.
const COUNTED_HITS: u64 = 100_000;
/// Hits from which the number of more is estimated: to within about one in a hundred. Facets need fewer of them.
const ESTIMATED_FROM: u64 = 16_384;
/// Documents in a window of the sample. Short, because neighbours are alike (the same file, year and journals); not
/// shorter, because the index reads 4,096 documents of a union for each window anyway.
const WINDOW: u32 = 512;
/// Windows of a first look.
const LOOKED_AT: u32 = 32;

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
}

impl Survey<'_> {
    /// Goes through the hits of a query. Deleted documents are left out.
    pub fn of(self, query: &dyn Query) -> Result<Seen, SearchError> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(self.searcher))?;
        let segments = self.searcher.segment_readers();
        if self.counting == Counting::Exact {
            return self.every(&*weight);
        }
        // Kept until they are read: those of prefixes and ranges are dear to make.
        let scorers: Vec<_> = segments.iter().map(|segment| weight.scorer(segment, 1.0)).collect::<Result<_, _>>()?;
        let hint: u64 = scorers.iter().map(|scorer| u64::from(scorer.size_hint())).sum();
        if hint <= KEPT_HITS {
            return self.whole(scorers);
        }
        self.sampled(query, &*weight, scorers)
    }

    /// Everything is counted, whatever it costs; nothing is kept.
    fn every(self, weight: &dyn Weight) -> Result<Seen, SearchError> {
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

    fn whole(self, scorers: Vec<Box<dyn Scorer>>) -> Result<Seen, SearchError> {
        let segments = self.searcher.segment_readers();
        let mut docs = Vec::with_capacity(segments.len());
        for (mut scorer, segment) in scorers.into_iter().zip(segments) {
            let mut own = Vec::new();
            read(&mut *scorer, segment, &mut own);
            docs.push(own);
        }
        let hits = docs.iter().map(|docs| docs.len() as u64).sum::<u64>();
        let mut facets = Facets::default();
        if let Some(mut counters) = self.counters()? {
            let one_in = one_in(hits, FACETED_HITS);
            for (place, (segment, docs)) in segments.iter().zip(&docs).enumerate() {
                if one_in == 1 {
                    counters.add(place, segment, docs)?;
                } else {
                    let step = one_in as usize;
                    let some: Vec<DocId> = docs.iter().skip(step / 2).step_by(step).copied().collect();
                    counters.add(place, segment, &some)?;
                }
            }
            facets = counters.facets(one_in, hits);
        }
        Ok(Seen { total: Total { hits, one_in: 1 }, facets, docs: Some(docs) })
    }

    fn sampled(
        self,
        query: &dyn Query,
        weight: &dyn Weight,
        scorers: Vec<Box<dyn Scorer>>,
    ) -> Result<Seen, SearchError> {
        let segments = self.searcher.segment_readers();
        let documents: u64 = segments.iter().map(|segment| u64::from(segment.max_doc())).sum();
        let known = self.number_of_word(query)?;
        let estimate = match known {
            Some(hits) => hits,
            None => {
                let look = u32::try_from(documents / u64::from(WINDOW * LOOKED_AT)).unwrap_or(u32::MAX).max(1);
                let mut seen = 0;
                for (mut scorer, segment) in scorers.into_iter().zip(segments) {
                    sample(&mut *scorer, segment, look, &mut |_| seen += 1);
                }
                (seen * u64::from(look)).min(documents)
            }
        };
        let exact = match known {
            None if estimate <= COUNTED_HITS => Some(count(weight, segments)?),
            known => known,
        };
        let one_in = one_in(estimate, if exact.is_some() { FACETED_HITS } else { ESTIMATED_FROM });
        // Of what is looked at for an estimate, facets read every so many: spread as evenly, and a good part of the work.
        let step = if exact.is_some() { 1 } else { ESTIMATED_FROM.div_ceil(FACETED_HITS) as u32 };
        let mut counters = self.counters()?;
        let mut seen = 0;
        if counters.is_some() || exact.is_none() {
            for (place, segment) in segments.iter().enumerate() {
                let mut docs = Vec::new();
                sample(&mut *weight.scorer(segment, 1.0)?, segment, one_in, &mut |doc| docs.push(doc));
                seen += docs.len() as u64;
                if let Some(counters) = &mut counters {
                    let some: Vec<DocId> = docs.into_iter().step_by(step as usize).collect();
                    counters.add(place, segment, &some)?;
                }
            }
        }
        let total = match exact {
            Some(hits) => Total { hits, one_in: 1 },
            None => Total { hits: seen * u64::from(one_in), one_in },
        };
        let facets = counters.map(|counters| counters.facets(one_in * step, total.hits)).unwrap_or_default();
        Ok(Seen { total, facets, docs: None })
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

fn count(weight: &dyn Weight, segments: &[SegmentReader]) -> Result<u64, SearchError> {
    let mut hits = 0;
    for segment in segments {
        hits += u64::from(weight.count(segment)?);
    }
    Ok(hits)
}

/// One in how many to look at, so that about `budget` are seen.
fn one_in(hits: u64, budget: u64) -> u32 {
    u32::try_from(hits.div_ceil(budget).clamp(1, 1 << 16)).unwrap_or(1)
}

/// All live documents of a scorer.
fn read(scorer: &mut dyn Scorer, segment: &SegmentReader, docs: &mut Vec<DocId>) {
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

/// Calls `act` for every live document in one window of so many.
fn sample(docs: &mut dyn Scorer, segment: &SegmentReader, one_in: u32, act: &mut dyn FnMut(DocId)) {
    let alive = segment.alive_bitset();
    let mut start = WINDOW.saturating_mul(one_in / 2);
    while start < segment.max_doc() {
        let mut doc = if docs.doc() < start { docs.seek(start) } else { docs.doc() };
        while doc < start + WINDOW {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                act(doc);
            }
            doc = docs.advance();
        }
        if doc == TERMINATED {
            break;
        }
        start = start.saturating_add(WINDOW.saturating_mul(one_in));
    }
}

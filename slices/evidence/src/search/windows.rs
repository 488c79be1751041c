//! Which documents of a window fulfil a query, found for the whole window at once as bits.
//!
//! A scorer of the index goes from hit to hit, and one of alternatives reads 4,096 documents ahead wherever it is set
//! down. For a sample of short windows that is most of the work, so words and their combinations are joined here.

use tantivy::postings::SegmentPostings;
use tantivy::query::{BooleanQuery, EnableScoring, Occur, Query, Scorer, TermQuery, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Searcher, SegmentReader, Term};

use crate::search::request::SearchError;

/// Documents in a window. Short, because neighbours are alike (the same file, year and journals).
pub const WINDOW: u32 = 512;

/// One bit for each document of a window.
pub type Bits = [u64; WINDOW as usize / 64];

/// A query, taken apart as far as windows are joined here.
pub enum Plan {
    /// Documents with a word.
    Word(Term),
    /// Documents that fulfil one of these.
    Any(Vec<Plan>),
    /// Documents that fulfil all of the first and none of the second.
    All(Vec<Plan>, Vec<Plan>),
    /// Anything else, as the index reads it.
    Other(Box<dyn Weight>),
}

impl Plan {
    /// The plan of a query, for any segment of the index.
    pub fn of(query: &dyn Query, searcher: &Searcher) -> Result<Plan, SearchError> {
        if let Some(word) = query.downcast_ref::<TermQuery>() {
            return Ok(Plan::Word(word.term().clone()));
        }
        if let Some(joined) = query.downcast_ref::<BooleanQuery>()
            && let Some(plan) = Plan::of_joined(joined, searcher)?
        {
            return Ok(plan);
        }
        Ok(Plan::Other(query.weight(EnableScoring::disabled_from_searcher(searcher))?))
    }

    fn of_joined(joined: &BooleanQuery, searcher: &Searcher) -> Result<Option<Plan>, SearchError> {
        let those = |wanted: Occur| {
            let clauses = joined.clauses().iter().filter(move |(occur, _)| *occur == wanted);
            clauses.map(|(_, query)| Plan::of(&**query, searcher)).collect::<Result<Vec<_>, _>>()
        };
        let (mut wanted, unwanted) = (those(Occur::Must)?, those(Occur::MustNot)?);
        match joined.get_minimum_number_should_match() {
            // Beside something that must be, alternatives only add to the score.
            0 => {}
            1 => wanted.push(Plan::Any(those(Occur::Should)?)),
            _ => return Ok(None),
        }
        Ok((!wanted.is_empty()).then_some(Plan::All(wanted, unwanted)))
    }

    /// The plan, ready to be read in a segment.
    pub fn open(&self, segment: &SegmentReader) -> Result<Part, SearchError> {
        let all = |plans: &[Plan]| plans.iter().map(|plan| plan.open(segment)).collect::<Result<Vec<_>, _>>();
        Ok(match self {
            Plan::Word(term) => {
                let postings = segment.inverted_index(term.field())?.read_postings(term, IndexRecordOption::Basic)?;
                Part::Word(Box::new(postings.unwrap_or_else(SegmentPostings::empty)))
            }
            Plan::Any(plans) => Part::Any(all(plans)?),
            Plan::All(wanted, unwanted) => {
                let mut wanted = all(wanted)?;
                // The rarest first: the others are read only where it is.
                wanted.sort_by(|a, b| a.share(segment.max_doc()).total_cmp(&b.share(segment.max_doc())));
                Part::All(wanted, all(unwanted)?)
            }
            Plan::Other(weight) => Part::Other(weight.scorer(segment, 1.0)?),
        })
    }
}

/// A plan in one segment, to be read window by window, forward.
pub enum Part {
    /// Documents with a word.
    Word(Box<SegmentPostings>),
    /// Documents that fulfil one of these.
    Any(Vec<Part>),
    /// Documents that fulfil all of the first and none of the second.
    All(Vec<Part>, Vec<Part>),
    /// Anything else, as the index reads it.
    Other(Box<dyn Scorer>),
}

impl Part {
    /// About which share of so many documents fulfils it, taking conditions as independent.
    pub fn share(&self, documents: u32) -> f64 {
        let of = |count: u32| f64::from(count) / f64::from(documents.max(1));
        let none = |parts: &[Part]| parts.iter().map(|part| 1.0 - part.share(documents)).product::<f64>();
        match self {
            Part::Word(postings) => of(postings.doc_freq()),
            Part::Any(parts) => 1.0 - none(parts),
            Part::All(wanted, unwanted) => {
                wanted.iter().map(|part| part.share(documents)).product::<f64>() * none(unwanted)
            }
            Part::Other(scorer) => of(scorer.size_hint()).min(1.0),
        }
    }

    /// The documents of the window that begins with `start`. Windows are asked for in order and do not overlap.
    pub fn window(&mut self, start: DocId) -> Bits {
        match self {
            Part::Word(postings) => marked(&mut **postings, start),
            Part::Other(scorer) => marked(&mut **scorer, start),
            Part::Any(parts) => parts.iter_mut().fold(Bits::default(), |mut found, part| {
                change(&mut found, &part.window(start), |bits, own| bits | own);
                found
            }),
            Part::All(wanted, unwanted) => {
                let mut found = [u64::MAX; WINDOW as usize / 64];
                for part in wanted {
                    // The others need not be read where nothing is left.
                    if found.iter().all(|bits| *bits == 0) {
                        return found;
                    }
                    change(&mut found, &part.window(start), |bits, own| bits & own);
                }
                for part in unwanted {
                    change(&mut found, &part.window(start), |bits, own| bits & !own);
                }
                found
            }
        }
    }
}

/// The documents of these bits, in order.
pub fn documents(bits: Bits, start: DocId) -> impl Iterator<Item = DocId> {
    (start..).step_by(64).zip(bits).flat_map(|(first, mut bits)| {
        std::iter::from_fn(move || {
            let next = (bits != 0).then(|| first + bits.trailing_zeros());
            bits &= bits.wrapping_sub(1);
            next
        })
    })
}

fn marked<D: DocSet + ?Sized>(docs: &mut D, start: DocId) -> Bits {
    let mut found = Bits::default();
    let mut doc = if docs.doc() < start { docs.seek(start) } else { docs.doc() };
    while doc < start + WINDOW {
        let at = doc - start;
        found[at as usize / 64] |= 1 << (at % 64);
        doc = docs.advance();
    }
    found
}

fn change(bits: &mut Bits, own: &Bits, how: impl Fn(u64, u64) -> u64) {
    bits.iter_mut().zip(own).for_each(|(bits, own)| *bits = how(*bits, *own));
}

//! Searches one state of the index.

use std::sync::Arc;

use bellwether_query::Query as Tree;
use bellwether_vocabulary::Vocabulary;
use tantivy::collector::TopDocs;
use tantivy::collector::sort_key::SortByStaticFastValue;
use tantivy::query::{EnableScoring, Query};
use tantivy::schema::Value;
use tantivy::{DocAddress, Order, Searcher, TantivyDocument};

use crate::index::analyzer::English;
use crate::index::document::Shown;
use crate::index::schema::Fields;
use crate::search::compile::{Compiler, Join};
use crate::search::facets;
use crate::search::rank::{self, Asked, CANDIDATES, Candidate, Reorder, WordStatistics};
use crate::search::request::{
    DEEPEST_HIT, Hit, Matching, Notice, Ranking, SearchError, SearchRequest, SearchResults, Sort,
};
use crate::search::snippet::{mark, snippet};
use crate::search::terms::Needles;

/// Up to so many words are keywords, more are a description.
const FEW_WORDS: usize = 3;
/// Keywords are all wanted if at least so many records hold them all: a good part of a page.
const ENOUGH_FOR_KEYWORDS: usize = 10;
/// The same for a description, of which few records hold every word.
const ENOUGH_FOR_DESCRIPTION: usize = 50;

/// The index query, the best hits, and what the person should know.
type Found = (Box<dyn Query>, Vec<Candidate>, Vec<Notice>);

/// Searches one state of the index. Cheap to make.
#[derive(Clone)]
pub struct Engine {
    /// The index.
    pub searcher: Searcher,
    /// Its fields.
    pub fields: Fields,
    /// Subject headings, where they are loaded.
    pub vocabulary: Option<Arc<Vocabulary>>,
    /// Orders the best hits.
    pub judge: Arc<dyn Reorder>,
}

impl Engine {
    /// An engine with the usual ranking.
    pub fn new(searcher: Searcher, vocabulary: Option<Arc<Vocabulary>>) -> Engine {
        Engine { searcher, fields: Fields::schema().1, vocabulary, judge: Arc::new(WordStatistics) }
    }

    /// Answers a search.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResults, SearchError> {
        let mut english = English::default();
        let needles = Needles::of(&request.query, &mut english);
        let (query, candidates, mut notices) = self.find(request, &needles, &mut english)?;
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        let segments = self.searcher.segment_readers();
        let (total, facets) = facets::survey(&*weight, segments, request.counting, request.facets)?;
        if request.offset.saturating_add(request.limit) > DEEPEST_HIT {
            notices.push(Notice::TooDeep);
        }
        let page = candidates.iter().skip(request.offset).take(request.limit);
        let hits = page.map(|candidate| self.hit(candidate, &needles, &mut english)).collect::<Result<_, _>>()?;
        Ok(SearchResults { total, hits, facets, notices })
    }

    /// The query for the index under which a request finds its hits, as the search itself would take it.
    pub fn query(&self, request: &SearchRequest) -> Result<Box<dyn Query>, SearchError> {
        let mut english = English::default();
        let needles = Needles::of(&request.query, &mut english);
        Ok(self.find(&SearchRequest { offset: 0, limit: 1, ..request.clone() }, &needles, &mut english)?.0)
    }

    /// The index query and the best hits, at least as many as the page needs.
    fn find(&self, request: &SearchRequest, needles: &Needles, english: &mut English) -> Result<Found, SearchError> {
        let join = if request.matching == Matching::Any { Join::Any } else { Join::All };
        let (query, candidates, notices) = self.find_joined(request, needles, english, join)?;
        let too_few = if needles.stems.len() <= FEW_WORDS { ENOUGH_FOR_KEYWORDS } else { ENOUGH_FOR_DESCRIPTION };
        if request.matching != Matching::Auto || candidates.len() >= too_few || !may_relax(&request.query) {
            return Ok((query, candidates, notices));
        }
        let (query, candidates, mut notices) = self.find_joined(request, needles, english, Join::Any)?;
        notices.push(Notice::AnyWord);
        Ok((query, candidates, notices))
    }

    fn find_joined(
        &self,
        request: &SearchRequest,
        needles: &Needles,
        english: &mut English,
        join: Join,
    ) -> Result<Found, SearchError> {
        let mut compiler = Compiler::new(&self.fields, self.vocabulary.as_deref(), english, join);
        let query = compiler.compile(&request.query)?;
        let notices = compiler.notices;
        let depth = request.offset.saturating_add(request.limit).clamp(1, DEEPEST_HIT);
        let sort = match request.sort {
            Sort::Relevance if needles.is_empty() => Sort::Newest,
            sort => sort,
        };
        let candidates = match sort {
            Sort::Relevance => self.best(&*query, needles, request, depth)?,
            Sort::Newest => self.by_column(&*query, "date", Order::Desc, depth)?,
            Sort::Oldest => self.by_column(&*query, "date", Order::Asc, depth)?,
            Sort::Title => self.by_column(&*query, "title_order", Order::Asc, depth)?,
        };
        Ok((query, candidates, notices))
    }

    fn best(
        &self,
        query: &dyn Query,
        needles: &Needles,
        request: &SearchRequest,
        depth: usize,
    ) -> Result<Vec<Candidate>, SearchError> {
        let found = self.searcher.search(query, &TopDocs::with_limit(depth.max(CANDIDATES)).order_by_score())?;
        let mut candidates: Vec<_> = found.into_iter().map(|(score, address)| Candidate { address, score }).collect();
        if request.ranking == Ranking::Full {
            let first = candidates.len().min(CANDIDATES);
            let asked = Asked { searcher: &self.searcher, fields: &self.fields, needles };
            self.judge.reorder(&asked, &mut candidates[..first])?;
            rank::sort(&mut candidates[..first]);
        }
        Ok(candidates)
    }

    fn by_column(
        &self,
        query: &dyn Query,
        column: &str,
        order: Order,
        depth: usize,
    ) -> Result<Vec<Candidate>, SearchError> {
        let key = SortByStaticFastValue::<u64>::for_field(column);
        let found = self.searcher.search(query, &TopDocs::with_limit(depth).order_by((key, order)))?;
        Ok(found.into_iter().map(|(_, address)| Candidate { address, score: 0.0 }).collect())
    }

    fn hit(&self, candidate: &Candidate, needles: &Needles, english: &mut English) -> Result<Hit, SearchError> {
        let shown = shown(&self.searcher, &self.fields, candidate.address)?;
        let title = mark(&shown.title, needles, english);
        let snippet = snippet(&shown.summary, needles, english);
        Ok(Hit { shown, title, snippet, score: candidate.score })
    }
}

/// What lists show of a document.
pub fn shown(searcher: &Searcher, fields: &Fields, address: DocAddress) -> Result<Shown, SearchError> {
    let document: TantivyDocument = searcher.doc(address)?;
    let stored = document.get_first(fields.shown).and_then(|value| value.as_str()).unwrap_or_default();
    Ok(serde_json::from_str(stored)?)
}

/// May the words of this query be taken as "any of them"? Only if they are its one group and nothing is said about them.
fn may_relax(query: &Tree) -> bool {
    let groups = |part: &&Tree| matches!(part, Tree::Words(_));
    let words: Vec<_> = query.conditions().iter().filter(groups).collect();
    matches!(words.as_slice(), [Tree::Words(words)] if words.len() > 1)
}

//! Searches one state of the index.

use std::sync::Arc;

use bellwether_query::Query as Tree;
use bellwether_sources::record::Key;
use bellwether_vocabulary::Vocabulary;
use tantivy::query::{BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, Query, TermSetQuery};
use tantivy::schema::Value;
use tantivy::{DocAddress, Order, Searcher, TantivyDocument, Term};

use crate::index::analyzer::English;
use crate::index::document::Shown;
use crate::index::schema::Fields;
use crate::index::warm::Warm;
use crate::search::best::best;
use crate::search::compile::{Compiler, Join};
use crate::search::facets::Facets;
use crate::search::hits::{KEPT_HITS, Seen, Survey};
use crate::search::rank::{self, Asked, CANDIDATES, Candidate, Reorder, WordStatistics};
use crate::search::request::{
    Counting, DEEPEST_HIT, Hit, Matching, Notice, Ranking, SearchError, SearchRequest, SearchResults, Sort, Total,
    Wanted,
};
use crate::search::snippet::{mark, snippet};
use crate::search::terms::Needles;
use crate::search::{by_column, related};
use crate::store::snapshot::Snapshot;

/// Up to so many words are keywords, more are a description.
const FEW_WORDS: usize = 3;
/// Keywords are all wanted if at least so many records hold them all: a good part of a page.
const ENOUGH_FOR_KEYWORDS: usize = 10;
/// The same for a description, of which few records hold every word.
const ENOUGH_FOR_DESCRIPTION: usize = 50;

/// What was found before it is shown.
struct Found {
    query: Box<dyn Query>,
    /// The best hits, at least as many as the page needs.
    best: Vec<Candidate>,
    /// All hits and their facets, where they have been gone through already.
    seen: Option<Seen>,
    notices: Vec<Notice>,
}

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
    /// What searches of this state of the index share.
    pub warm: Arc<Warm>,
}

impl Engine {
    /// An engine with the usual ranking. Its clones share what they learn; [`Engine::over`] shares it with all searches.
    pub fn new(searcher: Searcher, vocabulary: Option<Arc<Vocabulary>>) -> Engine {
        let (fields, judge) = (Fields::schema().1, Arc::new(WordStatistics));
        Engine { searcher, fields, vocabulary, judge, warm: Arc::default() }
    }

    /// An engine over a snapshot of the store.
    pub fn over(snapshot: &Snapshot, vocabulary: Option<Arc<Vocabulary>>) -> Engine {
        Engine { warm: snapshot.warm(), ..Engine::new(snapshot.searcher(), vocabulary) }
    }

    /// Answers a search.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResults, SearchError> {
        let _turn = self.warm.turns.take();
        let mut english = self.warm.english();
        let needles = Needles::of(&request.query, &mut english);
        let Found { query, best, seen, mut notices } = self.find(request, &needles, &mut english)?;
        let Seen { total, facets, .. } = match seen {
            Some(seen) => seen,
            None => self.survey(request).of(&*query)?,
        };
        if request.offset.saturating_add(request.limit) > DEEPEST_HIT {
            notices.push(Notice::TooDeep);
        }
        let page = best.iter().skip(request.offset).take(request.limit);
        let hits = page.map(|candidate| self.hit(candidate, &needles, &mut english)).collect::<Result<_, _>>()?;
        Ok(SearchResults { total, hits, facets, notices })
    }

    /// What the records with these keys are by year, kind, venue and so on, and how many of them there are: exactly. Quicker than a
    /// search for their identifiers, which may be of many schemes.
    pub fn counts_of<'a>(&self, keys: impl IntoIterator<Item = &'a Key>) -> Result<(Total, Facets), SearchError> {
        let _turn = self.warm.turns.take();
        let terms: Vec<Term> = keys.into_iter().map(|key| self.fields.key_term(key)).collect();
        let query = ConstScoreQuery::new(Box::new(TermSetQuery::new(terms)), 0.0);
        let (searcher, warm) = (&self.searcher, &self.warm);
        let survey = Survey { searcher, warm, counting: Counting::Exact, facets: Wanted::Yes, kept: KEPT_HITS };
        let Seen { total, facets, .. } = survey.of(&query)?;
        Ok((total, facets))
    }

    /// The query for the index under which a request finds its hits, as the search itself would take it.
    pub fn query(&self, request: &SearchRequest) -> Result<Box<dyn Query>, SearchError> {
        let mut english = self.warm.english();
        let needles = Needles::of(&request.query, &mut english);
        let request = SearchRequest { offset: 0, limit: 1, facets: Wanted::No, ..request.clone() };
        Ok(self.find(&request, &needles, &mut english)?.query)
    }

    fn find(&self, request: &SearchRequest, needles: &Needles, english: &mut English) -> Result<Found, SearchError> {
        let join = if request.matching == Matching::Any { Join::Any } else { Join::All };
        let mut found = self.find_joined(request, needles, english, join)?;
        let too_few = if needles.stems.len() <= FEW_WORDS { ENOUGH_FOR_KEYWORDS } else { ENOUGH_FOR_DESCRIPTION };
        if request.matching == Matching::Auto && found.count() < too_few && may_relax(&request.query) {
            found = self.find_joined(request, needles, english, Join::Any)?;
            found.notices.push(Notice::AnyWord);
        }
        if !by_relevance(request, needles) {
            return Ok(found);
        }
        if request.ranking == Ranking::Full {
            let asked = Asked { searcher: &self.searcher, fields: &self.fields, needles, warm: &self.warm };
            let first = found.best.len().min(CANDIDATES);
            self.judge.reorder(&asked, &mut found.best[..first])?;
            rank::sort(&mut found.best[..first]);
            // Related records fulfil no other condition, so there must be none.
            let words_alone = request.matching == Matching::Auto && matches!(request.query, Tree::Words(_));
            if words_alone && found.best.len() < ENOUGH_FOR_KEYWORDS {
                self.add_related(&asked, &mut found)?;
            }
        }
        Ok(found)
    }

    /// Adds records that are like the few that were found; they count as hits from then on.
    fn add_related(&self, asked: &Asked<'_>, found: &mut Found) -> Result<(), SearchError> {
        let related = related::find(asked, &found.best, ENOUGH_FOR_KEYWORDS - found.best.len())?;
        if related.is_empty() {
            return Ok(());
        }
        found.notices.push(Notice::Related(related.len()));
        let places = related::places(asked, &related)?;
        let query = std::mem::replace(&mut found.query, Box::new(EmptyQuery));
        found.query = Box::new(BooleanQuery::new(vec![(Occur::Should, query), (Occur::Should, places)]));
        found.best.extend(related);
        Ok(())
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
        if by_relevance(request, needles) {
            let best = best(&self.searcher, &*query, depth.max(CANDIDATES))?;
            return Ok(Found { query, best, seen: None, notices });
        }
        let (column, order) = match request.sort {
            Sort::Relevance | Sort::Newest => ("date", Order::Desc),
            Sort::Oldest => ("date", Order::Asc),
            Sort::Title => ("title_order", Order::Asc),
        };
        let seen = self.survey(request).of(&*query)?;
        let best = match &seen.docs {
            Some(docs) => by_column::first(&self.searcher, docs, column, order, depth)?,
            None => by_column::search(&self.searcher, &*query, column, order, depth)?,
        };
        Ok(Found { query, best, seen: Some(seen), notices })
    }

    fn survey(&self, request: &SearchRequest) -> Survey<'_> {
        let (counting, facets) = (request.counting, request.facets);
        Survey { searcher: &self.searcher, warm: &self.warm, counting, facets, kept: KEPT_HITS }
    }

    fn hit(&self, candidate: &Candidate, needles: &Needles, english: &mut English) -> Result<Hit, SearchError> {
        let shown = shown(&self.searcher, &self.fields, candidate.address)?;
        let title = mark(&shown.title, needles, english);
        let snippet = snippet(&shown.summary, needles, english);
        Ok(Hit { shown, title, snippet, score: candidate.score })
    }
}

impl Found {
    /// How many hits are known of: all, or as many as were ranked.
    fn count(&self) -> usize {
        self.seen.as_ref().map_or(self.best.len(), |seen| usize::try_from(seen.total.hits).unwrap_or(usize::MAX))
    }
}

/// Do words order the hits? Beginnings of words do not: every hit has one.
fn by_relevance(request: &SearchRequest, needles: &Needles) -> bool {
    request.sort == Sort::Relevance && !needles.stems.is_empty()
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

//! What a search is asked and what it answers.

use bellwether_query::Query;

use crate::index::document::Shown;
use crate::search::facets::Facets;
use crate::search::snippet::Marked;

/// Hits beyond this are not paged to; people narrow the search or export instead.
pub const DEEPEST_HIT: usize = 10_000;

/// A search.
#[derive(Clone, Debug)]
pub struct SearchRequest {
    /// What to find.
    pub query: Query,
    /// How words without operators are taken.
    pub matching: Matching,
    /// The order of hits.
    pub sort: Sort,
    /// How many hits to leave out at the start.
    pub offset: usize,
    /// How many hits to give.
    pub limit: usize,
    /// Count facets?
    pub facets: Wanted,
    /// How hits are counted.
    pub counting: Counting,
    /// How hits by relevance are ordered.
    pub ranking: Ranking,
}

impl SearchRequest {
    /// The first 25 hits by relevance, with facets.
    pub fn new(query: Query) -> SearchRequest {
        SearchRequest {
            query,
            matching: Matching::Auto,
            sort: Sort::Relevance,
            offset: 0,
            limit: 25,
            facets: Wanted::Yes,
            counting: Counting::Bounded,
            ranking: Ranking::Full,
        }
    }
}

/// How words without operators are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Matching {
    /// All words; any of them if too few records hold all.
    #[default]
    Auto,
    /// All words.
    All,
    /// Any word.
    Any,
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first; newest first where no words are searched.
    #[default]
    Relevance,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
    /// By title.
    Title,
}

/// Is something wanted?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// How hits are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Counting {
    /// Exactly while that is cheap, else from a sample whose rate is told.
    #[default]
    Bounded,
    /// Exactly, whatever it costs.
    Exact,
}

/// How hits by relevance are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ranking {
    /// By word statistics, closeness of words and what the first hits have in common.
    #[default]
    Full,
    /// By word statistics alone.
    Plain,
}

/// How many hits there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// The number, or an estimate.
    pub hits: u64,
    /// One in so many documents was looked at: 1 means that the number is exact.
    pub one_in: u32,
}

impl Total {
    /// Is the number exact?
    pub fn is_exact(self) -> bool {
        self.one_in == 1
    }
}

/// One hit.
#[derive(Clone, Debug)]
pub struct Hit {
    /// What a list shows of the record.
    pub shown: Shown,
    /// Title with the words that were searched marked.
    pub title: Marked,
    /// The part of the abstract that holds most of the words; empty if there is no abstract.
    pub snippet: Marked,
    /// Score, comparable within one answer only; 0 when sorted otherwise.
    pub score: f32,
}

/// The answer.
#[derive(Clone, Debug)]
pub struct SearchResults {
    /// How many hits there are.
    pub total: Total,
    /// The hits that were asked for.
    pub hits: Vec<Hit>,
    /// Counts of the hits by year, kind and so on; empty if not wanted.
    pub facets: Facets,
    /// What the person should know about how the query was taken.
    pub notices: Vec<Notice>,
}

/// What a person should know about how the query was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Too few records hold all words, so those with any are shown.
    AnyWord,
    /// So many records were added that hold none of the words but are like those that do.
    Related(usize),
    /// These words are too common to be searched.
    Ignored(Vec<String>),
    /// There is no such heading; it was searched by its exact name. With headings that begin alike.
    UnknownHeading {
        /// As typed.
        name: String,
        /// Names that begin alike.
        similar: Vec<String>,
    },
    /// A heading was searched with so many narrower ones.
    Exploded {
        /// Its name in the vocabulary.
        heading: String,
        /// How many narrower headings.
        narrower: usize,
    },
    /// No vocabulary is loaded, so headings are found by their exact names alone.
    NoVocabulary,
    /// Hits beyond [`DEEPEST_HIT`] were asked for.
    TooDeep,
}

impl std::fmt::Display for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Notice::AnyWord => f.write_str("too few records hold all words; records with any of them are shown"),
            Notice::Related(1) => f.write_str("one record is added that is like the few with these words"),
            Notice::Related(count) => write!(f, "{count} records are added that are like the few with these words"),
            Notice::Ignored(words) => write!(f, "too common to be searched: {}", words.join(", ")),
            Notice::UnknownHeading { name, similar } if similar.is_empty() => write!(f, "no subject heading {name:?}"),
            Notice::UnknownHeading { name, similar } => {
                write!(f, "no subject heading {name:?}; there are: {}", similar.join("; "))
            }
            Notice::Exploded { heading, narrower } => {
                write!(f, "searched as the heading {heading:?} with {narrower} narrower ones")
            }
            Notice::NoVocabulary => f.write_str("no vocabulary is loaded; headings are found by their exact names"),
            Notice::TooDeep => {
                write!(f, "only the first {DEEPEST_HIT} hits can be paged to; export the result instead")
            }
        }
    }
}

/// The search could not be done.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The index could not be read.
    #[error("reading the index")]
    Index(#[from] tantivy::TantivyError),
    /// A stored document is not what was written.
    #[error("the index holds a document that cannot be read")]
    Damaged(#[from] serde_json::Error),
}

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> Self {
        SearchError::Index(error.into())
    }
}

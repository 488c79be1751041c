//! What the address of a search says.

use bellwether_query::Query;
use bellwether_query::error::QueryError;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::search::request::{Counting, Matching, SearchRequest, Sort};

/// Hits on a page.
pub const PAGE_HITS: usize = 25;
/// Most hits in one answer of the API.
pub const MOST_HITS: usize = 200;

/// What the address of a search says.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SearchParams {
    /// The query, such as `asthma AND year:2019..2021`; everything if it is absent.
    #[serde(default)]
    pub q: String,
    /// How words without operators are taken: `auto`, `all` or `any`.
    #[serde(default, rename = "match")]
    pub matching: String,
    /// `relevance`, `newest`, `oldest` or `title`.
    #[serde(default)]
    pub sort: String,
    /// Hits to leave out at the start.
    #[serde(default)]
    pub offset: usize,
    /// Hits to give, at most 200.
    #[serde(default)]
    pub limit: Option<usize>,
    /// `exact` to count every hit, whatever it costs.
    #[serde(default)]
    pub count: String,
}

impl SearchParams {
    /// The query tree, or what is wrong with the text.
    pub fn query(&self) -> Result<Query, QueryError> {
        bellwether_query::parse(&self.q)
    }

    /// The search for this query. Words that are not known mean the usual.
    pub fn request(&self, query: Query) -> SearchRequest {
        SearchRequest {
            matching: self.matching(),
            sort: self.sort(),
            offset: self.offset,
            limit: self.limit.unwrap_or(PAGE_HITS).clamp(1, MOST_HITS),
            counting: if self.count == "exact" { Counting::Exact } else { Counting::Bounded },
            ..SearchRequest::new(query)
        }
    }

    /// How words are taken.
    pub fn matching(&self) -> Matching {
        match self.matching.as_str() {
            "all" => Matching::All,
            "any" => Matching::Any,
            _ => Matching::Auto,
        }
    }

    /// The order of hits.
    pub fn sort(&self) -> Sort {
        match self.sort.as_str() {
            "newest" => Sort::Newest,
            "oldest" => Sort::Oldest,
            "title" => Sort::Title,
            _ => Sort::Relevance,
        }
    }
}

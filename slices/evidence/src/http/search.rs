//! The search page and its JSON.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use bellwether_query::Query as Tree;
use bellwether_web::api::{ApiResult, Page, PageResult, View, WebError};
use bellwether_web::extract::Query;
use serde::Serialize;
use utoipa::ToSchema;

use crate::index::document::{Shown, kind_name};
use crate::model::params::SearchParams;
use crate::search::facets::Facets;
use crate::search::request::{Hit, Notice, SearchError, SearchResults, Total};
use crate::search::suggest::suggest;
use crate::service::searching::SearchState;
use crate::urls;
use crate::views::search::{Outcome, SearchView};

/// Below so many hits, a better spelling is looked for.
const FEW_HITS: u64 = 3;

/// The page.
pub async fn get(page: Page, State(state): State<SearchState>, Query(params): Query<SearchParams>) -> PageResult {
    let query = match params.query() {
        Ok(query) => query,
        Err(error) => {
            let view = SearchView { params, outcome: Outcome::Refused(error) };
            return Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(&page), view.body(&page)));
        }
    };
    let (results, suggestion, records) = answer(&page, &state, &params, query.clone()).await?;
    let outcome = Outcome::Found { query, results, suggestion, records };
    Ok(page.show(&SearchView { params, outcome }))
}

async fn answer(
    page: &Page,
    state: &SearchState,
    params: &SearchParams,
    query: Tree,
) -> Result<(SearchResults, Option<Tree>, u64), WebError> {
    let request = params.request(query);
    let found = state.work(page.ctx(), move |engine, snapshot| {
        let results = engine.search(&request)?;
        let suggestion = if results.total.hits < FEW_HITS || results.notices.contains(&Notice::AnyWord) {
            suggest(&engine, &request.query)?
        } else {
            None
        };
        Ok::<_, SearchError>((results, suggestion, snapshot.count()))
    });
    found.await
}

/// The answer to a search.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchAnswer {
    /// The query in its canonical spelling.
    pub query: String,
    /// How many hits there are.
    pub total: ApiTotal,
    /// The hits that were asked for.
    pub hits: Vec<ApiHit>,
    /// Hits by year, oldest first.
    pub years: Vec<ApiYear>,
    /// Hits by kind, venue and so on.
    pub facets: Vec<ApiFacet>,
    /// One in so many records was looked at for years and facets; 1 means that they are exact.
    pub facets_one_in: u32,
    /// What to know about how the query was taken.
    pub notices: Vec<String>,
    /// The query with better spelling, where few records were found.
    pub did_you_mean: Option<String>,
}

/// How many hits there are.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApiTotal {
    /// The number, or an estimate.
    pub hits: u64,
    /// One in so many records was looked at; 1 means that the number is exact.
    pub one_in: u32,
}

/// What lists show of a record.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApiShown {
    /// `source:id`.
    pub key: String,
    /// Address of its page.
    pub href: String,
    /// `publication`, `trial`, `grant`, `patent` or `guideline`.
    pub kind: &'static str,
    /// Title.
    pub title: String,
    /// The first authors.
    pub authors: Vec<String>,
    /// How many authors there are.
    pub author_count: u32,
    /// Journal or register.
    pub venue: String,
    /// `1999`, `1999-12` or `1999-12-31`, or empty.
    pub date: String,
    /// DOI, or empty.
    pub doi: String,
    /// Publication types.
    pub types: Vec<String>,
    /// Has the work been retracted?
    pub retracted: bool,
}

/// One hit.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApiHit {
    /// The record.
    #[serde(flatten)]
    pub record: ApiShown,
    /// Title as HTML with `<mark>` around the words.
    pub title_html: String,
    /// Part of the abstract as HTML with `<mark>` around the words.
    pub snippet_html: String,
    /// Comparable within this answer only.
    pub score: f32,
}

/// The hits of a year.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApiYear {
    /// The year.
    pub year: u32,
    /// Number of hits.
    pub hits: u64,
}

/// The hits by the values of one field.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApiFacet {
    /// The field as in queries.
    pub field: &'static str,
    /// The most frequent values.
    pub values: Vec<ApiCount>,
}

/// The hits of one value.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApiCount {
    /// As the query takes it.
    pub value: String,
    /// As people read it.
    pub label: String,
    /// Number of hits.
    pub hits: u64,
}

/// Searches the evidence.
#[utoipa::path(
    get, path = "/api/v1/evidence/search", tag = "evidence", params(SearchParams),
    responses((status = OK, body = SearchAnswer), (status = UNPROCESSABLE_ENTITY, description = "The query is wrong"))
)]
pub async fn api(
    page: Page,
    State(state): State<SearchState>,
    Query(params): Query<SearchParams>,
) -> ApiResult<SearchAnswer> {
    let query = params.query().map_err(|error| WebError::field("q", error.to_string()))?;
    let (results, suggestion, _) = answer(&page, &state, &params, query.clone()).await?;
    Ok(Json(SearchAnswer::of(&query, results, suggestion)))
}

impl SearchAnswer {
    /// The answer as the API gives it.
    pub fn of(query: &Tree, results: SearchResults, suggestion: Option<Tree>) -> SearchAnswer {
        let Facets { years, values, one_in } = results.facets;
        let Total { hits, one_in: total_one_in } = results.total;
        let facet = |facet: crate::search::facets::Facet| ApiFacet {
            field: facet.field.name(),
            values: facet
                .counts
                .into_iter()
                .map(|count| ApiCount { value: count.value, label: count.label, hits: count.hits })
                .collect(),
        };
        SearchAnswer {
            query: query.to_string(),
            total: ApiTotal { hits, one_in: total_one_in },
            hits: results.hits.into_iter().map(ApiHit::of).collect(),
            years: years.into_iter().map(|(year, hits)| ApiYear { year, hits }).collect(),
            facets: values.into_iter().map(facet).collect(),
            facets_one_in: one_in,
            notices: results.notices.iter().map(ToString::to_string).collect(),
            did_you_mean: suggestion.map(|suggestion| suggestion.to_string()),
        }
    }
}

impl ApiHit {
    fn of(hit: Hit) -> ApiHit {
        ApiHit {
            title_html: hit.title.html(),
            snippet_html: hit.snippet.html(),
            score: hit.score,
            record: ApiShown::of(hit.shown),
        }
    }
}

impl ApiShown {
    /// As the API gives it.
    pub fn of(shown: Shown) -> ApiShown {
        ApiShown {
            href: urls::record(&shown.key),
            kind: kind_name(shown.kind),
            key: shown.key,
            title: shown.title,
            authors: shown.authors,
            author_count: shown.author_count,
            venue: shown.venue,
            date: shown.date,
            doi: shown.doi,
            types: shown.types,
            retracted: shown.retracted,
        }
    }
}

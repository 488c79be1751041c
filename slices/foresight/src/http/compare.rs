//! Comparing two: the page and the API.

use axum::Json;
use axum::extract::State as Held;
use axum::http::StatusCode;
use bellwether_web::api::{ApiResult, FieldProblem, Page, PageResult, View, WebError};
use bellwether_web::extract::Query;

use crate::http::state::State;
use crate::model::compare::{Choosable, CompareFilter, Comparison, Kind};
use crate::service::comparing::{self, CompareError, Sources};
use crate::views::compare::ComparePage;

/// The page: the choice, and what was chosen side by side.
pub async fn page(page: Page, Held(state): Held<State>, Query(filter): Query<CompareFilter>) -> PageResult {
    let Some(choices) = choices(&page, &state, &filter).await? else {
        return Ok(page.show(&ComparePage { filter, choices: None, found: None, problems: Vec::new() }));
    };
    let choices = Some(choices);
    if filter.a.is_empty() || filter.b.is_empty() {
        return Ok(page.show(&ComparePage { filter, choices, found: None, problems: Vec::new() }));
    }
    let (status, problem) = match found(&page, &state, &filter).await? {
        Ok(found) => return Ok(page.show(&ComparePage { filter, choices, found, problems: Vec::new() })),
        Err(CompareError::Unknown(id)) => (StatusCode::NOT_FOUND, unknown(&page, &filter, &id)),
        Err(CompareError::Same) => (StatusCode::UNPROCESSABLE_ENTITY, same(&page)),
        Err(error) => return Err(refused(error)),
    };
    let view = ComparePage { filter, choices, found: None, problems: vec![problem] };
    Ok(page.render_with(status, view.title(&page), view.body(&page)))
}

/// Two topics, clusters, institutions or countries side by side, with differences and their intervals
///
/// `null` before the first build.
#[utoipa::path(get, path = "/api/v1/foresight/compare", tag = "foresight", params(CompareFilter), responses((status = 200, body = Option<Comparison>), (status = 404), (status = 422)))]
pub async fn api(
    page: Page,
    Held(state): Held<State>,
    Query(filter): Query<CompareFilter>,
) -> ApiResult<Option<Comparison>> {
    match found(&page, &state, &filter).await? {
        Ok(found) => Ok(Json(found)),
        Err(CompareError::Unknown(_)) => Err(WebError::NotFound),
        Err(CompareError::Same) => Err(WebError::Invalid(vec![same(&page)])),
        Err(error) => Err(refused(error)),
    }
}

type Found = Result<Option<Comparison>, CompareError>;

async fn found(page: &Page, state: &State, filter: &CompareFilter) -> Result<Found, WebError> {
    let subject = async |id: &str| comparing::subject(page.ctx(), &state.db, filter.kind, id).await;
    let (a, b) = match (subject(&filter.a).await, subject(&filter.b).await) {
        (Ok(a), Ok(b)) => (a, b),
        (Err(error), _) | (_, Err(error)) => return Ok(Err(error)),
    };
    let experts = state.experts.clone();
    let work = state.ask(page, move |ctx, edition, search| {
        let sources = Sources { edition, search, experts: &experts };
        Ok(comparing::compare(ctx, &sources, &a, &b))
    });
    Ok(work.await?.transpose())
}

/// What there is to choose; `None` before the first build.
async fn choices(page: &Page, state: &State, filter: &CompareFilter) -> Result<Option<Vec<Choosable>>, WebError> {
    let (kind, q, experts) = (filter.kind, filter.q.clone(), state.experts.clone());
    let found = state.ask(page, move |ctx, edition, search| {
        let sources = Sources { edition, search, experts: &experts };
        Ok(comparing::choices(ctx, &sources, kind, &q))
    });
    let Some(found) = found.await?.transpose().map_err(refused)? else { return Ok(None) };
    if kind == Kind::Clusters {
        return Ok(Some(comparing::cluster_choices(page.ctx(), &state.db).await.map_err(refused)?));
    }
    Ok(Some(found))
}

fn unknown(page: &Page, filter: &CompareFilter, id: &str) -> FieldProblem {
    let field = if filter.a == id { "a" } else { "b" };
    FieldProblem::new(field, page.t_with("foresight-compare-unknown", &[("id", id.into())]))
}

fn same(page: &Page) -> FieldProblem {
    FieldProblem::new("b", page.t("foresight-compare-same"))
}

fn refused(error: CompareError) -> WebError {
    match error {
        CompareError::Denied(denied) => denied.into(),
        other => WebError::internal(other),
    }
}

//! The pages: the list of targets, one target, those that are likely to grow.

use axum::Router;
use axum::extract::State as Held;
use axum::routing::{get, post};
use bellwether_jobs::JobId;
use bellwether_kernel::ctx::Ctx;
use bellwether_web::api::{Page, PageResult, WebError};
use bellwether_web::extract::{Form, Path, Query};
use serde::Deserialize;

use crate::http::export;
use crate::http::state::{RECORDS, ROWS, State};
use crate::model::filter::{EmergingFilter, Filter};
use crate::model::target::Target;
use crate::service::look::{self, Edition, LookError};
use crate::service::start::{self, Payload};
use crate::urls;
use crate::views::emerging::{EmergingPage, Shown};
use crate::views::target::TargetPage;
use crate::views::targets::TargetsPage;

/// The routes of the pages and the files.
pub fn routes(state: State) -> Router {
    Router::new()
        .route("/targets", get(targets))
        .route("/targets/build", post(build))
        .route("/targets/emerging", get(emerging))
        .route("/targets/emerging/export.csv", get(export::emerging_csv))
        .route("/targets/emerging/export.json", get(export::emerging_json))
        .route("/targets/emerging/export.xlsx", get(export::emerging_xlsx))
        .route("/targets/export.csv", get(export::list_csv))
        .route("/targets/export.json", get(export::list_json))
        .route("/targets/export.xlsx", get(export::list_xlsx))
        .route("/targets/{id}", get(target))
        .route("/targets/{id}/series.csv", get(export::series_csv))
        .with_state(state)
}

/// Which rows.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Onward {
    /// How many came before.
    pub after: u32,
}

/// What a build is to start from; nothing for the links of the build before.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    papers: String,
    names: String,
}

async fn targets(page: Page, Held(state): Held<State>, Query(filter): Query<Filter>) -> PageResult {
    let wanted = filter.clone();
    let found = state
        .ask(&page, move |ctx, edition, _| Ok((look::list(ctx, edition, &wanted, ROWS)?, edition.status.clone())))
        .await?;
    Ok(page.show(&TargetsPage { filter, found, offered: state.offered(&page).await? }))
}

async fn build(page: Page, Held(state): Held<State>, Form(asked): Form<Asked>) -> PageResult {
    let known = state.ask(&page, |_, edition, _| Ok(edition.status.settings)).await?;
    let given = |name: String| (!name.is_empty()).then_some(name);
    if known.is_none() && asked.papers.is_empty() {
        return Err(WebError::field("papers", page.t("targets-build-nothing")));
    }
    let payload =
        Payload { settings: known.unwrap_or_default(), papers: given(asked.papers), names: given(asked.names) };
    let id: JobId = start::start(page.ctx(), &state.db, &state.jobs, &state.inbox, &payload).await?;
    Ok(page.redirect_to(urls::job(id)))
}

async fn emerging(page: Page, Held(state): Held<State>, Query(filter): Query<EmergingFilter>) -> PageResult {
    let shown = state.ask(&page, move |ctx, edition, _| {
        Ok(Shown {
            found: look::emerging(ctx, edition, filter, ROWS)?,
            hindcast: edition.hindcast.clone(),
            status: edition.status.clone(),
        })
    });
    let shown = shown.await?;
    Ok(page.show(&EmergingPage { shown, filter, offered: state.offered(&page).await? }))
}

async fn target(page: Page, Held(state): Held<State>, Path(id): Path<u32>, Query(from): Query<Onward>) -> PageResult {
    let found = state.ask(&page, move |ctx, edition, state| {
        edition.target(id).map(|target| shown(ctx, state, edition, target, from.after)).transpose()
    });
    Ok(page.show(&found.await?.flatten().ok_or(WebError::NotFound)?))
}

fn shown(ctx: &Ctx, state: &State, edition: &Edition, target: &Target, after: u32) -> Result<TargetPage, LookError> {
    let symbol = |id: u32| edition.target(id).map(|other| other.symbol.clone()).unwrap_or_default();
    Ok(TargetPage {
        related: target.related.iter().map(|related| (*related, symbol(related.id))).collect(),
        records: look::records(ctx, &state.search, target, Some(after), RECORDS)?,
        topics: look::topics(ctx, &state.landscapes, target)?,
        ranked: edition.targets.iter().filter(|target| target.emergence.is_some()).count() as u32,
        target: target.clone(),
        status: edition.status.clone(),
        hindcast: edition.hindcast.clone(),
        after,
    })
}

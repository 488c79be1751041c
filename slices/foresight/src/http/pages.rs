//! The pages: the map, the list of topics, one topic, the records inside a line.

use axum::Router;
use axum::extract::State as Held;
use axum::routing::{get, post};
use bellwether_jobs::JobId;
use bellwether_kernel::policy::Installation;
use bellwether_web::api::{Page, PageResult, WebError};
use bellwether_web::extract::{Path, Query};

use crate::http::state::{ROWS, State};
use crate::http::{compare, emerging, export, forecast, map, people, proposals, report, watching};
use crate::model::filter::{RecordFilter, TopicFilter};
use crate::model::placed::Standing;
use crate::model::status::Settings;
use crate::model::topic::Topic;
use crate::policy::Act;
use crate::service::look::{self, Edition};
use crate::service::start;
use crate::service::watching::is_watched;
use crate::urls;
use crate::views::map::{Landscape, MapPage};
use crate::views::records::RecordsPage;
use crate::views::topic::{Doing, Named, TopicPage};
use crate::views::topics::TopicsPage;

/// The routes of the pages, the map's data and the files.
pub fn routes(state: State) -> Router {
    Router::new()
        .route("/foresight", get(landscape))
        .route("/foresight/build", post(build))
        .route("/foresight/map/points", get(map::points))
        .route("/foresight/map/topics", get(map::topics))
        .route("/foresight/map/hits", get(map::hits))
        .route("/foresight/map/record/{at}", get(map::record))
        .route("/foresight/compare", get(compare::page))
        .route("/foresight/emerging", get(emerging::page))
        .route("/foresight/emerging/export.csv", get(emerging::csv))
        .route("/foresight/emerging/export.json", get(emerging::json))
        .route("/foresight/emerging/export.xlsx", get(emerging::xlsx))
        .route("/foresight/topics", get(topics))
        .route("/foresight/topics/export.csv", get(export::topics_csv))
        .route("/foresight/topics/export.json", get(export::topics_json))
        .route("/foresight/topics/export.xlsx", get(export::topics_xlsx))
        .route("/foresight/topics/{id}", get(topic))
        .route("/foresight/topics/{id}/watch", post(watching::watch))
        .route("/foresight/topics/{id}/propose", get(proposals::form).post(proposals::propose))
        .route("/foresight/watched", get(watching::page))
        .route("/foresight/watched/seen", post(watching::seen))
        .route("/foresight/watched/{id}/seen", post(watching::seen_one))
        .route("/foresight/watched/{id}/end", post(watching::end))
        .route("/foresight/proposals", get(proposals::list))
        .route("/foresight/proposals/export.csv", get(proposals::csv))
        .route("/foresight/proposals/export.json", get(proposals::json))
        .route("/foresight/proposals/{id}", get(proposals::one))
        .route("/foresight/proposals/{id}/evidence.json", get(proposals::evidence))
        .route("/foresight/proposals/{id}/withdraw", post(proposals::withdraw))
        .route("/foresight/topics/{id}/people", get(people::page))
        .route("/foresight/records", get(records))
        .route("/foresight/records/export.xlsx", get(export::records_xlsx))
        .route("/foresight/report", get(report::page))
        .route("/foresight/forecast", get(forecast::page).post(forecast::from_form))
        .route("/foresight/hindcast", get(forecast::hindcast_page))
        .with_state(state)
}

async fn landscape(page: Page, Held(state): Held<State>) -> PageResult {
    let landscape = state.ask(&page, |_, edition, _| {
        let topics = edition.topics.iter().filter(|topic| topic.level == 0).cloned().collect();
        Ok(Landscape {
            edition: edition.revision(),
            points: edition.points.len() as u64,
            standing: Standing::of(&edition.status, edition.placed.as_ref()),
            topics,
        })
    });
    Ok(page.show(&MapPage { landscape: landscape.await?, may_build: page.may(Act::Build, &Installation) }))
}

async fn build(page: Page, Held(state): Held<State>) -> PageResult {
    let known = state.ask(&page, |_, edition, _| Ok(edition.status.settings.clone())).await?;
    let settings: Settings = known.unwrap_or_default();
    let id: JobId = start::start(page.ctx(), &state.db, &state.jobs, &settings).await?;
    Ok(page.redirect_to(urls::job(id)))
}

async fn topics(page: Page, Held(state): Held<State>, Query(filter): Query<TopicFilter>) -> PageResult {
    let wanted = filter.clone();
    let found = state.ask(&page, move |ctx, edition, _| {
        Ok((look::topics(ctx, edition, &wanted, ROWS)?, edition.status.topics.len() as u8))
    });
    let (found, levels) = found.await?.map_or((None, 0), |(found, levels)| (Some(found), levels));
    Ok(page.show(&TopicsPage { filter, found, levels }))
}

async fn topic(page: Page, Held(state): Held<State>, Path(id): Path<String>) -> PageResult {
    let wanted = id.clone();
    let found =
        state.ask(&page, move |_, edition, _| Ok(edition.topic(&wanted).map(|(at, topic)| shown(edition, at, topic))));
    let mut view = found.await?.flatten().ok_or(WebError::NotFound)?;
    view.doing = doing(&page, &state, &id).await?;
    Ok(page.show(&view))
}

async fn doing(page: &Page, state: &State, topic: &str) -> Result<Doing, WebError> {
    let may_propose = page.may(Act::Propose, &Installation);
    if page.actor().user_id().is_none() {
        return Ok(Doing { watched: None, may_propose });
    }
    let watched = is_watched(page.ctx(), &state.db, topic).await;
    Ok(Doing { watched: Some(watched.map_err(|error| watching::refused(page, error))?), may_propose })
}

fn shown(edition: &Edition, at: u32, topic: &Topic) -> TopicPage {
    let named = |at: u32| edition.topics.get(at as usize).map(Named::of);
    let mut inside: Vec<&Topic> = edition.topics.iter().filter(|other| other.parent == Some(at)).collect();
    inside.sort_by_key(|topic| std::cmp::Reverse(topic.size));
    TopicPage {
        topic: topic.clone(),
        parent: topic.parent.and_then(named),
        inside: inside.into_iter().map(Named::of).collect(),
        related: topic.related.iter().filter_map(|near| Some((named(near.topic)?, near.nearness))).collect(),
        status: edition.status.clone(),
        doing: Doing::default(),
    }
}

async fn records(page: Page, Held(state): Held<State>, Query(filter): Query<RecordFilter>) -> PageResult {
    let (found, topic) = state.records(&page, &filter, filter.after, ROWS).await?.unzip();
    Ok(page.show(&RecordsPage { filter, found, topic: topic.flatten() }))
}

//! Who is most active in a topic, as a page and as JSON.

use axum::Json;
use axum::extract::State as Held;
use bellwether_web::api::{ApiResult, Page, PageResult, WebError};
use bellwether_web::extract::Path;

use crate::http::state::State;
use crate::model::people::TopicPeople;
use crate::service::people::{PeopleError, people};
use crate::views::people::PeoplePage;
use crate::views::topic::Named;

/// The page.
pub async fn page(page: Page, Held(state): Held<State>, Path(id): Path<String>) -> PageResult {
    let (topic, people) = ask(&page, &state, id).await?;
    Ok(page.show(&PeoplePage { topic, people }))
}

/// Experts and institutions most active in a topic
#[utoipa::path(get, path = "/api/v1/foresight/topics/{id}/people", tag = "foresight", params(("id" = String, Path, description = "Id of the topic")), responses((status = 200, body = TopicPeople), (status = 404)))]
pub async fn api(page: Page, Held(state): Held<State>, Path(id): Path<String>) -> ApiResult<TopicPeople> {
    Ok(Json(ask(&page, &state, id).await?.1))
}

async fn ask(page: &Page, state: &State, id: String) -> Result<(Named, TopicPeople), WebError> {
    let experts = state.experts.clone();
    let found = state.ask(page, move |ctx, edition, _| {
        let topic = edition.topic(&id);
        Ok(topic.map(|(at, topic)| people(ctx, &experts, edition, at).map(|people| (Named::of(topic), people))))
    });
    Ok(found.await?.flatten().ok_or(WebError::NotFound)??)
}

impl From<PeopleError> for WebError {
    fn from(error: PeopleError) -> Self {
        match error {
            PeopleError::Denied(denied) => denied.into(),
            PeopleError::Look(error) => error.into(),
            PeopleError::Experts(error) => WebError::internal(error),
        }
    }
}

//! What an instrument is set to: the keeper's page, and for programs.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use bellwether_web::api::{ApiResult, Page, PageResult, Problem, WebError};
use bellwether_web::extract::{self, Form, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::facilities::found;
use super::refused::refused;
use crate::model::facility::Facility;
use crate::policy::Act;
use crate::service::Exchange;
use crate::urls;
use crate::views::configuration::ConfigurationPage;

async fn kept(page: &Page, exchange: &Exchange, cluster: &str, slug: &str) -> Result<Facility, WebError> {
    let facility = found(page, exchange, cluster, slug).await?;
    page.ctx().permit(Act::Keep, &facility)?;
    Ok(facility)
}

/// The page.
pub async fn get(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
) -> PageResult {
    let no = |error| refused(&page, error);
    let facility = kept(&page, &exchange, &cluster, &slug).await?;
    let settings = exchange.settings(page.ctx(), &facility).await.map_err(no)?;
    let history = exchange.setting_history(page.ctx(), &facility).await.map_err(no)?;
    let people: Vec<_> = history.iter().filter_map(|one| one.by).collect();
    let names = exchange.names_of(page.ctx(), &facility, &people).await.map_err(no)?;
    let by = |one: &crate::model::configuration::Setting| one.by.and_then(|by| names.get(&by)).cloned();
    let history =
        history.into_iter().map(|one| (by(&one).unwrap_or_default(), one)).map(|(by, one)| (one, by)).collect();
    Ok(page.show(&ConfigurationPage { facility, settings, history }))
}

/// What is set.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    item: String,
    #[serde(flatten)]
    more: BTreeMap<String, String>,
}

/// Sets an item.
pub async fn post(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
    Form(form): Form<Typed>,
) -> PageResult {
    let facility = kept(&page, &exchange, &cluster, &slug).await?;
    let option = form.more.get(&format!("option-{}", form.item)).map_or("", String::as_str);
    let done = exchange.configure(page.ctx(), &facility, (&form.item, option)).await;
    done.map_err(|error| refused(&page, error))?;
    Ok(page.redirect_with_notice(urls::configuration(&facility), "exchange-done"))
}

/// Something that can be set.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = exchange::Item)]
pub(super) struct ItemAnswer {
    /// Its code.
    item: String,
    /// What it is set to, as a code.
    set: String,
    /// What it can be set to, as codes.
    options: Vec<String>,
    /// How many minutes a change takes.
    change_minutes: u32,
}

/// What an instrument is set to, and what it can be set to
#[utoipa::path(get, path = "/api/v1/exchange/{cluster}/facilities/{facility}/configuration", tag = "exchange", operation_id = "exchange_configuration", params(("cluster" = String, Path, description = "The cluster's slug"), ("facility" = String, Path, description = "The facility's slug")), responses((status = OK, body = Vec<ItemAnswer>), (status = NOT_FOUND, body = Problem)))]
pub(super) async fn api_get(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
) -> ApiResult<Vec<ItemAnswer>> {
    let facility = found(&page, &exchange, &cluster, &slug).await?;
    let settings = exchange.settings(page.ctx(), &facility).await.map_err(|error| refused(&page, error))?;
    let one = |item: &crate::model::configuration::Item| {
        let set = settings.iter().find(|one| one.item == item.code).map(|one| one.option.clone());
        let options: Vec<String> = item.options.iter().map(|one| one.code.clone()).collect();
        ItemAnswer {
            item: item.code.clone(),
            set: set.or(options.first().cloned()).unwrap_or_default(),
            options,
            change_minutes: item.change_minutes,
        }
    };
    Ok(Json(facility.items.iter().map(one).collect()))
}

/// What to set.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = exchange::NewSetting)]
pub(super) struct NewSetting {
    /// The item.
    item: String,
    /// The option.
    option: String,
}

/// Note what an instrument is set to; for keepers
#[utoipa::path(post, path = "/api/v1/exchange/{cluster}/facilities/{facility}/configuration", tag = "exchange", operation_id = "exchange_configure", request_body = NewSetting, params(("cluster" = String, Path, description = "The cluster's slug"), ("facility" = String, Path, description = "The facility's slug")), responses((status = OK, body = Vec<ItemAnswer>), (status = FORBIDDEN, body = Problem), (status = UNPROCESSABLE_ENTITY, body = Problem)))]
pub(super) async fn api_post(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
    extract::Json(new): extract::Json<NewSetting>,
) -> ApiResult<Vec<ItemAnswer>> {
    let facility = kept(&page, &exchange, &cluster, &slug).await?;
    let done = exchange.configure(page.ctx(), &facility, (&new.item, &new.option)).await;
    done.map_err(|error| refused(&page, error))?;
    api_get(page, State(exchange), Path((cluster, slug))).await
}

//! The decision pack of a stage, on a page and on paper, and the announcement.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use bellwether_kernel::lang::Lang;
use bellwether_paper::fonts::Fonts;
use bellwether_paper::pdf::render;
use bellwether_web::api::{Page, PageResult, WebError, embedded};
use bellwether_web::download;
use bellwether_web::extract::{Form, Path, Query};
use serde::Deserialize;

use super::applications::decided_call;
use super::refused::refused;
use crate::model::call::Call;
use crate::model::pack::Pack;
use crate::service::Calls;
use crate::urls;
use crate::views::pack::PackPage;
use crate::views::pack_paper::{PackPaper, document};

/// Which stage, and in which language.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    stage: String,
    lang: String,
}

impl Asked {
    /// The number of the stage that is asked for.
    fn stage(&self, call: &Call) -> Result<Option<u32>, WebError> {
        match self.stage.as_str() {
            "" => Ok(None),
            key => call.content.stage_of(key).map(Some).ok_or(WebError::NotFound),
        }
    }
}

async fn pack(page: &Page, calls: &Calls, (cluster, slug): (&str, &str), asked: &Asked) -> Result<Pack, WebError> {
    let call = decided_call(page, calls, cluster, slug).await?;
    let stage = asked.stage(&call)?;
    calls.pack(page.ctx(), &call, stage).await.map_err(|error| refused(page, error))
}

/// The page.
pub async fn get(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let pack = pack(&page, &calls, (&cluster, &slug), &asked).await?;
    let names = calls.pack_names(page.ctx(), &pack).await.map_err(|error| refused(&page, error))?;
    Ok(page.show(&PackPage { pack, names }))
}

/// The pack on paper, for a meeting.
pub async fn paper(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let no = |error| refused(&page, error);
    let pack = pack(&page, &calls, (&cluster, &slug), &asked).await?;
    let details = calls.pack_details(page.ctx(), &pack).await.map_err(no)?;
    let lang = Lang::from_code(&asked.lang).unwrap_or(page.lang());
    let words = page.words().in_language(lang);
    let clusters = calls.clusters(page.ctx()).await.map_err(no)?;
    let of = clusters.iter().find(|one| one.slug == pack.call.cluster);
    let cluster = of.map(|one| one.name.best(lang).0.to_owned()).unwrap_or_default();
    let name = format!("decisions-{}-{}.pdf", pack.call.slug, lang.code());
    let paper = PackPaper { pack, details, cluster, now: page.ctx().now() };
    // Setting many pages is pure computing.
    let bytes = tokio::task::spawn_blocking(move || {
        let fonts = Fonts::load(embedded).map_err(WebError::internal)?;
        render(&document(&words, &paper), &fonts).map_err(WebError::internal)
    });
    let bytes = bytes.await.map_err(WebError::internal)??;
    let mut response = download::file(&name, "application/pdf", bytes);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Announces what was decided: in one stage where one is named, otherwise in all.
pub async fn announce(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    Form(asked): Form<Asked>,
) -> PageResult {
    let call = decided_call(&page, &calls, &cluster, &slug).await?;
    let done = match asked.stage(&call)? {
        Some(stage) => calls.announce_stage(page.ctx(), &call, stage).await,
        None => calls.announce(page.ctx(), &call, &[]).await,
    };
    done.map_err(|error| refused(&page, error))?;
    Ok(page.redirect_with_notice(urls::of_call(&call, "decisions"), "calls-announced"))
}

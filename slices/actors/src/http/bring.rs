//! Tables that people bring, from the form to the changes.

use axum::extract::{FromRequest, Multipart, Request, State};
use bellwether_kernel::policy::OfCluster;
use bellwether_web::api::{FieldProblem, Page, PageResult, WebError};
use bellwether_web::extract::{Form, Path};
use serde::Deserialize;
use uuid::Uuid;

use super::desk::Desk;
use super::edit::refused;
use crate::policy::Act;
use crate::service::ActorsError;
use crate::urls;
use crate::views::import::{ImportForm, PreviewPage};

/// `/actors/import`.
pub async fn form(page: Page, State(desk): State<Desk>) -> PageResult {
    page.ctx().permitted(Act::Keep)?;
    let clusters = desk.kept(&page).await;
    Ok(page.show(&ImportForm { clusters, cluster: String::new(), problems: Vec::new() }))
}

#[derive(Default)]
struct Sent {
    cluster: String,
    name: String,
    bytes: Vec<u8>,
}

async fn sent(request: Request) -> Result<Sent, WebError> {
    let cut = |_| WebError::BadRequest("the form broke off, or is no form".to_owned());
    let Ok(mut form) = Multipart::from_request(request, &()).await else {
        return Err(WebError::BadRequest("the form must be sent as multipart/form-data".to_owned()));
    };
    let mut sent = Sent::default();
    while let Some(part) = form.next_field().await.map_err(cut)? {
        match part.name().unwrap_or_default() {
            "cluster" => sent.cluster = part.text().await.map_err(cut)?,
            "file" => {
                sent.name = part.file_name().unwrap_or_default().to_owned();
                sent.bytes = part.bytes().await.map_err(cut)?.to_vec();
            }
            _ => {}
        }
    }
    Ok(sent)
}

/// Takes the file, and leads to its preview.
pub async fn bring(page: Page, State(desk): State<Desk>, request: Request) -> PageResult {
    page.ctx().permitted(Act::Keep)?;
    let sent = sent(request).await?;
    page.ctx().permit(Act::Keep, &OfCluster(&sent.cluster))?;
    let clusters = desk.kept(&page).await;
    let wrong = |field: &str, words: String| FieldProblem::new(field, words);
    let read = if !clusters.iter().any(|one| one.slug == sent.cluster) {
        Err(wrong("cluster", page.t("actors-wrong-cluster")))
    } else {
        match bellwether_tables::read(&sent.bytes) {
            Ok(table) if table.rows.is_empty() => Err(wrong("file", page.t("actors-file-empty"))),
            Ok(table) => Ok(table.rows),
            Err(error) => Err(wrong("file", page.t_with("actors-file-wrong", &[("reason", error.to_string().into())]))),
        }
    };
    match read {
        Ok(rows) => {
            let id = desk.actors.bring(page.ctx(), &sent.cluster, &sent.name, &rows).await?;
            Ok(page.redirect_to(urls::import(id)))
        }
        Err(problem) => Ok(refused(&page, &ImportForm { clusters, cluster: sent.cluster, problems: vec![problem] })),
    }
}

/// `/actors/imports/{import}`: what it would change now.
pub async fn preview(page: Page, State(desk): State<Desk>, Path(id): Path<Uuid>) -> PageResult {
    let preview = desk.actors.brought(page.ctx(), id).await?;
    Ok(page.show(&PreviewPage { preview, clusters: desk.clusters().await }))
}

/// The preview that was shown.
#[derive(Deserialize)]
pub struct Shown {
    #[serde(default)]
    digest: String,
}

/// Does what the preview showed.
pub async fn apply(page: Page, State(desk): State<Desk>, Path(id): Path<Uuid>, Form(shown): Form<Shown>) -> PageResult {
    let preview = desk.actors.brought(page.ctx(), id).await?;
    match desk.actors.apply(page.ctx(), id, &shown.digest).await {
        Ok(_) => Ok(page.redirect_with_notice(urls::of_cluster(&preview.cluster).to_string(), "actors-imported")),
        // The register changed meanwhile, or there is something to correct: people look again.
        Err(ActorsError::Changed | ActorsError::Refused(_)) => {
            Ok(page.redirect_with_notice(urls::import(id), "actors-look-again"))
        }
        Err(error) => Err(error.into()),
    }
}

/// Lets the file go.
pub async fn drop_import(page: Page, State(desk): State<Desk>, Path(id): Path<Uuid>) -> PageResult {
    desk.actors.drop_brought(page.ctx(), id).await?;
    Ok(page.redirect_to(urls::IMPORT))
}

//! Photos and manuals: shown, kept, sent and taken away, on pages and for programs.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bellwether_kernel::lang::Text;
use bellwether_web::api::{ApiResult, FieldProblem, Page, PageResult, Problem, View, WebError};
use bellwether_web::download;
use bellwether_web::extract::{Form, Path, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::facilities::found;
use super::refused::refused;
use crate::model::facility::Facility;
use crate::model::file::{DocumentId, FacilityFile, FileId, FileSort, MANUAL_BYTES, NewFile};
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::urls;
use crate::views::files::{FileTyped, FilesPage};

/// Whoever may see a photo may keep it for a while; what was taken away is gone from there soon.
const KEPT: HeaderValue = HeaderValue::from_static("private, max-age=3600");

/// A photo. Nothing in it runs, and it is no page: the kind is told and not guessed.
pub async fn photo(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug, id)): Path<(String, String, FileId)>,
    headers: HeaderMap,
) -> PageResult {
    let facility = found(&page, &exchange, &cluster, &slug).await?;
    let (file, bytes) = exchange.file(page.ctx(), &facility, id).await.map_err(|error| refused(&page, error))?;
    if file.sort != FileSort::Photo {
        return Err(WebError::NotFound);
    }
    let tag = format!("\"{}\"", file.sha256);
    let is_known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response: Response =
        if is_known { StatusCode::NOT_MODIFIED.into_response() } else { Bytes::from(bytes).into_response() };
    let set = response.headers_mut();
    set.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.kind.media_type()));
    set.insert(header::CACHE_CONTROL, KEPT);
    set.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        set.insert(header::ETAG, tag);
    }
    Ok(response)
}

/// A version of a manual: always kept, never shown in the page's place.
pub async fn manual(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug, id)): Path<(String, String, FileId)>,
) -> PageResult {
    let facility = found(&page, &exchange, &cluster, &slug).await?;
    let (file, bytes) = exchange.file(page.ctx(), &facility, id).await.map_err(|error| refused(&page, error))?;
    if file.sort != FileSort::Manual {
        return Err(WebError::NotFound);
    }
    let name = format!("{}-manual-v{}.{}", facility.slug, file.version, file.kind.ending());
    let mut response = download::file(&name, file.kind.media_type(), bytes);
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(response)
}

/// The keeper's page.
pub async fn get(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
) -> PageResult {
    let facility = kept(&page, &exchange, &cluster, &slug).await?;
    Ok(page.show(&view(&page, &exchange, facility, FileTyped::default(), Vec::new()).await?))
}

/// Takes a photo.
pub async fn send_photo(
    page: Page,
    State(exchange): State<Exchange>,
    Path(place): Path<(String, String)>,
    request: Request,
) -> PageResult {
    send(&page, &exchange, (place.0, place.1), (FileSort::Photo, request)).await
}

/// Takes a manual, or the next version of one.
pub async fn send_manual(
    page: Page,
    State(exchange): State<Exchange>,
    Path(place): Path<(String, String)>,
    request: Request,
) -> PageResult {
    send(&page, &exchange, (place.0, place.1), (FileSort::Manual, request)).await
}

async fn send(
    page: &Page,
    exchange: &Exchange,
    (cluster, slug): (String, String),
    (sort, request): (FileSort, Request),
) -> PageResult {
    // Whoever may not keep the facility learns nothing from what comes of the file.
    let facility = kept(page, exchange, &cluster, &slug).await?;
    let (bytes, typed) = sent(sort, request).await?;
    let done = match new(sort, &typed, &bytes) {
        Some(new) => exchange.send_file(page.ctx(), &facility, &new).await,
        None => Err(ExchangeError::NotFound),
    };
    match done {
        Ok(_) => Ok(page.redirect_with_notice(urls::files(&facility), "exchange-file-sent")),
        Err(ExchangeError::Field(field, key)) => {
            let problem = FieldProblem::new(format!("{}-{field}", sort.name()), page.t(key));
            let view = view(page, exchange, facility, typed, vec![problem]).await?;
            Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(page), view.body(page)))
        }
        Err(error) => Err(refused(page, error)),
    }
}

fn new<'a>(sort: FileSort, typed: &FileTyped, bytes: &'a [u8]) -> Option<NewFile<'a>> {
    let of: Option<DocumentId> = if typed.of.is_empty() { None } else { Some(typed.of.parse().ok()?) };
    Some(NewFile { sort, name: Text::both(typed.name_en.trim(), typed.name_ru.trim()), of, bytes })
}

/// The fields of the form; bytes beyond the most are not read.
async fn sent(sort: FileSort, request: Request) -> Result<(Vec<u8>, FileTyped), WebError> {
    let cut = |_| WebError::BadRequest("the form broke off, or is no form".to_owned());
    let Ok(mut form) = Multipart::from_request(request, &()).await else { return Err(WebError::UnsupportedBody) };
    let (mut file, mut typed) = (Vec::new(), FileTyped { sort: sort.name().to_owned(), ..FileTyped::default() });
    while let Some(mut part) = form.next_field().await.map_err(cut)? {
        let name = part.name().unwrap_or_default().to_owned();
        let Some(field) = name.strip_prefix(sort.name()).and_then(|rest| rest.strip_prefix('-')) else { continue };
        let most = if field == "file" { MANUAL_BYTES + 1 } else { 4_000 };
        let mut bytes = Vec::new();
        while let Some(more) = part.chunk().await.map_err(cut)? {
            bytes.extend_from_slice(&more);
            if bytes.len() > most {
                break;
            }
        }
        let text = || String::from_utf8_lossy(&bytes).into_owned();
        match field {
            "name_en" => typed.name_en = text(),
            "name_ru" => typed.name_ru = text(),
            "of" => typed.of = text(),
            "file" => file = bytes,
            _ => {}
        }
    }
    Ok((file, typed))
}

/// Which file.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    id: String,
}

/// Takes a file away.
pub async fn remove(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
    Form(form): Form<Which>,
) -> PageResult {
    let facility = kept(&page, &exchange, &cluster, &slug).await?;
    let id = form.id.parse().map_err(|_| WebError::NotFound)?;
    exchange.remove_file(page.ctx(), &facility, id).await.map_err(|error| refused(&page, error))?;
    Ok(page.redirect_with_notice(urls::files(&facility), "exchange-done"))
}

async fn kept(page: &Page, exchange: &Exchange, cluster: &str, slug: &str) -> Result<Facility, WebError> {
    let facility = found(page, exchange, cluster, slug).await?;
    page.ctx().permit(Act::Keep, &facility)?;
    Ok(facility)
}

async fn view(
    page: &Page,
    exchange: &Exchange,
    facility: Facility,
    typed: FileTyped,
    problems: Vec<FieldProblem>,
) -> Result<FilesPage, WebError> {
    let files = exchange.files(page.ctx(), &facility).await.map_err(|error| refused(page, error))?;
    Ok(FilesPage { facility, files, typed, problems })
}

/// A photo, or a version of a manual.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = exchange::File)]
pub(super) struct FileAnswer {
    /// Its id.
    id: String,
    /// `photo` or `manual`.
    sort: &'static str,
    /// The manual that it is a version of.
    document: String,
    /// Which version, from 1.
    version: u32,
    /// What it shows or is called, in English.
    name_en: Option<String>,
    /// The same in Russian.
    name_ru: Option<String>,
    /// The media type.
    media_type: &'static str,
    /// Width of a photo in pixels.
    width: Option<u32>,
    /// Height of a photo in pixels.
    height: Option<u32>,
    /// Size in bytes.
    bytes: u64,
    /// SHA-256 in hexadecimal.
    sha256: String,
    /// When it was sent.
    sent: String,
    /// Where it is.
    href: String,
}

fn answer(facility: &Facility, one: FacilityFile) -> FileAnswer {
    let at = bellwether_kernel::clock::Timestamp::from_millisecond(one.sent_at_ms).unwrap_or_default();
    let href = match one.sort {
        FileSort::Photo => urls::photo(facility, &one),
        FileSort::Manual => urls::manual(facility, &one),
    };
    FileAnswer {
        id: one.id.to_string(),
        sort: one.sort.name(),
        document: one.document.to_string(),
        version: one.version,
        name_en: one.name.en,
        name_ru: one.name.ru,
        media_type: one.kind.media_type(),
        width: one.size.map(|size| size.0),
        height: one.size.map(|size| size.1),
        bytes: one.bytes,
        sha256: one.sha256,
        sent: at.to_string(),
        href,
    }
}

/// Photos of a facility, and its manuals for those who are let in
#[utoipa::path(get, path = "/api/v1/exchange/{cluster}/facilities/{facility}/files", tag = "exchange", operation_id = "exchange_files", params(("cluster" = String, Path, description = "The cluster's slug"), ("facility" = String, Path, description = "The facility's slug")), responses((status = OK, body = Vec<FileAnswer>), (status = NOT_FOUND, body = Problem)))]
pub(super) async fn api_list(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
) -> ApiResult<Vec<FileAnswer>> {
    let facility = found(&page, &exchange, &cluster, &slug).await?;
    let files = exchange.files(page.ctx(), &facility).await.map_err(|error| refused(&page, error))?;
    let all = files.photos.into_iter().chain(files.manuals);
    Ok(Json(all.map(|one| answer(&facility, one)).collect()))
}

/// What a file that is sent is.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Sent {
    /// `photo` or `manual`.
    sort: String,
    /// What it shows or is called, in English.
    name_en: String,
    /// The same in Russian.
    name_ru: String,
    /// The manual that it is the next version of.
    of: String,
}

/// Send a photo or a manual: the body is the file; for keepers
#[utoipa::path(post, path = "/api/v1/exchange/{cluster}/facilities/{facility}/files", tag = "exchange", operation_id = "exchange_send_file", request_body(content = Vec<u8>, content_type = "application/octet-stream"), params(("cluster" = String, Path, description = "The cluster's slug"), ("facility" = String, Path, description = "The facility's slug"), Sent), responses((status = OK, body = FileAnswer), (status = FORBIDDEN, body = Problem), (status = UNPROCESSABLE_ENTITY, body = Problem)))]
pub(super) async fn api_send(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
    Query(of): Query<Sent>,
    body: Bytes,
) -> ApiResult<FileAnswer> {
    let facility = kept(&page, &exchange, &cluster, &slug).await?;
    let Some(sort) = FileSort::from_name(&of.sort) else {
        return Err(WebError::field("sort", page.t("exchange-fault-file-sort")));
    };
    let typed = FileTyped { sort: of.sort, name_en: of.name_en, name_ru: of.name_ru, of: of.of };
    let new = new(sort, &typed, &body).ok_or(WebError::NotFound)?;
    let done = exchange.send_file(page.ctx(), &facility, &new).await.map_err(|error| refused(&page, error))?;
    Ok(Json(answer(&facility, done)))
}

/// Take a photo or a version of a manual away; for keepers
#[utoipa::path(delete, path = "/api/v1/exchange/{cluster}/facilities/{facility}/files/{id}", tag = "exchange", operation_id = "exchange_remove_file", params(("cluster" = String, Path, description = "The cluster's slug"), ("facility" = String, Path, description = "The facility's slug"), ("id" = String, Path, description = "Id of the file")), responses((status = OK, body = Vec<FileAnswer>), (status = FORBIDDEN, body = Problem), (status = NOT_FOUND, body = Problem)))]
pub(super) async fn api_remove(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug, id)): Path<(String, String, FileId)>,
) -> ApiResult<Vec<FileAnswer>> {
    let facility = kept(&page, &exchange, &cluster, &slug).await?;
    exchange.remove_file(page.ctx(), &facility, id).await.map_err(|error| refused(&page, error))?;
    api_list(page, State(exchange), Path((cluster, slug))).await
}

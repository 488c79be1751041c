//! `/evidence/inbox`: source files from browsers, several at once; and from programs, one at a time.

use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use bellwether_web::api::{ApiResult, FieldProblem, Page, PageResult, View, WebError};
use bellwether_web::extract::Query;
use bellwether_web::format;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::ingests::list_page;
use crate::model::file_name::NameProblem;
use crate::service::ingests::Ingests;
use crate::service::upload::{Received, UploadError};
use crate::urls;

/// The field of the form.
const FIELD: &str = "upload";

/// Takes the files of a form, in their order, up to the first that is refused.
pub async fn from_form(page: Page, State(ingests): State<Ingests>, request: Request) -> PageResult {
    ingests.permit_upload(page.ctx()).map_err(|error| refusal(&page, &ingests, error))?;
    let taken = match Multipart::from_request(request, &()).await {
        Ok(form) => take_all(&page, &ingests, form).await,
        // A form that cannot hold files.
        Err(_) => Ok(0),
    };
    let problem = match taken {
        Ok(0) => page.t("uploads-nothing"),
        Ok(_) => return Ok(page.redirect_with_notice(urls::INGESTS, "uploads-sent")),
        Err(Refused { file, taken, error }) => {
            let words = words(&page, &ingests, &error).ok_or_else(|| WebError::internal(error))?;
            let before = if taken > 0 { page.t_with("uploads-partly", &[("n", taken.into())]) } else { String::new() };
            format!("{file}: {words} {before}")
        }
    };
    let problems = vec![FieldProblem::new(FIELD, problem.trim_end())];
    let again = list_page(&page, &ingests, None, problems).await?;
    Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, again.title(&page), again.body(&page)))
}

struct Refused {
    file: String,
    taken: usize,
    error: UploadError,
}

async fn take_all(page: &Page, ingests: &Ingests, mut form: Multipart) -> Result<usize, Refused> {
    let mut taken = 0;
    loop {
        let refused = |file: &str, error| Refused { file: file.to_owned(), taken, error };
        let Some(part) = form.next_field().await.map_err(|_| refused("…", UploadError::Cut))? else {
            return Ok(taken);
        };
        // A form without a chosen file sends one without a name.
        let Some(name) = part.file_name().filter(|name| !name.is_empty()).map(str::to_owned) else { continue };
        ingests.receive(page.ctx(), &name, None, part).await.map_err(|error| refused(&name, error))?;
        taken += 1;
    }
}

/// A file in the inbox.
#[derive(Serialize, ToSchema)]
pub struct InboxFile {
    /// Its name.
    name: String,
    /// Its length.
    bytes: u64,
    /// Was a file of this name and length ingested before?
    is_known: bool,
}

/// Source files that wait for an ingest, by name
#[utoipa::path(get, path = "/api/v1/evidence/inbox", tag = "Evidence", responses((status = 200, body = [InboxFile])))]
pub(super) async fn inbox(page: Page, State(ingests): State<Ingests>) -> ApiResult<Vec<InboxFile>> {
    let files = ingests.inbox(page.ctx()).await?.into_iter();
    let files = files.map(|file| InboxFile { name: file.name, bytes: file.bytes, is_known: file.is_known });
    Ok(axum::Json(files.collect()))
}

/// What the sender says about the file.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Sent {
    /// The name of the file.
    #[serde(default)]
    name: String,
}

/// A file that was taken.
#[derive(Serialize, ToSchema)]
pub struct Taken {
    /// Its name in the inbox.
    name: String,
    /// Its length.
    bytes: u64,
    /// SHA-256 of what arrived, in hexadecimal.
    sha256: String,
}

/// Put a source file into the inbox: its bytes are the body, as application/octet-stream
#[utoipa::path(post, path = "/api/v1/evidence/inbox", tag = "Evidence", params(Sent),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = Taken), (status = 409, description = "There is a file of this name"), (status = 413, description = "Longer than files may be"), (status = 422, description = "The name is not taken, or the file is no source")))]
pub(super) async fn from_program(
    page: Page,
    State(ingests): State<Ingests>,
    Query(sent): Query<Sent>,
    request: Request,
) -> Result<(StatusCode, axum::Json<Taken>), WebError> {
    let declared = length(request.headers());
    let body = request.into_body().into_data_stream();
    let received = ingests.receive(page.ctx(), &sent.name, declared, body).await;
    let Received { name, bytes, sha256 } = received.map_err(|error| refusal(&page, &ingests, error))?;
    Ok((StatusCode::CREATED, axum::Json(Taken { name, bytes, sha256 })))
}

fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// The refusal in words for people; `None` for faults that are not the sender's business.
fn words(page: &Page, ingests: &Ingests, error: &UploadError) -> Option<String> {
    let key = match error {
        UploadError::Name(NameProblem::Empty) => "uploads-name-empty",
        UploadError::Name(NameProblem::Long) => "uploads-name-long",
        UploadError::Name(NameProblem::Signs) => "uploads-name-signs",
        UploadError::Name(NameProblem::Ends) => "uploads-name-ends",
        UploadError::Name(NameProblem::NoSource(ending)) => {
            return Some(page.t_with("uploads-name-no-source", &[("ending", (*ending).into())]));
        }
        UploadError::Taken => "uploads-taken",
        UploadError::Empty => "uploads-empty",
        UploadError::UnknownKind => "uploads-unknown-kind",
        UploadError::TooLarge { .. } => {
            let size = format::bytes(page.lang(), ingests.largest_upload());
            return Some(page.t_with("uploads-too-large", &[("size", size.into())]));
        }
        UploadError::NoSpace => "uploads-no-space",
        UploadError::Cut => "uploads-cut",
        UploadError::Denied(_) | UploadError::Inbox(_) | UploadError::Db(_) => return None,
    };
    Some(page.t(key))
}

fn refusal(page: &Page, ingests: &Ingests, error: UploadError) -> WebError {
    let Some(words) = words(page, ingests, &error) else {
        return match error {
            UploadError::Denied(denied) => denied.into(),
            other => WebError::internal(other),
        };
    };
    match error {
        UploadError::Taken => WebError::Conflict(words),
        UploadError::TooLarge { .. } => WebError::TooLarge,
        UploadError::NoSpace => WebError::Unavailable(words),
        UploadError::Cut => WebError::BadRequest(words),
        UploadError::Name(_) => WebError::field("name", words),
        _ => WebError::field("body", words),
    }
}

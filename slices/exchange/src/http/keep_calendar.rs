//! A calendar of somebody else, as a file: its busy times are put out of service.

use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::StatusCode;
use bellwether_web::api::{FieldProblem, Page, PageResult, View, WebError};
use bellwether_web::extract::Path;

use super::facilities::found;
use super::keep::{Typed, view};
use super::refused::refused;
use crate::model::ical_in::{BYTES, ahead, read};
use crate::policy::Act;
use crate::service::Exchange;
use crate::views::keep::ImportedView;

/// Takes the file.
pub async fn take(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
    request: Request,
) -> PageResult {
    let facility = found(&page, &exchange, &cluster, &slug).await?;
    page.ctx().permit(Act::Keep, &facility)?;
    let text = sent(request).await?;
    let mut typed = Typed::default();
    let problem = match read(&text, &facility.time_zone(), ahead(page.ctx().now())) {
        Ok(busy) => {
            let imported = exchange.import_busy(page.ctx(), &facility, &busy).await;
            let imported = imported.map_err(|error| refused(&page, error))?;
            typed.imported = Some(ImportedView::of(imported));
            None
        }
        Err(wrong) => {
            let line = ("line", u32::try_from(wrong.line).unwrap_or(u32::MAX).into());
            let words = page.t_with("exchange-ical-line", &[line, ("fault", page.t(wrong.fault.key()).into())]);
            Some(FieldProblem::new("calendar", words))
        }
    };
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    typed.problems.extend(problem);
    let view = view(&page, &exchange, facility, typed).await?;
    Ok(page.render_with(status, view.title(&page), view.body(&page)))
}

/// The text of the first file; bytes beyond the most are not read.
async fn sent(request: Request) -> Result<String, WebError> {
    let cut = |_| WebError::BadRequest("the form broke off, or is no form".to_owned());
    let Ok(mut form) = Multipart::from_request(request, &()).await else {
        return Err(WebError::BadRequest("the form must be sent as multipart/form-data".to_owned()));
    };
    while let Some(mut part) = form.next_field().await.map_err(cut)? {
        if part.name() != Some("calendar") {
            continue;
        }
        let mut bytes = Vec::new();
        while let Some(more) = part.chunk().await.map_err(cut)? {
            bytes.extend_from_slice(&more);
            if bytes.len() > BYTES {
                break;
            }
        }
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    Ok(String::new())
}

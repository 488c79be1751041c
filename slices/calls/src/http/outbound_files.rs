//! Applications to other funders as files and from them: lists, calendars, what was sent, and what came with it.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::policy::OfCluster;
use bellwether_web::api::{FieldProblem, Page, PageResult, WebError};
use bellwether_web::download;
use bellwether_web::extract::{Form, Path, Query};
use bellwether_web::ical::{Event, calendar};

use super::calls::again;
use super::draft::file_in;
use super::outbound::Asked;
use super::refused::{problems, refused};
use crate::model::file::FileId;
use crate::model::outbound::{Outbound, OutboundId};
use crate::model::outbound_rows::{COLUMNS, cells};
use crate::policy::Act;
use crate::service::Calls;
use crate::service::error::CallError;
use crate::urls;
use crate::views::edit::Typed;
use crate::views::outbound_import::ImportPage;
use crate::views::outbound_write::OutboundDraftPage;

/// The most of a file.
const MOST: u32 = 20_000;

/// The list as CSV, which can be imported again.
pub async fn csv(page: Page, State(calls): State<Calls>, Query(asked): Query<Asked>) -> PageResult {
    let no = |error| refused(&page, error);
    let (rows, ..) = calls.outbounds(page.ctx(), &asked.sought(), MOST).await.map_err(no)?;
    let emails = calls.responsible_addresses(page.ctx(), &rows).await.map_err(no)?;
    let of = |one: &Outbound| cells(one, emails.get(&one.responsible).map_or("", String::as_str));
    download::csv("outbound.csv", &COLUMNS, rows.iter().map(of))
}

/// Deadlines and reports that are ahead, for calendar programs.
pub async fn ics(page: Page, State(calls): State<Calls>, Query(asked): Query<Asked>) -> PageResult {
    let (rows, ..) = calls.outbounds(page.ctx(), &asked.sought(), MOST).await.map_err(|error| refused(&page, error))?;
    let event = |one: &Outbound| {
        let deadline_ms = one.facts.deadline_ms()?;
        let title = if one.title.is_empty() { &one.facts.funder } else { &one.title };
        Some(Event {
            uid: format!("{}@bellwether", one.id),
            // The same application is the same bytes.
            stamp: Timestamp::from_millisecond(one.begun_at_ms).ok()?,
            from: Timestamp::from_millisecond(deadline_ms - 3_600_000).ok()?,
            until: Timestamp::from_millisecond(deadline_ms).ok()?,
            summary: page.t_with("calls-deadline-of", &[("title", title.as_str().into())]),
            location: page.address(&urls::outbound(one.id)),
            status: "CONFIRMED",
        })
    };
    let events: Vec<Event> = rows.iter().filter(|one| one.state.is_ahead()).filter_map(event).collect();
    let text = calendar(&page.t("calls-outbound-title"), &events);
    Ok(([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response())
}

/// What was sent, as exact bytes.
pub async fn sent(page: Page, State(calls): State<Calls>, Path(id): Path<OutboundId>) -> PageResult {
    let of = calls.outbound(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
    let frozen = of.frozen.ok_or(WebError::NotFound)?;
    let mut response = download::file("sent.json", "application/json", frozen.text().to_owned());
    if let Ok(digest) = HeaderValue::from_str(&format!("\"{}\"", frozen.sha256())) {
        response.headers_mut().insert(header::ETAG, digest);
    }
    Ok(response)
}

/// A file. Always kept and never shown, so that nothing in it runs.
pub async fn file(page: Page, State(calls): State<Calls>, Path((id, of)): Path<(OutboundId, FileId)>) -> PageResult {
    let (file, bytes) = calls.outbound_file(page.ctx(), id, of).await.map_err(|error| refused(&page, error))?;
    let ending = file.kind.endings().first().copied().unwrap_or("bin");
    let mut response: Response = download::file(&format!("{}.{ending}", file.field), file.kind.media_type(), bytes);
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(response)
}

/// Takes a file.
pub async fn send(page: Page, State(calls): State<Calls>, Path(id): Path<OutboundId>, request: Request) -> PageResult {
    // Whoever may not write learns nothing from what comes of the file.
    let of = calls.outbound(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
    page.ctx().permit(Act::WriteOutbound, &of.one)?;
    let (code, name, bytes) = file_in(request).await?;
    match calls.send_outbound_file(page.ctx(), id, &code, (&name, &bytes)).await {
        Ok(_) => Ok(page.redirect_with_notice(urls::of_outbound(id, "edit"), "calls-file-sent")),
        Err(error @ CallError::File(_)) => {
            let named = |one: FieldProblem| FieldProblem::new(format!("file.{code}"), one.message);
            let problems = problems(&page, &error).into_iter().map(named).collect();
            again(&page, &OutboundDraftPage { of, typed: std::collections::BTreeMap::new(), problems })
        }
        Err(error) => Err(refused(&page, error)),
    }
}

/// Takes a file away.
pub async fn remove(
    page: Page,
    State(calls): State<Calls>,
    Path((id, file)): Path<(OutboundId, FileId)>,
) -> PageResult {
    calls.remove_outbound_file(page.ctx(), id, file).await.map_err(|error| refused(&page, error))?;
    Ok(page.redirect_with_notice(urls::of_outbound(id, "edit"), "calls-done"))
}

/// The form of an import.
pub async fn import(page: Page, State(calls): State<Calls>, Path(cluster): Path<String>) -> PageResult {
    page.ctx().permit(Act::KeepOutbound, &OfCluster(&cluster))?;
    let plan = calls.plan_outbound(page.ctx(), &cluster, "").await.map_err(|error| refused(&page, error))?;
    Ok(page.show(&ImportPage { cluster, text: String::new(), plan }))
}

/// What would come of it, or what came of it where that was seen before.
pub async fn bring(
    page: Page,
    State(calls): State<Calls>,
    Path(cluster): Path<String>,
    Form(typed): Form<Typed>,
) -> PageResult {
    page.ctx().permit(Act::KeepOutbound, &OfCluster(&cluster))?;
    let no = |error| refused(&page, error);
    let text = typed.get("rows").cloned().unwrap_or_default();
    if typed.get("do").is_some_and(|what| what == "bring") {
        calls.bring_outbound(page.ctx(), &cluster, &text, false).await.map_err(no)?;
        return Ok(page.redirect_with_notice(urls::OUTBOUND, "calls-done"));
    }
    let plan = calls.plan_outbound(page.ctx(), &cluster, &text).await.map_err(no)?;
    Ok(page.show(&ImportPage { cluster, text, plan }))
}

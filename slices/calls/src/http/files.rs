//! Lists as files, calendars, letters, what was handed in, and what came with it.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bellwether_kernel::amount::Amount;
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::lang::Lang;
use bellwether_paper::fonts::Fonts;
use bellwether_paper::pdf::render;
use bellwether_web::api::{Page, PageResult, WebError, embedded};
use bellwether_web::download;
use bellwether_web::extract::{Path, Query};
use bellwether_web::ical::{Event, calendar};
use bellwether_web::sheet::{Cell, Sheet, download as spreadsheet};
use serde::Deserialize;

use super::applications::{Asked, decided_call};
use super::refused::refused;
use crate::model::application::{Application, ApplicationId};
use crate::model::call::Call;
use crate::model::file::FileId;
use crate::model::people::PeopleNames;
use crate::service::Calls;
use crate::urls;
use crate::views::letter::{Letter, document};
use crate::views::parts;

/// The most applications of a file.
const MOST: u32 = 20_000;

/// Calls that are published, as CSV.
pub async fn calls_csv(page: Page, State(calls): State<Calls>) -> PageResult {
    let all = calls.calls(page.ctx(), None).await.map_err(|error| refused(&page, error))?;
    let now_ms = page.ctx().now().as_millisecond();
    let moment = |ms| Timestamp::from_millisecond(ms).map(|at| at.to_string()).unwrap_or_default();
    let row = |call: &Call| {
        let title = call.content.title.best(page.lang()).0.to_owned();
        let money = Amount::new(call.budget_minor, call.unit).decimal();
        let state = call.state_at(now_ms).name().to_owned();
        [
            call.cluster.clone(),
            call.slug.clone(),
            title,
            state,
            moment(call.opens_ms),
            moment(call.closes_ms),
            money,
            call.unit.code().to_owned(),
        ]
    };
    download::csv(
        "calls.csv",
        &["cluster", "call", "title", "state", "opens", "closes", "budget", "currency"],
        all.iter().map(row),
    )
}

/// The deadlines of calls that are published, for calendar programs.
pub async fn calls_ics(page: Page, State(calls): State<Calls>) -> PageResult {
    let all = calls.calls(page.ctx(), None).await.map_err(|error| refused(&page, error))?;
    let event = |call: &Call| {
        let until = Timestamp::from_millisecond(call.closes_ms).ok()?;
        let from = Timestamp::from_millisecond(call.closes_ms - 3_600_000).ok()?;
        let title = call.content.title.best(page.lang()).0;
        Some(Event {
            uid: format!("{}@bellwether", call.id),
            // The same call is the same bytes.
            stamp: Timestamp::from_millisecond(call.opens_ms).ok()?,
            from,
            until,
            summary: page.t_with("calls-deadline-of", &[("title", title.into())]),
            location: page.address(&urls::call(call)),
            status: "CONFIRMED",
        })
    };
    let events: Vec<Event> = all.iter().filter(|call| call.version > 0).filter_map(event).collect();
    let text = calendar(&page.t("calls-title"), &events);
    Ok(([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response())
}

async fn rows(
    page: &Page,
    calls: &Calls,
    (cluster, slug): (&str, &str),
    asked: &Asked,
) -> Result<(Call, Vec<Application>, PeopleNames), WebError> {
    let call = decided_call(page, calls, cluster, slug).await?;
    let search = asked.search(page, calls, &call).await?;
    let found = calls.search(page.ctx(), &call, &search, MOST).await;
    let (rows, _) = found.map_err(|error| refused(page, error))?;
    let names = calls.leads(page.ctx(), &rows).await.map_err(|error| refused(page, error))?;
    Ok((call, rows, names))
}

fn cells(one: &Application, names: &PeopleNames) -> [String; 8] {
    let money = |minor: Option<i64>| minor.map(|minor| Amount::new(minor, one.unit).decimal()).unwrap_or_default();
    [
        one.number.to_string(),
        one.title.clone(),
        names.get(&one.lead).cloned().unwrap_or_default(),
        one.stage.key.clone(),
        one.state.name().to_owned(),
        money(one.asked_minor),
        money(one.awarded_minor),
        one.unit.code().to_owned(),
    ]
}

/// The applications of a call as CSV.
pub async fn applications_csv(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let (_, rows, names) = rows(&page, &calls, (&cluster, &slug), &asked).await?;
    let head = ["number", "title", "lead", "stage", "state", "asked", "given", "currency"];
    download::csv("applications.csv", &head, rows.iter().map(|one| cells(one, &names)))
}

/// The applications of a call as a spreadsheet.
pub async fn applications_xlsx(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let (call, rows, names) = rows(&page, &calls, (&cluster, &slug), &asked).await?;
    let columns = [
        ("calls-number", 8),
        ("calls-application", 50),
        ("calls-lead-name", 24),
        ("calls-stage", 16),
        ("calls-state", 16),
        ("calls-asked", 16),
        ("calls-given", 16),
        ("calls-currency", 8),
    ];
    let mut sheet = Sheet::titled(&page, &columns, MOST)?;
    for one in &rows {
        let [number, title, lead, stage, _, asked, given, currency] = cells(one, &names);
        let amount = |text: String| text.parse::<f64>().map_or(Cell::Empty, Cell::Number);
        let state = parts::state_words(&page, one.state);
        sheet.row([
            amount(number),
            title.into(),
            lead.into(),
            stage.into(),
            state.into(),
            amount(asked),
            amount(given),
            currency.into(),
        ])?;
    }
    let about = [(page.t("calls-call"), Cell::from(call.content.title.best(page.lang()).0))];
    Ok(spreadsheet("applications", sheet.finish(&about)?))
}

/// What was handed in, as exact bytes.
pub async fn submitted(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<ApplicationId>,
    Query(asked): Query<LetterAsked>,
) -> PageResult {
    let no = |error| refused(&page, error);
    let frozen = match asked.stage.as_str() {
        "" => calls.submitted(page.ctx(), id).await.map_err(no)?,
        stage => {
            let at = calls.dossier_in(page.ctx(), id, stage).await.map_err(no)?.shown;
            calls.submitted_in(page.ctx(), id, at).await.map_err(no)?
        }
    };
    let mut response = download::file("application.json", "application/json", frozen.text().to_owned());
    if let Ok(digest) = HeaderValue::from_str(&format!("\"{}\"", frozen.sha256())) {
        response.headers_mut().insert(header::ETAG, digest);
    }
    Ok(response)
}

/// A file that came with an application. Always kept and never shown, so that nothing in it runs.
pub async fn file(page: Page, State(calls): State<Calls>, Path((id, of)): Path<(ApplicationId, FileId)>) -> PageResult {
    let (file, bytes) = calls.file(page.ctx(), id, of).await.map_err(|error| refused(&page, error))?;
    let ending = file.kind.endings().first().copied().unwrap_or("bin");
    let mut response: Response = download::file(&format!("{}.{ending}", file.field), file.kind.media_type(), bytes);
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(response)
}

/// Which language is wanted, and which stage.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LetterAsked {
    lang: String,
    stage: String,
}

/// The letter with the decision, once it is announced.
pub async fn letter(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<ApplicationId>,
    Query(asked): Query<LetterAsked>,
) -> PageResult {
    let no = |error| refused(&page, error);
    let of = calls.dossier(page.ctx(), id).await.map_err(no)?;
    // That of an earlier stage, or of the one that was reached.
    let stage = of.content.stage_of(&asked.stage);
    let decision = match stage {
        Some(at) if at != of.application.stage.at => of.before.iter().find(|one| one.stage == at).cloned(),
        _ => of.decision.clone(),
    };
    let decision = decision.filter(|one| one.announced_at_ms.is_some()).ok_or(WebError::NotFound)?;
    let lang = Lang::from_code(&asked.lang).unwrap_or(page.lang());
    let words = page.words().in_language(lang);
    let clusters = calls.clusters(page.ctx()).await.map_err(no)?;
    let cluster = clusters.iter().find(|one| one.slug == of.application.cluster);
    let cluster = cluster.map(|one| one.name.best(lang).0.to_owned()).unwrap_or_default();
    let address = page.address(&urls::application(id));
    let name = format!("letter-{}-{}.pdf", of.application.number, lang.code());
    // Setting a page is pure computing.
    let bytes = tokio::task::spawn_blocking(move || {
        let letter = Letter { of: &of, decision: &decision, cluster, address };
        let fonts = Fonts::load(embedded).map_err(WebError::internal)?;
        render(&document(&words, &letter), &fonts).map_err(WebError::internal)
    });
    let bytes = bytes.await.map_err(WebError::internal)??;
    Ok(download::file(&name, "application/pdf", bytes))
}

//! The applications of a call, for those who run it and decide: list, acts on many, decision pack, announcement.

use axum::extract::State;
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_web::api::{Link, Page, PageResult, WebError};
use bellwether_web::extract::{Form, Path, Query};
use serde::Deserialize;

use super::refused::{refused, shown};
use crate::model::application::ApplicationId;
use crate::model::call::Call;
use crate::model::handling::Handling;
use crate::policy::Act;
use crate::service::Calls;
use crate::urls;
use crate::views::applications::ApplicationsPage;
use crate::views::pack::PackPage;
use crate::views::preview::PreviewPage;

/// How many at once.
const ROWS: u32 = 50;
/// The most of a decision pack.
pub const MOST: u32 = 2000;
/// What stands in a decision pack.
pub const PACKED: &[RequestState] = &[
    RequestState::InReview,
    RequestState::Decided,
    RequestState::Accepted,
    RequestState::Waitlisted,
    RequestState::Rejected,
    RequestState::Appealed,
    RequestState::RejectedFinally,
    RequestState::Active,
    RequestState::Completed,
];

/// What is asked of the list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Words.
    pub q: String,
    /// A state.
    pub state: String,
    /// After this number.
    pub after: Option<i64>,
}

impl Asked {
    /// The state that is asked for.
    pub fn state(&self) -> Option<RequestState> {
        RequestState::from_name(&self.state)
    }
}

/// The call whose applications are asked for, if who asks may decide about them.
pub async fn decided_call(page: &Page, calls: &Calls, cluster: &str, slug: &str) -> Result<Call, WebError> {
    // Before anything is looked up, so that a visitor is asked to sign in.
    page.ctx().permit(Act::Decide, &bellwether_kernel::policy::OfCluster(cluster))?;
    calls.call(page.ctx(), cluster, slug).await.map_err(|error| refused(page, error))
}

/// The list.
pub async fn list(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let no = |error| refused(&page, error);
    let call = decided_call(&page, &calls, &cluster, &slug).await?;
    let states: Vec<RequestState> = asked.state().into_iter().collect();
    let (mut rows, counts) =
        calls.applications(page.ctx(), &call, (&asked.q, &states), asked.after, ROWS + 1).await.map_err(no)?;
    let is_more = rows.len() > ROWS as usize;
    rows.truncate(ROWS as usize);
    let next = rows.last().filter(|_| is_more).map(|last| {
        let list = Link::to(urls::of_call(&call, "applications")).keeping(page.query(), &["after"]);
        list.with("after", last.number).to_string()
    });
    let (summaries, _) = calls.judged(page.ctx(), &call, &rows).await.map_err(no)?;
    let names = calls.leads(page.ctx(), &rows).await.map_err(no)?;
    let handles = page.may(Act::HandleApplications, &call);
    let state = asked.state();
    Ok(page.show(&ApplicationsPage { call, rows, counts, summaries, names, words: asked.q, state, next, handles }))
}

/// An act on many.
#[derive(Clone, Debug, Default)]
struct Bulk {
    ids: Vec<ApplicationId>,
    how: String,
    why: String,
    email: String,
}

impl Bulk {
    fn of(sent: Vec<(String, String)>) -> Bulk {
        let mut bulk = Bulk::default();
        for (name, value) in sent {
            match name.as_str() {
                "id" => bulk.ids.extend(value.parse::<ApplicationId>().ok()),
                "how" => bulk.how = value,
                "why" => bulk.why = value,
                "email" => bulk.email = value,
                _ => {}
            }
        }
        bulk
    }

    fn handling(&self, page: &Page) -> Result<Handling, WebError> {
        handling(page, &self.how, &self.why, &self.email)
    }
}

/// What is to be done, by the names in forms.
pub fn handling(page: &Page, how: &str, why: &str, email: &str) -> Result<Handling, WebError> {
    match how {
        "review" => Ok(Handling::StartReview),
        "return" => Ok(Handling::Return(why.to_owned())),
        "assign" => Ok(Handling::Assign(email.to_owned())),
        _ => Err(WebError::field("how", page.t("calls-fault-step"))),
    }
}

/// What would come of an act.
pub async fn preview(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    Form(sent): Form<Vec<(String, String)>>,
) -> PageResult {
    page.ctx().permit(Act::HandleApplications, &bellwether_kernel::policy::OfCluster(&cluster))?;
    let call = decided_call(&page, &calls, &cluster, &slug).await?;
    let bulk = Bulk::of(sent);
    if bulk.how == "assign" && bulk.email.trim().is_empty() {
        return Ok(page.redirect_to(urls::assign(&call, &bulk.ids)));
    }
    match calls.preview(page.ctx(), &call, &bulk.ids, &bulk.handling(&page)?).await {
        Ok(previews) => {
            let why = if bulk.how == "return" { bulk.why } else { String::new() };
            let email = if bulk.how == "assign" { bulk.email } else { String::new() };
            Ok(page.show(&PreviewPage { call, previews, how: bulk.how, why, email }))
        }
        Err(error) => Err(WebError::Invalid(shown(&page, "why", error)?)),
    }
}

/// Does the act.
pub async fn bulk(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    Form(sent): Form<Vec<(String, String)>>,
) -> PageResult {
    page.ctx().permit(Act::HandleApplications, &bellwether_kernel::policy::OfCluster(&cluster))?;
    let call = decided_call(&page, &calls, &cluster, &slug).await?;
    let bulk = Bulk::of(sent);
    let done = calls.handle(page.ctx(), &call, &bulk.ids, &bulk.handling(&page)?).await;
    done.map_err(|error| refused(&page, error))?;
    Ok(page.redirect_with_notice(urls::of_call(&call, "applications"), "calls-done"))
}

/// The decision pack.
pub async fn pack(page: Page, State(calls): State<Calls>, Path((cluster, slug)): Path<(String, String)>) -> PageResult {
    let no = |error| refused(&page, error);
    let call = decided_call(&page, &calls, &cluster, &slug).await?;
    let (rows, _) = calls.applications(page.ctx(), &call, ("", PACKED), None, MOST).await.map_err(no)?;
    let (summaries, decisions) = calls.judged(page.ctx(), &call, &rows).await.map_err(no)?;
    Ok(page.show(&PackPage { call, rows, summaries, decisions }))
}

/// Announces what was decided.
pub async fn announce(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
) -> PageResult {
    let call = decided_call(&page, &calls, &cluster, &slug).await?;
    calls.announce(page.ctx(), &call, &[]).await.map_err(|error| refused(&page, error))?;
    Ok(page.redirect_with_notice(urls::of_call(&call, "decisions"), "calls-announced"))
}

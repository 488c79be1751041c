//! The applications of a call, for those who run it and decide: list, acts on many, decision pack, announcement.

use axum::extract::State;
use bellwether_exchange_rules::lifecycle::decision::Outcome;
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_web::api::{Link, Page, PageResult, WebError};
use bellwether_web::extract::{Form, Path, Query};
use serde::Deserialize;

use super::refused::{refused, shown};
use crate::model::application::ApplicationId;
use crate::model::call::Call;
use crate::model::handling::Handling;
use crate::model::search::{Search, Typed};
use crate::policy::Act;
use crate::service::Calls;
use crate::urls;
use crate::views::applications::ApplicationsPage;
use crate::views::preview::PreviewPage;

/// How many at once.
const ROWS: u32 = 50;
/// What is asked of the list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Words.
    pub q: String,
    /// A state.
    pub state: String,
    /// The key of a stage.
    pub stage: String,
    /// At least so many percent of the best score.
    pub score: String,
    /// Asking for at least so much.
    pub least: String,
    /// Asking for at most so much.
    pub most: String,
    /// The e-mail address of a member of the team.
    pub member: String,
    /// After this number.
    pub after: Option<i64>,
}

impl Asked {
    /// The state that is asked for.
    pub fn state(&self) -> Option<RequestState> {
        RequestState::from_name(&self.state)
    }

    /// What was typed.
    pub fn typed(&self) -> Typed {
        Typed {
            q: self.q.clone(),
            state: self.state.clone(),
            stage: self.stage.clone(),
            score: self.score.clone(),
            least: self.least.clone(),
            most: self.most.clone(),
            member: self.member.clone(),
        }
    }

    /// What is looked for.
    pub async fn search(&self, page: &Page, calls: &Calls, call: &Call) -> Result<Search, WebError> {
        let search = calls.search_of(page.ctx(), call, &self.typed()).await.map_err(|error| refused(page, error))?;
        Ok(Search { after: self.after, ..search })
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
    let search = asked.search(&page, &calls, &call).await?;
    let (mut rows, counts) = calls.search(page.ctx(), &call, &search, ROWS + 1).await.map_err(no)?;
    let is_more = rows.len() > ROWS as usize;
    rows.truncate(ROWS as usize);
    let next = rows.last().filter(|_| is_more).map(|last| {
        let list = Link::to(urls::of_call(&call, "applications")).keeping(page.query(), &["after"]);
        list.with("after", last.number).to_string()
    });
    let (summaries, _) = calls.judged(page.ctx(), &call, &rows).await.map_err(no)?;
    let names = calls.leads(page.ctx(), &rows).await.map_err(no)?;
    let handles = page.may(Act::HandleApplications, &call);
    let (state, typed) = (asked.state(), asked.typed());
    Ok(page.show(&ApplicationsPage { call, rows, counts, summaries, names, typed, state, next, handles }))
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
}

/// What is to be done, by the names in forms.
pub fn handling(page: &Page, how: &str, why: &str, email: &str) -> Result<Handling, WebError> {
    match how {
        "review" => Ok(Handling::StartReview),
        "return" => Ok(Handling::Return(why.to_owned())),
        "assign" => Ok(Handling::Assign(email.to_owned())),
        "accept" => Ok(Handling::Decide(Outcome::Accepted, why.to_owned())),
        "waitlist" => Ok(Handling::Decide(Outcome::Waitlisted, why.to_owned())),
        "reject" => Ok(Handling::Decide(Outcome::Rejected, why.to_owned())),
        "announce" => Ok(Handling::Announce),
        "lapse" => Ok(Handling::Lapse),
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
    let bulk = Bulk::of(sent);
    // Asked before anything is looked up, so that a visitor is asked to sign in.
    let how = match (bulk.how.as_str(), bulk.email.trim()) {
        // Without an address, people are chosen by name.
        ("assign", "") => None,
        _ => Some(handling(&page, &bulk.how, &bulk.why, &bulk.email)),
    };
    let act = how.as_ref().and_then(|how| how.as_ref().ok()).map_or(Act::HandleApplications, Act::of);
    page.ctx().permit(act, &bellwether_kernel::policy::OfCluster(&cluster))?;
    let call = decided_call(&page, &calls, &cluster, &slug).await?;
    let Some(how) = how else { return Ok(page.redirect_to(urls::assign(&call, &bulk.ids))) };
    match calls.preview(page.ctx(), &call, &bulk.ids, &how?).await {
        Ok(previews) => {
            let is_said = matches!(bulk.how.as_str(), "return" | "accept" | "waitlist" | "reject");
            let why = if is_said { bulk.why } else { String::new() };
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
    let bulk = Bulk::of(sent);
    // Asked before anything is looked up, so that a visitor is asked to sign in.
    let how = handling(&page, &bulk.how, &bulk.why, &bulk.email);
    let act = how.as_ref().map_or(Act::HandleApplications, Act::of);
    page.ctx().permit(act, &bellwether_kernel::policy::OfCluster(&cluster))?;
    let call = decided_call(&page, &calls, &cluster, &slug).await?;
    let done = calls.handle(page.ctx(), &call, &bulk.ids, &how?).await;
    done.map_err(|error| refused(&page, error))?;
    Ok(page.redirect_with_notice(urls::of_call(&call, "applications"), "calls-done"))
}

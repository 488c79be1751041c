//! Applications to other funders: list, page, writing, steps.

use std::collections::BTreeMap;

use axum::extract::State;
use bellwether_cluster::api::current;
use bellwether_kernel::amount::Amount;
use bellwether_kernel::policy::OfCluster;
use bellwether_web::api::{FieldProblem, Page, PageResult, WebError};
use bellwether_web::extract::{Form, Path, Query};
use serde::Deserialize;

use super::calls::again;
use super::draft::{answered, conflicts};
use super::refused::{refused, shown};
use crate::model::form;
use crate::model::outbound::{Facts, OutboundId, OutboundState, OutboundStep};
use crate::policy::Act;
use crate::service::Calls;
use crate::service::error::CallError;
use crate::service::outbound::{Noted, Sought};
use crate::urls;
use crate::views::edit::Typed;
use crate::views::outbound::OutboundPage;
use crate::views::outbound_write::{FactsPage, OutboundDraftPage, typed_of};
use crate::views::outbounds::OutboundsPage;

/// The most of a list.
const ROWS: u32 = 500;

/// What is asked of the list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    cluster: String,
    state: String,
    q: String,
}

impl Asked {
    /// As the service takes it.
    pub fn sought(&self) -> Sought {
        let states = OutboundState::from_name(&self.state).into_iter().collect();
        Sought { cluster: self.cluster.clone(), states, words: self.q.clone() }
    }
}

/// The list.
pub async fn list(page: Page, State(calls): State<Calls>, Query(asked): Query<Asked>) -> PageResult {
    let no = |error| refused(&page, error);
    let (rows, totals, success) = calls.outbounds(page.ctx(), &asked.sought(), ROWS).await.map_err(no)?;
    let names = calls.responsibles(page.ctx(), &rows).await.map_err(no)?;
    let clusters = calls.clusters(page.ctx()).await.map_err(no)?;
    let keeps = Some(asked.cluster.as_str()).filter(|slug| !slug.is_empty());
    let keeps = keeps.or(current(&page, &clusters).map(|of| of.slug.as_str()));
    let keeps = keeps.filter(|slug| page.may(Act::KeepOutbound, &OfCluster(slug))).map(str::to_owned);
    Ok(page.show(&OutboundsPage {
        rows,
        totals,
        success,
        names,
        clusters: clusters.iter().map(|of| (of.slug.clone(), of.short.clone())).collect(),
        state: OutboundState::from_name(&asked.state),
        cluster: asked.cluster,
        words: asked.q,
        keeps,
    }))
}

/// One of them.
pub async fn one(page: Page, State(calls): State<Calls>, Path(id): Path<OutboundId>) -> PageResult {
    Ok(page.show(&view(&page, &calls, id, Vec::new()).await?))
}

async fn view(
    page: &Page,
    calls: &Calls,
    id: OutboundId,
    problems: Vec<FieldProblem>,
) -> Result<OutboundPage, WebError> {
    let of = calls.outbound(page.ctx(), id).await.map_err(|error| refused(page, error))?;
    let is_asker = of.one.asked_by.is_some() && of.one.asked_by == page.actor().user_id();
    Ok(OutboundPage {
        writes: page.may(Act::WriteOutbound, &of.one),
        keeps: page.may(Act::KeepOutbound, &of.one),
        is_asker,
        of,
        problems,
    })
}

async fn after<T>(page: &Page, calls: &Calls, id: OutboundId, done: Result<T, CallError>) -> PageResult {
    match done {
        Ok(_) => Ok(page.redirect_with_notice(urls::outbound(id), "calls-done")),
        Err(error) => {
            let problems = shown(page, "step", error)?;
            again(page, &view(page, calls, id, problems).await?)
        }
    }
}

fn read_facts(page: &Page, typed: &Typed) -> Result<Facts, Vec<FieldProblem>> {
    let value = |name: &str| typed.get(name).map_or("", |value| value.trim());
    let problem = |field: &str, key: &str| FieldProblem::new(field, page.t(key));
    let (deadline, unit) = (value("deadline").parse().ok(), value("currency").to_uppercase().parse().ok());
    let actor = match value("actor") {
        "" => Ok(None),
        // The address of the page in the register, or the id alone.
        typed => typed.rsplit('/').next().unwrap_or(typed).parse().map(Some),
    };
    match (deadline, unit, actor) {
        (Some(deadline), Some(unit), Ok(funder_actor)) => Ok(Facts {
            funder: value("funder").to_owned(),
            funder_actor,
            programme: value("programme").to_owned(),
            deadline,
            zone: value("zone").to_owned(),
            unit,
        }),
        (deadline, unit, actor) => {
            let wrong = [
                (deadline.is_none(), "deadline", "calls-wrong-moment"),
                (unit.is_none(), "currency", "calls-wrong-currency"),
                (actor.is_err(), "actor", "calls-wrong-actor"),
            ];
            Err(wrong.iter().filter(|(is, ..)| *is).map(|(_, field, key)| problem(field, key)).collect())
        }
    }
}

/// The calls of a cluster whose form can be taken.
async fn forms(page: &Page, calls: &Calls, cluster: &str) -> Result<Vec<(String, String)>, WebError> {
    let all = calls.calls(page.ctx(), Some(cluster)).await.map_err(|error| refused(page, error))?;
    Ok(all.into_iter().map(|call| (call.slug, call.content.title.best(page.lang()).0.to_owned())).collect())
}

/// The form of a new one.
pub async fn new(page: Page, State(calls): State<Calls>, Path(cluster): Path<String>) -> PageResult {
    page.ctx().permit(Act::KeepOutbound, &OfCluster(&cluster))?;
    let forms = forms(&page, &calls, &cluster).await?;
    Ok(page.show(&FactsPage { cluster, id: None, forms, typed: Typed::new(), problems: Vec::new() }))
}

/// Begins one.
pub async fn begin(
    page: Page,
    State(calls): State<Calls>,
    Path(cluster): Path<String>,
    Form(typed): Form<Typed>,
) -> PageResult {
    page.ctx().permit(Act::KeepOutbound, &OfCluster(&cluster))?;
    let value = |name: &str| typed.get(name).map_or("", |value| value.trim()).to_owned();
    let form = match value("form").as_str() {
        "" => form::Form::first(),
        slug => calls.draft_of(page.ctx(), &cluster, slug).await.map_err(|error| refused(&page, error))?.content.form,
    };
    let problems = match read_facts(&page, &typed) {
        Err(problems) => problems,
        Ok(facts) => match calls.begin_outbound(page.ctx(), &cluster, &facts, &form, &value("responsible")).await {
            Ok(id) => return Ok(page.redirect_with_notice(urls::outbound(id), "calls-done")),
            Err(error) => shown(&page, "funder", error)?,
        },
    };
    let forms = forms(&page, &calls, &cluster).await?;
    again(&page, &FactsPage { cluster, id: None, forms, typed, problems })
}

/// To whom it goes, until when.
pub async fn facts(page: Page, State(calls): State<Calls>, Path(id): Path<OutboundId>) -> PageResult {
    page.ctx().permitted(Act::KeepOutbound)?;
    let of = calls.outbound(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
    page.ctx().permit(Act::KeepOutbound, &of.one)?;
    let typed = typed_of(&of.one.facts);
    Ok(page.show(&FactsPage { cluster: of.one.cluster, id: Some(id), forms: Vec::new(), typed, problems: Vec::new() }))
}

/// Changes that.
pub async fn change(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<OutboundId>,
    Form(typed): Form<Typed>,
) -> PageResult {
    let of = calls.outbound(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
    page.ctx().permit(Act::KeepOutbound, &of.one)?;
    let problems = match read_facts(&page, &typed) {
        Err(problems) => problems,
        Ok(facts) => match calls.change_outbound(page.ctx(), id, &facts).await {
            Ok(()) => return Ok(page.redirect_with_notice(urls::outbound(id), "calls-saved-notice")),
            Err(error) => shown(&page, "funder", error)?,
        },
    };
    again(&page, &FactsPage { cluster: of.one.cluster, id: Some(id), forms: Vec::new(), typed, problems })
}

/// The answers.
pub async fn edit(page: Page, State(calls): State<Calls>, Path(id): Path<OutboundId>) -> PageResult {
    let of = calls.outbound(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
    page.ctx().permit(Act::WriteOutbound, &of.one)?;
    Ok(page.show(&OutboundDraftPage { of, typed: BTreeMap::new(), problems: Vec::new() }))
}

/// Saves the answers. What was changed elsewhere meanwhile is shown beside what was typed.
pub async fn save(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<OutboundId>,
    Form(sent): Form<Vec<(String, String)>>,
) -> PageResult {
    let no = |error| refused(&page, error);
    let of = calls.outbound(page.ctx(), id).await.map_err(no)?;
    page.ctx().permit(Act::WriteOutbound, &of.one)?;
    let all: Vec<(String, String, i64)> = answered(&of.one.form, &sent);
    let saved = calls.save_outbound(page.ctx(), id, &all).await.map_err(no)?;
    let (conflicts, problems) = conflicts(&page, &all, &saved);
    if conflicts.is_empty() {
        return Ok(page.redirect_with_notice(urls::of_outbound(id, "edit"), "calls-saved-notice"));
    }
    let of = calls.outbound(page.ctx(), id).await.map_err(no)?;
    again(&page, &OutboundDraftPage { of, typed: conflicts, problems })
}

/// A step, with what is noted of it.
pub async fn step(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<OutboundId>,
    Form(typed): Form<Typed>,
) -> PageResult {
    let of = calls.outbound(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
    let value = |name: &str| typed.get(name).map_or("", |value| value.trim());
    let step = OutboundStep::from_name(value("step"));
    let step = step.ok_or_else(|| WebError::field("step", page.t("calls-fault-step")))?;
    let noted = Noted {
        reference: typed.get("reference").cloned().unwrap_or_default(),
        why: value("why").to_owned(),
        granted_minor: Amount::parse(value("granted"), of.one.facts.unit).ok().map(|amount| amount.minor),
        decided_on: value("decided_on").parse().ok(),
    };
    after(&page, &calls, id, calls.step_outbound(page.ctx(), id, step, &noted).await).await
}

/// Takes somebody into the team, or out of it.
pub async fn team(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<OutboundId>,
    Form(typed): Form<Typed>,
) -> PageResult {
    let email = typed.get("email").cloned().unwrap_or_default();
    let joins = typed.get("do").is_none_or(|what| what != "leave");
    after(&page, &calls, id, calls.seat_outbound(page.ctx(), id, (&email, joins)).await).await
}

/// Notes a report that is due, or that one was sent.
pub async fn report(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<OutboundId>,
    Form(typed): Form<Typed>,
) -> PageResult {
    let value = |name: &str| typed.get(name).map_or("", |value| value.trim());
    let (due, done) = (value("due").parse().ok(), value("done").parse().ok());
    after(&page, &calls, id, calls.report_outbound(page.ctx(), id, value("name"), due, done).await).await
}

//! The form of a call: new, and changed.

use axum::extract::State;
use bellwether_kernel::policy::OfCluster;
use bellwether_web::api::{Page, PageResult};
use bellwether_web::extract::{Form, Path};

use super::builder::joined;
use super::calls::again;
use super::refused::{refused, shown};
use super::typed;
use crate::policy::Act;
use crate::service::Calls;
use crate::urls;
use crate::views::edit::{EditPage, Typed, typed_of};

/// The form of a new call.
pub async fn new(page: Page, State(calls): State<Calls>, Path(cluster): Path<String>) -> PageResult {
    page.ctx().permit(Act::KeepCalls, &OfCluster(&cluster))?;
    let budgets = calls.budgets(page.ctx(), &cluster).await.map_err(|error| refused(&page, error))?;
    let today = page.ctx().now().to_zoned(page.zone().clone()).date();
    let content = crate::model::call::Content::first(
        today.at(9, 0, 0, 0),
        today.at(18, 0, 0, 0),
        page.zone().iana_name().unwrap_or("UTC"),
    );
    let mut typed = Typed::from([("zone".to_owned(), content.zone.clone()), ("per_person".to_owned(), "1".to_owned())]);
    typed.insert("blindness".to_owned(), content.blindness.name().to_owned());
    for (at, one) in content.rubric.criteria.iter().enumerate() {
        typed.insert(format!("rubric.{at}.en"), one.label.en.clone().unwrap_or_default());
        typed.insert(format!("rubric.{at}.ru"), one.label.ru.clone().unwrap_or_default());
        typed.insert(format!("rubric.{at}.most"), one.most.to_string());
    }
    for (at, one) in content.instalments.iter().enumerate() {
        typed.insert(format!("instalments.{at}.en"), one.name.en.clone().unwrap_or_default());
        typed.insert(format!("instalments.{at}.ru"), one.name.ru.clone().unwrap_or_default());
        typed.insert(format!("instalments.{at}.months"), one.months.to_string());
        typed.insert(format!("instalments.{at}.percent"), one.percent.to_string());
    }
    Ok(page.show(&EditPage { cluster, call: None, budgets, typed, problems: Vec::new() }))
}

/// Makes a call.
pub async fn make(
    page: Page,
    State(calls): State<Calls>,
    Path(cluster): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> PageResult {
    page.ctx().permit(Act::KeepCalls, &OfCluster(&cluster))?;
    let typed = joined(sent);
    let budgets = calls.budgets(page.ctx(), &cluster).await.map_err(|error| refused(&page, error))?;
    let slug = typed.get("slug").map_or("", |slug| slug.trim()).to_owned();
    let problems = match typed::draft(&page, &typed, &budgets, None) {
        Err(problems) => problems,
        Ok(draft) => match calls.make(page.ctx(), &cluster, &slug, &draft, false).await {
            Ok(call) => return Ok(page.redirect_with_notice(urls::of_call(&call, "form"), "calls-made")),
            Err(error) => shown(&page, "slug", error)?,
        },
    };
    again(&page, &EditPage { cluster, call: None, budgets, typed, problems })
}

/// The form of a call that is there.
pub async fn edit(page: Page, State(calls): State<Calls>, Path((cluster, slug)): Path<(String, String)>) -> PageResult {
    let no = |error| refused(&page, error);
    let call = calls.draft_of(page.ctx(), &cluster, &slug).await.map_err(no)?;
    let budgets = calls.budgets(page.ctx(), &cluster).await.map_err(no)?;
    Ok(page.show(&EditPage { cluster, typed: typed_of(&call), call: Some(call), budgets, problems: Vec::new() }))
}

/// Changes the draft of a call.
pub async fn change(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    Form(sent): Form<Vec<(String, String)>>,
) -> PageResult {
    let no = |error| refused(&page, error);
    let call = calls.draft_of(page.ctx(), &cluster, &slug).await.map_err(no)?;
    let budgets = calls.budgets(page.ctx(), &cluster).await.map_err(no)?;
    let typed = joined(sent);
    let revision = typed.get("revision").and_then(|revision| revision.parse().ok()).unwrap_or(call.revision);
    let problems = match typed::draft(&page, &typed, &budgets, Some(&call.content)) {
        Err(problems) => problems,
        Ok(draft) => match calls.change(page.ctx(), &cluster, &slug, revision, &draft).await {
            Ok(call) => return Ok(page.redirect_with_notice(urls::call(&call), "calls-saved-notice")),
            Err(error) => shown(&page, "title_en", error)?,
        },
    };
    again(&page, &EditPage { cluster, call: Some(call), budgets, typed, problems })
}

//! Adding and changing.

use std::collections::HashMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use bellwether_web::api::{FieldProblem, Page, PageResult, View, WebError};
use bellwether_web::extract::{Form, Path};
use uuid::Uuid;

use super::desk::{Desk, today};
use super::{fact, list, problems};
use crate::model::actor::ActorId;
use crate::model::addition::{NewActor, Part};
use crate::model::kinds::{ActorKind, LegalForm, Role, Visibility};
use crate::policy::Act;
use crate::urls;
use crate::views::edit::{EditPage, FactFields};
use crate::views::new::{NewFields, NewPage};

/// The form again, with what is wrong.
pub(super) fn refused(page: &Page, view: &impl View) -> Response {
    page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(page), view.body(page))
}

/// `/actors/new`.
pub async fn new_form(page: Page, State(desk): State<Desk>) -> PageResult {
    page.ctx().permitted(Act::Keep)?;
    let clusters = desk.kept(&page).await;
    Ok(page.show(&NewPage { clusters, fields: NewFields::default(), problems: Vec::new() }))
}

/// Adds an actor.
pub async fn add(page: Page, State(desk): State<Desk>, Form(fields): Form<NewFields>) -> PageResult {
    page.ctx().permitted(Act::Keep)?;
    let made = match new_actor(&page, &fields) {
        Ok(new) => match desk.actors.add(page.ctx(), &fields.cluster, &new).await {
            Ok(id) => Ok(id),
            Err(error) => {
                let problem = problems::of_field(&page, error)?;
                let field = if problem.field == "en" { "name_en".to_owned() } else { problem.field };
                Err(FieldProblem::new(field, problem.message))
            }
        },
        Err(problem) => Err(problem),
    };
    match made {
        Ok(id) => Ok(page.redirect_with_notice(urls::actor(id), "actors-added")),
        Err(problem) => {
            let clusters = desk.kept(&page).await;
            Ok(refused(&page, &NewPage { clusters, fields, problems: vec![problem] }))
        }
    }
}

/// What a form of a new actor says.
///
/// # Errors
/// The problem of a field.
pub fn new_actor(page: &Page, fields: &NewFields) -> Result<NewActor, FieldProblem> {
    let kind = fact::word(page, "kind", &fields.kind, ActorKind::from_name)?;
    let usual = if kind == ActorKind::Person { Visibility::Internal } else { Visibility::Public };
    let optional = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    Ok(NewActor {
        kind,
        form: match fields.form.as_str() {
            "" => None,
            form => Some(fact::word(page, "form", form, LegalForm::from_name)?),
        },
        name: fact::text(&fields.name_en, &fields.name_ru),
        slug: optional(&fields.slug),
        visibility: match fields.visibility.as_str() {
            "" => usual,
            visibility => fact::word(page, "visibility", visibility, Visibility::from_name)?,
        },
        role: match fields.role.as_str() {
            "" => None,
            role => Some(fact::word(page, "role", role, Role::from_name)?),
        },
        valid: fact::days(page, &fields.from, &fields.until)?,
    })
}

async fn edit_page(page: &Page, desk: &Desk, id: ActorId) -> Result<EditPage, WebError> {
    let found = desk.actors.find(page.ctx(), id, None).await?;
    if !list::keeps(page, &found.actor) {
        page.ctx().permit(Act::Keep, &bellwether_kernel::policy::OfCluster(""))?;
    }
    Ok(EditPage {
        actor: found.actor,
        names: found.names,
        clusters: desk.kept(page).await,
        part: String::new(),
        fields: FactFields::default(),
        problems: Vec::new(),
        day: today(page),
    })
}

/// `/actors/{actor}/edit`.
pub async fn form(page: Page, State(desk): State<Desk>, Path(id): Path<ActorId>) -> PageResult {
    page.ctx().permitted(Act::Keep)?;
    Ok(page.show(&edit_page(&page, &desk, id).await?))
}

/// The fields of a form, without the name of the part that each begins with, so that a page can have several.
fn fields_of(part: &str, typed: HashMap<String, String>) -> FactFields {
    let own =
        |(name, value): (String, String)| Some((name.strip_prefix(part)?.strip_prefix('-')?.to_owned(), value.into()));
    let own: serde_json::Map<String, serde_json::Value> = typed.into_iter().filter_map(own).collect();
    serde_json::from_value(own.into()).unwrap_or_default()
}

/// Adds a fact.
pub async fn tell(
    page: Page,
    State(desk): State<Desk>,
    Path((id, part)): Path<(ActorId, String)>,
    Form(typed): Form<HashMap<String, String>>,
) -> PageResult {
    page.ctx().permitted(Act::Keep)?;
    let fields = fields_of(&part, typed);
    let told = if part == "form" {
        set_form(&page, &desk, id, &fields).await?
    } else {
        match fact::addition(&page, &desk, &part, &fields).await? {
            Ok(addition) => match desk.actors.tell(page.ctx(), id, &addition).await {
                Ok(_) => Ok(()),
                Err(error) => Err(problems::of_field(&page, error)?),
            },
            Err(problem) => Err(problem),
        }
    };
    match told {
        Ok(()) => Ok(page.redirect_with_notice(urls::edit(id), "actors-saved")),
        Err(problem) => {
            let problem = FieldProblem::new(format!("{part}-{}", problem.field), problem.message);
            let form = edit_page(&page, &desk, id).await?;
            Ok(refused(&page, &EditPage { part, fields, problems: vec![problem], ..form }))
        }
    }
}

async fn set_form(
    page: &Page,
    desk: &Desk,
    id: ActorId,
    fields: &FactFields,
) -> Result<Result<(), FieldProblem>, WebError> {
    let form = match fields.form.as_str() {
        "" => None,
        word => match LegalForm::from_name(word) {
            Some(form) => Some(form),
            None => return Ok(Err(FieldProblem::new("form", page.t("actors-wrong-word")))),
        },
    };
    match desk.actors.set_form(page.ctx(), id, form).await {
        Ok(()) => Ok(Ok(())),
        Err(error) => Ok(Err(problems::of_field(page, error)?)),
    }
}

/// Sets the days of a fact. The fields have the row's id in their names, because a page has one form for each fact.
pub async fn days(
    page: Page,
    State(desk): State<Desk>,
    Path((id, part, row)): Path<(ActorId, String, Uuid)>,
    Form(typed): Form<HashMap<String, String>>,
) -> PageResult {
    page.ctx().permitted(Act::Keep)?;
    let part = Part::from_name(&part).ok_or(WebError::NotFound)?;
    let field = |name: &str| typed.get(&format!("{name}-{row}")).cloned().unwrap_or_default();
    let valid = fact::days(&page, &field("from"), &field("until"));
    let valid = valid.map_err(|problem| WebError::Invalid(vec![problem]))?;
    desk.actors.set_days(page.ctx(), id, part, row, valid).await.map_err(|error| problems::for_api(&page, error))?;
    Ok(page.redirect_with_notice(urls::edit(id), "actors-saved"))
}

/// Removes a fact that was recorded by mistake.
pub async fn remove(
    page: Page,
    State(desk): State<Desk>,
    Path((id, part, row)): Path<(ActorId, String, Uuid)>,
) -> PageResult {
    page.ctx().permitted(Act::Keep)?;
    let part = Part::from_name(&part).ok_or(WebError::NotFound)?;
    desk.actors.untell(page.ctx(), id, part, row).await.map_err(|error| problems::for_api(&page, error))?;
    Ok(page.redirect_with_notice(urls::edit(id), "actors-removed"))
}

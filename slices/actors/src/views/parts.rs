//! What several pages show: days, roles, links to actors.

use std::collections::BTreeMap;

use bellwether_kernel::lang::Text;
use bellwether_web::api::Page;
use bellwether_web::components::badges::badge;
use bellwether_web::components::forms::Choice;
use bellwether_web::components::states::Tone;
use jiff::civil::Date;
use maud::{Markup, html};

use crate::model::actor::{Actor, ActorId, Involvement, Named, Target};
use crate::model::clusters::{ClusterName, name_of};
use crate::model::day::Validity;
use crate::model::kinds::{ActorKind, LegalForm, NameKind, RecordState, RelationKind, Role, Visibility};
use crate::urls;

/// A day as the language writes it.
pub fn day(page: &Page, day: Date) -> String {
    page.date(day.year(), u8::try_from(day.month()).ok(), u8::try_from(day.day()).ok())
}

/// A period in words; empty where neither end is known.
pub fn period(page: &Page, valid: Validity) -> String {
    match (valid.from, valid.until) {
        (None, None) => String::new(),
        (Some(from), None) => page.t_with("actors-since", &[("from", day(page, from).into())]),
        (None, Some(until)) => page.t_with("actors-until-day", &[("until", day(page, until).into())]),
        (Some(from), Some(until)) => {
            page.t_with("actors-from-until", &[("from", day(page, from).into()), ("until", day(page, until).into())])
        }
    }
}

/// The name, or what stands for one that is gone.
pub fn name(page: &Page, actor: &Actor, on: Date) -> Markup {
    match actor.state {
        RecordState::Erased => html! { em { (page.t("actors-erased-person")) } },
        RecordState::Active | RecordState::Merged => page.text(&actor.name_on(on)),
    }
}

/// The name as plain words.
pub fn words(page: &Page, text: &Text) -> String {
    text.best(page.lang()).0.to_owned()
}

/// The name of a cluster, or its slug.
pub fn cluster(page: &Page, clusters: &[ClusterName], slug: &str) -> String {
    name_of(clusters, slug).map_or_else(|| slug.to_owned(), |name| words(page, name))
}

/// A link to somebody who is named.
pub fn link(page: &Page, named: &Named) -> Markup {
    html! { a href=(urls::actor(named.id)) { (page.text(&named.name)) } }
}

/// What an involvement is with.
pub fn target(page: &Page, one: &Involvement, names: &BTreeMap<ActorId, Named>, clusters: &[ClusterName]) -> Markup {
    match &one.target {
        Target::Cluster => {
            html! { a href=(urls::cluster(&one.cluster)) { (cluster(page, clusters, &one.cluster)) } }
        }
        Target::Actor(id) => html! { @if let Some(named) = names.get(id) { (link(page, named)) } },
        Target::Thing { kind, id } => html! { code { (kind) ":" (id) } },
    }
}

/// Marks what is internal to a cluster.
pub fn visibility(page: &Page, visibility: Visibility) -> Markup {
    html! { @if visibility == Visibility::Internal { " " (badge(Tone::Plain, &page.t("actors-visibility-internal"))) } }
}

/// A kind in words.
pub fn kind(page: &Page, kind: ActorKind) -> String {
    page.t(match kind {
        ActorKind::Person => "actors-kind-person",
        ActorKind::Organisation => "actors-kind-organisation",
        ActorKind::Body => "actors-kind-body",
    })
}

/// A role in words.
pub fn role(page: &Page, role: Role) -> String {
    page.t(&format!("actors-role-{}", role.name()))
}

/// A legal form in words.
pub fn form(page: &Page, form: LegalForm) -> String {
    page.t(&format!("actors-form-{}", form.name()))
}

/// What a name is for.
pub fn name_kind(page: &Page, kind: NameKind) -> String {
    page.t(match kind {
        NameKind::Official => "actors-name-official",
        NameKind::Short => "actors-name-short",
        NameKind::Variant => "actors-name-variant",
    })
}

/// A tie, from the one that it is kept with.
pub fn relation(page: &Page, kind: RelationKind) -> String {
    page.t(match kind {
        RelationKind::PartOf => "actors-tie-part_of",
        RelationKind::SucceededBy => "actors-tie-succeeded_by",
        RelationKind::MergedInto => "actors-tie-merged_into",
        RelationKind::SplitInto => "actors-tie-split_into",
    })
}

/// The same tie, from the other.
pub fn relation_back(page: &Page, kind: RelationKind) -> String {
    page.t(match kind {
        RelationKind::PartOf => "actors-tie-back-part_of",
        RelationKind::SucceededBy => "actors-tie-back-succeeded_by",
        RelationKind::MergedInto => "actors-tie-back-merged_into",
        RelationKind::SplitInto => "actors-tie-back-split_into",
    })
}

/// The choice of a kind.
pub fn kinds(page: &Page) -> Vec<Choice> {
    ActorKind::ALL.iter().map(|one| Choice::new(one.name(), kind(page, *one))).collect()
}

/// The choice of a role, in the order of the language.
pub fn roles(page: &Page) -> Vec<Choice> {
    let mut roles: Vec<Choice> = Role::ALL.iter().map(|one| Choice::new(one.name(), role(page, *one))).collect();
    roles.sort_by_key(|choice| choice.label.to_lowercase());
    roles
}

/// The choice of a legal form.
pub fn forms(page: &Page) -> Vec<Choice> {
    let none = Choice::new("", page.t("actors-form-none"));
    std::iter::once(none).chain(LegalForm::ALL.iter().map(|one| Choice::new(one.name(), form(page, *one)))).collect()
}

/// The choice of who may see.
pub fn visibilities(page: &Page) -> Vec<Choice> {
    let public = Choice::new(Visibility::Public.name(), page.t("actors-visibility-public"));
    vec![public, Choice::new(Visibility::Internal.name(), page.t("actors-visibility-internal"))]
}

/// The choice of a cluster.
pub fn clusters(page: &Page, clusters: &[ClusterName]) -> Vec<Choice> {
    clusters.iter().map(|one| Choice::new(&one.slug, words(page, &one.name))).collect()
}

/// A card with a heading.
pub fn card(heading: &str, body: Markup) -> Markup {
    html! { section.card { div.card-body { h2 { (heading) } (body) } } }
}

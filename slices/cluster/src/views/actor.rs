//! The page of an organisation, commission or council.

use bellwether_web::api::{Page, Place, Title, View};
use bellwether_web::components::facts::facts;
use maud::{Markup, html};

use super::home::decided;
use super::parts::{self, card};
use crate::model::actor::Actor;
use crate::model::concept::SchemeKind;
use crate::model::demo::DEMO;
use crate::model::latest::Found;
use crate::model::profile::Profile;
use crate::urls;
use bellwether_actors::api::Role;

/// The page of an actor.
pub struct ActorPage {
    /// The cluster.
    pub profile: Profile,
    /// The actor, which is one of the cluster's.
    pub actor: Actor,
    /// The newest evidence in its field, if it has one and it can be told.
    pub latest: Option<Found>,
}

impl View for ActorPage {
    fn title(&self, page: &Page) -> Title {
        let slug = &self.profile.cluster.slug;
        let title = parts::title(page, &self.actor.name)
            .crumb(parts::words(page, &self.profile.cluster.short), urls::home(slug))
            .in_place(Place::Cluster);
        if self.actor.involvements.iter().any(|one| one.role.is_membership()) {
            title.crumb(page.t("cluster-members"), urls::members(slug).to_string())
        } else {
            title
        }
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            div.split {
                div.stack {
                    @for text in &self.actor.about { p.prose { (page.text(text)) } }
                    (self.focus(page))
                    (self.decisions(page))
                    @if let Some(query) = &self.actor.query {
                        section { h2 { (page.t("cluster-latest")) } (parts::latest(page, self.latest.as_ref(), Some(query))) }
                    }
                }
                (card(&page.t("cluster-facts"), self.facts(page)))
            }
            (parts::source(page, &self.profile))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let profile = crate::model::reading::read(DEMO[0].1).expect("the demo files are tested");
        let page = |slug: &str, latest| ActorPage {
            actor: profile.actor(slug).cloned().expect("the demo has this actor"),
            profile: profile.clone(),
            latest,
        };
        vec![
            ("member", page("itmo", None)),
            ("operator", page("management-company", None)),
            ("commission", page("telecommunication", Some(Found::default()))),
        ]
    }
}

impl ActorPage {
    fn facts(&self, page: &Page) -> Markup {
        let slug = &self.profile.cluster.slug;
        let mut rows = Vec::new();
        for involvement in &self.actor.involvements {
            let what = page.t(&format!("actors-role-{}", involvement.role.name()));
            let whom = match involvement.with.as_deref().and_then(|with| self.profile.actor(with)) {
                Some(other) => html! { a href=(urls::actor(slug, other)) { (page.text(&other.name)) } },
                None => html! { a href=(urls::home(slug)) { (page.text(&self.profile.cluster.short)) } },
            };
            rows.push((what, whom));
        }
        rows.extend(self.actor.part_of.as_ref().map(|whole| (page.t("cluster-part-of"), page.text(whole))));
        if !self.actor.other_names.is_empty() {
            let names = html! { ul.plain-list { @for name in &self.actor.other_names { li { (name) } } } };
            rows.push((page.t("cluster-other-names"), names));
        }
        rows.extend(self.founders(page));
        let record = html! { a href=(urls::record(slug, &self.actor)) { (page.t("cluster-record")) } };
        rows.push((page.t("cluster-record-of"), record));
        facts(&rows)
    }

    fn founders(&self, page: &Page) -> Option<(String, Markup)> {
        let slug = &self.profile.cluster.slug;
        let founded = |actor: &&Actor| {
            let own = |one: &crate::model::actor::Involvement| one.with.as_ref() == Some(&self.actor.slug);
            actor.involvements.iter().any(|one| one.role == Role::Founder && own(one))
        };
        let founders: Vec<_> = self.profile.actors.iter().filter(founded).collect();
        let list = html! {
            ul.plain-list { @for one in &founders { li { a href=(urls::actor(slug, one)) { (page.text(&one.name)) } } } }
        };
        (!founders.is_empty()).then(|| (page.t("cluster-founders"), list))
    }

    /// What the operator works on.
    fn focus(&self, page: &Page) -> Markup {
        html! {
            @if self.actor.is(Role::Operator) {
                @for scheme in self.profile.schemes_of(SchemeKind::OperatorFocusArea) {
                    section.prose {
                        h2 { (page.text(&scheme.label)) }
                        ul { @for concept in &scheme.concepts { li { (page.text(&concept.label)) } } }
                    }
                }
            }
        }
    }

    fn decisions(&self, page: &Page) -> Markup {
        let own = |slug: &str| slug == self.actor.slug;
        let all = self.profile.decisions.iter();
        let decisions: Vec<_> = all.filter(|one| own(&one.body) || one.about.as_deref().is_some_and(own)).collect();
        html! {
            @if !decisions.is_empty() {
                section { h2 { (page.t("cluster-decisions")) } @for one in decisions { (decided(page, one)) } }
            }
        }
    }
}

//! The record of an actor: facts, names over time, involvements, history.

use bellwether_web::api::{Page, Place, Title, View};
use bellwether_web::components::badges::badge;
use bellwether_web::components::facts::facts;
use bellwether_web::components::forms::{Field, button_form, get_form, submit};
use bellwether_web::components::states::{Tone, alert};
use bellwether_web::components::tables::{Column, table};
use jiff::civil::Date;
use maud::{Markup, html};

use super::{parts, samples};
use crate::model::actor::{Actor, Involvement, Target};
use crate::model::clusters::ClusterName;
use crate::model::day::Validity;
use crate::model::kinds::{NameKind, RecordState};
use crate::model::lineage::Tie;
use crate::model::merged::Merged;
use crate::model::wanted::Found;
use crate::urls;

/// The record of an actor.
pub struct ActorPage {
    /// The actor with what is around it.
    pub found: Found,
    /// The day that was asked for.
    pub as_of: Option<Date>,
    /// The clusters by name.
    pub clusters: Vec<ClusterName>,
    /// May the reader change it?
    pub is_kept: bool,
    /// May the reader hand out the data of the person?
    pub has_data: bool,
    /// The merges that made it what it is, for those who may undo them.
    pub merges: Vec<Merged>,
}

impl View for ActorPage {
    fn title(&self, page: &Page) -> Title {
        let actor = self.actor();
        let title = if actor.state == RecordState::Erased {
            Title::new(page.t("actors-erased-person"))
        } else {
            let name = actor.name_on(self.found.day);
            let (words, lang) = name.best(page.lang());
            let title = Title::new(words);
            if lang == page.lang() { title } else { title.in_language(lang.code()) }
        };
        let title = title.crumb(page.t("actors-title"), urls::ACTORS).in_place(Place::Cluster);
        if !self.is_kept || actor.state == RecordState::Erased {
            return title;
        }
        title.action(html! { a.btn.btn-primary href=(urls::edit(actor.id)) { (page.t("actors-edit")) } })
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            (self.instant(page))
            @if self.actor().state == RecordState::Erased {
                (alert(Tone::Info, html! { p { (page.t("actors-erased-help")) } }))
            }
            div.split {
                div.stack {
                    @for about in &self.actor().about { p.prose { (page.text(&about.text)) } }
                    (self.involvements(page))
                    (self.involved(page))
                    (self.names(page))
                }
                div.stack {
                    (parts::card(&page.t("actors-facts"), self.facts(page)))
                    @if self.actor().state == RecordState::Active {
                        p { a href=(urls::json_ld(self.actor().id)) rel="alternate" type="application/ld+json" { "JSON-LD" } }
                    }
                    (self.history(page))
                    (self.personal(page))
                    (self.merges(page))
                }
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        samples::records()
    }
}

impl ActorPage {
    fn actor(&self) -> &Actor {
        &self.found.actor
    }

    fn instant(&self, page: &Page) -> Markup {
        let day = self.as_of.map(|day| day.to_string()).unwrap_or_default();
        get_form(
            &urls::actor(self.actor().id),
            html! {
                div.row-line {
                    (Field::line("date", "as_of", page.t("actors-as-of")).value(day))
                    (submit(&page.t("actors-show")))
                    @if self.as_of.is_some() { a.btn href=(urls::actor(self.actor().id)) { (page.t("actors-today")) } }
                }
            },
        )
    }

    fn facts(&self, page: &Page) -> Markup {
        let actor = self.actor();
        let mut rows = vec![(page.t("actors-kind"), html! { (parts::kind(page, actor.kind)) })];
        if !actor.legal_forms.is_empty() {
            let forms: Vec<String> = actor.legal_forms.iter().map(|form| parts::form(page, *form)).collect();
            rows.push((page.t("actors-form"), html! { (forms.join("; ")) }));
        }
        let mut known = Vec::new();
        for (_, id) in &actor.identifiers {
            if known.contains(&id) {
                continue;
            }
            known.push(id);
            let value = match id.href() {
                Some(href) => html! { a href=(href) rel="external" { (id.value) } },
                None => html! { (id.value) },
            };
            rows.push((id.scheme.name().to_uppercase(), value));
        }
        let mut shown: Vec<&crate::model::actor::Place> = Vec::new();
        for place in &actor.places {
            if !shown.iter().any(|known| known.cluster == place.cluster) {
                shown.push(place);
            }
        }
        let clusters = html! {
            ul.plain-list {
                @for place in shown {
                    li {
                        a href=(urls::cluster(&place.cluster)) { (parts::cluster(page, &self.clusters, &place.cluster)) }
                        (parts::visibility(page, place.visibility))
                    }
                }
            }
        };
        if !actor.places.is_empty() {
            rows.push((page.t("actors-clusters"), clusters));
        }
        facts(&rows)
    }

    fn when(page: &Page, valid: Validity, on: Date) -> Markup {
        html! {
            (parts::period(page, valid))
            @if !valid.covers(on) { " " (badge(Tone::Plain, &page.t("actors-not-then"))) }
        }
    }

    fn involvements(&self, page: &Page) -> Markup {
        let actor = self.actor();
        let columns = ["actors-role", "actors-with", "actors-when"].map(|key| Column::new(page.t(key)));
        let mut shown: Vec<(&Involvement, String)> = Vec::new();
        for one in &actor.involvements {
            let says = format!("{:?} {:?} {:?} {}", one.role, one.target, one.valid, one.cluster);
            if self.as_of.is_none_or(|day| one.valid.covers(day)) && !shown.iter().any(|(_, known)| *known == says) {
                shown.push((one, says));
            }
        }
        let row = |(one, _): &(&Involvement, String)| {
            vec![
                html! { (parts::role(page, one.role)) (parts::visibility(page, one.visibility)) },
                parts::target(page, one, &self.found.names, &self.clusters),
                ActorPage::when(page, one.valid, self.found.day),
            ]
        };
        let rows: Vec<_> = shown.iter().map(row).collect();
        html! {
            section {
                h2 { (page.t("actors-involvements")) }
                @if rows.is_empty() {
                    p { (page.t("actors-involvements-none")) }
                } @else {
                    (table(page, &page.t("actors-involvements"), &columns, &rows))
                }
            }
        }
    }

    /// Who is involved with it.
    fn involved(&self, page: &Page) -> Markup {
        let own = self.actor().id;
        let columns = ["actors-who", "actors-role", "actors-when"].map(|key| Column::new(page.t(key)));
        let mut rows = Vec::new();
        for other in &self.found.around {
            let with = other.involvements.iter().filter(|one| one.target == Target::Actor(own));
            for one in with.filter(|one| self.as_of.is_none_or(|day| one.valid.covers(day))) {
                rows.push(vec![
                    html! { a href=(urls::actor(other.id)) { (parts::name(page, other, self.found.day)) } },
                    html! { (parts::role(page, one.role)) (parts::visibility(page, one.visibility)) },
                    ActorPage::when(page, one.valid, self.found.day),
                ]);
            }
        }
        html! {
            @if !rows.is_empty() {
                section {
                    h2 { (page.t("actors-involved")) }
                    (table(page, &page.t("actors-involved"), &columns, &rows))
                }
            }
        }
    }

    fn names(&self, page: &Page) -> Markup {
        let columns = ["actors-name", "actors-name-kind", "actors-when"].map(|key| Column::new(page.t(key)));
        let mut shown: Vec<Vec<Markup>> = Vec::new();
        let mut known = Vec::new();
        for one in &self.actor().names {
            let says = (&one.text, one.kind, one.valid);
            if known.contains(&says) {
                continue;
            }
            known.push(says);
            shown.push(vec![
                html! {
                    @if let Some(en) = &one.text.en { (page.words_in(en, "en")) }
                    @if one.text.en.is_some() && one.text.ru.is_some() { br; }
                    @if let Some(ru) = &one.text.ru { (page.words_in(ru, "ru")) }
                },
                html! { (parts::name_kind(page, one.kind)) },
                html! {
                    (parts::period(page, one.valid))
                    @if one.kind != NameKind::Variant && !one.valid.covers(self.found.day) {
                        " " (badge(Tone::Plain, &page.t("actors-not-then")))
                    }
                },
            ]);
        }
        html! {
            @if !shown.is_empty() {
                section { h2 { (page.t("actors-names")) } (table(page, &page.t("actors-names"), &columns, &shown)) }
            }
        }
    }

    /// Whose part it is, what is a part of it, what came before and after.
    fn history(&self, page: &Page) -> Markup {
        let own = self.actor();
        let mut lines: Vec<(String, Markup)> = Vec::new();
        for one in &own.relations {
            let Some(named) = self.found.names.get(&one.other) else { continue };
            let line = html! { (parts::link(page, named)) " " (ActorPage::when(page, one.valid, self.found.day)) };
            lines.push((parts::relation(page, one.kind), line));
        }
        for other in &self.found.around {
            for one in other.relations.iter().filter(|one| one.other == own.id) {
                let line = html! {
                    a href=(urls::actor(other.id)) { (parts::name(page, other, self.found.day)) } " "
                    (ActorPage::when(page, one.valid, self.found.day))
                };
                lines.push((parts::relation_back(page, one.kind), line));
            }
        }
        html! {
            @if !lines.is_empty() { (parts::card(&page.t("actors-history"), facts(&lines))) }
            (self.further(page))
        }
    }

    /// The parent of its parent, who came before those before it.
    fn further(&self, page: &Page) -> Markup {
        let line = |tie: &Tie| {
            let (from, to) = (self.found.names.get(&tie.from)?, self.found.names.get(&tie.relation.other)?);
            Some(html! {
                li {
                    (parts::link(page, from)) " — " (parts::relation(page, tie.relation.kind)) ": " (parts::link(page, to)) " "
                    (ActorPage::when(page, tie.relation.valid, self.found.day))
                }
            })
        };
        let lines: Vec<Markup> = self.found.further.iter().filter_map(line).collect();
        html! {
            @if !lines.is_empty() {
                (parts::card(&page.t("actors-further"), html! { ul.plain-list { @for line in &lines { (line) } } }))
            }
        }
    }

    fn personal(&self, page: &Page) -> Markup {
        if !self.has_data {
            return html! {};
        }
        let row = |one: &crate::model::personal::Personal| {
            let what = page.t(&format!("actors-field-{}", one.field.name()));
            let until = page.t_with("actors-kept-until", &[("day", parts::day(page, one.keep_until).into())]);
            let purpose = page.t(&format!("actors-purpose-{}", one.purpose.name()));
            (what, html! { (one.value) br; span.text-secondary { (purpose) ". " (until) } })
        };
        let rows: Vec<_> = self.actor().personal.iter().map(row).collect();
        parts::card(
            &page.t("actors-personal"),
            html! {
                @if rows.is_empty() { p { (page.t("actors-personal-none")) } } @else { (facts(&rows)) }
                p { a href=(urls::data(self.actor().id)) { (page.t("actors-data")) } }
            },
        )
    }

    fn merges(&self, page: &Page) -> Markup {
        html! {
            @if !self.merges.is_empty() {
                (parts::card(&page.t("actors-merges"), html! {
                    ul.plain-list {
                        @for merge in &self.merges {
                            li {
                                (page.moment(merge.at())) " " span { (merge.reason) } " "
                                code { (merge.dropped) } " "
                                (button_form(page, &urls::undo(merge.id), &page.t("actors-unmerge"), "btn-sm"))
                            }
                        }
                    }
                }))
            }
        }
    }
}

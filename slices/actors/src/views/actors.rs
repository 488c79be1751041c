//! The list of actors, with search, filters, a day, and files.

use bellwether_web::api::{Page, Place, Title, View};
use bellwether_web::components::badges::badge;
use bellwether_web::components::chips::{Chip, chips};
use bellwether_web::components::forms::{Choice, Field, get_form, submit};
use bellwether_web::components::lists::{ListColumns, list_tools};
use bellwether_web::components::menus::menu;
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::part::{count_line, part};
use bellwether_web::components::states::{Tone, empty_state};
use bellwether_web::components::tables::Column;
use bellwether_web::links::Link;
use maud::{Markup, html};

use super::{parts, samples};
use crate::model::actor::Actor;
use crate::model::clusters::ClusterName;
use crate::model::kinds::{ActorKind, Role};
use crate::model::wanted::{Listed, Wanted};
use crate::urls;

/// The list of actors.
pub struct ActorsPage {
    /// What was asked for.
    pub wanted: Wanted,
    /// What was found.
    pub found: Listed,
    /// The clusters to choose from.
    pub clusters: Vec<ClusterName>,
    /// May the reader add actors to one of them?
    pub keeps: bool,
    /// May they put records together?
    pub merges: bool,
}

impl View for ActorsPage {
    fn title(&self, page: &Page) -> Title {
        let title = Title::new(page.t("actors-title")).lead(page.t("actors-lead")).in_place(Place::Cluster);
        if !self.keeps {
            return title;
        }
        title.action(html! { a.btn.btn-primary href=(urls::NEW) { (page.t("actors-new")) } })
    }

    fn body(&self, page: &Page) -> Markup {
        let file = |ending| self.asked(&self.wanted, urls::file(ending)).to_string();
        let files = [("CSV", file("csv")), ("XLSX", file("xlsx")), ("JSON", file("json"))];
        let columns = columns(page);
        part(html! {
            (self.filter(page))
            (chips(page, &self.chips(page), urls::ACTORS))
            div.spread {
                (count_line(&page.t_with("actors-shown", &[("n", self.found.actors.len().into())])))
                div.row-line {
                    @if self.keeps { (self.more(page)) }
                    (list_tools(page, Some(&columns), &files))
                }
            }
            @if self.found.actors.is_empty() {
                (empty_state(&page.t("actors-none"), &page.t("actors-none-help"), None))
            } @else {
                (columns.table(page, &page.t("actors-title"), self.rows(page)))
            }
            (pager(page, &Pager {
                first: self.wanted.after.0.as_ref().map(|_| self.asked(&self.wanted, Link::to(urls::ACTORS)).to_string()),
                previous: None,
                next: self.found.next.as_ref().map(|next| self.asked(&self.wanted, Link::to(urls::ACTORS)).with("after", next).to_string()),
            }))
        })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        samples::lists()
    }
}

impl ActorsPage {
    fn asked(&self, wanted: &Wanted, link: Link) -> Link {
        let words = Some(wanted.words.as_str()).filter(|words| !words.is_empty());
        link.with_if("q", words)
            .with_if("cluster", wanted.cluster.as_deref())
            .with_if("kind", wanted.kind.map(ActorKind::name))
            .with_if("role", wanted.role.map(Role::name))
            .with_if("as_of", wanted.as_of)
    }

    fn more(&self, page: &Page) -> Markup {
        let duplicates = self.merges.then_some(("actors-duplicates", urls::DUPLICATES));
        let links = std::iter::once(("actors-import", urls::IMPORT)).chain(duplicates);
        let links: Vec<(String, String)> = links.map(|(key, href)| (page.t(key), href.to_owned())).collect();
        menu(&page.t("actors-more"), html! {}, &links)
    }

    fn filter(&self, page: &Page) -> Markup {
        let any = |key: &str| Choice::new("", page.t(key));
        let choices = |first: Choice, more: Vec<Choice>| std::iter::once(first).chain(more).collect::<Vec<_>>();
        let words = Field::line("search", "q", page.t("actors-name")).value(&self.wanted.words).maxlength(200);
        let cluster = choices(any("actors-any-cluster"), parts::clusters(page, &self.clusters));
        let cluster = Field::select("cluster", page.t("actors-cluster"), cluster);
        let kind = Field::select("kind", page.t("actors-kind"), choices(any("actors-any-kind"), parts::kinds(page)));
        let role = Field::select("role", page.t("actors-role"), choices(any("actors-any-role"), parts::roles(page)));
        let day = self.wanted.as_of.map(|day| day.to_string()).unwrap_or_default();
        get_form(
            urls::ACTORS,
            html! {
                div.row-line {
                    (words)
                    (cluster.value(self.wanted.cluster.as_deref().unwrap_or_default()))
                    (kind.value(self.wanted.kind.map_or("", ActorKind::name)))
                    (role.value(self.wanted.role.map_or("", Role::name)))
                    (Field::line("date", "as_of", page.t("actors-as-of")).value(day))
                    (submit(&page.t("actors-filter")))
                }
            },
        )
    }

    fn chips(&self, page: &Page) -> Vec<Chip> {
        let mut used = Vec::new();
        let mut add = |label: String, without: Wanted| {
            used.push(Chip { label, remove_href: self.asked(&without, Link::to(urls::ACTORS)).to_string() });
        };
        let wanted = &self.wanted;
        if !wanted.words.is_empty() {
            add(wanted.words.clone(), Wanted { words: String::new(), ..wanted.clone() });
        }
        if let Some(cluster) = &wanted.cluster {
            add(parts::cluster(page, &self.clusters, cluster), Wanted { cluster: None, ..wanted.clone() });
        }
        if let Some(kind) = wanted.kind {
            add(parts::kind(page, kind), Wanted { kind: None, ..wanted.clone() });
        }
        if let Some(role) = wanted.role {
            add(parts::role(page, role), Wanted { role: None, ..wanted.clone() });
        }
        if let Some(day) = wanted.as_of {
            let label = page.t_with("actors-on-day", &[("day", parts::day(page, day).into())]);
            add(label, Wanted { as_of: None, ..wanted.clone() });
        }
        used
    }

    fn rows(&self, page: &Page) -> Vec<Vec<Markup>> {
        let day = self.found.day;
        let row = |actor: &Actor| {
            let mut clusters: Vec<String> =
                actor.places.iter().map(|place| parts::cluster(page, &self.clusters, &place.cluster)).collect();
            clusters.dedup();
            let mut roles: Vec<String> = actor.involved_on(day).map(|one| parts::role(page, one.role)).collect();
            roles.sort();
            roles.dedup();
            let internal =
                !actor.places.iter().any(|place| place.visibility == crate::model::kinds::Visibility::Public);
            vec![
                html! {
                    a href=(urls::actor(actor.id)) { (parts::name(page, actor, day)) }
                    @if internal { " " (badge(Tone::Plain, &page.t("actors-visibility-internal"))) }
                },
                html! { (parts::kind(page, actor.kind)) },
                html! { (roles.join(", ")) },
                html! { (clusters.join(", ")) },
                html! { @for (_, id) in &actor.identifiers { (id.scheme.name().to_uppercase()) "\u{a0}" (id.value) " " } },
            ]
        };
        self.found.actors.iter().map(row).collect()
    }
}

fn columns(page: &Page) -> ListColumns {
    let columns = [
        ("name", "actors-name"),
        ("kind", "actors-kind"),
        ("role", "actors-role"),
        ("cluster", "actors-cluster"),
        ("identifiers", "actors-identifiers"),
    ];
    ListColumns::new(columns.map(|(key, words)| (key, Column::new(page.t(words)))))
}

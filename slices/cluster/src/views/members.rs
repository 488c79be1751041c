//! The list of a cluster's members, with a filter and export.

use bellwether_kernel::paging::Page as Rows;
use bellwether_web::api::{Page, Place, Title, View};
use bellwether_web::components::chips::{Chip, chips};
use bellwether_web::components::forms::{Choice, Field, get_form, submit};
use bellwether_web::components::lists::{ListColumns, list_tools};
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::part::{count_line, part};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::Column;
use bellwether_web::links::Link;
use maud::{Markup, html};

use super::parts;
use crate::model::actor::Actor;
use crate::model::demo::DEMO;
use crate::model::profile::Profile;
use crate::model::wanted::Wanted;
use crate::urls;
use bellwether_actors::api::Role;

/// The list of members.
pub struct MembersPage {
    /// The cluster.
    pub profile: Profile,
    /// What was asked for.
    pub wanted: Wanted,
    /// What was found.
    pub found: Rows<Actor>,
}

impl View for MembersPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("cluster-members"))
            .crumb(parts::words(page, &self.profile.cluster.short), urls::home(&self.profile.cluster.slug))
            .in_place(Place::Cluster)
    }

    fn body(&self, page: &Page) -> Markup {
        let slug = &self.profile.cluster.slug;
        let file = |ending| self.asked(urls::members_file(slug, ending)).to_string();
        let columns = columns(page);
        part(html! {
            (self.filter(page))
            (chips(page, &self.chips(page), &urls::members(slug).to_string()))
            div.spread {
                (count_line(&page.t_with("cluster-members-shown", &[("n", self.found.rows.len().into())])))
                (list_tools(page, Some(&columns), &[("CSV", file("csv")), ("XLSX", file("xlsx")), ("JSON", file("json"))]))
            }
            @if self.found.rows.is_empty() {
                (empty_state(&page.t("cluster-members-none"), &page.t("cluster-gap"), None))
            } @else {
                (columns.table(page, &page.t("cluster-members"), self.rows(page)))
            }
            (pager(page, &Pager {
                first: self.wanted.after.0.as_ref().map(|_| self.asked(urls::members(slug)).to_string()),
                previous: None,
                next: self.found.next.as_ref().map(|next| self.asked(urls::members(slug)).with("after", next).to_string()),
            }))
        })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let profile = crate::model::reading::read(DEMO[0].1).expect("the demo files are tested");
        let gap = Wanted { role: Some(Role::PharmaceuticalCompany), words: "\"<b>".to_owned(), ..Wanted::default() };
        let rows = profile.actors.iter().take(7).cloned().collect();
        vec![
            (
                "typical",
                MembersPage {
                    profile: profile.clone(),
                    wanted: Wanted::default(),
                    found: Rows { rows, next: Some("6".to_owned()) },
                },
            ),
            ("gap", MembersPage { profile, wanted: gap, found: Rows { rows: Vec::new(), next: None } }),
        ]
    }
}

impl MembersPage {
    /// The address with what was asked for.
    fn asked(&self, link: Link) -> Link {
        MembersPage::asked_of(&self.wanted, link)
    }

    fn asked_of(wanted: &Wanted, link: Link) -> Link {
        let words = Some(wanted.words.as_str()).filter(|words| !words.is_empty());
        link.with_if("role", wanted.role.map(Role::name)).with_if("q", words).with_if("as_of", wanted.as_of)
    }

    fn filter(&self, page: &Page) -> Markup {
        let mut choices = vec![Choice::new("", page.t("cluster-any-role"))];
        for (heading, _) in self.profile.memberships() {
            choices.push(Choice::new(heading.role.name(), parts::words(page, &heading.label)));
        }
        let words = Field::line("search", "q", page.t("cluster-name")).value(&self.wanted.words).maxlength(200);
        let role = Field::select("role", page.t("cluster-role"), choices);
        let role = role.value(self.wanted.role.map_or("", Role::name));
        let day = self.wanted.as_of.map(|day| day.to_string()).unwrap_or_default();
        let day = Field::line("date", "as_of", page.t("cluster-as-of")).value(day);
        let action = urls::members(&self.profile.cluster.slug).to_string();
        get_form(&action, html! { div.row-line { (words) (role) (day) (submit(&page.t("cluster-filter"))) } })
    }

    fn chips(&self, page: &Page) -> Vec<Chip> {
        let members = urls::members(&self.profile.cluster.slug);
        let mut used = Vec::new();
        if let Some(role) = self.wanted.role {
            let label = page.t(&format!("actors-role-{}", role.name()));
            let without = MembersPage::asked_of(&Wanted { role: None, ..self.wanted.clone() }, members.clone());
            used.push(Chip { label, remove_href: without.to_string() });
        }
        if !self.wanted.words.is_empty() {
            let wanted = Wanted { words: String::new(), ..self.wanted.clone() };
            let without = MembersPage::asked_of(&wanted, members.clone()).to_string();
            used.push(Chip { label: self.wanted.words.clone(), remove_href: without });
        }
        if let Some(day) = self.wanted.as_of {
            let without = MembersPage::asked_of(&Wanted { as_of: None, ..self.wanted.clone() }, members);
            let label = page.t_with(
                "cluster-as-of-day",
                &[("day", page.date(day.year(), u8::try_from(day.month()).ok(), u8::try_from(day.day()).ok()).into())],
            );
            used.push(Chip { label, remove_href: without.to_string() });
        }
        used
    }

    fn rows(&self, page: &Page) -> Vec<Vec<Markup>> {
        let row = |actor: &Actor| {
            let own = actor.involvements.iter().filter(|one| one.with.is_none());
            let roles: Vec<_> = own.map(|one| page.t(&format!("actors-role-{}", one.role.name()))).collect();
            vec![
                html! { a href=(urls::actor(&self.profile.cluster.slug, actor)) { (page.text(&actor.name)) } },
                html! { (roles.join(", ")) },
                html! { @if let Some(whole) = &actor.part_of { (page.text(whole)) } },
            ]
        };
        self.found.rows.iter().map(row).collect()
    }
}

fn columns(page: &Page) -> ListColumns {
    let columns = [("name", "cluster-name"), ("role", "cluster-role"), ("part-of", "cluster-part-of")];
    ListColumns::new(columns.map(|(key, words)| (key, Column::new(page.t(words)))))
}

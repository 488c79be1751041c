//! What would become of two records that are put together.

use bellwether_web::api::{FieldProblem, Page, Place, Title, View};
use bellwether_web::components::forms::{Field, error_summary, post_form, submit};
use bellwether_web::components::tables::{Column, table};
use jiff::civil::Date;
use maud::{Markup, html};

use super::{parts, samples};
use crate::model::actor::Actor;
use crate::model::clusters::ClusterName;
use crate::model::merged::Outlook;
use crate::urls;

/// What would become of two records.
pub struct MergePage {
    /// Both records.
    pub outlook: Outlook,
    /// The clusters by name.
    pub clusters: Vec<ClusterName>,
    /// The day of names.
    pub day: Date,
    /// What is wrong.
    pub problems: Vec<FieldProblem>,
}

impl View for MergePage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("actors-merge-title"))
            .lead(page.t("actors-merge-lead"))
            .crumb(page.t("actors-title"), urls::ACTORS)
            .crumb(page.t("actors-duplicates"), urls::DUPLICATES)
            .in_place(Place::Cluster)
    }

    fn body(&self, page: &Page) -> Markup {
        let Outlook { kept, dropped } = &self.outlook;
        let columns = ["actors-what", "actors-merge-kept", "actors-merge-dropped"].map(|key| Column::new(page.t(key)));
        html! {
            (error_summary(page, &self.problems))
            (table(page, &page.t("actors-merge-title"), &columns, &self.rows(page)))
            p { (page.t("actors-merge-help")) }
            p { a href=(urls::merge(dropped.id, kept.id)) { (page.t("actors-merge-other-way")) } }
            (post_form(page, &urls::merge(kept.id, dropped.id), html! {
                (Field::text("reason", page.t("actors-reason")).maxlength(1000).optional(page).problems(page, &self.problems))
                (submit(&page.t("actors-merge")))
            }))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |problems| MergePage {
            outlook: Outlook {
                kept: samples::institute(),
                dropped: samples::bare(800, crate::model::kinds::ActorKind::Organisation, "Institute <of> hearts"),
            },
            clusters: samples::clusters(),
            day: samples::DAY,
            problems,
        };
        vec![("typical", page(Vec::new())), ("wrong", page(vec![FieldProblem::new("reason", "Wrong")]))]
    }
}

impl MergePage {
    fn rows(&self, page: &Page) -> Vec<Vec<Markup>> {
        let list = |words: Vec<String>| html! { ul.plain-list { @for one in words { li { (one) } } } };
        let both = |key: &str, of: &dyn Fn(&Actor) -> Vec<String>| {
            let part = |actor: &Actor| list(of(actor));
            vec![html! { (page.t(key)) }, part(&self.outlook.kept), part(&self.outlook.dropped)]
        };
        let link = |actor: &Actor| html! { a href=(urls::actor(actor.id)) { (parts::name(page, actor, self.day)) } };
        vec![
            vec![html! { (page.t("actors-record")) }, link(&self.outlook.kept), link(&self.outlook.dropped)],
            both("actors-names", &|actor| actor.all_names().map(str::to_owned).collect()),
            both("actors-form", &|actor| actor.legal_forms.iter().map(|form| parts::form(page, *form)).collect()),
            both("actors-identifiers", &|actor| {
                let one = |id: &crate::model::identifier::Identifier| {
                    format!("{} {}", id.scheme.name().to_uppercase(), id.value)
                };
                actor.identifiers.iter().map(|(_, id)| one(id)).collect()
            }),
            both("actors-clusters", &|actor| {
                actor.places.iter().map(|place| parts::cluster(page, &self.clusters, &place.cluster)).collect()
            }),
            both("actors-involvements", &|actor| {
                actor
                    .involvements
                    .iter()
                    .map(|one| format!("{} {}", parts::role(page, one.role), parts::period(page, one.valid)))
                    .collect()
            }),
            both("actors-history", &|actor| {
                actor.relations.iter().map(|one| parts::relation(page, one.kind)).collect()
            }),
        ]
    }
}

//! The form of a new actor.

use bellwether_web::api::{FieldProblem, Page, Place, Title, View};
use bellwether_web::components::forms::{Choice, Field, error_summary, post_form, submit};
use maud::{Markup, html};

use super::{parts, samples};
use crate::model::clusters::ClusterName;
use crate::urls;

/// What is typed about a new actor.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct NewFields {
    /// The cluster.
    pub cluster: String,
    /// What it is.
    pub kind: String,
    /// Its name in English.
    pub name_en: String,
    /// Its name in Russian.
    pub name_ru: String,
    /// Its legal form.
    pub form: String,
    /// Its name in addresses.
    pub slug: String,
    /// Who may see it.
    pub visibility: String,
    /// What it is to the cluster.
    pub role: String,
    /// Since when.
    pub from: String,
    /// Until when.
    pub until: String,
}

/// The form of a new actor.
pub struct NewPage {
    /// The clusters that the person keeps.
    pub clusters: Vec<ClusterName>,
    /// What was typed.
    pub fields: NewFields,
    /// What is wrong with it.
    pub problems: Vec<FieldProblem>,
}

impl View for NewPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("actors-new")).crumb(page.t("actors-title"), urls::ACTORS).in_place(Place::Cluster)
    }

    fn body(&self, page: &Page) -> Markup {
        let problems = &self.problems;
        let typed = &self.fields;
        let text = |name: &str, key: &str, value: &str| {
            Field::text(name, page.t(key)).value(value).problems(page, problems).maxlength(500)
        };
        let choose = |name: &str, key: &str, choices: Vec<Choice>, value: &str| {
            Field::select(name, page.t(key), choices).value(value).problems(page, problems)
        };
        let day = |name: &str, key: &str, value: &str| {
            Field::line("date", name, page.t(key)).value(value).optional(page).problems(page, problems)
        };
        let no_role = std::iter::once(Choice::new("", page.t("actors-role-none"))).chain(parts::roles(page)).collect();
        let as_kind =
            std::iter::once(Choice::new("", page.t("actors-visibility-usual"))).chain(parts::visibilities(page));
        html! {
            (error_summary(page, problems))
            (post_form(page, urls::NEW, html! {
                (choose("cluster", "actors-cluster", parts::clusters(page, &self.clusters), &typed.cluster))
                (choose("kind", "actors-kind", parts::kinds(page), &typed.kind))
                (text("name_en", "actors-name-en", &typed.name_en))
                (text("name_ru", "actors-name-ru", &typed.name_ru))
                (choose("form", "actors-form", parts::forms(page), &typed.form))
                (choose("role", "actors-role-in-cluster", no_role, &typed.role))
                (day("from", "actors-from", &typed.from))
                (day("until", "actors-until", &typed.until))
                (text("slug", "actors-slug", &typed.slug).help(page.t("actors-slug-help")).optional(page))
                (choose("visibility", "actors-visibility", as_kind.collect(), &typed.visibility))
                (submit(&page.t("actors-add")))
            }))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let fields = NewFields { name_en: "\"<b>".to_owned(), role: "founder".to_owned(), ..NewFields::default() };
        let problems = vec![FieldProblem::new("name_en", "Wrong"), FieldProblem::new("until", "Wrong")];
        vec![
            ("empty", NewPage { clusters: samples::clusters(), fields: NewFields::default(), problems: Vec::new() }),
            ("wrong", NewPage { clusters: samples::clusters(), fields, problems }),
        ]
    }
}

//! All data on a person, to read and to hand out; and their end.

use bellwether_kernel::clock::Timestamp;
use bellwether_web::api::{FieldProblem, Page, Place, Title, View};
use bellwether_web::components::facts::facts;
use bellwether_web::components::forms::{Field, error_summary, post_form};
use bellwether_web::components::tables::{Column, table};
use jiff::civil::Date;
use maud::{Markup, html};

use super::{parts, samples};
use crate::model::clusters::ClusterName;
use crate::model::personal::{Done, Personal};
use crate::model::wanted::Data;
use crate::urls;

/// All data on a person.
pub struct DataPage {
    /// The data.
    pub data: Data,
    /// The clusters by name.
    pub clusters: Vec<ClusterName>,
    /// The day of names.
    pub day: Date,
    /// May the reader erase it?
    pub may_erase: bool,
    /// What is wrong with the form.
    pub problems: Vec<FieldProblem>,
}

impl View for DataPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("actors-data"))
            .lead(page.t("actors-data-lead"))
            .crumb(page.t("actors-title"), urls::ACTORS)
            .crumb(parts::words(page, &self.data.actor.name_on(self.day)), urls::actor(self.data.actor.id))
            .in_place(Place::Cluster)
            .action(html! { a.btn.btn-primary href=(urls::data_file(self.data.actor.id)) download { (page.t("actors-data-file")) } })
    }

    fn body(&self, page: &Page) -> Markup {
        let actor = &self.data.actor;
        let names: Vec<(String, Markup)> = actor
            .names
            .iter()
            .map(|one| {
                let words = html! {
                    @if let Some(en) = &one.text.en { (page.words_in(en, "en")) " " }
                    @if let Some(ru) = &one.text.ru { (page.words_in(ru, "ru")) " " }
                    (parts::period(page, one.valid))
                };
                (parts::name_kind(page, one.kind), words)
            })
            .chain(actor.identifiers.iter().map(|(_, id)| (id.scheme.name().to_uppercase(), html! { (id.value) })))
            .collect();
        html! {
            (error_summary(page, &self.problems))
            section { h2 { (page.t("actors-names")) } p.text-secondary { (page.t("actors-names-purpose")) } (facts(&names)) }
            (self.personal(page))
            (self.involvements(page))
            (self.journal(page))
            @if self.may_erase { (self.erase(page)) }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let done = Done {
            seq: 7,
            at_ms: 1_795_000_000_000,
            by: "system".to_owned(),
            act: "actors.told".to_owned(),
            detail: "{\"what\":\"<name>\"}".to_owned(),
        };
        let page = |may_erase: bool, journal: Vec<Done>, problems| DataPage {
            data: Data { actor: samples::person(), names: samples::names(), journal },
            clusters: samples::clusters(),
            day: samples::DAY,
            may_erase,
            problems,
        };
        vec![
            ("officer", page(false, Vec::new(), Vec::new())),
            ("administrator", page(true, vec![done], vec![FieldProblem::new("confirm", "Wrong")])),
        ]
    }
}

impl DataPage {
    fn personal(&self, page: &Page) -> Markup {
        let columns = ["actors-field", "actors-value", "actors-purpose", "actors-keep-until", "actors-cluster"];
        let columns = columns.map(|key| Column::new(page.t(key)));
        let row = |one: &Personal| {
            vec![
                html! { (page.t(&format!("actors-field-{}", one.field.name()))) },
                html! { (one.value) },
                html! { (page.t(&format!("actors-purpose-{}", one.purpose.name()))) },
                html! { (parts::day(page, one.keep_until)) },
                html! { (parts::cluster(page, &self.clusters, &one.cluster)) },
            ]
        };
        let rows: Vec<_> = self.data.actor.personal.iter().map(row).collect();
        html! {
            section {
                h2 { (page.t("actors-personal")) }
                @if rows.is_empty() {
                    p { (page.t("actors-personal-none")) }
                } @else {
                    (table(page, &page.t("actors-personal"), &columns, &rows))
                }
            }
        }
    }

    fn involvements(&self, page: &Page) -> Markup {
        let line = |one: &crate::model::actor::Involvement| {
            let with = parts::target(page, one, &self.data.names, &self.clusters);
            (parts::role(page, one.role), html! { (with) " " (parts::period(page, one.valid)) })
        };
        let lines: Vec<_> = self.data.actor.involvements.iter().map(line).collect();
        html! { @if !lines.is_empty() { section { h2 { (page.t("actors-involvements")) } (facts(&lines)) } } }
    }

    fn journal(&self, page: &Page) -> Markup {
        let columns = ["actors-when", "actors-by", "actors-act", "actors-detail"].map(|key| Column::new(page.t(key)));
        let row = |one: &Done| {
            vec![
                html! { @if let Ok(at) = Timestamp::from_millisecond(one.at_ms) { (page.moment(at)) } },
                html! { (one.by) },
                html! { code { (one.act) } },
                html! { code { (one.detail) } },
            ]
        };
        let rows: Vec<_> = self.data.journal.iter().map(row).collect();
        html! {
            @if !rows.is_empty() {
                section { h2 { (page.t("actors-journal")) } (table(page, &page.t("actors-journal"), &columns, &rows)) }
            }
        }
    }

    fn erase(&self, page: &Page) -> Markup {
        parts::card(
            &page.t("actors-erase"),
            html! {
                p { (page.t("actors-erase-help")) }
                (post_form(page, &urls::erase(self.data.actor.id), html! {
                    (Field::checkbox("confirm", page.t("actors-erase-confirm")).problems(page, &self.problems))
                    div.form-actions { button.btn.btn-danger type="submit" { (page.t("actors-erase-do")) } }
                }))
            },
        )
    }
}

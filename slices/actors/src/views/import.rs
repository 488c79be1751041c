//! Tables that people bring: the form, and the preview of every change.

use bellwether_kernel::lang::Text;
use bellwether_web::api::{FieldProblem, Page, Place, Title, View};
use bellwether_web::components::badges::badge;
use bellwether_web::components::forms::{Field, button_form, error_summary, post_form, submit, upload_form};
use bellwether_web::components::states::{Tone, alert};
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use super::{parts, samples};
use crate::model::bring::columns::Column as FileColumn;
use crate::model::bring::plan::{Change, Item, Plan, Step, Who};
use crate::model::bring::preview::Preview;
use crate::model::bring::problem::{Problem, Refusal};
use crate::model::clusters::ClusterName;
use crate::model::kinds::LegalForm;
use crate::urls;

/// The most items and refusals that a page shows; the counts are of all.
const SHOWN: usize = 300;

/// The form for a file.
pub struct ImportForm {
    /// The clusters that the person keeps.
    pub clusters: Vec<ClusterName>,
    /// The one that was chosen.
    pub cluster: String,
    /// What is wrong.
    pub problems: Vec<FieldProblem>,
}

impl View for ImportForm {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("actors-import"))
            .lead(page.t("actors-import-lead"))
            .crumb(page.t("actors-title"), urls::ACTORS)
            .in_place(Place::Cluster)
    }

    fn body(&self, page: &Page) -> Markup {
        let columns: Vec<&str> = FileColumn::ALL.iter().map(|column| column.name()).collect();
        let cluster = Field::select("cluster", page.t("actors-cluster"), parts::clusters(page, &self.clusters));
        html! {
            (error_summary(page, &self.problems))
            (upload_form(page, urls::IMPORT, html! {
                (cluster.value(&self.cluster).problems(page, &self.problems))
                (Field::line("file", "file", page.t("actors-file")).help(page.t("actors-file-help")).required().problems(page, &self.problems))
                (submit(&page.t("actors-preview")))
            }))
            section.prose {
                h2 { (page.t("actors-columns")) }
                p { (page.t("actors-columns-help")) }
                p { @for column in columns { code { (column) } " " } }
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let form = |problems| ImportForm { clusters: samples::clusters(), cluster: "south".to_owned(), problems };
        vec![("empty", form(Vec::new())), ("wrong", form(vec![FieldProblem::new("file", "Wrong")]))]
    }
}

/// The preview of every change.
pub struct PreviewPage {
    /// What would be changed.
    pub preview: Preview,
    /// The clusters by name.
    pub clusters: Vec<ClusterName>,
}

impl View for PreviewPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("actors-preview"))
            .lead(format!("{}: {}", parts::cluster(page, &self.clusters, &self.preview.cluster), self.preview.file))
            .crumb(page.t("actors-title"), urls::ACTORS)
            .crumb(page.t("actors-import"), urls::IMPORT)
            .in_place(Place::Cluster)
    }

    fn body(&self, page: &Page) -> Markup {
        let plan = &self.preview.plan;
        let counts = [
            ("added", plan.added().count()),
            ("changed", plan.changed().count()),
            ("unchanged", plan.unchanged()),
            ("refused", plan.refused.len()),
        ];
        let counts = counts.map(|(name, n)| (name, i64::try_from(n).unwrap_or(i64::MAX).into()));
        html! {
            p data-count { (page.t_with("actors-preview-counts", &counts)) }
            @if plan.refused.is_empty() {
                (self.ways(page))
            } @else {
                (alert(Tone::Warn, html! { p { (page.t("actors-refused-help")) } }))
                (self.refused(page))
                @if let Some(id) = self.preview.id {
                    (button_form(page, &urls::drop_import(id), &page.t("actors-import-drop"), ""))
                }
            }
            (self.items(page))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        previews()
    }
}

impl PreviewPage {
    fn ways(&self, page: &Page) -> Markup {
        let Some(id) = self.preview.id else { return html! {} };
        html! {
            div.row-line {
                (post_form(page, &urls::import(id), html! {
                    input type="hidden" name="digest" value=(self.preview.digest);
                    (submit(&page.t("actors-import-apply")))
                }))
                (button_form(page, &urls::drop_import(id), &page.t("actors-import-drop"), ""))
            }
        }
    }

    fn refused(&self, page: &Page) -> Markup {
        let columns =
            ["actors-row", "actors-column", "actors-value", "actors-problem"].map(|key| Column::new(page.t(key)));
        let row = |one: &Refusal| {
            vec![
                html! { (page.number(one.row)) },
                html! { @if let Some(column) = one.column { code { (column.name()) } } },
                html! { (one.value) },
                html! { (page.t(one.problem.key())) },
            ]
        };
        let rows: Vec<_> = self.preview.plan.refused.iter().take(SHOWN).map(row).collect();
        html! { section { h2 { (page.t("actors-refused")) } (table(page, &page.t("actors-refused"), &columns, &rows)) } }
    }

    fn items(&self, page: &Page) -> Markup {
        let plan = &self.preview.plan;
        let shown: Vec<&Item> = plan.items.iter().filter(|item| !item.changes.is_empty()).collect();
        let columns = ["actors-name", "actors-row", "actors-column", "actors-before", "actors-after"];
        let columns = columns.map(|key| Column::new(page.t(key)));
        let mut rows = Vec::new();
        for item in shown.iter().take(SHOWN) {
            let numbers: Vec<String> = item.rows.iter().map(ToString::to_string).collect();
            for (at, change) in item.changes.iter().enumerate() {
                rows.push(vec![
                    html! { @if at == 0 { (self.who(page, item)) } @else { span.visually-hidden { (self.who(page, item)) } } },
                    html! { @if at == 0 { (numbers.join(", ")) } },
                    html! { code { (change.column.name()) } },
                    html! { (change.before) },
                    html! { (change.after) },
                ]);
            }
        }
        html! {
            @if !rows.is_empty() {
                section {
                    h2 { (page.t("actors-changes")) }
                    @if shown.len() > SHOWN {
                        p { (page.t_with("actors-changes-shown", &[("n", SHOWN.into()), ("of", shown.len().into())])) }
                    }
                    div.dense { (table(page, &page.t("actors-changes"), &columns, &rows)) }
                }
            }
        }
    }

    fn who(&self, page: &Page, item: &Item) -> Markup {
        match item.who {
            Who::New(_) => html! { (page.text(&item.name)) " " (badge(Tone::Good, &page.t("actors-is-new"))) },
            Who::Known(id) => html! { a href=(urls::actor(id)) { (page.text(&item.name)) } },
        }
    }
}

fn previews() -> Vec<(&'static str, PreviewPage)> {
    let change = |column, before: &str, after: &str| Change {
        column,
        before: before.to_owned(),
        after: after.to_owned(),
        step: Step::SetForm(LegalForm::Other),
    };
    let name = Text::both("Institute <of> \"Hearts\"", "Институт сердец");
    let items = vec![
        Item {
            rows: vec![2, 3],
            who: Who::New(0),
            name: name.clone(),
            changes: vec![change(FileColumn::Kind, "", "organisation"), change(FileColumn::Inn, "", "7707083893")],
        },
        Item {
            rows: vec![4],
            who: Who::Known(samples::id(100)),
            name,
            changes: vec![change(FileColumn::NameEn, "Old", "New <b>")],
        },
    ];
    let refused = vec![
        Refusal { row: 5, column: Some(FileColumn::Inn), value: "<i>".to_owned(), problem: Problem::Mistyped },
        Refusal { row: 1, column: None, value: "colour".to_owned(), problem: Problem::UnknownColumn },
    ];
    let page = |items, refused| PreviewPage {
        preview: Preview {
            id: Some(samples::row(900)),
            cluster: "north".to_owned(),
            file: "members <1>.csv".to_owned(),
            plan: Plan { items, refused },
            digest: "0a".to_owned(),
        },
        clusters: samples::clusters(),
    };
    vec![
        ("typical", page(items.clone(), Vec::new())),
        ("refused", page(items, refused)),
        ("nothing", page(Vec::new(), Vec::new())),
    ]
}

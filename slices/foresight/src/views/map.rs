//! The map of the landscape, and the same topics as a table.

use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::forms;
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};
use serde_json::json;

use crate::model::placed::{Placed, Standing};
use crate::model::point::STAGES;
use crate::model::status::{Settings, Status};
use crate::model::topic::Topic;
use crate::urls;
use crate::views::parts;

/// Kinds of records, in the order of their numbers on the map.
pub const KINDS: [&str; 5] = ["publication", "trial", "grant", "patent", "guideline"];

/// What the page shows.
pub struct MapPage {
    /// The landscape; `None` before the first build.
    pub landscape: Option<Landscape>,
    /// May the person build one?
    pub may_build: bool,
}

/// What the page needs of a landscape.
pub struct Landscape {
    /// The number of its points.
    pub edition: u64,
    /// How many points there are: built ones that are still there, and placed ones.
    pub points: u64,
    /// What it was built from, and what was placed on it since.
    pub standing: Standing,
    /// The coarsest topics, the largest first.
    pub topics: Vec<Topic>,
}

impl View for MapPage {
    fn title(&self, page: &Page) -> Title {
        let title = Title::new(page.t("foresight-map-title"));
        let Some(landscape) = &self.landscape else { return title };
        let args = [
            ("records", landscape.points.into()),
            ("topics", landscape.standing.status.topics.last().copied().unwrap_or(0).into()),
        ];
        title.lead(page.t_with("foresight-map-lead", &args)).script("map.js")
    }

    fn body(&self, page: &Page) -> Markup {
        let Some(landscape) = &self.landscape else { return nothing(page, self.may_build) };
        html! {
            (map(page, landscape))
            h2 { (page.t("foresight-topics-title")) }
            (topics(page, &landscape.topics))
            p { a href=(urls::TOPICS) { (page.t("foresight-all-topics")) } }
            p { a href=(urls::REPORT) { (page.t("foresight-report-print")) } " — " (page.t("foresight-report-help")) }
            (placed(page, &landscape.standing))
            (made(page, &landscape.standing.status))
            @if self.may_build { (build_form(page)) }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let topic = |label: &str, size| Topic { id: "t1".into(), label: label.into(), size, ..Topic::default() };
        let landscape = |topics: Vec<Topic>| {
            let status =
                Status { records: 50_788, topics: vec![12, 60, 300], years: Some((1976, 2021)), ..Status::default() };
            Some(Landscape { edition: 3, points: 50_788, standing: Standing::of(&status, None), topics })
        };
        let with_placed = |placed, withdrawn| {
            landscape(Vec::new()).map(|mut found| {
                let placed = Placed { evidence: 9, placed, unplaced: 2, withdrawn, ..Placed::default() };
                found.points += placed.placed - placed.withdrawn;
                found.standing = Standing::of(&found.standing.status, Some(&placed));
                found
            })
        };
        vec![
            ("unbuilt", MapPage { landscape: None, may_build: true }),
            ("unbuilt for a visitor", MapPage { landscape: None, may_build: false }),
            ("typical", MapPage { landscape: landscape(vec![topic("gene therapy", 1_204)]), may_build: true }),
            ("placed", MapPage { landscape: with_placed(1_204, 0), may_build: false }),
            ("rebuild due", MapPage { landscape: with_placed(9_000, 31), may_build: true }),
            (
                "hostile",
                MapPage { landscape: landscape(vec![topic("\"><script>alert(1)</script>", 1)]), may_build: false },
            ),
        ]
    }
}

fn nothing(page: &Page, may_build: bool) -> Markup {
    html! {
        (parts::unbuilt(page))
        @if may_build { (build_form(page)) }
    }
}

/// The button that builds the landscape anew.
fn build_form(page: &Page) -> Markup {
    forms::post_form(
        page,
        urls::BUILD,
        html! {
            p.text-secondary { (page.t("foresight-build-help")) }
            (forms::submit(&page.t("foresight-build")))
        },
    )
}

fn map(page: &Page, landscape: &Landscape) -> Markup {
    let source = page.t_with("foresight-map-source", &[("generation", landscape.standing.status.evidence.into())]);
    html! {
        section.map data-map data-map-points={ (urls::POINTS) "?edition=" (landscape.edition) }
            data-map-topics={ (urls::MAP_TOPICS) "?edition=" (landscape.edition) } data-map-hits=(urls::HITS)
            data-map-record=(urls::RECORD) data-map-records=(urls::RECORDS) data-map-count=(landscape.points)
            data-map-title=(page.t("foresight-map-title")) data-map-source=(source) data-map-words=(words(page)) {
            (controls(page))
            div.map-plane {
                canvas.map-points data-map-canvas tabindex="0" role="application" aria-label=(page.t("foresight-map-title"))
                    aria-describedby="map-keys" {}
                canvas.map-labels data-map-labels aria-hidden="true" {}
            }
            p #map-keys.text-secondary { (page.t("foresight-map-keys")) }
            ul.map-legend data-map-legend aria-label=(page.t("foresight-legend")) {}
            p role="status" { span data-map-status {} " " span data-map-marked {} " " a data-map-result href=(urls::RECORDS) hidden { (page.t("foresight-show-records")) } }
            div.map-card data-map-card aria-live="polite" {}
            p.text-secondary { (source) }
        }
    }
}

fn controls(page: &Page) -> Markup {
    let button = |act: &str| html! { button.btn.btn-sm type="button" data-map-act=(act) { (page.t(&format!("foresight-act-{act}"))) } };
    html! {
        form.map-controls data-map-controls action="/evidence" method="get" {
            label { (page.t("foresight-colour")) " "
                select.form-select name="colour" {
                    @for meaning in ["topic", "year", "stage", "kind"] {
                        option value=(meaning) { (page.t(&format!("foresight-colour-{meaning}"))) }
                    }
                }
            }
            label { (page.t("foresight-find")) " " input.form-control type="search" name="q" maxlength="2000"; }
            button.btn.btn-sm type="submit" { (page.t("foresight-mark")) }
            fieldset.map-years {
                legend { (page.t("foresight-years")) " " span data-map-years {} }
                input type="range" name="from" min="0" max="0" value="0" aria-label=(page.t("foresight-year-first"));
                input type="range" name="to" min="0" max="0" value="0" aria-label=(page.t("foresight-year-last"));
            }
            div.map-acts {
                (button("in")) (button("out")) (button("home"))
                button.btn.btn-sm type="button" data-map-act="lasso" aria-pressed="false" { (page.t("foresight-act-lasso")) }
                (button("clear")) (button("png")) (button("svg"))
            }
        }
    }
}

/// What the script says, in the page's language.
fn words(page: &Page) -> String {
    let mut words = serde_json::Map::new();
    for key in ["loading", "failed", "marked", "refused"] {
        words.insert(key.to_owned(), json!(page.t(&format!("foresight-map-{key}"))));
    }
    for stage in 0..STAGES {
        words.insert(format!("stage-{stage}"), json!(page.t(&format!("foresight-stage-{stage}"))));
    }
    for (number, kind) in KINDS.iter().enumerate() {
        words.insert(format!("kind-{number}"), json!(page.t(&format!("foresight-kind-{kind}"))));
    }
    serde_json::Value::Object(words).to_string()
}

fn topics(page: &Page, topics: &[Topic]) -> Markup {
    let columns = [
        Column::new(page.t("foresight-topic")),
        Column::new(page.t("foresight-records")).numeric(),
        Column::new(page.t("foresight-terms")),
    ];
    let row = |topic: &Topic| {
        vec![
            html! { a href=(urls::topic(&topic.id)) data-map-fly=(topic.id) { (page.words_in(&topic.label, "en")) } },
            html! { (page.number(topic.size)) },
            html! { (page.words_in(&topic.terms.join(", "), "en")) },
        ]
    };
    let rows: Vec<Vec<Markup>> = topics.iter().map(row).collect();
    table(page, &page.t("foresight-topics-title"), &columns, &rows)
}

/// What was placed after the build, and whether that is too much for the topics to be true.
fn placed(page: &Page, standing: &Standing) -> Markup {
    let Some(placed) = &standing.placed else { return html! {} };
    let args = [
        ("built", standing.status.records.into()),
        ("placed", placed.placed.into()),
        ("unplaced", placed.unplaced.into()),
        ("withdrawn", placed.withdrawn.into()),
        ("generation", placed.evidence.into()),
    ];
    html! {
        p { (page.t_with("foresight-placed", &args)) }
        @if standing.rebuild_due { p { strong { (page.t("foresight-rebuild-due")) } } }
    }
}

/// How the landscape was made, so that anybody can make it again.
pub fn made(page: &Page, status: &Status) -> Markup {
    let Settings { seed, dimensions, neighbours, .. } = &status.settings;
    let args = [
        ("generation", status.evidence.into()),
        ("seed", seed.to_string().into()),
        ("dimensions", (*dimensions).into()),
        ("neighbours", (*neighbours).into()),
        ("query", status.settings.query.as_str().into()),
        ("left", status.left_out.into()),
    ];
    html! { details { summary { (page.t("foresight-how")) } p { (page.t_with(if status.settings.query.is_empty() { "foresight-how-made" } else { "foresight-how-made-of" }, &args)) } } }
}

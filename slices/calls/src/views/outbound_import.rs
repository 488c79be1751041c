//! Bringing applications to other funders from a table: what would come of each row, before anything is changed.

use bellwether_web::api::{Page, Place, Title, View};
use bellwether_web::components::forms::{self, Field};
use bellwether_web::components::states::{Tone, alert};
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use super::sample;
use crate::model::outbound::OutboundState;
use crate::model::outbound_rows::{COLUMNS, OutboundRow, RowPlan, RowWrong};
use crate::urls;

/// The page.
pub struct ImportPage {
    /// The cluster.
    pub cluster: String,
    /// The rows, as they were typed.
    pub text: String,
    /// What would come of it.
    pub plan: RowPlan,
}

impl View for ImportPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("calls-outbound-import"))
            .crumb(page.t("calls-outbound-title"), urls::OUTBOUND)
            .in_place(Place::Decide)
    }

    fn body(&self, page: &Page) -> Markup {
        let action = urls::outbound_of(&self.cluster, "import");
        html! {
            p { (page.t("calls-outbound-import-help")) }
            p { code { (COLUMNS.join(",")) } }
            (forms::post_form(page, &action, html! {
                (Field::lines(8, "rows", page.t("calls-outbound-rows")).value(&self.text).required())
                (forms::submit(&page.t("calls-outbound-preview")))
            }))
            @if !self.text.trim().is_empty() { (self.plan(page, &action)) }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |line| OutboundRow {
            line,
            facts: sample::outbound(OutboundState::Sent).facts,
            title: sample::HOSTILE.to_owned(),
            asked_minor: Some(1),
            state: OutboundState::Sent,
            reference: String::new(),
            decided_on: None,
            granted_minor: None,
            responsible: "ann@example.org".to_owned(),
        };
        let wrong = vec![RowWrong { line: 4, column: "<currency>".to_owned(), what: "calls-wrong-currency" }];
        let of =
            |text: &str, plan| ImportPage { cluster: "translational-medicine".to_owned(), text: text.to_owned(), plan };
        vec![
            ("empty", of("", RowPlan::default())),
            ("typical", of("funder", RowPlan { new: vec![row(2)], known: vec![row(3)], wrong: Vec::new() })),
            ("wrong", of(sample::HOSTILE, RowPlan { new: vec![row(2)], known: Vec::new(), wrong })),
        ]
    }
}

impl ImportPage {
    fn plan(&self, page: &Page, action: &str) -> Markup {
        let plan = &self.plan;
        let columns = ["calls-outbound-line", "calls-application", "calls-outbound-funder", "calls-preview-then"];
        let columns = columns.map(|key| Column::new(page.t(key)));
        let row = |one: &OutboundRow, key: &str| {
            vec![html! { (one.line) }, html! { (one.title) }, html! { (one.facts.funder) }, html! { (page.t(key)) }]
        };
        let mut rows: Vec<Vec<Markup>> = plan.new.iter().map(|one| row(one, "calls-outbound-row-new")).collect();
        rows.extend(plan.known.iter().map(|one| row(one, "calls-outbound-row-known")));
        html! {
            section {
                h2 { (page.t("calls-outbound-plan")) }
                @if !plan.wrong.is_empty() {
                    (alert(Tone::Bad, html! {
                        ul {
                            @for one in &plan.wrong {
                                li {
                                    (page.t_with("calls-outbound-line-n", &[("n", (one.line as f64).into())])) ", "
                                    code { (one.column) } ": " (page.t(one.what))
                                }
                            }
                        }
                    }))
                }
                @if !rows.is_empty() { (table(page, &page.t("calls-outbound-plan"), &columns, &rows)) }
                @if plan.wrong.is_empty() && !plan.new.is_empty() {
                    (forms::post_form(page, action, html! {
                        input type="hidden" name="do" value="bring";
                        input type="hidden" name="rows" value=(self.text);
                        (forms::submit(&page.t_with("calls-outbound-bring", &[("n", plan.new.len().into())])))
                    }))
                }
            }
        }
    }
}

//! Targets that are likely to grow, and beside them how good such scores were in earlier years.

use bellwether_foresight::api::Rows;
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::lists::{ListColumns, list_tools};
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::part::{count_line, part};
use bellwether_web::components::spark::spark;
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use crate::model::filter::EmergingFilter;
use crate::model::hindcast::{Cutoff, Hindcast, Mark, Marks, Weight};
use crate::model::offered::Offered;
use crate::model::status::Status;
use crate::model::target::TargetLine;
use crate::urls;
use crate::views::made::made;
use crate::views::sentence::sentence;
use crate::views::{parts, samples};

/// Least numbers of papers in the last year that can be asked for.
const LEAST: [u32; 4] = [0, 10, 30, 100];

/// What the page shows.
pub struct EmergingPage {
    /// What was built; `None` before the first build.
    pub shown: Option<Shown>,
    /// What was asked for.
    pub filter: EmergingFilter,
    /// What a build can start from, for those who may build.
    pub offered: Option<Offered>,
}

/// Targets with their scores, and how good such scores were.
pub struct Shown {
    /// The targets, the highest score first.
    pub found: Rows<TargetLine>,
    /// The hindcast of the score.
    pub hindcast: Hindcast,
    /// What it was built from.
    pub status: Status,
}

impl View for EmergingPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("targets-emerging-title"))
            .lead(page.t("targets-emerging-lead"))
            .crumb(page.t("targets-title"), urls::TARGETS)
    }

    fn body(&self, page: &Page) -> Markup {
        let Some(shown) = &self.shown else { return part(parts::unbuilt(page, self.offered.as_ref())) };
        html! {
            (verdict(page, &shown.hindcast))
            (part(html! {
                @if !shown.hindcast.weights.is_empty() { (self.filters(page)) }
                @if shown.found.rows.is_empty() {
                    (empty_state(&page.t("targets-emerging-none"), &page.t("targets-emerging-none-help"), None))
                } @else {
                    (self.list(page, shown))
                }
            }))
            (hindcast(page, &shown.hindcast))
            (made(page, &shown.status))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let rows = |symbol: &str| Rows { rows: vec![samples::target(symbol).line()], total: 1, next: Some(25) };
        let page = |found: Rows<TargetLine>, hindcast: Hindcast| EmergingPage {
            shown: Some(Shown { found, hindcast, status: samples::status() }),
            filter: EmergingFilter { least: 10, after: None },
            offered: None,
        };
        vec![
            ("unbuilt", EmergingPage { shown: None, filter: EmergingFilter::default(), offered: None }),
            (
                "empty",
                page(Rows::default(), Hindcast { cutoffs: Vec::new(), weights: Vec::new(), ..samples::hindcast() }),
            ),
            ("typical", page(rows("INV1"), samples::hindcast())),
            ("hostile", page(rows(samples::HOSTILE), samples::hindcast())),
        ]
    }
}

impl EmergingPage {
    fn filters(&self, page: &Page) -> Markup {
        let least = |least: u32| Choice::new(least.to_string(), page.t_with("targets-least-n", &[("n", least.into())]));
        forms::get_form(
            urls::EMERGING,
            html! {
                (Field::select("least", page.t("targets-least-last"), LEAST.map(least).into()).value(self.filter.least.to_string()))
                (forms::submit(&page.t("targets-search")))
            },
        )
    }

    fn list(&self, page: &Page, shown: &Shown) -> Markup {
        let found = &shown.found;
        let columns = ListColumns::new([
            ("symbol", Column::new(page.t("targets-symbol"))),
            ("rank", Column::new(page.t("targets-rank")).numeric()),
            ("score", Column::new(page.t("targets-score")).numeric()),
            ("trend", Column::new(page.t("targets-trend"))),
            ("why", Column::new(page.t("targets-why"))),
        ]);
        let files = [("CSV", "csv"), ("JSON", "json"), ("XLSX", "xlsx")]
            .map(|(label, format)| (label, urls::emerging_file(format, self.filter).to_string()));
        let at = |after: u32| urls::emerging(EmergingFilter { after: Some(after), ..self.filter }).to_string();
        let first = self.filter.after.filter(|after| *after > 0).map(|_| at(0));
        let ways = Pager { first, previous: None, next: found.next.map(at) };
        let row = |line: &TargetLine| {
            let emergence = line.emergence.clone().unwrap_or_default();
            let counts: Vec<f64> = line.counts.iter().map(|count| f64::from(*count)).collect();
            let trend = page.t_with(
                "targets-trend-words",
                &[
                    ("first", shown.status.years.0.to_string().into()),
                    ("last", shown.status.years.1.to_string().into()),
                    ("from", line.counts.first().copied().unwrap_or(0).into()),
                    ("to", line.last.into()),
                ],
            );
            vec![
                html! { a href=(urls::target(line.id)) { (line.label()) } },
                html! { (page.number(emergence.rank)) },
                html! { (parts::score(page, emergence.score)) },
                spark(&trend, &counts),
                html! { (sentence(page, line, &shown.status)) },
            ]
        };
        html! {
            div.row-line.spread {
                (count_line(&page.t_with("targets-emerging-found", &[("n", found.total.into())])))
                (list_tools(page, Some(&columns), &files))
            }
            (columns.table(page, &page.t("targets-emerging-title"), found.rows.iter().map(row).collect()))
            (pager(page, &ways))
        }
    }
}

/// What the score is, and whether it deserves trust: in words, before the list.
fn verdict(page: &Page, hindcast: &Hindcast) -> Markup {
    let question = [
        ("growth", parts::percent(page, hindcast.growth).into()),
        ("years", hindcast.years.into()),
        ("least", hindcast.least.into()),
    ];
    let cutoffs = &hindcast.cutoffs;
    html! {
        p { (page.t_with("targets-question", &question)) }
        @if cutoffs.is_empty() {
            p { (page.t("targets-unjudged")) }
        } @else {
            ul {
                li { (tally(page, "targets-verdict-auroc", cutoffs, Cutoff::is_clearly_better, Cutoff::is_clearly_better)) }
                li { (of_mark(page, "targets-verdict-precision", cutoffs, |marks| marks.precision_at_50)) }
                li { (of_mark(page, "targets-verdict-threat", cutoffs, |marks| marks.threat)) }
            }
        }
    }
}

fn of_mark(page: &Page, key: &str, cutoffs: &[Cutoff], of: fn(&Marks) -> Mark) -> String {
    tally(page, key, cutoffs, |cutoff| cutoff.is_best(of), |cutoff| cutoff.is_clearly_best(of))
}

/// At how many cut-offs the score was better, at how many beyond doubt, and at which it was not.
fn tally(
    page: &Page,
    key: &str,
    cutoffs: &[Cutoff],
    better: impl Fn(&Cutoff) -> bool,
    clearly: impl Fn(&Cutoff) -> bool,
) -> String {
    let not: Vec<String> =
        cutoffs.iter().filter(|cutoff| !better(cutoff)).map(|cutoff| cutoff.year.to_string()).collect();
    let clear = cutoffs.iter().filter(|cutoff| clearly(cutoff)).count();
    let args = [("n", (cutoffs.len() - not.len()).into()), ("of", cutoffs.len().into()), ("clear", clear.into())];
    let held = page.t_with(key, &args);
    if not.is_empty() {
        return held;
    }
    format!("{held} {}", page.t_with("targets-verdict-not", &[("years", not.join(", ").into())]))
}

fn hindcast(page: &Page, hindcast: &Hindcast) -> Markup {
    html! {
        @if !hindcast.cutoffs.is_empty() {
            h2 { (page.t("targets-hindcast")) }
            p { (page.t_with("targets-hindcast-how", &[("years", hindcast.years.into())])) }
            (summary(page, &hindcast.cutoffs))
            details {
                summary { (page.t("targets-hindcast-rules")) }
                @for cutoff in &hindcast.cutoffs {
                    h3 { (page.t_with("targets-hindcast-year", &[("year", cutoff.year.to_string().into()), ("examples", cutoff.examples.into())])) }
                    (rules(page, cutoff))
                }
            }
        }
        @if !hindcast.weights.is_empty() {
            details {
                summary { (page.t("targets-weights")) }
                p { (page.t("targets-weights-how")) }
                (weights(page, &hindcast.weights))
            }
        }
    }
}

fn summary(page: &Page, cutoffs: &[Cutoff]) -> Markup {
    let columns = [
        Column::new(page.t("targets-cutoff")),
        Column::new(page.t("targets-grew")).numeric(),
        Column::new(page.t("targets-auroc")).numeric(),
        Column::new(page.t("targets-advantage")).numeric(),
        Column::new(page.t("targets-precision")).numeric(),
        Column::new(page.t("targets-threat")).numeric(),
    ];
    let against = |cutoff: &Cutoff, of: fn(&Marks) -> Mark, digits: i32| {
        let best = cutoff.best_simple(|marks| of(marks).value);
        html! {
            @if let Some(score) = cutoff.score() { (mark(page, of(score), digits)) }
            @if let Some(best) = best {
                span.interval {
                    (page.t_with("targets-best-simple", &[
                        ("n", parts::round(of(best).value, digits).into()),
                        ("rule", page.t(&format!("targets-rule-{}", best.rule)).into()),
                    ]))
                }
            }
        }
    };
    let row = |cutoff: &Cutoff| {
        vec![
            html! { (cutoff.year) },
            html! { (page.t_with("targets-grew-of", &[("n", cutoff.grew.into()), ("of", cutoff.targets.into())])) },
            against(cutoff, |marks| marks.auroc, 3),
            html! {
                (mark(page, cutoff.advantage, 3))
                @if !cutoff.is_clearly_better() { span.interval { (page.t("targets-not-clearly")) } }
            },
            against(cutoff, |marks| marks.precision_at_50, 2),
            against(cutoff, |marks| marks.threat, 1),
        ]
    };
    table(page, &page.t("targets-hindcast"), &columns, &cutoffs.iter().map(row).collect::<Vec<_>>())
}

fn rules(page: &Page, cutoff: &Cutoff) -> Markup {
    let columns = [
        Column::new(page.t("targets-rule")),
        Column::new(page.t("targets-auroc")).numeric(),
        Column::new(page.t("targets-precision")).numeric(),
        Column::new(page.t("targets-threat")).numeric(),
    ];
    let row = |marks: &Marks| {
        vec![
            html! { (page.t(&format!("targets-rule-{}", marks.rule))) },
            mark(page, marks.auroc, 3),
            mark(page, marks.precision_at_50, 2),
            mark(page, marks.threat, 1),
        ]
    };
    let caption = page.t_with(
        "targets-hindcast-year",
        &[("year", cutoff.year.to_string().into()), ("examples", cutoff.examples.into())],
    );
    table(page, &caption, &columns, &cutoff.rules.iter().map(row).collect::<Vec<_>>())
}

fn weights(page: &Page, weights: &[Weight]) -> Markup {
    let columns = [Column::new(page.t("targets-indicator")), Column::new(page.t("targets-weight")).numeric()];
    let row = |weight: &Weight| {
        vec![
            html! { (page.t(&format!("targets-feature-{}", weight.name))) },
            html! { (page.number(parts::round(weight.weight, 2))) },
        ]
    };
    table(page, &page.t("targets-weights"), &columns, &weights.iter().map(row).collect::<Vec<_>>())
}

fn mark(page: &Page, mark: Mark, digits: i32) -> Markup {
    let number = |value: f64| page.number(parts::round(value, digits));
    html! {
        span.estimate {
            (number(mark.value))
            @if let Some((low, high)) = mark.interval { " " span.interval { (number(low)) " … " (number(high)) } }
        }
    }
}

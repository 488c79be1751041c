//! How well the growth of topics would have been foretold, or why that cannot be told.

use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use crate::model::hindcast::{Cutoff, HindcastReport, HindcastSkipped, Marks, Score, SkipReason};
use crate::urls;
use crate::views::parts;

/// What the page shows.
pub struct HindcastPage {
    /// The hindcast; `None` before the first build.
    pub report: Option<HindcastReport>,
}

impl View for HindcastPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("foresight-hindcast-title"))
            .lead(page.t("foresight-hindcast-lead"))
            .crumb(page.t("foresight-forecast-title"), urls::FORECAST)
    }

    fn body(&self, page: &Page) -> Markup {
        let Some(report) = &self.report else { return parts::unbuilt(page) };
        let args = [
            ("growth", parts::percent(page, report.growth).into()),
            ("ahead", u32::from(report.ahead).into()),
            ("topics", report.topics.into()),
            ("level", u32::from(report.level).into()),
        ];
        html! {
            p { (page.t_with("foresight-hindcast-question", &args)) }
            @if let Some(reason) = reason(page, report) { p { strong { (reason) } } }
            @for cutoff in &report.cutoffs { (one(page, cutoff)) }
            @if !report.skipped.is_empty() {
                h2 { (page.t("foresight-hindcast-skipped")) }
                ul { @for skipped in &report.skipped { li { (skipped.year) ": " (page.t(skipped.reason.message())) } } }
            }
            p.text-secondary { (page.t("foresight-hindcast-how")) }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let score = |value| Score { value, interval: Some((value - 0.05, value + 0.05)) };
        let marks = |rule: &str| Marks {
            rule: rule.to_owned(),
            auroc: score(0.68),
            precision_at_50: score(0.4),
            threat: Score { value: 27.4, interval: None },
        };
        let cutoff = Cutoff {
            year: 2018,
            topics: 120,
            grew: 31,
            examples: 512,
            marks: ["combination", "persistence", "size", "past-growth", "mean-year"].map(marks).into(),
            advantage: score(0.07),
        };
        let short = HindcastReport {
            level: 2,
            topics: 794,
            years: Some((2018, 2021)),
            years_needed: 12,
            growth: 0.08,
            ahead: 3,
            reason: Some("the years are too few".to_owned()),
            ..HindcastReport::default()
        };
        let skipped = HindcastSkipped { year: 2016, reason: SkipReason::NothingToLearn };
        let judged = HindcastReport { cutoffs: vec![cutoff], skipped: vec![skipped], reason: None, ..short.clone() };
        vec![
            ("unbuilt", HindcastPage { report: None }),
            ("short", HindcastPage { report: Some(short) }),
            ("judged", HindcastPage { report: Some(judged) }),
        ]
    }
}

/// Why there is no hindcast, in the page's language.
fn reason(page: &Page, report: &HindcastReport) -> Option<String> {
    report.reason.as_ref()?;
    let Some((first, last)) = report.years else { return Some(page.t("foresight-hindcast-no-years")) };
    let years = last - first + 1;
    let args = [
        ("first", first.to_string().into()),
        ("last", last.to_string().into()),
        ("years", u32::from(years).into()),
        ("needed", u32::from(report.years_needed).into()),
    ];
    let key = if years < report.years_needed { "foresight-hindcast-short" } else { "foresight-hindcast-unjudged" };
    Some(page.t_with(key, &args))
}

fn one(page: &Page, cutoff: &Cutoff) -> Markup {
    let columns = [
        Column::new(page.t("foresight-hindcast-rule")),
        Column::new("AUROC").numeric(),
        Column::new(page.t("foresight-hindcast-precision")).numeric(),
        Column::new(page.t("foresight-hindcast-threat")).numeric(),
    ];
    let row = |marks: &Marks| {
        vec![
            html! { (page.t(&format!("foresight-rule-{}", marks.rule))) },
            score(page, marks.auroc, 100.0),
            score(page, marks.precision_at_50, 100.0),
            score(page, marks.threat, 10.0),
        ]
    };
    let rows: Vec<Vec<Markup>> = cutoff.marks.iter().map(row).collect();
    let args = [
        ("year", cutoff.year.to_string().into()),
        ("grew", cutoff.grew.into()),
        ("topics", cutoff.topics.into()),
        ("examples", cutoff.examples.into()),
    ];
    let title = page.t_with("foresight-hindcast-cutoff", &[("year", cutoff.year.to_string().into())]);
    html! {
        h2 { (title) }
        p { (page.t_with("foresight-hindcast-numbers", &args)) }
        (table(page, &title, &columns, &rows))
        p { (page.t("foresight-hindcast-advantage")) " " (score(page, cutoff.advantage, 100.0)) }
    }
}

/// A score with its interval, to the digits that mean something.
fn score(page: &Page, score: Score, digits: f64) -> Markup {
    let number = |value: f64| page.number((value * digits).round() / digits);
    html! {
        span.estimate {
            (number(score.value))
            @if let Some((low, high)) = score.interval { " " span.interval { (number(low)) " … " (number(high)) } }
        }
    }
}

//! How the targets were made, so that anybody can judge and repeat it.

use bellwether_web::api::Page;
use maud::{Markup, html};

use crate::model::status::Status;
use crate::views::parts;

/// Source, years, what is left out, settings.
pub fn made(page: &Page, status: &Status) -> Markup {
    let source = &status.source;
    let source_args = [
        ("kind", source.kind.as_str().into()),
        ("date", source.date.as_deref().unwrap_or_default().into()),
        ("links", source.links.into()),
        ("genes", status.with_papers.into()),
    ];
    let source_key = if source.date.is_some() { "targets-made-source-dated" } else { "targets-made-source" };
    let counts = [
        ("papers", status.papers.into()),
        ("first", status.years.0.to_string().into()),
        ("last", status.years.1.to_string().into()),
        ("left", status.left_out.into()),
        ("most", status.settings.most_genes.into()),
    ];
    let repeated = [
        ("generation", status.evidence.into()),
        ("seed", u32::try_from(status.settings.seed).unwrap_or(u32::MAX).into()),
        ("sha", source.sha256.as_str().into()),
    ];
    html! {
        details {
            summary { (page.t("targets-how")) }
            p { (page.t_with(source_key, &source_args)) }
            p { (page.t_with("targets-made-counts", &counts)) }
            p { (years(page, status)) }
            p { (page.t_with("targets-made-repeated", &repeated)) }
        }
    }
}

/// How exact the years are.
pub fn years(page: &Page, status: &Status) -> String {
    let share = if status.papers > 0 { f64::from(status.exact) / f64::from(status.papers) } else { 0.0 };
    let exact = ("share", parts::percent(page, share).into());
    match &status.accuracy {
        Some(accuracy) => page.t_with(
            "targets-made-years",
            &[
                exact,
                ("judged", accuracy.papers.into()),
                ("right", parts::percent(page, accuracy.exact).into()),
                ("near", parts::percent(page, accuracy.near).into()),
            ],
        ),
        None => page.t_with("targets-made-years-unjudged", &[exact]),
    }
}

/// The line under a chart: where the numbers come from.
pub fn source(page: &Page, status: &Status) -> String {
    let date = status.source.date.as_deref().unwrap_or_default();
    let key = if date.is_empty() { "targets-chart-source" } else { "targets-chart-source-dated" };
    page.t_with(key, &[("kind", status.source.kind.as_str().into()), ("date", date.into())])
}

//! What several pages of this slice share: numbers as people read them, the state before the first build.

use bellwether_foresight::api::{Indicator, OutlookYear};
use bellwether_web::api::Page;
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::states::empty_state;
use maud::{Markup, html};

use crate::model::offered::Offered;
use crate::model::target::Span;
use crate::urls;

/// A share as per cent, with one decimal.
pub fn percent(page: &Page, share: f64) -> String {
    page.t_with("targets-percent", &[("n", round(share * 100.0, 1).into())])
}

/// A share as per cent a year.
pub fn percent_a_year(page: &Page, share: f64) -> String {
    page.t_with("targets-percent-a-year", &[("n", round(share * 100.0, 1).into())])
}

/// A score from 0 to 1, with two decimals.
pub fn score(page: &Page, score: f64) -> String {
    page.number(round(score, 2))
}

/// An indicator's value in its unit, with its interval.
pub fn estimate(page: &Page, indicator: &Indicator) -> Markup {
    let (scale, digits) = match indicator.name.as_str() {
        "growth" | "novelty" => (100.0, 1),
        "share" => (100.0, 2),
        _ => (1.0, 1),
    };
    let bare = |value: f64| round(value * scale, digits);
    let value = match indicator.name.as_str() {
        "growth" => page.t_with("targets-percent-a-year", &[("n", bare(indicator.value).into())]),
        "novelty" | "share" => page.t_with("targets-percent", &[("n", bare(indicator.value).into())]),
        _ => page.number(bare(indicator.value)),
    };
    html! {
        // One element, so that it stays together where cells are cards.
        span.estimate {
            (value)
            @if let Some((low, high)) = indicator.interval {
                " " span.interval { (page.number(bare(low))) " … " (page.number(bare(high))) }
            }
        }
    }
}

/// What is expected of a year, with the interval of 80 %.
pub fn expected(page: &Page, year: &OutlookYear) -> Markup {
    let whole = |value: f64| page.number(value.round());
    html! {
        span.estimate {
            (whole(year.middle)) " " span.interval { (whole(year.wide80.0)) " … " (whole(year.wide80.1)) }
        }
    }
}

/// Years of a burst.
pub fn span(span: &Span) -> String {
    if span.from == span.to { span.from.to_string() } else { format!("{}–{}", span.from, span.to) }
}

/// What stands where nothing was built yet.
pub fn unbuilt(page: &Page, offered: Option<&Offered>) -> Markup {
    html! {
        (empty_state(&page.t("targets-unbuilt"), &page.t("targets-unbuilt-help"), None))
        @if let Some(offered) = offered { (build_form(page, offered, false)) }
    }
}

/// The form that builds targets anew: from the links of the build before, where there is one, or from files of the inbox.
pub fn build_form(page: &Page, offered: &Offered, is_built: bool) -> Markup {
    let kept = is_built.then(|| Choice::new("", page.t("targets-build-kept")));
    let papers: Vec<Choice> =
        kept.into_iter().chain(offered.papers.iter().map(|name| Choice::new(name, name))).collect();
    let none = std::iter::once(Choice::new("", page.t("targets-build-no-names")));
    let names: Vec<Choice> = none.chain(offered.names.iter().map(|name| Choice::new(name, name))).collect();
    html! {
        section {
            h2 { (page.t("targets-build")) }
            p.text-secondary { (page.t("targets-build-help")) }
            @if papers.is_empty() {
                p { (page.t("targets-build-no-files")) }
            } @else {
                (forms::post_form(page, urls::BUILD, html! {
                    (Field::select("papers", page.t("targets-build-papers"), papers))
                    @if !offered.names.is_empty() { (Field::select("names", page.t("targets-build-names"), names)) }
                    (forms::submit(&page.t("targets-build")))
                }))
            }
        }
    }
}

/// Rounded for people, without "-0".
pub fn round(value: f64, digits: i32) -> f64 {
    let scale = 10.0_f64.powi(digits);
    let rounded = (value * scale).round() / scale;
    if rounded == 0.0 { 0.0 } else { rounded }
}

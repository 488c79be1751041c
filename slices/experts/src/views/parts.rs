//! Parts that several of the pages share: works over time, subjects, peers, works, filters.

use bellwether_web::api::Page;
use bellwether_web::components::badges::badge;
use bellwether_web::components::bars::{Bar, bars};
use bellwether_web::components::chips::{Chip, chips};
use bellwether_web::components::forms::{self, Field};
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::states::Tone;
use bellwether_web::components::tables::{Column, table};
use bellwether_web::links::Link;
use maud::{Markup, html};

use crate::model::filter::Filter;
use crate::model::person::WorkLine;
use crate::model::tally::{Peer, Topic, Year};
use crate::views::urls;

/// Works in one part of a list of works.
pub const WORKS_A_PAGE: usize = 50;

/// How sure the grouping is, in words and a number.
pub fn confidence(page: &Page, confidence: Option<f64>) -> Markup {
    let Some(confidence) = confidence else {
        return badge(Tone::Plain, &page.t("experts-single-work"));
    };
    let percent = (confidence * 100.0).round().min(99.0);
    let (tone, key) = match confidence {
        sure if sure >= 0.9 => (Tone::Good, "experts-confidence-high"),
        likely if likely >= 0.7 => (Tone::Info, "experts-confidence-middle"),
        _ => (Tone::Warn, "experts-confidence-low"),
    };
    badge(tone, &page.t_with(key, &[("percent", percent.into())]))
}

/// Works by year as bars; years without works stand as gaps.
pub fn over_time(page: &Page, years: &[Year]) -> Markup {
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return html! {} };
    let works = |year: i16| years.iter().find(|one| one.year == year).map_or(0, |one| one.works);
    let all: Vec<Bar> = (first.year..=last.year)
        .map(|year| Bar {
            label: year.to_string(),
            shown: page.number(works(year)),
            value: f64::from(works(year)),
            href: None,
        })
        .collect();
    html! {
        h2 { (page.t("experts-over-time")) }
        (bars(&page.t_with("experts-works-by-year", &[("first", first.year.to_string().into()), ("last", last.year.to_string().into())]), &all))
        p.text-secondary { (page.t("experts-source")) }
    }
}

/// Subjects with their works, each leading to the experts of the subject.
pub fn topics(page: &Page, topics: &[Topic]) -> Markup {
    html! {
        @if !topics.is_empty() {
            h2 { (page.t("experts-topics")) }
            ul.list-inline {
                @for topic in topics {
                    @let filter = Filter { topic: topic.name.clone(), ..Filter::default() };
                    li.list-inline-item {
                        a href=(urls::experts(&filter)) { (page.words_in(&topic.name, "en")) }
                        " (" (page.number(topic.works)) ")"
                    }
                }
            }
        }
    }
}

/// People or institutions with their works in common.
pub fn peers(page: &Page, title: &str, peers: &[Peer], href: fn(&str) -> String) -> Markup {
    let columns = [Column::new(page.t("experts-name")), Column::new(page.t("experts-works")).numeric()];
    let rows: Vec<Vec<Markup>> = peers
        .iter()
        .map(|peer| vec![html! { a href=(href(&peer.id)) { (peer.name) } }, html! { (page.number(peer.works)) }])
        .collect();
    html! {
        @if !peers.is_empty() {
            h2 { (title) }
            (table(page, title, &columns, &rows))
        }
    }
}

/// A part of the works, leading to their records.
pub fn works(page: &Page, works: &[WorkLine], from: usize, path: &str) -> Markup {
    let shown = works.iter().skip(from).take(WORKS_A_PAGE);
    let at = |from: usize| Link::to(path).with_if("after", (from > 0).then_some(from)).to_string();
    let ways = Pager {
        first: (from > WORKS_A_PAGE).then(|| at(0)),
        previous: (from > 0).then(|| at(from.saturating_sub(WORKS_A_PAGE))),
        next: (from + WORKS_A_PAGE < works.len()).then(|| at(from + WORKS_A_PAGE)),
    };
    html! {
        h2 { (page.t("experts-list-of-works")) }
        ol start=(from + 1) {
            @for work in shown {
                li {
                    a href=(urls::record(&work.key)) { @if work.title.is_empty() { (work.key) } @else { (work.title) } }
                    " " span.text-secondary { (work.venue) @if work.year > 0 { ", " (work.year) } }
                }
            }
        }
        (pager(page, &ways))
    }
}

/// The filters of a list: the form, and the filters in use.
pub fn filters(page: &Page, filter: &Filter, address: fn(&Filter) -> Link, help: &str) -> Markup {
    let path = address(&Filter::default()).to_string();
    let min_works = filter.min_works.map(|works| works.to_string()).unwrap_or_default();
    let used = [
        (&filter.q, "experts-name", Filter { q: String::new(), after: None, ..filter.clone() }),
        (
            &filter.institution,
            "experts-institution",
            Filter { institution: String::new(), after: None, ..filter.clone() },
        ),
        (&filter.country, "experts-country", Filter { country: String::new(), after: None, ..filter.clone() }),
        (&filter.topic, "experts-topic", Filter { topic: String::new(), after: None, ..filter.clone() }),
        (&min_works, "experts-min-works", Filter { min_works: None, after: None, ..filter.clone() }),
    ];
    let used: Vec<Chip> = used
        .into_iter()
        .filter(|(value, _, _)| !value.is_empty())
        .map(|(value, key, without)| Chip {
            label: format!("{}: {value}", page.t(key)),
            remove_href: address(&without).to_string(),
        })
        .collect();
    html! {
        (forms::get_form(&path, html! {
            (Field::line("search", "q", page.t("experts-name")).help(help).value(&filter.q))
            (Field::text("country", page.t("experts-country")).help(page.t("experts-country-help")).value(&filter.country).maxlength(2))
            (Field::text("topic", page.t("experts-topic")).value(&filter.topic))
            (Field::line("number", "min_works", page.t("experts-min-works")).value(&min_works))
            @if !filter.institution.is_empty() { input type="hidden" name="institution" value=(filter.institution); }
            (forms::submit(&page.t("experts-search")))
        }))
        (chips(page, &used, &path))
    }
}

/// The way to the next rows and back to the first.
pub fn list_pager(page: &Page, filter: &Filter, next: Option<u32>, address: fn(&Filter) -> Link) -> Markup {
    let at = |after: Option<u32>| address(&Filter { after, ..filter.clone() }).to_string();
    let ways = Pager {
        first: filter.after.filter(|after| *after > 0).map(|_| at(None)),
        previous: None,
        next: next.map(|next| at(Some(next))),
    };
    pager(page, &ways)
}

/// The list as files.
pub fn exports(list: &str, filter: &Filter) -> [(&'static str, String); 3] {
    [("CSV", "csv"), ("XLSX", "xlsx"), ("JSON", "json")]
        .map(|(label, format)| (label, urls::export(list, format, filter).to_string()))
}

//! The topics that a person watches, with what changed since they were last seen.

use bellwether_kernel::clock::Timestamp;
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::badges::badge;
use bellwether_web::components::forms::button_form;
use bellwether_web::components::part::count_line;
use bellwether_web::components::states::{Tone, alert, empty_state};
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use crate::model::emerging::Bounded;
use crate::model::topic::WorkLine;
use crate::model::watch::{Fate, News, Piece, Seen};
use crate::urls;
use crate::views::parts;

/// What the page shows.
pub struct WatchedPage {
    /// What became of the topics, in the order in which they were added; `None` before the first build.
    pub news: Option<Vec<News>>,
}

impl View for WatchedPage {
    fn title(&self, page: &Page) -> Title {
        let title = Title::new(page.t("foresight-watched-title")).lead(page.t("foresight-watched-lead"));
        let is_news = self.news.iter().flatten().any(|one| one.is_news() && one.now.is_some());
        if !is_news {
            return title;
        }
        title.action(button_form(page, urls::WATCHED_SEEN, &page.t("foresight-mark-all"), "btn-primary"))
    }

    fn body(&self, page: &Page) -> Markup {
        let Some(news) = &self.news else { return parts::unbuilt(page) };
        if news.is_empty() {
            let topics = html! { a.btn.btn-primary href=(urls::EMERGING) { (page.t("foresight-emerging-title")) } };
            return empty_state(
                &page.t("foresight-watched-none"),
                &page.t("foresight-watched-none-help"),
                Some(topics),
            );
        }
        let columns = [
            Column::new(page.t("foresight-topic")),
            Column::new(page.t("foresight-news")),
            Column::new(page.t("foresight-records")).numeric(),
            Column::new(page.t("foresight-share")).numeric(),
            Column::new(page.t("foresight-indicator-growth")).numeric(),
            Column::new(page.t("foresight-place")).numeric(),
            Column::new(page.t("foresight-seen-at")),
            Column::new(page.t("foresight-acts")),
        ];
        let rows: Vec<Vec<Markup>> = news.iter().map(|one| row(page, one)).collect();
        let changed = news.iter().filter(|one| one.is_news()).count();
        html! {
            (count_line(&page.t_with("foresight-watched-count", &[("n", news.len().into()), ("changed", changed.into())])))
            (table(page, &page.t("foresight-watched-title"), &columns, &rows))
            (alert(Tone::Plain, html! { (page.t("foresight-watched-how")) }))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let hostile = "\"><script>alert(1)</script>";
        let seen = |label: &str, size: u32| Seen {
            landscape: 1,
            level: 1,
            label: label.to_owned(),
            size,
            share: f64::from(size) / 50_000.0,
            growth: Some(Bounded { value: 0.1, low: -0.02, high: 0.24 }),
            rank: 7,
            of: 200,
            ..Seen::default()
        };
        let news = |label: &str, fate: Fate, now: Option<Seen>| News {
            topic: "7".to_owned(),
            seen_at_ms: 1_795_000_000_000,
            before: seen(label, 120),
            fate,
            now,
            new_works: Vec::new(),
        };
        let moved = |label: &str| Fate::Moved { into: "9".to_owned(), label: label.to_owned() };
        let piece = Piece { topic: "12".to_owned(), label: "vectors".to_owned(), share: 0.4 };
        let work = WorkLine { key: "pubmed:1".to_owned(), title: hostile.to_owned(), ..WorkLine::default() };
        let grown = News {
            new_works: vec![WorkLine { title: "Invented work".to_owned(), ..work.clone() }],
            ..news("gene therapy", Fate::Stays, Some(Seen { rank: 5, ..seen("gene therapy, vector", 160) }))
        };
        vec![
            ("unbuilt", WatchedPage { news: None }),
            ("empty", WatchedPage { news: Some(Vec::new()) }),
            (
                "typical",
                WatchedPage {
                    news: Some(vec![
                        grown,
                        news("ageing", Fate::Stays, Some(seen("ageing", 120))),
                        news("hearts", moved("heart failure"), Some(seen("heart failure", 130))),
                        news(
                            "livers",
                            Fate::Merged { into: "3".to_owned(), label: "organs".to_owned() },
                            Some(seen("organs", 900)),
                        ),
                        news("soil", Fate::Split { into: vec![piece] }, None),
                        news("humus", Fate::Gone, None),
                    ]),
                },
            ),
            (
                "hostile",
                WatchedPage {
                    news: Some(vec![News {
                        new_works: vec![work],
                        ..news(hostile, moved(hostile), Some(seen(hostile, 1)))
                    }]),
                },
            ),
        ]
    }
}

fn row(page: &Page, one: &News) -> Vec<Markup> {
    let id = one.fate.topic(&one.topic);
    let shown = one.now.as_ref().unwrap_or(&one.before);
    let growth = |seen: &Seen| {
        seen.growth.map(|growth| parts::value(page, "growth", growth.value)).unwrap_or_else(|| "–".to_owned())
    };
    let rank = |seen: &Seen| page.t_with("foresight-place-of", &[("n", seen.rank.into()), ("of", seen.of.into())]);
    let number = |seen: &Seen| page.number(seen.size);
    let share = |seen: &Seen| parts::percent(page, seen.share);
    let label = page.words_in(&shown.label, "en");
    vec![
        html! { @if let Some(id) = id { a href=(urls::topic(id)) { (label) } } @else { (label) } },
        html! { (what_is_new(page, one)) },
        then_and_now(page, one, &number),
        then_and_now(page, one, &share),
        then_and_now(page, one, &growth),
        then_and_now(page, one, &rank),
        html! { @if let Ok(at) = Timestamp::from_millisecond(one.seen_at_ms) { (page.day(at)) } },
        html! {
            div.row-line {
                @if one.now.is_some() && one.is_news() {
                    (button_form(page, &urls::mark_seen(&one.topic), &page.t("foresight-mark-seen"), "btn-sm"))
                }
                (button_form(page, &urls::unwatch(&one.topic), &page.t("foresight-unwatch"), "btn-sm"))
            }
        },
    ]
}

/// What it is now, and what it was where that differs to the eye.
fn then_and_now(page: &Page, one: &News, of: &dyn Fn(&Seen) -> String) -> Markup {
    let then = of(&one.before);
    let now = one.now.as_ref().map(of);
    let is_same = now.as_deref() == Some(then.as_str());
    html! {
        span.estimate {
            (now.unwrap_or_default())
            @if !is_same { " " span.interval { (page.t_with("foresight-was", &[("then", then.into())])) } }
        }
    }
}

fn what_is_new(page: &Page, one: &News) -> Markup {
    let link = |id: &str, label: &str| html! { a href=(urls::topic(id)) { (page.words_in(label, "en")) } };
    let renamed = one.now.as_ref().filter(|now| now.label != one.before.label);
    html! {
        @match &one.fate {
            Fate::Stays => {}
            Fate::Moved { into, label } => { p { (badge(Tone::Info, &page.t("foresight-fate-moved"))) " " (link(into, label)) } }
            Fate::Merged { into, label } => { p { (badge(Tone::Warn, &page.t("foresight-fate-merged"))) " " (link(into, label)) } }
            Fate::Split { into } => {
                p { (badge(Tone::Warn, &page.t("foresight-fate-split"))) }
                ul { @for piece in into { li { (link(&piece.topic, &piece.label)) " (" (parts::percent(page, piece.share)) ")" } } }
            }
            Fate::Gone => { p { (badge(Tone::Bad, &page.t("foresight-fate-gone"))) } }
        }
        @if renamed.is_some() { p { (page.t("foresight-was-called")) " " (page.words_in(&one.before.label, "en")) } }
        @if !one.new_works.is_empty() {
            p { (page.t_with("foresight-new-works", &[("n", one.new_works.len().into())])) }
            ul { @for work in &one.new_works { li { a href=(urls::record(&work.key)) { @if work.title.is_empty() { (work.key) } @else { (work.title) } } } } }
        }
        @if !one.is_news() { span.text-secondary { (page.t("foresight-no-news")) } }
    }
}

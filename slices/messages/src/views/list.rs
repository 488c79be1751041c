//! The threads that somebody takes part in.

use bellwether_kernel::clock::Timestamp;
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::badges::badge;
use bellwether_web::components::states::{Tone, empty_state};
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use super::sample;
use crate::model::message::Threaded;

/// The page.
pub struct ListPage {
    /// The threads.
    pub threads: Vec<Threaded>,
}

impl View for ListPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("messages-title"))
    }

    fn body(&self, page: &Page) -> Markup {
        if self.threads.is_empty() {
            return empty_state(&page.t("messages-none"), &page.t("messages-none-help"), None);
        }
        let columns = ["messages-about", "messages-unread", "messages-last"].map(|key| Column::new(page.t(key)));
        let row = |one: &Threaded| {
            let at = Timestamp::from_millisecond(one.last_at_ms);
            vec![
                html! { a href={ (one.seat.href) "#messages" } { (page.text(&one.seat.title)) } },
                html! { @if one.unread > 0 { (badge(Tone::Info, &page.number(one.unread))) } @else { "–" } },
                at.map_or_else(|_| html! {}, |at| page.moment(at)),
            ]
        };
        let rows: Vec<Vec<Markup>> = self.threads.iter().map(row).collect();
        table(page, &page.t("messages-title"), &columns, &rows)
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let thread =
            |unread| Threaded { about: sample::about(), seat: sample::seat(), unread, last_at_ms: 1_780_000_000_000 };
        vec![
            ("empty", ListPage { threads: Vec::new() }),
            ("hostile", ListPage { threads: vec![thread(0), thread(12)] }),
        ]
    }
}

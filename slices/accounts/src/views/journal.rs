//! The page of the journal.

use bellwether_db::journal::Row;
use bellwether_web::api::{Link, Page, Title, View};
use bellwether_web::components::forms::{self, Field};
use bellwether_web::components::lists::{ListColumns, list_tools};
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::part::part;
use bellwether_web::components::states;
use bellwether_web::components::tables::Column;
use maud::{Markup, html};

use crate::urls;
use crate::views::account::moment;

/// One page of the journal, newest first.
pub struct Journal {
    pub rows: Vec<Row>,
    pub next: Option<String>,
    pub is_first: bool,
    pub act: String,
    pub actor: String,
    pub target: String,
}

impl Journal {
    fn link(&self, path: &str) -> Link {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Link::to(path)
            .with_if("act", given(&self.act))
            .with_if("actor", given(&self.actor))
            .with_if("target", given(&self.target))
    }

    fn cells(&self, page: &Page) -> Vec<Vec<Markup>> {
        self.rows
            .iter()
            .map(|row| {
                vec![
                    html! { (row.seq) },
                    moment(page, row.at_ms),
                    html! { (row.actor) },
                    html! { code { (row.act) } },
                    html! { (row.target_kind) " " (row.target_id) },
                    html! { code { (row.detail) } },
                ]
            })
            .collect()
    }
}

fn columns(page: &Page) -> ListColumns {
    ListColumns::new([
        ("number", Column::new(page.t("accounts-journal-number")).numeric()),
        ("at", Column::new(page.t("accounts-journal-at"))),
        ("actor", Column::new(page.t("accounts-journal-actor"))),
        ("act", Column::new(page.t("accounts-journal-act"))),
        ("target", Column::new(page.t("accounts-journal-target"))),
        ("detail", Column::new(page.t("accounts-journal-detail"))),
    ])
}

impl View for Journal {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("accounts-journal")).lead(page.t("accounts-journal-lead"))
    }

    fn body(&self, page: &Page) -> Markup {
        let columns = columns(page);
        part(html! {
            (forms::get_form(urls::JOURNAL, html! {
                (Field::text("act", page.t("accounts-journal-act")).value(&self.act).help(page.t("accounts-journal-act-help")))
                (Field::text("actor", page.t("accounts-journal-actor")).value(&self.actor))
                (Field::text("target", page.t("accounts-journal-target-id")).value(&self.target))
                (forms::submit(&page.t("accounts-filter")))
            }))
            (list_tools(page, Some(&columns), &[
                ("CSV", self.link(urls::JOURNAL_CSV).to_string()),
                ("XLSX", self.link(urls::JOURNAL_XLSX).to_string()),
            ]))
            @if self.rows.is_empty() {
                (states::empty_state(&page.t("accounts-journal-none"), &page.t("accounts-journal-none-help"), None))
            } @else {
                (columns.table(page, &page.t("accounts-journal"), self.cells(page)))
            }
            (pager(page, &Pager {
                first: (!self.is_first).then(|| self.link(urls::JOURNAL).to_string()),
                previous: None,
                next: self.next.as_ref().map(|next| self.link(urls::JOURNAL).with("before", next).to_string()),
            }))
        })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |seq| Row {
            seq,
            at_ms: 1_795_000_000_000,
            actor: "user:<script>".to_owned(),
            act: "user.changed".to_owned(),
            target_kind: "user".to_owned(),
            target_id: "<script>".to_owned(),
            detail: "{\"a\":\"<script>\"}".to_owned(),
            hash: "00".to_owned(),
        };
        let journal = |rows: Vec<Row>, next: Option<&str>| Journal {
            rows,
            next: next.map(str::to_owned),
            is_first: next.is_none(),
            act: "\"><script>".to_owned(),
            actor: String::new(),
            target: String::new(),
        };
        vec![("empty", journal(Vec::new(), None)), ("huge", journal((1..=50).rev().map(row).collect(), Some("1")))]
    }
}

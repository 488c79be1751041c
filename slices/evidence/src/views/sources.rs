//! The page of sources: what is there of each, and the ledger of files.

use bellwether_kernel::clock::Timestamp;
use bellwether_sources::record::Source;
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use super::ledger::{outcome, size, source_name};
use crate::model::ledger::{Counts, Outcome, SourceFile, SourceSummary};
use crate::urls;

/// What the page shows.
pub struct SourcesPage {
    /// Records in all.
    pub records: u64,
    /// Each source.
    pub sources: Vec<SourceSummary>,
    /// A page of the ledger, newest first.
    pub files: Vec<SourceFile>,
    /// The address of older entries.
    pub older: Option<String>,
    /// Is this not the newest page of the ledger?
    pub is_later_page: bool,
    /// May the person start ingests?
    pub may_ingest: bool,
}

impl SourcesPage {
    fn source_table(&self, page: &Page) -> Markup {
        let columns = [
            Column::new(page.t("sources-source")),
            Column::new(page.t("sources-records")).numeric(),
            Column::new(page.t("sources-size")).numeric(),
            Column::new(page.t("sources-last-added")),
        ];
        let row = |source: &SourceSummary| {
            vec![
                html! { (source_name(source.source)) },
                html! { (page.number(source.records)) },
                html! { (size(page, source.bytes)) },
                page.moment(source.last_added_at),
            ]
        };
        table(page, &page.t("sources-title"), &columns, &self.sources.iter().map(row).collect::<Vec<_>>())
    }

    fn ledger(&self, page: &Page) -> Markup {
        let columns = [
            Column::new(page.t("sources-file")),
            Column::new(page.t("sources-read-at")),
            Column::new(page.t("sources-size")).numeric(),
            Column::new(page.t("sources-outcome")),
        ];
        let row = |file: &SourceFile| {
            vec![
                html! { (file.name) },
                page.moment(file.read_at),
                html! { (size(page, file.bytes)) },
                outcome(page, file),
            ]
        };
        let first = self.is_later_page.then(|| urls::SOURCES.to_owned());
        html! {
            h2 { (page.t("sources-ledger")) }
            p { (page.t("sources-ledger-lead")) }
            (table(page, &page.t("sources-ledger"), &columns, &self.files.iter().map(row).collect::<Vec<_>>()))
            (pager(page, &Pager { first, previous: None, next: self.older.clone() }))
        }
    }
}

impl View for SourcesPage {
    fn title(&self, page: &Page) -> Title {
        let title =
            Title::new(page.t("sources-title")).lead(page.t_with("sources-lead", &[("records", self.records.into())]));
        if !self.may_ingest {
            return title;
        }
        title.action(html! { a.btn.btn-primary href=(urls::INGESTS) { (page.t("ingests-title")) } })
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            @if self.sources.is_empty() && self.files.is_empty() {
                (empty_state(&page.t("sources-none"), &page.t("sources-none-help"), None))
            } @else {
                @if !self.sources.is_empty() { (self.source_table(page)) }
                (self.ledger(page))
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let at = Timestamp::UNIX_EPOCH;
        let counts = Counts { records: 30_000, new: 29_000, replaced: 1_000, ..Counts::default() };
        let file = |name: &str, outcome: Outcome| SourceFile {
            name: name.to_owned(),
            sha256: "0".repeat(64),
            bytes: 20 << 20,
            read_at: at,
            outcome,
        };
        let source = |source| SourceSummary {
            source,
            records: 30_000,
            parts: 1,
            bytes: 60 << 20,
            first_added_at: at,
            last_added_at: at,
        };
        let refused = Outcome::Refused { reason: "the gzip stream ends too early (line 7, byte 1024)".to_owned() };
        let page = |sources: Vec<_>, files: Vec<_>| SourcesPage {
            records: 30_000,
            sources,
            files,
            older: None,
            is_later_page: false,
            may_ingest: false,
        };
        vec![
            ("empty", page(Vec::new(), Vec::new())),
            (
                "typical",
                SourcesPage {
                    may_ingest: true,
                    ..page(
                        vec![source(Source::PubMed), source(Source::Euctr)],
                        vec![file("pubmed20n0014.xml.gz", Outcome::Ingested(counts)), file("cut.xml.gz", refused)],
                    )
                },
            ),
            (
                "huge",
                SourcesPage {
                    older: Some(urls::sources_before(950).to_string()),
                    is_later_page: true,
                    ..page(
                        Source::ALL.map(source).to_vec(),
                        vec![file("pubmed20n0014.xml.gz", Outcome::Ingested(counts)); 50],
                    )
                },
            ),
            (
                "hostile",
                page(
                    vec![source(Source::Ris)],
                    vec![file("<b>\"x\"</b>.ris", Outcome::Refused { reason: "<script>alert(1)</script>".to_owned() })],
                ),
            ),
        ]
    }
}

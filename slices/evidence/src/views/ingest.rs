//! One ingest: how far it is, and what came of each file.

use bellwether_jobs::{JobId, State};
use bellwether_kernel::clock::Timestamp;
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::facts::facts;
use bellwether_web::components::forms::button_form;
use bellwether_web::components::progress::progress;
use bellwether_web::components::states::{Tone, alert};
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use super::ledger::{outcome, state};
use crate::model::ledger::{Counts, Outcome, SourceFile};
use crate::urls;

/// What the page shows.
pub struct IngestPage {
    /// The job.
    pub id: JobId,
    /// Where it stands.
    pub state: State,
    /// Was it told to stop?
    pub is_stopping: bool,
    /// When it was wanted.
    pub created_at: Timestamp,
    /// When it was over.
    pub finished_at: Option<Timestamp>,
    /// Bytes that are read, and in all.
    pub done: (u64, Option<u64>),
    /// What is being done.
    pub message: String,
    /// Why the last attempt failed.
    pub error: Option<String>,
    /// Its files, and what came of them.
    pub files: Vec<(String, Option<SourceFile>)>,
}

impl IngestPage {
    fn file(&self, page: &Page, name: &str, file: Option<&SourceFile>) -> Vec<Markup> {
        let came = match file {
            Some(file) => outcome(page, file),
            None if self.state == State::Done => html! { (page.t("ingests-unchanged")) },
            None => html! { (page.t("ingests-not-read")) },
        };
        vec![html! { (name) }, came]
    }
}

impl View for IngestPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("ingests-one"))
            .crumb(page.t("sources-title"), urls::SOURCES)
            .crumb(page.t("ingests-title"), urls::INGESTS)
    }

    fn body(&self, page: &Page) -> Markup {
        let columns = [Column::new(page.t("sources-file")), Column::new(page.t("sources-outcome"))];
        let rows: Vec<_> = self.files.iter().map(|(name, file)| self.file(page, name, file.as_ref())).collect();
        let is_over = self.state.is_over();
        html! {
            @if let Some(error) = &self.error { (alert(Tone::Bad, html! { p lang="en" { (error) } })) }
            @if !is_over {
                (progress(page, &page.t("ingests-progress"), self.done.0, self.done.1, &self.message,
                    Some(&urls::ingest_events(self.id))))
                p { a href=(urls::ingest(self.id)) { (page.t("ingests-refresh")) } }
                @if self.is_stopping {
                    p { (page.t("ingests-stopping")) }
                } @else {
                    (button_form(page, &urls::stop_ingest(self.id), &page.t("ingests-stop"), "btn"))
                }
            }
            (facts(&[
                (page.t("ingests-state"), state(page, self.state)),
                (page.t("ingests-wanted-at"), page.moment(self.created_at)),
                (page.t("ingests-finished-at"), match self.finished_at {
                    Some(at) => page.moment(at),
                    None => html! { "–" },
                }),
            ]))
            h2 { (page.t("ingests-files")) }
            (table(page, &page.t("ingests-files"), &columns, &rows))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let file = |name: &str, outcome| SourceFile {
            name: name.to_owned(),
            sha256: String::new(),
            bytes: 1,
            read_at: Timestamp::UNIX_EPOCH,
            outcome,
        };
        let page = |state, files| IngestPage {
            id: JobId(bellwether_kernel::ids::Uuid::nil()),
            state,
            is_stopping: false,
            created_at: Timestamp::UNIX_EPOCH,
            finished_at: None,
            done: (0, None),
            message: String::new(),
            error: None,
            files,
        };
        let counts = Counts { records: 20_788, new: 20_788, ..Counts::default() };
        let ingested = file("a.xml.gz", Outcome::Ingested(counts));
        let refused = file("b.xml.gz", Outcome::Refused { reason: "<b>malformed</b>".to_owned() });
        let (a, b) = ("a.xml.gz".to_owned(), "b.xml.gz".to_owned());
        vec![
            ("queued", page(State::Queued, vec![(a.clone(), None)])),
            (
                "running",
                IngestPage {
                    done: (7 << 20, Some(20 << 20)),
                    message: "b.xml.gz · 31000 · 8200/s".to_owned(),
                    is_stopping: true,
                    ..page(State::Running, vec![(a.clone(), Some(ingested.clone())), (b.clone(), None)])
                },
            ),
            (
                "done",
                IngestPage {
                    finished_at: Some(Timestamp::UNIX_EPOCH),
                    ..page(State::Done, vec![(a, Some(ingested)), (b, Some(refused)), ("c.ris".to_owned(), None)])
                },
            ),
            (
                "failed",
                IngestPage {
                    error: Some("no space left to write <x>".to_owned()),
                    ..page(State::Failed, vec![("d".repeat(200), None); 60])
                },
            ),
        ]
    }
}

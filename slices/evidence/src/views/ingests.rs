//! The list of ingests, and the form that starts one.

use bellwether_jobs::{JobId, State};
use bellwether_kernel::clock::Timestamp;
use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::forms::{Choice, Field, error_summary, post_form, submit, upload_form};
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, table};
use bellwether_web::format;
use maud::{Markup, html};

use super::ledger::state;
use crate::model::waiting::Waiting;
use crate::urls;

/// An ingest in the list.
#[derive(Clone, Debug)]
pub struct IngestLine {
    /// The job.
    pub id: JobId,
    /// When it was wanted.
    pub created_at: Timestamp,
    /// Where it stands.
    pub state: State,
    /// Names of its files.
    pub files: Vec<String>,
}

/// What the page shows.
pub struct IngestsPage {
    /// A page of ingests, newest first.
    pub ingests: Vec<IngestLine>,
    /// The address of older ones.
    pub older: Option<String>,
    /// Is this not the newest page?
    pub is_later_page: bool,
    /// What lies in the inbox.
    pub inbox: Vec<Waiting>,
    /// The longest file that may be sent.
    pub largest_upload: u64,
    /// What was wrong with the form.
    pub problems: Vec<FieldProblem>,
}

impl IngestsPage {
    fn form(&self, page: &Page) -> Markup {
        let choice = |file: &Waiting| {
            let mut label = format!("{} ({})", file.name, format::bytes(page.lang(), file.bytes));
            if file.is_known {
                label = format!("{label}, {}", page.t("ingests-known"));
            }
            Choice::new(&file.name, label)
        };
        let mut field = Field::checkboxes("file", page.t("ingests-files"), self.inbox.iter().map(choice).collect())
            .help(page.t("ingests-files-help"))
            .problems(page, &self.problems);
        for file in self.inbox.iter().filter(|file| !file.is_known) {
            field = field.value(&file.name);
        }
        html! {
            h2 { (page.t("ingests-start")) }
            @if self.inbox.is_empty() {
                p { (page.t("ingests-inbox-empty")) }
            } @else {
                (post_form(page, urls::INGESTS, html! { (field) (submit(&page.t("ingests-start-button"))) }))
            }
        }
    }

    /// With scripts each file is sent by itself, with its progress; without, the browser sends all in one go.
    fn upload(&self, page: &Page) -> Markup {
        let limit = [("size", format::bytes(page.lang(), self.largest_upload).into())];
        let field = Field::files("upload", page.t("uploads-files"), ".xml,.gz,.json,.jsonl,.ris,.bib")
            .help(page.t_with("uploads-files-help", &limit))
            .required()
            .problems(page, &self.problems);
        html! {
            h2 { (page.t("uploads-title")) }
            div data-upload=(urls::INBOX_API) data-upload-largest=(self.largest_upload)
                data-upload-too-large=(page.t_with("uploads-too-large", &limit))
                data-upload-waiting=(page.t("uploads-waiting")) data-upload-done=(page.t("uploads-done"))
                data-upload-cut=(page.t("uploads-cut")) {
                (upload_form(page, urls::INBOX, html! { (field) (submit(&page.t("uploads-button"))) }))
                ul.upload-list data-upload-list aria-live="polite" aria-label=(page.t("uploads-progress")) hidden {}
                p data-upload-after hidden { a.btn.btn-primary href=(urls::INGESTS) { (page.t("uploads-after")) } }
            }
        }
    }

    fn list(&self, page: &Page) -> Markup {
        let columns = [
            Column::new(page.t("ingests-wanted-at")),
            Column::new(page.t("ingests-state")),
            Column::new(page.t("ingests-files")),
        ];
        let row = |ingest: &IngestLine| {
            let shown = ingest.files.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
            let more = ingest.files.len().saturating_sub(3);
            vec![
                html! { a href=(urls::ingest(ingest.id)) { (page.moment(ingest.created_at)) } },
                state(page, ingest.state),
                html! { (shown) @if more > 0 { " " (page.t_with("ingests-more-files", &[("count", more.into())])) } },
            ]
        };
        let first = self.is_later_page.then(|| urls::INGESTS.to_owned());
        html! {
            h2 { (page.t("ingests-list")) }
            @if self.ingests.is_empty() {
                (empty_state(&page.t("ingests-none"), &page.t("ingests-none-help"), None))
            } @else {
                (table(page, &page.t("ingests-list"), &columns, &self.ingests.iter().map(row).collect::<Vec<_>>()))
                (pager(page, &Pager { first, previous: None, next: self.older.clone() }))
            }
        }
    }
}

impl View for IngestsPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("ingests-title")).crumb(page.t("sources-title"), urls::SOURCES).lead(page.t("ingests-lead"))
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            (error_summary(page, &self.problems))
            (self.upload(page))
            (self.form(page))
            (self.list(page))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let line = |state, files: &[&str]| IngestLine {
            id: JobId(bellwether_kernel::ids::Uuid::nil()),
            created_at: Timestamp::UNIX_EPOCH,
            state,
            files: files.iter().map(|name| (*name).to_owned()).collect(),
        };
        let waiting = |name: &str, is_known| Waiting { name: name.to_owned(), bytes: 5 << 20, is_known };
        let page = |ingests, inbox| IngestsPage {
            ingests,
            older: None,
            is_later_page: false,
            inbox,
            largest_upload: 2 << 30,
            problems: Vec::new(),
        };
        let typical = || vec![waiting("pubmed20n0014.xml.gz", true), waiting("pubmed21n1298.xml.gz", false)];
        vec![
            ("empty", page(Vec::new(), Vec::new())),
            ("typical", page(vec![line(State::Running, &["a.ris"]), line(State::Done, &["b.ris"; 7])], typical())),
            ("refused", IngestsPage { problems: vec![FieldProblem::new("file", "?")], ..page(Vec::new(), typical()) }),
            (
                "upload-refused",
                IngestsPage {
                    problems: vec![FieldProblem::new("upload", "a<b>.xml</b>: ?")],
                    ..page(Vec::new(), typical())
                },
            ),
            (
                "huge",
                IngestsPage {
                    older: Some(urls::ingests_before("x").to_string()),
                    is_later_page: true,
                    ..page(vec![line(State::Failed, &["c.bib"; 1000]); 25], vec![waiting("d.bib", false); 1])
                },
            ),
            ("hostile", page(vec![line(State::Cancelled, &["<b>\"</b>"])], vec![waiting("<i>'\"&</i>.ris", false)])),
        ]
    }
}

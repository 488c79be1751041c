//! The list of jobs.

use bellwether_jobs::{JobId, JobView, State};
use bellwether_kernel::clock::Timestamp;
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::chips::{Chip, chips};
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::lists::{ListColumns, list_tools};
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::part::{count_line, part};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::Column;
use maud::{Markup, html};

use super::parts::{duration, kind_label, progress_words, starter, state_badge, state_label};
use crate::model::listing::{Filter, Listing};
use crate::model::watched::{Starter, Watched};
use crate::urls;

/// So much of an error stands in the list; the page of the job has the whole.
const ERROR_LETTERS: usize = 140;

/// What the page shows.
pub struct JobsPage {
    /// A page of jobs, and how many there are.
    pub listing: Listing,
    /// Which ones were asked for.
    pub filter: Filter,
    /// The kinds that there can be.
    pub kinds: Vec<String>,
    /// Is this not the newest page?
    pub is_later_page: bool,
}

impl JobsPage {
    fn form(&self, page: &Page) -> Markup {
        let count = |state| self.listing.tally.iter().find(|(of, _)| *of == state).map_or(0, |(_, count)| *count);
        let mut states = vec![Choice::new("", page.t("jobs-any"))];
        states.extend(State::ALL.map(|state| {
            let counted = [("state", state_label(page, state).into()), ("n", count(state).into())];
            Choice::new(state.name(), page.t_with("jobs-state-counted", &counted))
        }));
        let mut kinds = vec![Choice::new("", page.t("jobs-any"))];
        kinds.extend(self.kinds.iter().map(|kind| Choice::new(kind, kind_label(page, kind))));
        // A kind of an earlier version is still a filter in use.
        if let Some(kind) = self.filter.kind.as_ref().filter(|kind| !self.kinds.contains(kind)) {
            kinds.push(Choice::new(kind, kind));
        }
        html! {
            (forms::get_form(urls::JOBS, html! {
                (Field::select("state", page.t("jobs-state"), states).value(self.filter.state.map_or("", State::name)))
                (Field::select("kind", page.t("jobs-kind"), kinds).value(self.filter.kind.as_deref().unwrap_or_default()))
                (forms::submit(&page.t("jobs-filter")))
            }))
            (chips(page, &self.chips(page), urls::JOBS))
        }
    }

    fn chips(&self, page: &Page) -> Vec<Chip> {
        let Filter { kind, state } = &self.filter;
        let state = state.map(|state| Chip {
            label: format!("{}: {}", page.t("jobs-state"), state_label(page, state)),
            remove_href: urls::jobs(&Filter { state: None, ..self.filter.clone() }).to_string(),
        });
        let kind = kind.as_ref().map(|kind| Chip {
            label: format!("{}: {}", page.t("jobs-kind"), kind_label(page, kind)),
            remove_href: urls::jobs(&Filter { kind: None, ..self.filter.clone() }).to_string(),
        });
        state.into_iter().chain(kind).collect()
    }

    fn found(&self) -> i64 {
        let wanted = |state: &State| self.filter.state.is_none_or(|only| only == *state);
        self.listing.tally.iter().filter(|(state, _)| wanted(state)).map(|(_, count)| count).sum()
    }

    fn table(&self, page: &Page, columns: &ListColumns) -> Markup {
        columns.table(page, &page.t("jobs-title"), self.listing.jobs.iter().map(|job| row(page, job)).collect())
    }
}

fn columns(page: &Page) -> ListColumns {
    ListColumns::new([
        ("kind", Column::new(page.t("jobs-kind"))),
        ("state", Column::new(page.t("jobs-state"))),
        ("progress", Column::new(page.t("jobs-progress")).numeric()),
        ("wanted-by", Column::new(page.t("jobs-wanted-by"))),
        ("wanted-at", Column::new(page.t("jobs-wanted-at"))),
        ("duration", Column::new(page.t("jobs-duration")).numeric()),
        ("error", Column::new(page.t("jobs-error"))),
    ])
}

fn row(page: &Page, watched: &Watched) -> Vec<Markup> {
    let job = &watched.job;
    vec![
        html! { a href=(urls::job(job.id)) { (kind_label(page, &job.kind)) } },
        state_badge(page, watched),
        progress_words(page, watched),
        starter(page, &watched.starter),
        page.moment(Timestamp::from_millisecond(job.created_at_ms).unwrap_or(Timestamp::UNIX_EPOCH)),
        duration(page, watched),
        match &job.error {
            Some(error) => html! { span lang="en" { (shortened(error)) } },
            None => html! { "–" },
        },
    ]
}

fn shortened(error: &str) -> String {
    match error.char_indices().nth(ERROR_LETTERS) {
        Some((end, _)) => format!("{}…", error[..end].trim_end()),
        None => error.to_owned(),
    }
}

impl View for JobsPage {
    fn title(&self, page: &Page) -> Title {
        let lead = if self.listing.of_all { "jobs-lead-all" } else { "jobs-lead-own" };
        Title::new(page.t("jobs-title")).lead(page.t(lead))
    }

    fn body(&self, page: &Page) -> Markup {
        let next = self.listing.next.as_ref().map(|next| urls::jobs(&self.filter).with("before", next).to_string());
        let columns = columns(page);
        let is_filtered = self.filter != Filter::default();
        part(html! {
            (self.form(page))
            div.row-line.spread {
                (count_line(&page.t_with("jobs-n", &[("n", self.found().into())])))
                (list_tools(page, Some(&columns), &[]))
            }
            @if !self.listing.jobs.is_empty() {
                (self.table(page, &columns))
            } @else if is_filtered {
                (empty_state(&page.t("jobs-none-such"), &page.t("jobs-none-such-help"),
                    Some(html! { a.btn href=(urls::JOBS) { (page.t("filters-clear")) } })))
            } @else {
                (empty_state(&page.t("jobs-none"), &page.t("jobs-none-help"), None))
            }
            (pager(page, &Pager {
                first: self.is_later_page.then(|| urls::jobs(&self.filter).to_string()),
                previous: None,
                next,
            }))
        })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |jobs: Vec<Watched>, filter| JobsPage {
            listing: Listing { jobs, next: None, tally: vec![(State::Done, 1_204), (State::Failed, 2)], of_all: true },
            filter,
            kinds: vec!["evidence.ingest".to_owned(), "experts.build".to_owned()],
            is_later_page: false,
        };
        let empty = page(Vec::new(), Filter::default());
        let empty = JobsPage { listing: Listing { tally: Vec::new(), of_all: false, ..empty.listing }, ..empty };
        let failed = Filter { state: Some(State::Failed), kind: Some("gone.<b>".to_owned()) };
        let typical = State::ALL.map(|state| sample(state, "Ada Lovelace", "the source is not there")).to_vec();
        let many: Vec<Watched> =
            (0..25).map(|_| sample(State::Failed, &"Very long name ".repeat(12), &"cause: ".repeat(900))).collect();
        let huge = page(many, Filter::default());
        let huge = Listing { next: Some("x".to_owned()), tally: vec![(State::Failed, i64::MAX)], ..huge.listing };
        let hostile = sample(State::Failed, "<script>alert(1)</script>", "\"><script>alert(2)</script>");
        vec![
            ("empty", empty),
            ("none-such", page(Vec::new(), failed.clone())),
            ("typical", page(typical, Filter::default())),
            ("huge", JobsPage { listing: huge, is_later_page: true, ..page(Vec::new(), Filter::default()) }),
            ("hostile", page(vec![hostile], failed)),
        ]
    }
}

/// A job to try the pages with.
pub(super) fn sample(state: State, name: &str, error: &str) -> Watched {
    let job = JobView {
        id: JobId(bellwether_kernel::ids::Uuid::nil()),
        kind: if name.starts_with('<') { name.to_owned() } else { "evidence.ingest".to_owned() },
        state,
        payload: String::new(),
        created_by: "system".to_owned(),
        created_at_ms: 1_795_000_000_000,
        started_at_ms: (state != State::Queued).then_some(1_795_000_001_000),
        finished_at_ms: state.is_over().then_some(1_795_003_724_000),
        attempts: 2,
        max_attempts: 5,
        done: 7 << 20,
        total: Some(20 << 20),
        message: "pubmed21n1298.xml.gz · 31000 · 8200/s".to_owned(),
        error: (state == State::Failed).then(|| error.to_owned()),
        cancel_requested: state == State::Cancelled,
    };
    let starter = match state {
        State::Queued => Starter::Installation,
        State::Cancelled => Starter::Gone,
        _ => Starter::Person(name.to_owned()),
    };
    let now = Timestamp::from_millisecond(1_795_000_060_000).unwrap_or(Timestamp::UNIX_EPOCH);
    Watched::new(job, starter, now)
}

//! The page of one job: how far it is, and what can be done with it.

use bellwether_jobs::State;
use bellwether_kernel::clock::Timestamp;
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::facts::facts;
use bellwether_web::components::forms::button_form;
use bellwether_web::components::progress::progress;
use bellwether_web::components::states::{Tone, alert};
use maud::{Markup, html};

use super::jobs::sample;
use super::parts::{duration, kind_label, starter, state_badge};
use crate::model::listing::Found;
use crate::urls;

/// What the page shows.
pub struct JobPage {
    /// The job, and what its reader may do with it.
    pub found: Found,
}

impl JobPage {
    fn state(&self, page: &Page) -> Markup {
        let job = &self.found.watched.job;
        let total = job.total.map(i64::unsigned_abs);
        let events = urls::events(job.id);
        html! {
            (progress(page, &page.t("job-progress"), job.done.unsigned_abs(), total, &job.message, Some(&events)))
            @if job.cancel_requested { p { (page.t("jobs-stopping-help")) } }
        }
    }

    fn problem(&self, page: &Page, error: &str) -> Markup {
        let job = &self.found.watched.job;
        // What is tried again is not lost yet.
        let (tone, heading) = if job.state == State::Failed {
            (Tone::Bad, "jobs-failed-heading")
        } else {
            (Tone::Warn, "jobs-tried-again-heading")
        };
        alert(tone, html! { h2.alert-title { (page.t(heading)) } p lang="en" { (error) } })
    }

    fn facts(&self, page: &Page) -> Markup {
        let watched = &self.found.watched;
        let job = &watched.job;
        let moment = |ms: Option<i64>| match ms.and_then(|ms| Timestamp::from_millisecond(ms).ok()) {
            Some(at) => page.moment(at),
            None => html! { "–" },
        };
        let attempts = [("attempts", job.attempts.into()), ("max", job.max_attempts.into())];
        facts(&[
            (page.t("jobs-state"), state_badge(page, watched)),
            (page.t("jobs-wanted-by"), starter(page, &watched.starter)),
            (page.t("jobs-wanted-at"), moment(Some(job.created_at_ms))),
            (page.t("jobs-started-at"), moment(job.started_at_ms)),
            (page.t("jobs-finished-at"), moment(job.finished_at_ms)),
            (page.t("jobs-duration"), duration(page, watched)),
            (page.t("jobs-attempts"), html! { (page.t_with("jobs-attempts-of", &attempts)) }),
            (page.t("jobs-id"), html! { code { (job.id) } }),
        ])
    }

    fn steps(&self, page: &Page) -> Markup {
        let Found { watched, may_call_off, may_retry, details } = &self.found;
        let id = watched.job.id;
        html! {
            div.form-actions {
                @if *may_call_off { (button_form(page, &urls::cancel(id), &page.t("jobs-call-off"), "btn-danger")) }
                @if *may_retry { (button_form(page, &urls::retry(id), &page.t("jobs-retry"), "btn-primary")) }
                @if let Some(details) = details { a.btn href=(details) { (page.t("jobs-details")) } }
                @if !watched.job.state.is_over() { a.btn href=(urls::job(id)) { (page.t("jobs-refresh")) } }
            }
        }
    }
}

impl View for JobPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(kind_label(page, &self.found.watched.job.kind)).crumb(page.t("jobs-title"), urls::JOBS)
    }

    fn body(&self, page: &Page) -> Markup {
        let job = &self.found.watched.job;
        html! {
            @if let Some(error) = &job.error { (self.problem(page, error)) }
            @if !job.state.is_over() { (self.state(page)) }
            (self.facts(page))
            (self.steps(page))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |watched, may_call_off, may_retry| JobPage {
            found: Found { watched, may_call_off, may_retry, details: None },
        };
        let queued = sample(State::Queued, "", "");
        let mut again = sample(State::Queued, "", "");
        again.job.error = Some("the attempt failed: the source is not there".to_owned());
        let mut stopping = sample(State::Running, "Ada Lovelace", "");
        stopping.job.cancel_requested = true;
        let mut running = page(sample(State::Running, "Ada Lovelace", ""), true, false);
        running.found.details = Some("/evidence/ingests/1".to_owned());
        let huge = sample(State::Failed, &"Very long name ".repeat(12), &"cause: ".repeat(900));
        let hostile = sample(State::Failed, "<script>alert(1)</script>", "\"><script>alert(2)</script>");
        vec![
            ("queued", page(queued, true, false)),
            ("again", page(again, true, false)),
            ("running", running),
            ("stopping", page(stopping, false, false)),
            ("done", page(sample(State::Done, "Ada Lovelace", ""), false, false)),
            ("cancelled", page(sample(State::Cancelled, "Ada Lovelace", ""), false, false)),
            ("huge", page(huge, false, true)),
            ("hostile", page(hostile, false, true)),
        ]
    }
}
